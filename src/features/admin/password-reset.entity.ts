import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/database/new-id.ts';

const PasswordResetSchema = defineEntity({
  name: 'PasswordReset',
  tableName: 'password_resets',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    userId: p.uuid().index(),
    hash: p.blob().unique(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3),
    usedAt: p.datetime(3).nullable(),
  },
});

/** A link by which a person sets a new password once, made by an administrator. Only its hash is kept. */
export class PasswordReset extends PasswordResetSchema.class {}
PasswordResetSchema.setClass(PasswordReset);
