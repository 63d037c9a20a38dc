import { STATUS_CODES } from 'node:http';
import { Catch, HttpException, Logger } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { OptimisticLockError } from '@mikro-orm/core';
import { ThrottlerException } from '@nestjs/throttler';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../domain/errors.ts';
import type { ErrorKind } from '../../domain/errors.ts';
import { isOutage, sqlState } from '../database/outage.ts';
import { ErrorReports } from '../errors/error-reports.ts';
import { correlation } from '../logging/correlation.ts';
import { NotSignedIn } from './not-signed-in.ts';
import { VersionMismatch } from './versions.ts';
import type { Problem } from './wire.contract.ts';

const STATUS: Record<ErrorKind, number> = {
  invalid: 422,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  unavailable: 503,
};

type Outcome = Pick<Problem, 'status' | 'code' | 'detail'> &
  Partial<Pick<Problem, 'errors'>> & { retryAfter?: number };

/** Every error becomes an RFC 9457 problem. Only 5xx are logged as errors; their reason stays in the log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger('Http');

  constructor(private readonly reports: ErrorReports) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const outcome = outcomeOf(error);
    if (outcome.status >= 500) this.#logger.error({ err: error, requestId: request.id }, 'request failed');
    if (outcome.status === 500) {
      const route = `${request.method} ${request.routeOptions.url ?? 'none'}`;
      const traceId = correlation.getStore()?.span?.traceId;
      const of = { requestId: request.id, route };
      this.reports.report(error, traceId === undefined ? of : { ...of, traceId });
    }
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    sendProblem(request, reply, outcome);
  }
}

/** An address that the router cannot read, or with a part that is longer than any id: nothing of ours has such a place. */
export function refuseAddress(_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const detail = 'There can be nothing at this address: it is not well-formed, or a part of it is too long.';
  sendProblem(request, reply, { status: 400, code: 'bad-address', detail });
}

function sendProblem(request: FastifyRequest, reply: FastifyReply, outcome: Outcome): void {
  if (outcome.retryAfter !== undefined) void reply.header('Retry-After', `${outcome.retryAfter}`);
  const problem: Problem = {
    type: `https://ikpa.dev/problems/${outcome.code}`,
    title: STATUS_CODES[outcome.status] ?? 'Error',
    status: outcome.status,
    detail: outcome.detail,
    instance: request.url.split('?')[0] ?? request.url,
    code: outcome.code,
    requestId: request.id,
    errors: outcome.errors ?? [],
  };
  if (outcome.status === 401) void reply.header('WWW-Authenticate', 'Bearer realm="ikpa"');
  void reply
    .status(outcome.status)
    .type('application/problem+json')
    .serializer(JSON.stringify) // Fastify's own would add a charset, which this media type does not have
    .send(problem);
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof DomainError) {
    const status = statusOf(error);
    return {
      status,
      code: error.code,
      detail: error.message,
      errors: [...error.errors],
      ...(error instanceof TooManyRequests ? { retryAfter: error.retryAfterSeconds } : {}),
      ...(status === 503 ? { retryAfter: 5 } : {}),
    };
  }
  if (error instanceof ThrottlerException) {
    return {
      status: 429,
      code: 'too-many-requests',
      detail: 'Too many requests in a short time. Wait a little.',
    };
  }
  if (error instanceof HttpException) return ofHttp(error.getStatus(), error.message);
  if (isOutage(error)) {
    return {
      status: 503,
      code: 'database-away',
      detail: 'The database does not answer just now.',
      retryAfter: 5,
    };
  }
  const state = sqlState(error);
  if (state === '23505')
    return {
      status: 409,
      code: 'already-there',
      detail: 'Something with the same name or id is there already.',
    };
  if (error instanceof OptimisticLockError || state === '40001' || state === '40P01') {
    return { status: 503, code: 'try-again', detail: 'Two changes met. Please try again.', retryAfter: 1 };
  }
  // Fastify's own errors (malformed JSON, a body too large) carry a statusCode below 500.
  if (
    error instanceof Error &&
    'statusCode' in error &&
    typeof error.statusCode === 'number' &&
    error.statusCode < 500
  ) {
    return ofHttp(error.statusCode, error.message);
  }
  return { status: 500, code: 'internal', detail: 'Something went wrong on our side. Nothing was saved.' };
}

/** Three failures have a status of their own; every other one has its kind's. */
function statusOf(error: DomainError): number {
  if (error instanceof NotSignedIn) return 401;
  if (error instanceof TooManyRequests) return 429;
  if (error instanceof TooLarge) return 413;
  if (error instanceof VersionMismatch) return 412;
  return STATUS[error.kind];
}

function ofHttp(status: number, detail: string): Outcome {
  const codes: Record<number, string> = {
    400: 'malformed',
    401: 'not-signed-in',
    404: 'not-found',
    405: 'method-not-allowed',
    413: 'too-large',
    415: 'media-type',
    429: 'too-many-requests',
  };
  return { status, code: codes[status] ?? (status >= 500 ? 'internal' : 'refused'), detail };
}

/** A limit of its own (sign-in) was reached; `retryAfterSeconds` tells when to come back. */
export class TooManyRequests extends DomainError {
  readonly retryAfterSeconds: number;

  constructor(detail: string, retryAfterSeconds: number) {
    super('too-many-requests', 'unavailable', detail);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** What was sent is larger than the configuration allows. */
export class TooLarge extends DomainError {
  constructor(detail: string) {
    super('too-large', 'invalid', detail);
  }
}
