import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.ts';
import { Clock } from '../../platform/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { SessionsService } from '../auth/sessions.service.ts';
import { UsersService } from '../users/users.service.ts';
import type { ListPeople, PeoplePage, ResetLink } from './admin.contract.ts';
import { listPeople } from './admin.queries.ts';
import { ResetService } from './reset.service.ts';

/** Whoever shuts themselves out could let nobody in again. */
export class NotOneself extends DomainError {
  constructor() {
    super('not-oneself', 'conflict', 'You cannot suspend yourself.');
  }
}

/** The people of an installation, for its administrators: who is there, never what they have. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
    private readonly resets: ResetService,
  ) {}

  async list(administratorId: string, query: ListPeople): Promise<PeoplePage> {
    return this.database.withUser(administratorId, (em) => listPeople(em, query));
  }

  /** Shuts a person out, in every browser at once. Throws NotOneself, UserNotFound. */
  async suspend(administratorId: string, userId: string): Promise<void> {
    if (administratorId === userId) throw new NotOneself();
    const ended = await this.database.withUser(administratorId, async (em) => {
      const user = await this.users.locked(em, userId);
      user.suspendedAt ??= this.clock.now();
      await em.flush();
      return this.sessions.endAll(em, userId);
    });
    this.sessions.announce(ended);
  }

  /** Lets a person in again. Throws UserNotFound. */
  async restore(administratorId: string, userId: string): Promise<void> {
    await this.database.withUser(administratorId, async (em) => {
      const user = await this.users.locked(em, userId);
      user.suspendedAt = null;
      await em.flush();
    });
  }

  /** A link by which the person sets a new password, once and within an hour. */
  async resetLink(administratorId: string, userId: string): Promise<ResetLink> {
    return this.database.withUser(administratorId, async (em) => {
      await this.users.entity(em, userId);
      return this.resets.makeLink(em, userId);
    });
  }
}
