import { Agent, request } from 'node:http';

export interface Sent {
  /** 0: no answer came. */
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** Sends one request over a kept connection; light enough not to be what is measured. */
export function send(
  agent: Agent,
  given: { url: string; method: string; headers: Record<string, string>; body?: unknown; timeoutMs?: number },
): Promise<Sent> {
  return new Promise((resolve) => {
    const none = (why: string): void => resolve({ status: 0, headers: {}, body: why });
    const text = given.body === undefined ? null : JSON.stringify(given.body);
    const sending = request(
      given.url,
      {
        agent,
        method: given.method,
        headers: {
          'x-ikpa-client': 'test',
          ...given.headers,
          ...(text === null
            ? {}
            : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
        },
      },
      (answer) => {
        let body = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => (body += part));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
        answer.on('error', (error) => none(error.message));
      },
    );
    sending.setTimeout(given.timeoutMs ?? 30_000, () => sending.destroy(new Error('no answer in time')));
    sending.on('error', (error) => none(error.message));
    sending.end(text ?? undefined);
  });
}

/** Why a failed answer is not one that a client is promised: a problem with a hint when to come back. Null: it is. */
export function whyNoProblem(answer: Sent): string | null {
  const { status, headers, body } = answer;
  if (status !== 503) return `${status} ${body.slice(0, 200)}`;
  if (headers['content-type'] !== 'application/problem+json')
    return `503 as ${String(headers['content-type'])}`;
  if (!/^\d+$/.test(String(headers['retry-after']))) return '503 without Retry-After';
  const problem = JSON.parse(body) as Record<string, unknown>;
  const whole =
    problem['status'] === 503 && typeof problem['code'] === 'string' && Array.isArray(problem['errors']);
  return whole ? null : `503 with ${body.slice(0, 200)}`;
}
