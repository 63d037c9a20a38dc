import type { EntityManager } from '@mikro-orm/postgresql';
import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { isZone } from '../../domain/calendar.ts';
import { DomainError } from '../../domain/errors.ts';
import { Clock } from '../../platform/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { UnknownZone } from '../purses/purses.service.ts';
import { User } from './user.entity.ts';
import type { UpdateMe, UserView } from './users.contract.ts';

/** Somebody has this address already. */
export class EmailTaken extends DomainError {
  constructor() {
    super('email-taken', 'conflict', 'There is an account with this e-mail address already.', [
      { pointer: '/email', detail: 'is in use here already' },
    ]);
  }
}

/** Not a language tag such as en-NG. */
export class UnknownLocale extends DomainError {
  constructor() {
    super('unknown-locale', 'invalid', 'This is not a language tag such as en-NG.', [
      { pointer: '/locale', detail: 'a language tag such as en-NG' },
    ]);
  }
}

/** The person was removed while they were signed in. */
export class UserNotFound extends DomainError {
  constructor() {
    super('user-not-found', 'not-found', 'There is no such person.');
  }
}

export interface NewUser {
  id: string;
  email: string;
  name: string;
  passwordHash: string;
  country: UserView['country'];
  locale: string;
  zone: string;
  isAdministrator: boolean;
}

/** People who can sign in. Their passwords and sessions are the business of auth. */
@Injectable()
export class UsersService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Adds a person in the transaction of `em`. Throws EmailTaken, UnknownZone or UnknownLocale. */
  async create(em: EntityManager, given: NewUser): Promise<User> {
    checkPlace(given);
    if ((await this.findByEmail(em, given.email)) !== null) throw new EmailTaken();
    const now = this.clock.now();
    const user = em.create(
      User,
      { ...given, createdAt: now, passwordChangedAt: now, suspendedAt: null, emailVerifiedAt: null },
      { persist: true },
    );
    try {
      await em.flush();
    } catch (error) {
      // Two sign-ups with one address at once: the index decides.
      if (error instanceof UniqueConstraintViolationException) throw new EmailTaken();
      throw error;
    }
    return user;
  }

  async findByEmail(em: EntityManager, email: string): Promise<User | null> {
    return em.findOne(User, { email });
  }

  /** The person as an entity, or null where they are there no more. */
  async byId(em: EntityManager, userId: string): Promise<User | null> {
    return em.findOne(User, { id: userId });
  }

  /** The person as an entity. Throws UserNotFound. */
  async entity(em: EntityManager, userId: string): Promise<User> {
    const user = await this.byId(em, userId);
    if (user === null) throw new UserNotFound();
    return user;
  }

  /**
   * The person, with their row held until the transaction ends: a sign-in and a change of password then come one
   * after the other. Throws UserNotFound.
   */
  async locked(em: EntityManager, userId: string): Promise<User> {
    const user = await em.findOne(User, { id: userId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (user === null) throw new UserNotFound();
    return user;
  }

  async show(userId: string): Promise<UserView> {
    return this.database.withUser(userId, async (em) => this.view(await this.entity(em, userId)));
  }

  /** Throws UnknownZone or UnknownLocale. */
  async update(userId: string, given: UpdateMe): Promise<UserView> {
    checkPlace(given);
    return this.database.withUser(userId, async (em) => {
      const user = await this.entity(em, userId);
      if (given.name !== undefined) user.name = given.name;
      if (given.locale !== undefined) user.locale = given.locale;
      if (given.zone !== undefined) user.zone = given.zone;
      await em.flush();
      return this.view(user);
    });
  }

  /** Keeps a new password's hash in the transaction of `em`. */
  async changePassword(em: EntityManager, user: User, passwordHash: string): Promise<void> {
    user.changePassword(passwordHash, this.clock.now());
    await em.flush();
  }

  /** What a person may see of themselves; auth answers with it too. */
  view(user: User): UserView {
    return {
      id: user.id,
      email: user.email,
      name: user.name,
      country: user.country as UserView['country'],
      locale: user.locale,
      zone: user.zone,
      isAdministrator: user.isAdministrator,
      deletesAt: user.deletesAt?.toISOString() ?? null,
      emailVerified: user.emailVerifiedAt != null,
      createdAt: user.createdAt.toISOString(),
      version: user.version,
    };
  }
}

function checkPlace(given: { zone?: string | undefined; locale?: string | undefined }): void {
  if (given.zone !== undefined && !isZone(given.zone)) throw new UnknownZone('/zone');
  if (given.locale !== undefined && !isLocale(given.locale)) throw new UnknownLocale();
}

function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
