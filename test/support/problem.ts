import { expect } from '@jest/globals';
import { STATUS_CODES } from 'node:http';

/** The whole body of a problem; `errors` are pairs of pointer and detail. */
export function problem(
  status: number,
  code: string,
  given: { instance: unknown; detail: unknown; errors?: [pointer: string, detail: unknown][] },
) {
  return {
    type: `https://ikpa.dev/problems/${code}`,
    title: STATUS_CODES[status],
    status,
    detail: given.detail,
    instance: given.instance,
    code,
    requestId: expect.stringMatching(/^[\w-]{8,64}$/),
    errors: (given.errors ?? []).map(([pointer, detail]) => ({ pointer, detail })),
  };
}
