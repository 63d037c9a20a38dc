import { createHmac, timingSafeEqual } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../config.ts';
import { DomainError } from '../../domain/errors.ts';
import { Clock } from '../../platform/clock.ts';
import { CONFIG } from '../../platform/config.token.ts';
import { Database } from '../../platform/database/database.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { MailLimits } from '../../platform/mail/mail-limits.ts';
import { MailOff } from '../../platform/mail/mailer.ts';
import type { User } from '../users/user.entity.ts';
import { UsersService } from '../users/users.service.ts';

/** Never made, expired, or for an address that the person no longer has: which of them is not told. */
export class VerificationNotOpen extends DomainError {
  constructor() {
    super(
      'verification-not-open',
      'not-found',
      'This link has expired. Ask for another one in your settings.',
    );
  }
}

/** Whoever typed ADMIN_EMAIL need not be whom its mail reaches: both have to be the same before anybody rules. */
export class SignInFirst extends DomainError {
  constructor() {
    super(
      'sign-in-first',
      'forbidden',
      'Sign in to this account first, then open the link again. If you did not make the account, take it by “I forgot my password”: whoever made it is signed out then.',
    );
  }
}

const LASTS_MS = 3 * 86_400_000;
const SECRET = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([0-9a-z]{8,9})\.([\w-]{43})$/;

/**
 * Whether an address is its person's own, which a link sent there proves. The link carries its own proof: nothing is
 * stored for it, and using it twice changes nothing.
 */
@Injectable()
export class VerificationService {
  readonly #secrets: readonly string[];

  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
    private readonly jobs: Jobs,
    private readonly limits: MailLimits,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    const { refreshSecret, refreshSecretPrevious } = config.auth;
    this.#secrets = refreshSecretPrevious === null ? [refreshSecret] : [refreshSecret, refreshSecretPrevious];
  }

  /** Sends the mail in the transaction of a sign-up; nothing where no mail is sent. */
  async begin(em: EntityManager, userId: string): Promise<void> {
    if (this.config.mail !== null) await this.jobs.send(em, 'mail.verification', { userId });
  }

  /** Sends it again for a person who asks. Throws MailOff, TooManyRequests. */
  async again(userId: string): Promise<void> {
    if (this.config.mail === null) throw new MailOff();
    await this.limits.count('mail-verification', userId);
    await this.database.withUser(userId, async (em) => {
      const user = await this.users.entity(em, userId);
      if (user.emailVerifiedAt == null) await this.jobs.send(em, 'mail.verification', { userId });
    });
  }

  /** The link that is sent to a person's address. */
  linkFor(user: User): string {
    const until = (this.clock.now().getTime() + LASTS_MS).toString(36);
    const mac = this.#macs(user.id, user.email, until)[0]?.toString('base64url') ?? '';
    return `${this.config.http.publicUrl}/verify#${user.id}.${until}.${mac}`;
  }

  /**
   * Takes a link's secret: the address is proved. The first time, and in a browser that is signed in to that very
   * account, ADMIN_EMAIL's owner becomes administrator. Throws VerificationNotOpen, SignInFirst.
   *
   * @param signedInAs whose session the browser has, null for none
   */
  async verify(secret: string, signedInAs: string | null): Promise<void> {
    const [, userId = '', until = '', given = ''] = SECRET.exec(secret) ?? [];
    if (userId === '' || Number.parseInt(until, 36) < this.clock.now().getTime())
      throw new VerificationNotOpen();
    await this.database.withNobody(async (em) => {
      const user = await this.users.byId(em, userId);
      const mac = Buffer.from(given, 'base64url');
      const fits = (email: string) =>
        this.#macs(userId, email, until).some((expected) => timingSafeEqual(expected, mac));
      if (user === null || !fits(user.email)) throw new VerificationNotOpen();
      if (user.emailVerifiedAt != null) return;
      if (user.email === this.config.auth.adminEmail) {
        if (signedInAs !== userId) throw new SignInFirst();
        user.isAdministrator = true;
      }
      user.emailVerifiedAt = this.clock.now();
      await em.flush();
    });
  }

  #macs(userId: string, email: string, until: string): Buffer[] {
    return this.#secrets.map((secret) =>
      createHmac('sha256', secret).update(`ikpa address:${userId}:${email}:${until}`).digest(),
    );
  }
}
