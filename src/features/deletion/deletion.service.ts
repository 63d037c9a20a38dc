import type { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../config.ts';
import { DomainError } from '../../domain/errors.ts';
import { Clock } from '../../platform/clock.ts';
import { CONFIG } from '../../platform/config.token.ts';
import { Database } from '../../platform/database/database.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { AuditService } from '../audit/audit.service.ts';
import { PursesService } from '../purses/purses.service.ts';
import { UsersService } from '../users/users.service.ts';
import type { DeletionView } from './deletion.contract.ts';
import { ownedPurses } from './deletion.queries.ts';

/** Others would lose a purse that they share: it needs another owner, or an end of its own, first. */
export class SharedPursesOwned extends DomainError {
  constructor(purseIds: readonly string[]) {
    super(
      'shared-purses-owned',
      'conflict',
      'You own purses that others share. Make another member the owner, or delete the purse, first.',
      purseIds.map((id) => ({ pointer: `/purses/${id}`, detail: 'shared with others' })),
    );
  }
}

const DAY_MS = 86_400_000;

/** The wish to delete a purse or an account, which can be taken back until its time has come. */
@Injectable()
export class DeletionService {
  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
    private readonly purses: PursesService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async purse(purse: PurseContext): Promise<DeletionView> {
    return this.#view((await this.purses.entity(purse)).deletesAt);
  }

  /** Asked again, the time that was told first stays. */
  async requestForPurse(purse: PurseContext): Promise<DeletionView> {
    const entity = await this.purses.locked(purse);
    if (entity.deletesAt != null) return this.#view(entity.deletesAt);
    entity.deletesAt = this.#due();
    this.#record(purse, 'purse.deletion-requested', { at: entity.deletesAt.toISOString() });
    await purse.em.flush();
    await this.#runNow(purse.em);
    return this.#view(entity.deletesAt);
  }

  async cancelForPurse(purse: PurseContext): Promise<void> {
    const entity = await this.purses.locked(purse);
    if (entity.deletesAt == null) return;
    entity.deletesAt = null;
    this.#record(purse, 'purse.deletion-cancelled', {});
    await purse.em.flush();
  }

  async person(userId: string): Promise<DeletionView> {
    return this.database.withUser(userId, async (em) =>
      this.#view((await this.users.entity(em, userId)).deletesAt),
    );
  }

  /** Throws SharedPursesOwned. Asked again, the time that was told first stays, unless another one is given. */
  async requestForPerson(userId: string, at?: Date): Promise<DeletionView> {
    const owned = await ownedPurses(this.database, userId);
    const shared = owned.filter(({ heirId }) => heirId !== null);
    if (shared.length > 0) throw new SharedPursesOwned(shared.map(({ purseId }) => purseId));
    return this.database.withUser(userId, async (em) => {
      const user = await this.users.locked(em, userId);
      user.deletesAt = at ?? user.deletesAt ?? this.#due();
      await em.flush();
      await this.#runNow(em);
      return this.#view(user.deletesAt);
    });
  }

  async cancelForPerson(userId: string): Promise<void> {
    await this.database.withUser(userId, async (em) => {
      (await this.users.locked(em, userId)).deletesAt = null;
      await em.flush();
    });
  }

  #due(): Date {
    return new Date(this.clock.now().getTime() + this.config.deletionGraceDays * DAY_MS);
  }

  #view(deletesAt: Date | null | undefined): DeletionView {
    return { deletesAt: deletesAt?.toISOString() ?? null, graceDays: this.config.deletionGraceDays };
  }

  /** Without a time of grace nobody waits for the schedule. */
  async #runNow(em: EntityManager): Promise<void> {
    if (this.config.deletionGraceDays === 0) await this.jobs.send(em, 'deletion.run', {});
  }

  #record(purse: PurseContext, action: string, changes: Record<string, unknown>): void {
    this.audit.record(purse, { action, subject: 'purse', subjectId: purse.purseId, changes });
  }
}
