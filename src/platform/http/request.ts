import type {} from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import type { PurseContext } from '../database/purse-context.ts';

/** Who is asking, as the guard found out. */
export interface Identity {
  readonly userId: string;
  /** Of the session; for a program the id of its token. */
  readonly sessionId: string;
}

/** What guard and interceptor leave on a request for the handlers. */
export interface IkpaRequest extends FastifyRequest {
  identity?: Identity;
  purse?: PurseContext;
}
