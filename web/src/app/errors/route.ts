import { errorTracking } from '@/lib/config/error-tracking.ts';
import { Failure } from '@/lib/errors/failure.ts';
import { tell } from '@/lib/errors/tell.ts';

const MOST_BYTES = 20_000;

/** Takes a page's failure and tells Sentry, so that browsers talk to nobody but us. 404 where none is configured. */
export async function POST(request: Request): Promise<Response> {
  if (errorTracking() === null) return new Response(null, { status: 404 });
  const text = await request.text();
  const failure = text.length > MOST_BYTES ? null : Failure.safeParse(parsed(text));
  if (failure?.success !== true) return new Response(null, { status: 400 });
  tell(failure.data, 'browser');
  return new Response(null, { status: 202 });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
