import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface InlineHashes {
  /** Route → the sha256 sources of the inline scripts of its prerendered page. */
  pages: Record<string, string[]>;
  /** The page that any unknown address answers with. */
  notFound: string[];
}

let cached: InlineHashes | null | undefined;

/** Written by scripts/after-build.mjs beside server.js; in development there is none. */
function inlineHashes(): InlineHashes | null {
  if (cached !== undefined) return cached;
  try {
    cached = JSON.parse(
      readFileSync(join(/* turbopackIgnore: true */ process.cwd(), 'inline-hashes.json'), 'utf8'),
    ) as InlineHashes;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || process.env.NODE_ENV === 'production')
      throw error;
    cached = null;
  }
  return cached;
}

/**
 * The policy of one page: own files only, and of inline scripts exactly those that the build wrote
 * into it. Styles come from files alone: no prerendered page carries a style attribute, and what
 * charts and pop-ups set later goes through the object model, which the policy does not touch.
 */
export function contentSecurityPolicy(pathname: string): string {
  const hashes = inlineHashes();
  const route = pathname.length > 1 && pathname.endsWith('/') ? pathname.slice(0, -1) : pathname;
  const scripts =
    hashes === null
      ? ["'unsafe-inline'", "'unsafe-eval'"] // next dev only: hot reload and React's own debugging
      : (hashes.pages[route] ?? hashes.notFound);
  return [
    "default-src 'self'",
    `script-src 'self' ${scripts.join(' ')}`.trim(),
    hashes === null ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    hashes === null ? "connect-src 'self' ws:" : "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
