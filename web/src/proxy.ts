import { NextResponse, type NextRequest } from 'next/server';
import { contentSecurityPolicy } from './lib/security/content-security-policy.ts';

const pageHeaders = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  // A shell is asked for anew each time (an ETag makes that cheap); the build tool's default for
  // prerendered pages and for the service worker is a year, which no deployment could take back.
  'cache-control': 'no-cache',
};

/**
 * Two jobs, both at run time so that nothing about the environment is baked into the build:
 * `/api` and `/health` go to the API on the same origin, and every page gets its own
 * Content-Security-Policy and the other security headers.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;

  if (pathname === '/health' || pathname === '/api' || pathname.startsWith('/api/')) {
    return NextResponse.rewrite(new URL(pathname + search, process.env.API_URL ?? 'http://127.0.0.1:3000'));
  }

  const response = NextResponse.next();
  for (const [name, value] of Object.entries(pageHeaders)) response.headers.set(name, value);
  response.headers.set('content-security-policy', contentSecurityPolicy(pathname));
  if (process.env.PUBLIC_URL?.startsWith('https:') === true) {
    response.headers.set('strict-transport-security', 'max-age=31536000');
  }
  return response;
}

export const config = {
  // Hashed files need no policy of their own and should not pay for one.
  matcher: '/((?!_next/static/|icons/).*)',
};
