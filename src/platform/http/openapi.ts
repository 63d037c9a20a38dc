import { STATUS_CODES } from 'node:http';
import type { Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { accessOf, isRepeatable, isSafe } from '../auth/access.ts';
import type { Access, Handler } from '../auth/access.ts';
import { IDEMPOTENCY_KEY, REFUSES, VERSIONED } from './decorators.ts';
import { Problem } from './wire.contract.ts';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The name of a handler's operation in the document. */
export const operationId = (controller: string, method: string) =>
  `${controller.replace(/Controller$/, '')}_${method}`;

/**
 * Adds to the document what the decorators say and Nest does not tell: who may call each route, and with which
 * statuses it refuses. A route that cannot be traced to its handler is a fault of ours.
 */
export function describeRoutes(app: NestFastifyApplication, document: OpenAPIObject): void {
  const handlers = handlersOf(app);
  const components = (document.components ??= {});
  components.schemas = { ...components.schemas, Problem: problemSchema() };
  components.responses = {};
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation === undefined) continue;
      const handler = handlers.get(operation.operationId ?? '');
      if (handler === undefined) throw new Error(`${method} ${path} has no handler`);
      const access = accessOf(handler, method.toUpperCase(), path.includes('{purseId}'));
      declareAccess(operation, access);
      if (path.includes('{purseId}') && isRepeatable(handler, method.toUpperCase()))
        operation.parameters = [...(operation.parameters ?? []), { in: 'header', ...IDEMPOTENCY_KEY }];
      for (const status of refusals({ path, method: method.toUpperCase(), operation, handler, access })) {
        if (operation.responses[status] !== undefined) continue;
        operation.responses[status] = { $ref: `#/components/responses/Refused${status}` };
        components.responses[`Refused${status}`] = refusal(status);
      }
      for (const parameter of operation.parameters ?? []) {
        if ('in' in parameter && parameter.in === 'path')
          parameter.schema = { type: 'string', ...parameter.schema };
      }
    }
  }
}

function handlersOf(app: NestFastifyApplication): Map<string, Handler> {
  const found = new Map<string, Handler>();
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue;
      const { prototype } = metatype as { prototype: Record<string, unknown> };
      for (const name of Object.getOwnPropertyNames(prototype)) {
        const handler = prototype[name];
        if (name === 'constructor' || typeof handler !== 'function') continue;
        found.set(operationId(metatype.name, name), [handler, metatype as Type]);
      }
    }
  }
  return found;
}

/** OpenAPI 3.0 has no scopes for bearer tokens: role and scopes stand in extensions. */
function declareAccess(operation: Operation, { role, scopes }: Access): void {
  operation.security = role === 'anyone' ? [] : [{ cookie: [] }, { bearer: [] }];
  Object.assign(operation, { 'x-required-role': role, 'x-required-scopes': scopes });
}

/** What a route may answer instead of what was asked (docs/decisions/005-status-codes.md). */
function refusals(given: {
  path: string;
  method: string;
  operation: Operation;
  handler: Handler;
  access: Access;
}): number[] {
  const { path, method, operation, handler, access } = given;
  const writes = !isSafe(method);
  const has = (place: string) =>
    (operation.parameters ?? []).some((parameter) => 'in' in parameter && parameter.in === place);
  const closed = access.role !== 'anyone';
  const metadata = <T>(key: string) => Reflect.getMetadata(key, handler[0]) as T | undefined;
  const statuses: [number, boolean][] = [
    [400, writes || has('path')],
    [401, closed],
    [403, closed || writes],
    [404, has('path')],
    [409, writes],
    [412, metadata(VERSIONED) !== undefined],
    [413, writes],
    [415, writes],
    [422, writes || has('query')],
    [429, path.startsWith('/api/')],
    [503, true],
  ];
  const own = metadata<number[]>(REFUSES) ?? [];
  return [...statuses.filter(([, applies]) => applies).map(([status]) => status), ...own];
}

const refusal = (status: number) => ({
  description: STATUS_CODES[status] ?? 'Refused',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

function problemSchema() {
  // Its shape alone: the name would make it a reference to itself.
  return z.toJSONSchema(z.strictObject(Problem.shape), { target: 'openapi-3.0' }) as NonNullable<
    NonNullable<OpenAPIObject['components']>['schemas']
  >[string];
}
