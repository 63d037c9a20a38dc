import type { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Config } from '../../config.ts';
import { countryPack } from '../../domain/country.ts';
import { DomainError } from '../../domain/errors.ts';
import { CONFIG } from '../../platform/config.token.ts';
import { Database } from '../../platform/database/database.ts';
import { newId } from '../../platform/database/new-id.ts';
import { PursesService } from '../purses/purses.service.ts';
import { InvitationsService } from '../sharing/invitations.service.ts';
import { UsersService } from '../users/users.service.ts';
import type { AuthOptions, SignUp, SignedIn } from './auth.contract.ts';
import { hashPassword } from './password-hash.ts';
import { WeakPassword, weaknessOf } from './password-policy.ts';
import { SessionsService } from './sessions.service.ts';
import type { OpenSession, Origin } from './sessions.service.ts';
import { VerificationService } from './verification.service.ts';

/** This installation takes nobody new. */
export class SignUpClosed extends DomainError {
  constructor() {
    super('sign-up-closed', 'forbidden', 'This installation takes no new people.');
  }
}

/** This installation takes only people who were invited. */
export class InvitationNeeded extends DomainError {
  constructor() {
    super('invitation-needed', 'forbidden', 'This installation takes only people who were invited.');
  }
}

/** Any number: under this lock the first person of an installation is found out. */
const FIRST_PERSON_LOCK = 4_711_002;

@Injectable()
export class SignUpService {
  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
    private readonly purses: PursesService,
    private readonly sessions: SessionsService,
    private readonly invitations: InvitationsService,
    private readonly verification: VerificationService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Adds a person with a purse of their own and signs them in, all in one transaction. Throws WeakPassword,
   * EmailTaken, UnknownZone, UnknownLocale, InvitationNotOpen, and SignUpClosed or InvitationNeeded by SIGN_UP.
   */
  async signUp(given: SignUp, origin: Origin): Promise<{ session: OpenSession; answer: SignedIn }> {
    const { adminEmail, passwordMinLength: minLength } = this.config.auth;
    const weakness = weaknessOf(given.password, { minLength, email: given.email, name: given.name });
    if (weakness !== null) throw new WeakPassword('/password', weakness);
    const pack = countryPack(given.country);
    const zone = given.zone ?? pack.zone;
    const passwordHash = await hashPassword(given.password);
    const ids = { purseId: newId(), userId: newId() };
    return this.database.withNewPurse(ids, async (context) => {
      const isExpected = adminEmail === null ? await isFirstPerson(context.em) : given.email === adminEmail;
      if (!isExpected) this.#refuseUnlessOpen(given.invitation !== undefined);
      const user = await this.users.create(context.em, {
        id: ids.userId,
        email: given.email,
        name: given.name,
        passwordHash,
        country: given.country,
        locale: given.locale ?? pack.locale,
        zone,
        // Anybody may type ADMIN_EMAIL: where mail is sent, its owner is administrator once they confirm it.
        isAdministrator: isExpected && (adminEmail === null || this.config.mail === null),
      });
      await this.verification.begin(context.em, user.id);
      const purse = await this.purses.createPersonalPurse(context, {
        name: 'Personal',
        country: given.country,
        zone,
        stated: given.stated ?? null,
      });
      const session = await this.sessions.open(context.em, user.id, origin);
      const view = this.users.view(user);
      if (given.invitation === undefined) return { session, answer: { user: view, purses: [purse] } };
      await this.invitations.accept(context.em, given.invitation);
      return { session, answer: { user: view, purses: await this.purses.listForUser(context.em, user.id) } };
    });
  }

  /** Who may sign up just now: the first administrator may, whatever SIGN_UP says. */
  async mode(): Promise<AuthOptions['signUp']> {
    const { signUp, adminEmail } = this.config.auth;
    if (signUp === 'open') return signUp;
    return this.database.withNobody(async (em) => {
      if (adminEmail === null) return (await isNobodyThere(em)) ? 'open' : signUp;
      return (await this.users.findByEmail(em, adminEmail)) === null ? 'invite' : signUp;
    });
  }

  #refuseUnlessOpen(isInvited: boolean): void {
    if (this.config.auth.signUp === 'closed') throw new SignUpClosed();
    if (this.config.auth.signUp === 'invite' && !isInvited) throw new InvitationNeeded();
  }
}

/** Two first people at once wait for each other here; later ones only look. */
async function isFirstPerson(em: EntityManager): Promise<boolean> {
  if (!(await isNobodyThere(em))) return false;
  await sql`select pg_advisory_xact_lock(${FIRST_PERSON_LOCK})`.execute(em.getKysely());
  return isNobodyThere(em);
}

async function isNobodyThere(em: EntityManager): Promise<boolean> {
  const found = await sql`select 1 from users limit 1`.execute(em.getKysely());
  return found.rows.length === 0;
}
