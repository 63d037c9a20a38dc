import createClient from 'openapi-fetch';
import { toProblem } from './problem.ts';
import type { paths } from './schema.d.ts';
import { sessionFetch } from './session-fetch.ts';

/** The one way to the API, typed by its OpenAPI document, on the page's own origin. */
export const api = createClient<paths>({
  baseUrl: typeof window === 'undefined' ? 'http://localhost' : window.location.origin,
  credentials: 'same-origin',
  fetch: sessionFetch,
});

/** The body of an answer, or the API's refusal as an error to show. */
export async function answer<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<NonNullable<T>> {
  const { data, error, response } = await call;
  if (!response.ok || data === undefined || data === null) throw toProblem(response.status, error);
  return data;
}

/** For answers without a body. */
export async function done(call: Promise<{ error?: unknown; response: Response }>): Promise<void> {
  const { error, response } = await call;
  if (!response.ok) throw toProblem(response.status, error);
}
