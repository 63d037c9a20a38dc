import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext, Type } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { PurseNotFound } from '../database/database.ts';
import type { PurseRequest } from '../database/database.ts';
import type { Role } from '../database/purse-context.ts';
import {
  ADMINISTRATORS,
  IMPORTS,
  PEOPLE_ONLY,
  PUBLIC,
  REQUIRES,
  SECRET,
  STREAMS,
} from '../http/decorators.ts';
import type { IkpaRequest } from '../http/request.ts';
import type { Scope } from './program-tokens.ts';

/** Who may call a route. */
export interface Access {
  /** The least that the caller must be; a role is one in the purse of the path. */
  role: 'anyone' | 'person' | Role | 'administrator';
  /** A program's token needs one of these; where there is none, the route is for people alone. */
  scopes: readonly Scope[];
}

/** A handler and its controller: what the decorators were put on. */
export type Handler = readonly [handler: ReturnType<ExecutionContext['getHandler']>, controller: Type];

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Methods that change nothing. */
export const isSafe = (method: string) => SAFE.has(method);

const reflector = new Reflector();
const said = <T>(key: string, [handler, controller]: Handler): T | undefined =>
  reflector.getAllAndOverride<T | undefined>(key, [handler, controller]);

export const handlerOf = (context: ExecutionContext): Handler => [context.getHandler(), context.getClass()];

/** True for a route that people may call who are not signed in. */
export const isPublic = (handler: Handler): boolean => said<boolean>(PUBLIC, handler) === true;

/**
 * True for a write in a purse on which the interceptor honours an Idempotency-Key: all of them, except where the answer
 * is a secret, or where the handler opens its own transactions.
 */
export const isRepeatable = (handler: Handler, method: string): boolean =>
  !isSafe(method) && said<boolean>(SECRET, handler) !== true && said<boolean>(STREAMS, handler) !== true;

/** The least role in the purse that a route below `/purses/:purseId` needs. */
export const roleOf = (handler: Handler): Role => said<Role>(REQUIRES, handler) ?? 'viewer';

/** The scopes of which a program's token needs one; none where programs may not at all. */
export function scopesOf(handler: Handler, method: string): readonly Scope[] {
  if (said<boolean>(PEOPLE_ONLY, handler) === true) return [];
  const imports = said<boolean>(IMPORTS, handler) === true;
  if (isSafe(method)) return imports ? ['read', 'import'] : ['read'];
  return [imports ? 'import' : 'write'];
}

/** All of it, for the OpenAPI document. */
export function accessOf(handler: Handler, method: string, inPurse: boolean): Access {
  if (isPublic(handler)) return { role: 'anyone', scopes: [] };
  const administrators = said<boolean>(ADMINISTRATORS, handler) === true;
  const role = inPurse ? roleOf(handler) : administrators ? 'administrator' : 'person';
  return { role, scopes: scopesOf(handler, method) };
}

export type RequestedPurse = PurseRequest & { requestId: string };

/** How the request's purse is opened: by whom, and with the role that the route requires. */
export function purseToOpen(context: ExecutionContext): RequestedPurse {
  const request = context.switchToHttp().getRequest<IkpaRequest>();
  const purseId = (request.params as Record<string, string | undefined>)['purseId'];
  const userId = request.identity?.userId;
  if (purseId === undefined || userId === undefined) throw new PurseNotFound();
  return { purseId, userId, needs: roleOf(handlerOf(context)), requestId: request.id };
}

/** What a handler with `@Streams()` opens its transactions with. */
export const PurseToOpen = createParamDecorator((_: unknown, context: ExecutionContext) =>
  purseToOpen(context),
);
