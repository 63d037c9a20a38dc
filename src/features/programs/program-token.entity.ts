import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/database/new-id.ts';

const ProgramTokenSchema = defineEntity({
  name: 'ProgramToken',
  tableName: 'program_tokens',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    userId: p.uuid().index(),
    name: p.text(),
    scopes: p.array(),
    hash: p.blob().unique(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3).nullable(),
    lastUsedAt: p.datetime(3).nullable(),
    revokedAt: p.datetime(3).nullable(),
  },
});

/** A personal access token, by which a program acts for a person. Only the SHA-256 of its secret is kept. */
export class ProgramToken extends ProgramTokenSchema.class {}
ProgramTokenSchema.setClass(ProgramToken);
