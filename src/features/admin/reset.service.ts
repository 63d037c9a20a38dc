import { createHash, randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { LockMode } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../config.ts';
import { DomainError } from '../../domain/errors.ts';
import { Clock } from '../../platform/clock.ts';
import { CONFIG } from '../../platform/config.token.ts';
import { Database } from '../../platform/database/database.ts';
import { PasswordsService } from '../auth/passwords.service.ts';
import { SessionsService } from '../auth/sessions.service.ts';
import type { ResetLink, ResetPassword } from './admin.contract.ts';
import { PasswordReset } from './password-reset.entity.ts';

/** Never made, used, replaced or expired: which of them is not told. */
export class ResetNotOpen extends DomainError {
  constructor() {
    super('reset-not-open', 'not-found', 'This link was used already or has expired. Ask for another one.');
  }
}

const HOUR_MS = 3_600_000;
const SECRET_BYTES = 32;
/**
 * Links of one person that hold at once, the newest. More than strangers can ask for within a link's hour (three, and
 * three more where their hour ends within it), so that none of theirs ends the one that an administrator handed over.
 */
const MOST_OPEN = 10;

/** Links by which a person sets a new password: handed over by an administrator, or mailed to who forgot theirs. */
@Injectable()
export class ResetService {
  constructor(
    private readonly database: Database,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A link that works once and within an hour, in the transaction of `em`. The person's earlier links hold, ten in all. */
  async makeLink(em: EntityManager, userId: string): Promise<ResetLink> {
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + HOUR_MS);
    const open = { userId, usedAt: null, expiresAt: { $gt: now } };
    const kept = await em.find(PasswordReset, open, { orderBy: { id: 'desc' }, limit: MOST_OPEN - 1 });
    await em.nativeDelete(PasswordReset, { userId, id: { $nin: kept.map(({ id }) => id) } });
    const hash = hashOf(secret);
    em.create(PasswordReset, { userId, hash, createdAt: now, expiresAt, usedAt: null }, { persist: true });
    await em.flush();
    return { link: `${this.config.http.publicUrl}/reset#${secret}`, expiresAt: expiresAt.toISOString() };
  }

  /** Ends one link, as where the mail that had it was not taken. */
  async endLink(em: EntityManager, link: string): Promise<void> {
    await em.nativeDelete(PasswordReset, { hash: hashOf(link.slice(link.indexOf('#') + 1)) });
  }

  /** Every session and every other link of the person ends. Throws ResetNotOpen, WeakPassword; after the latter the link still holds. */
  async reset(given: ResetPassword): Promise<void> {
    const hash = hashOf(given.secret);
    const ended = await this.database.withNobody(async (em) => {
      const reset = await em.findOne(PasswordReset, { hash }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      const now = this.clock.now();
      if (reset === null || reset.usedAt != null || reset.expiresAt <= now) throw new ResetNotOpen();
      await this.passwords.set(em, reset.userId, given.password);
      reset.usedAt = now;
      await em.flush();
      await em.nativeDelete(PasswordReset, { userId: reset.userId, id: { $ne: reset.id } });
      return this.sessions.endAll(em, reset.userId);
    });
    this.sessions.announce(ended);
  }
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
