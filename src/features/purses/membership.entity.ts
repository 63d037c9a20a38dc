import { defineEntity, p } from '@mikro-orm/core';
import { CURRENT_PURSE_OR_NULL, CURRENT_USER_OR_NULL } from '../../platform/database/row-security.ts';

const MembershipSchema = defineEntity({
  name: 'Membership',
  tableName: 'memberships',
  policies: [
    { name: 'own', command: 'select', using: `user_id = ${CURRENT_USER_OR_NULL}` },
    {
      name: 'current_purse',
      using: `purse_id = ${CURRENT_PURSE_OR_NULL}`,
      check: `purse_id = ${CURRENT_PURSE_OR_NULL}`,
    },
  ],
  properties: {
    purseId: p.uuid().primary(),
    userId: p.uuid().primary().index(),
    role: p.enum(['owner', 'editor', 'viewer'] as const),
    createdAt: p.datetime(3).onCreate(() => new Date()),
  },
});

/** What a person may do in a purse. */
export class Membership extends MembershipSchema.class {}
MembershipSchema.setClass(Membership);
