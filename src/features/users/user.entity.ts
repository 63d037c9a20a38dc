import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/database/new-id.ts';

const UserSchema = defineEntity({
  name: 'User',
  tableName: 'users',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    email: p.text().unique(),
    name: p.text(),
    passwordHash: p.text(),
    country: p.text(),
    locale: p.text(),
    zone: p.text(),
    isAdministrator: p.boolean().default(false),
    /** When a link sent to the address came back; null while it may be anybody's. */
    emailVerifiedAt: p.datetime(3).nullable(),
    suspendedAt: p.datetime(3).nullable(),
    deletesAt: p.datetime(3).nullable(),
    createdAt: p.datetime(3).onCreate(() => new Date()),
    passwordChangedAt: p.datetime(3).onCreate(() => new Date()),
    version: p.integer().version(),
  },
});

/** A person who can sign in. Known before any purse is, hence without row-level security: only auth and users read it. */
export class User extends UserSchema.class {
  changePassword(passwordHash: string, now: Date): void {
    this.passwordHash = passwordHash;
    this.passwordChangedAt = now;
  }
}
UserSchema.setClass(User);
