import type { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../config.ts';
import { DomainError } from '../../domain/errors.ts';
import { CONFIG } from '../../platform/config.token.ts';
import { Database } from '../../platform/database/database.ts';
import { UsersService } from '../users/users.service.ts';
import { AttemptLimits } from './attempt-limits.ts';
import type { ChangePassword } from './auth.contract.ts';
import { hashPassword, isPassword } from './password-hash.ts';
import { WeakPassword, weaknessOf } from './password-policy.ts';
import { SessionsService } from './sessions.service.ts';

/** Whoever sits at a signed-in browser must still know the password to change it. */
export class WrongCurrentPassword extends DomainError {
  constructor() {
    super('wrong-current-password', 'invalid', 'The current password is not right.', [
      { pointer: '/currentPassword', detail: 'is not right' },
    ]);
  }
}

@Injectable()
export class PasswordsService {
  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly limits: AttemptLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Gives a person a new password in the transaction of `em`; the caller ends their sessions. Throws WeakPassword. */
  async set(em: EntityManager, userId: string, password: string): Promise<void> {
    const user = await this.users.locked(em, userId);
    const { passwordMinLength: minLength } = this.config.auth;
    const weakness = weaknessOf(password, { minLength, email: user.email, name: user.name });
    if (weakness !== null) throw new WeakPassword('/password', weakness);
    await this.users.changePassword(em, user, await hashPassword(password));
  }

  /** The stored form of a password that needs no judging. */
  async hash(password: string): Promise<string> {
    return hashPassword(password);
  }

  /** For what a stolen session must not do. Throws TooManyRequests, WrongCurrentPassword. */
  async confirm(userId: string, currentPassword: string): Promise<void> {
    await this.limits.countPasswordChange(userId);
    const user = await this.database.withUser(userId, (em) => this.users.entity(em, userId));
    if (!(await isPassword(user.passwordHash, currentPassword))) throw new WrongCurrentPassword();
  }

  /** Changes a person's password and ends their other sessions. Throws TooManyRequests, WrongCurrentPassword,
   * WeakPassword. */
  async change(identity: { userId: string; sessionId: string }, given: ChangePassword): Promise<void> {
    const { userId, sessionId } = identity;
    await this.limits.countPasswordChange(userId);
    const before = await this.database.withUser(userId, (em) => this.users.entity(em, userId));
    if (!(await isPassword(before.passwordHash, given.currentPassword))) throw new WrongCurrentPassword();
    const weakness = weaknessOf(given.newPassword, {
      minLength: this.config.auth.passwordMinLength,
      email: before.email,
      name: before.name,
    });
    if (weakness !== null) throw new WeakPassword('/newPassword', weakness);
    const passwordHash = await hashPassword(given.newPassword);
    const ended = await this.database.withUser(userId, async (em) => {
      const user = await this.users.locked(em, userId);
      // Changed by another window since it was checked above.
      if (user.passwordHash !== before.passwordHash) throw new WrongCurrentPassword();
      await this.users.changePassword(em, user, passwordHash);
      return this.sessions.endOthers(em, userId, sessionId);
    });
    this.sessions.announce(ended);
  }
}
