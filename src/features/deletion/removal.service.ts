import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import {
  deletePerson,
  deletePurse,
  deleteRows,
  makeOwner,
  ownedPurses,
  peopleToDelete,
} from './deletion.queries.ts';

/**
 * Removes for good the purses and people whose time of grace is over. Rows go in steps; a purse that was begun and
 * not finished is still due, so that the next run ends it.
 */
@Injectable()
export class RemovalService {
  readonly #logger = new Logger('Deletion');

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  async removeDue(): Promise<void> {
    const due = this.clock.now();
    const purses = await this.database.pursesToDelete(due);
    for (const purseId of purses) await this.#deletePurse(purseId);
    const people = await this.database.withNobody((em) => peopleToDelete(em, due));
    for (const userId of people) await this.#deletePerson(userId, due);
    if (purses.length + people.length > 0) {
      this.#logger.log({ purses: purses.length, people: people.length }, 'deleted for good');
    }
  }

  /** Removes one person who is due now. */
  async removePerson(userId: string): Promise<void> {
    await this.#deletePerson(userId, this.clock.now());
  }

  async #deletePurse(purseId: string): Promise<void> {
    while (await this.database.withPurseToDelete(purseId, (em) => deleteRows(em, purseId)));
    await this.database.withPurseToDelete(purseId, async (em) => {
      await this.jobs.forget(em, purseId);
      await deletePurse(em, purseId);
    });
  }

  /** Purses that only they had go with them; one that somebody joined since gets that member as its owner. */
  async #deletePerson(userId: string, due: Date): Promise<void> {
    for (const { purseId, heirId } of await ownedPurses(this.database, userId)) {
      if (heirId === null) await this.#deletePurse(purseId);
      else await this.database.withPurseToDelete(purseId, (em) => makeOwner(em, purseId, heirId));
    }
    await this.database.withNobody(async (em) => {
      await this.jobs.forgetMail(em, userId);
      await deletePerson(em, userId, due);
    });
  }
}
