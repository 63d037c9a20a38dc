import { HttpCode, SetMetadata, applyDecorators, createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import type { PurseContext, Role } from '../database/purse-context.ts';
import type { IkpaRequest, Identity } from './request.ts';
import type { VersionedBy } from './versions.ts';

export const PUBLIC = 'ikpa:public';
export const REQUIRES = 'ikpa:requires';
export const STREAMS = 'ikpa:streams';
export const ANSWER = 'ikpa:answer';
export const SECRET = 'ikpa:secret';
export const PEOPLE_ONLY = 'ikpa:people-only';
export const IMPORTS = 'ikpa:imports';
export const VERSIONED = 'ikpa:versioned';
export const REFUSES = 'ikpa:refuses';
export const ADMINISTRATORS = 'ikpa:administrators';

export const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  required: false,
  description: 'Repeats with the same key get the first answer',
  schema: { type: 'string' as const, pattern: '^[!-~]{1,255}$' },
};

/** Opens a route to people who are not signed in; every other route is closed. */
export const Public = () => SetMetadata(PUBLIC, true);

/** The least role in the purse that may call the route; without it a viewer may. */
export const Requires = (role: Role) => SetMetadata(REQUIRES, role);

/** Closed to programs, whatever their token's scopes: what decides about access is for the person alone. */
export const PeopleOnly = () => SetMetadata(PEOPLE_ONLY, true);

/** Belongs to imports: a program's token needs the scope `import` to write here, and may read with it. */
export const Imports = () => SetMetadata(IMPORTS, true);

/** The route changes one row with a version: `If-Match` is held against it (412 when somebody was faster). */
export const Versioned = (table: string, param: string) =>
  applyDecorators(
    SetMetadata(VERSIONED, { table, param } satisfies VersionedBy),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'The ETag that was read; another version answers 412',
      schema: { type: 'string', pattern: '^(\\*|"\\d+"( *, *"\\d+")*)$' },
    }),
  );

/** The handler opens its own short transactions with `Database.withPurse`, since bytes or events flow meanwhile. */
export const Streams = () => SetMetadata(STREAMS, true);

/** Tells of the header, where a handler that opens its own transactions honours it. */
export const IdempotencyKeyHeader = () => ApiHeader(IDEMPOTENCY_KEY);

/** The answer holds a secret that is kept nowhere: no Idempotency-Key can bring it back, and none is honoured. */
export const AnswersSecret = () => SetMetadata(SECRET, true);

/** Status and shape of the answer: the shape is checked on the way out and stands in the OpenAPI document. */
export const Answers = (
  schema: z.ZodType | null,
  options: { status?: number; description?: string } = {},
) => {
  const status = options.status ?? (schema === null ? 204 : 200);
  return applyDecorators(
    HttpCode(status),
    SetMetadata(ANSWER, schema),
    ApiResponse({
      status,
      description: options.description ?? 'Done',
      ...(schema === null ? {} : { standardSchema: schema }),
    } as never),
  );
};

/** Statuses with which this very route refuses, beside those that every one of its kind has. */
export const Refuses = (...statuses: number[]) => SetMetadata(REFUSES, statuses);

/** The purse of the request's transaction. Only on routes below `/purses/:purseId` without `@Streams()`. */
export const InPurse = createParamDecorator((_: unknown, context: ExecutionContext): PurseContext => {
  const purse = context.switchToHttp().getRequest<IkpaRequest>().purse;
  if (purse === undefined) throw new Error('InPurse() on a route that opened no purse');
  return purse;
});

/** Who is signed in. Not on public routes. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext): Identity => {
  const identity = context.switchToHttp().getRequest<IkpaRequest>().identity;
  if (identity === undefined) throw new Error('CurrentUser() on a public route');
  return identity;
});
