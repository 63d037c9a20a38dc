import { createHash } from 'node:crypto';
import { LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.ts';
import { Clock } from '../../platform/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { PasswordsService } from '../auth/passwords.service.ts';
import { SessionsService } from '../auth/sessions.service.ts';
import type { ResetPassword } from './admin.contract.ts';
import { PasswordReset } from './password-reset.entity.ts';

/** Never made, used, replaced or expired: which of them is not told. */
export class ResetNotOpen extends DomainError {
  constructor() {
    super('reset-not-open', 'not-found', 'This link was used already or has expired. Ask for another one.');
  }
}

/** Sets a new password by an administrator's link. */
@Injectable()
export class ResetService {
  constructor(
    private readonly database: Database,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
  ) {}

  /** Every session of the person ends. Throws ResetNotOpen, WeakPassword; after the latter the link still holds. */
  async reset(given: ResetPassword): Promise<void> {
    const hash = createHash('sha256').update(given.secret).digest();
    const ended = await this.database.withNobody(async (em) => {
      const reset = await em.findOne(PasswordReset, { hash }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      const now = this.clock.now();
      if (reset === null || reset.usedAt != null || reset.expiresAt <= now) throw new ResetNotOpen();
      await this.passwords.set(em, reset.userId, given.password);
      reset.usedAt = now;
      await em.flush();
      return this.sessions.endAll(em, reset.userId);
    });
    this.sessions.announce(ended);
  }
}
