import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.ts';
import { Database } from '../../platform/database/database.ts';
import { NotSignedIn } from '../../platform/http/not-signed-in.ts';
import { metrics } from '../../platform/metrics/metrics.ts';
import { PursesService } from '../purses/purses.service.ts';
import { UsersService } from '../users/users.service.ts';
import { AttemptLimits } from './attempt-limits.ts';
import type { SignIn, SignedIn } from './auth.contract.ts';
import { hashPassword, isOutdated, isPassword } from './password-hash.ts';
import { SessionsService } from './sessions.service.ts';
import type { OpenSession, Origin } from './sessions.service.ts';

/** No such address or not its password: which of them is not told. */
export class WrongCredentials extends NotSignedIn {
  constructor() {
    super('wrong-credentials', 'E-mail address or password is not right.');
  }
}

/** The right password of a person whom an administrator shut out. */
export class Suspended extends DomainError {
  constructor() {
    super('suspended', 'forbidden', 'This account is suspended. Ask the administrator of this installation.');
  }
}

@Injectable()
export class AuthService {
  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
    private readonly purses: PursesService,
    private readonly sessions: SessionsService,
    private readonly limits: AttemptLimits,
  ) {}

  /** `device` is what the browser kept from an earlier sign-in. Throws TooManyRequests, WrongCredentials, Suspended. */
  async signIn(
    given: SignIn,
    origin: Origin,
    device: string | undefined,
  ): Promise<{ session: OpenSession; answer: SignedIn }> {
    const { found, networks } = await this.database.withNobody(async (em) => {
      const user = await this.users.findByEmail(em, given.email);
      return { found: user, networks: await this.sessions.networksOf(em, user?.id ?? null) };
    });
    const attempt = { email: given.email, address: origin.address, device };
    await this.limits.countSignIn(attempt, networks);
    if (!(await isPassword(found?.passwordHash ?? null, given.password)) || found === null) {
      metrics.signIn('refused');
      throw new WrongCredentials();
    }
    await this.limits.forgiveSignIn(attempt);
    if (found.suspendedAt !== null && found.suspendedAt !== undefined) throw new Suspended();
    const rehashed = isOutdated(found.passwordHash) ? await hashPassword(given.password) : null;
    const signedIn = await this.database.withUser(found.id, async (em) => {
      const user = await this.users.locked(em, found.id);
      // Changed since it was looked at: what ended the other sessions must not miss this one.
      if (user.passwordChangedAt.getTime() !== found.passwordChangedAt.getTime())
        throw new WrongCredentials();
      if (rehashed !== null) user.passwordHash = rehashed;
      // Whoever comes back does not want to be deleted.
      user.deletesAt = null;
      const session = await this.sessions.open(em, user.id, origin);
      return {
        session,
        answer: { user: this.users.view(user), purses: await this.purses.listForUser(em, user.id) },
      };
    });
    metrics.signIn('ok');
    return signedIn;
  }

  /** The next tokens of a session and who it is, or null where the refresh token does not hold. */
  async refresh(token: string | undefined): Promise<{ session: OpenSession; answer: SignedIn } | null> {
    const session = token === undefined ? null : await this.sessions.rotate(token);
    if (session === null) return null;
    const answer = await this.database.withUser(session.userId, async (em) => ({
      user: this.users.view(await this.users.entity(em, session.userId)),
      purses: await this.purses.listForUser(em, session.userId),
    }));
    return { session, answer };
  }

  /** Ends the session of a refresh token; nothing happens where it has none. */
  async signOut(token: string | undefined): Promise<void> {
    if (token !== undefined) await this.sessions.endByToken(token);
  }
}
