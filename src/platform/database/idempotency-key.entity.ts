import { defineEntity, p } from '@mikro-orm/core';
import { ofCurrentPurse } from './row-security.ts';

const IdempotencyKeySchema = defineEntity({
  name: 'IdempotencyKey',
  tableName: 'idempotency_keys',
  policies: [ofCurrentPurse],
  indexes: [{ properties: ['createdAt'], name: 'idempotency_keys_created_at_index' }],
  properties: {
    purseId: p.uuid().primary(),
    userId: p.uuid().primary(),
    route: p.text().primary(),
    key: p.text().primary(),
    requestHash: p.blob(),
    status: p.integer().nullable(),
    body: p.json<unknown>().nullable(),
    createdAt: p.datetime(3),
  },
});

/** A request that created something, with its answer: a repetition within 72 hours gets the same one. */
export class IdempotencyKey extends IdempotencyKeySchema.class {}
IdempotencyKeySchema.setClass(IdempotencyKey);
