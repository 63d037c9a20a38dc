import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { countryPack } from '../../domain/country.ts';
import { DomainError } from '../../domain/errors.ts';
import { Database } from '../../platform/database/database.ts';
import { newId } from '../../platform/database/new-id.ts';
import { PasswordsService } from '../auth/passwords.service.ts';
import { SessionsService } from '../auth/sessions.service.ts';
import { PursesService } from '../purses/purses.service.ts';
import type { User } from '../users/user.entity.ts';
import { UserNotFound, UsersService } from '../users/users.service.ts';
import type { NewUser } from '../users/users.service.ts';
import type { ResetLink } from './admin.contract.ts';
import { countAdministrators } from './admin.queries.ts';
import { ResetService } from './reset.service.ts';

/** Without an administrator nobody could let people in again. */
export class LastAdministrator extends DomainError {
  constructor() {
    super('last-administrator', 'conflict', 'This is the only administrator. Make another one first.');
  }
}

/** What whoever holds the machine may do about people, without being signed in. */
@Injectable()
export class OperatorsService {
  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
    private readonly purses: PursesService,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly resets: ResetService,
  ) {}

  /** The id of the person with an address. Throws UserNotFound. */
  async idOf(email: string): Promise<string> {
    return this.database.withNobody(async (em) => (await this.#byEmail(em, email)).id);
  }

  /** Adds an administrator who has no password yet; the link sets it. Throws EmailTaken. */
  async createAdministrator(given: {
    email: string;
    name: string;
    country: NewUser['country'];
  }): Promise<ResetLink & { userId: string }> {
    const { zone, locale } = countryPack(given.country);
    const passwordHash = await this.passwords.hash(randomBytes(32).toString('base64url'));
    const ids = { purseId: newId(), userId: newId() };
    const { country } = given;
    return this.database.withNewPurse(ids, async (context) => {
      const person = { ...given, id: ids.userId, passwordHash, locale, zone, isAdministrator: true };
      await this.users.create(context.em, person);
      await this.purses.createPersonalPurse(context, { name: 'Personal', country, zone, stated: null });
      return { userId: ids.userId, ...(await this.resets.makeLink(context.em, ids.userId)) };
    });
  }

  /** Makes a person an administrator, or one no more. Throws UserNotFound, LastAdministrator. */
  async setAdministrator(email: string, isAdministrator: boolean): Promise<void> {
    await this.database.withNobody(async (em) => {
      const { id } = await this.#byEmail(em, email);
      const user = await this.users.locked(em, id);
      if (!isAdministrator && user.isAdministrator && (await countAdministrators(em)) < 2)
        throw new LastAdministrator();
      user.isAdministrator = isAdministrator;
      await em.flush();
    });
  }

  /** A link by which the person sets a new password, once and within an hour. Throws UserNotFound. */
  async resetLink(email: string): Promise<ResetLink> {
    return this.database.withNobody(async (em) =>
      this.resets.makeLink(em, (await this.#byEmail(em, email)).id),
    );
  }

  /** Gives the person a password to tell them, and signs them out everywhere. Throws UserNotFound. */
  async temporaryPassword(email: string): Promise<string> {
    const password = Array.from({ length: 5 }, () => randomBytes(4).toString('hex').slice(0, 5)).join('-');
    const ended = await this.database.withNobody(async (em) => {
      const { id } = await this.#byEmail(em, email);
      await this.passwords.set(em, id, password);
      return this.sessions.endAll(em, id);
    });
    this.sessions.announce(ended);
    return password;
  }

  /** Signs a person out everywhere. */
  async signOut(userId: string): Promise<void> {
    const ended = await this.database.withUser(userId, (em) => this.sessions.endAll(em, userId));
    this.sessions.announce(ended);
  }

  async #byEmail(em: Parameters<UsersService['findByEmail']>[0], email: string): Promise<User> {
    const user = await this.users.findByEmail(em, email.trim().toLowerCase());
    if (user === null) throw new UserNotFound();
    return user;
  }
}
