import type { Problem } from '../../../../src/platform/http/wire.contract.ts';

/** The API said no, in its own words (RFC 9457). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string;
  /** JSON pointers into the body that was sent, each with a sentence. */
  readonly errors: readonly { pointer: string; detail: string }[];

  constructor(problem: Problem) {
    super(problem.detail === '' ? problem.title : problem.detail);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code;
    this.requestId = problem.requestId;
    this.errors = problem.errors;
  }
}

/** No answer came at all: no network, or the service is not running. */
export class Unreachable extends Error {
  constructor() {
    super('The service cannot be reached.');
    this.name = 'Unreachable';
  }
}

/** Reads a refusal; an answer that is not a problem document (a proxy's page, say) keeps its status. */
export function toProblem(status: number, body: unknown): ApiProblem {
  const given = typeof body === 'object' && body !== null ? (body as Partial<Problem>) : {};
  return new ApiProblem({
    type: given.type ?? 'about:blank',
    title: given.title ?? `The service answered ${status}.`,
    status,
    detail: given.detail ?? '',
    instance: given.instance ?? '',
    code: given.code ?? `http-${status}`,
    requestId: given.requestId ?? '',
    errors: Array.isArray(given.errors) ? given.errors : [],
  });
}

/** What a refusal says about one place of the body that was sent. */
export function pointed(error: unknown, pointer: string): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  return error.errors.find((each) => each.pointer === pointer)?.detail;
}

/** A sentence for a person, whatever went wrong. */
export function sentence(error: unknown, unreachable: string): string {
  if (error instanceof Unreachable) return unreachable;
  if (error instanceof ApiProblem || error instanceof Error) return error.message;
  return String(error);
}
