import { Unreachable } from './problem.ts';

const REFRESH = '/api/v1/auth/refresh';
const LOCK = 'ikpa-refresh';
const REFRESHED_AT = 'ikpa.refreshed-at';

/** Fired on window when the session is over and only signing in again helps. */
export const SIGNED_OUT = 'ikpa:signed-out';

async function send(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    // fetch rejects with a TypeError when no answer came; an abort is the caller's own doing.
    if (error instanceof TypeError) throw new Unreachable();
    throw error;
  }
}

function lastRefresh(): number {
  return Number(localStorage.getItem(REFRESHED_AT) ?? 0);
}

/** Null when the session is fresh again, else what the service answered instead. */
async function refreshUnlessDoneSince(since: number): Promise<Response | null> {
  // Another tab may have refreshed while this one waited for the lock.
  if (lastRefresh() > since) return null;
  const answer = await send(
    new Request(REFRESH, { method: 'POST', headers: { 'X-Ikpa-Client': 'web' }, credentials: 'same-origin' }),
  );
  if (!answer.ok) return answer;
  localStorage.setItem(REFRESHED_AT, String(Date.now()));
  return null;
}

let underWay: Promise<Response | null> | null = null;

/** One refresh at a time, also across tabs (the lock needs a secure context; without it, per tab). */
function refresh(since: number): Promise<Response | null> {
  underWay ??= (
    'locks' in navigator
      ? navigator.locks.request(LOCK, () => refreshUnlessDoneSince(since))
      : refreshUnlessDoneSince(since)
  ).finally(() => {
    underWay = null;
  });
  return underWay;
}

const isAuth = (url: string): boolean => /\/api\/v1\/auth\//.test(new URL(url).pathname);

/**
 * fetch as the API wants it: the header that proves the call is our own, an idempotency key on each
 * POST, and one quiet refresh of the session when the access token has run out.
 */
export async function sessionFetch(request: Request): Promise<Response> {
  if (request.method !== 'GET') {
    request.headers.set('X-Ikpa-Client', 'web');
    if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) {
      request.headers.set('Idempotency-Key', newKey());
    }
  }
  const again = request.clone();
  const startedAt = Date.now();
  const first = await send(request);
  if (first.status !== 401 || isAuth(request.url)) return first;
  const refusal = await refresh(startedAt);
  if (refusal === null) return send(again);
  // Too many tries, or a service that is just being restarted, is no reason to forget who is here.
  if (refusal.status !== 401) return refusal.clone();
  window.dispatchEvent(new Event(SIGNED_OUT));
  return first;
}

/** A fresh idempotency key: a form makes one when it opens, so that pressing twice saves once. */
export function newKey(): string {
  // randomUUID exists in secure contexts only; a home server on plain http has the rest.
  if ('randomUUID' in crypto) return crypto.randomUUID();
  const bytes = (crypto as Crypto).getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
