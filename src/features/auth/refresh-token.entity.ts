import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/database/new-id.ts';

const RefreshTokenSchema = defineEntity({
  name: 'RefreshToken',
  tableName: 'refresh_tokens',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    sessionId: p.uuid().index(),
    hash: p.blob().unique(),
    createdAt: p.datetime(3),
    replacedAt: p.datetime(3).nullable(),
  },
});

/** One refresh token, kept as an HMAC. A replaced one that comes back late ends its session. */
export class RefreshToken extends RefreshTokenSchema.class {}
RefreshTokenSchema.setClass(RefreshToken);
