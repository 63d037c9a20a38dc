import { errorTracking } from '../config/error-tracking.ts';
import { publicUrl } from '../config/public-url.ts';
import { Failure } from './failure.ts';
import { tell } from './tell.ts';

const MOST_BYTES = 20_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Takes a page's failure and tells Sentry, so that browsers talk to nobody but us. 404 where none is configured. */
export async function receive(request: Request): Promise<Response> {
  if (errorTracking() === null) return answer(404);
  if (!isOurs(request.headers.get('origin'))) return answer(403);
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES) return answer(413);
  const text = await textOf(request.body);
  if (text === null) return answer(413);
  const failure = Failure.safeParse(parsed(text));
  if (!failure.success) return answer(400);
  tell(failure.data, 'browser');
  return answer(202);
}

const answer = (status: number) => new Response(null, { status });

/** The API's own rule: browsers say with every POST which page it comes from, and programs that say nothing are none. */
function isOurs(origin: string | null): boolean {
  const own = publicUrl();
  if (origin === null || origin === own.origin) return true;
  const given = URL.parse(origin);
  // On a laptop the same page is reached as localhost and as 127.0.0.1.
  return (
    given !== null && LOOPBACK.has(own.hostname) && LOOPBACK.has(given.hostname) && given.port === own.port
  );
}

/** Null where more comes than may: what was announced need not be true, nor announced at all. */
async function textOf(body: ReadableStream<Uint8Array> | null): Promise<string | null> {
  if (body === null) return '';
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop cancels the stream.
  for await (const piece of body) {
    bytes += piece.byteLength;
    if (bytes > MOST_BYTES) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
