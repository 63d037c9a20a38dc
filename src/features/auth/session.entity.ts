import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/database/new-id.ts';

const SessionSchema = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    userId: p.uuid().index(),
    userAgent: p.text().nullable(),
    address: p.text().nullable(),
    createdAt: p.datetime(3),
    lastSeenAt: p.datetime(3),
    expiresAt: p.datetime(3),
    revokedAt: p.datetime(3).nullable(),
  },
});

/** One signed-in browser: the family to which its refresh tokens belong. */
export class Session extends SessionSchema.class {
  isActive(now: Date): boolean {
    return this.revokedAt === null || this.revokedAt === undefined ? this.expiresAt > now : false;
  }
}
SessionSchema.setClass(Session);
