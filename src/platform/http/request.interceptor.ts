import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { from, lastValueFrom, map } from 'rxjs';
import type { Observable } from 'rxjs';
import type { z } from 'zod';
import { Clock } from '../clock.ts';
import { handlerOf, isRepeatable, isSafe, purseToOpen } from '../auth/access.ts';
import { Database } from '../database/database.ts';
import type { PurseContext } from '../database/purse-context.ts';
import { answerOf } from './answer.ts';
import { ANSWER, STREAMS, VERSIONED } from './decorators.ts';
import { claimKey, idempotencyKey, requestHash, storeAnswer } from './idempotency.ts';
import type { KeyClaim } from './idempotency.ts';
import type { IkpaRequest } from './request.ts';
import { requireVersion, sendVersion } from './versions.ts';
import type { VersionedBy } from './versions.ts';

/**
 * The one interceptor. On a route of a purse it opens the transaction, claims the idempotency key, runs the handler
 * and the output schema, keeps the answer under the key and commits; elsewhere it applies the output schema.
 */
@Injectable()
export class RequestInterceptor implements NestInterceptor {
  constructor(
    private readonly database: Database,
    private readonly reflector: Reflector,
    private readonly clock: Clock,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<IkpaRequest>();
    const schema = this.#metadata<z.ZodType | null>(context, ANSWER) ?? null;
    const purseId = (request.params as Record<string, string | undefined>)['purseId'];
    const streams = this.#metadata<boolean>(context, STREAMS) === true;
    if (purseId === undefined || streams) {
      // Who is no member hears so before anything that they sent is looked at.
      if (purseId !== undefined)
        await this.database.withPurse({ ...purseToOpen(context), readOnly: true }, () => Promise.resolve());
      return schema === null ? next.handle() : next.handle().pipe(map((value) => answerOf(schema, value)));
    }
    return from(this.#inPurse(context, next, schema));
  }

  async #inPurse(context: ExecutionContext, next: CallHandler, schema: z.ZodType | null): Promise<unknown> {
    const request = context.switchToHttp().getRequest<IkpaRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const open = { ...purseToOpen(context), readOnly: isSafe(request.method) };
    return this.database.withPurse(open, async (purse) => {
      request.purse = purse;
      const claim = isRepeatable(handlerOf(context), request.method) ? claimOf(request) : null;
      const earlier = claim === null ? null : await claimKey(purse, claim, this.clock.now());
      if (earlier !== null) {
        void reply.status(earlier.status).header('Idempotent-Replay', 'true');
        sendVersion(reply, earlier.body);
        return earlier.body ?? undefined;
      }
      const versioned = this.#metadata<VersionedBy>(context, VERSIONED);
      if (versioned !== undefined) await requireVersion(purse, request, versioned);
      const value = await lastValueFrom(next.handle(), { defaultValue: undefined });
      const body = schema === null ? undefined : answerOf(schema, value);
      sendVersion(reply, body);
      if (claim !== null) await keep(purse, claim, reply, body);
      return body;
    });
  }

  #metadata<T>(context: ExecutionContext, key: string): T | undefined {
    return this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);
  }
}

async function keep(purse: PurseContext, claim: KeyClaim, reply: FastifyReply, body: unknown): Promise<void> {
  await purse.em.flush();
  await storeAnswer(purse, claim, { status: reply.statusCode, body });
}

function claimOf(request: IkpaRequest): KeyClaim | null {
  const key = idempotencyKey(request.headers['idempotency-key']);
  if (key === null) return null;
  const route = `${request.method} ${request.routeOptions.url ?? ''}`;
  return { route, key, requestHash: requestHash(request.url, JSON.stringify(request.body ?? null)) };
}
