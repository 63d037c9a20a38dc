import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.ts';
import type { JournalBook } from '../../domain/journal.ts';
import { Database } from '../../platform/database/database.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { Clock } from '../../platform/clock.ts';
import { AccountsService } from '../accounts/accounts.service.ts';
import { CategoriesService } from '../categories/categories.service.ts';
import { PursesService } from '../purses/purses.service.ts';
import { changesSince, extent, markOf, openings, rowsAfter } from './export.queries.ts';
import type { LedgerRow, Mark, RowKey } from './export.queries.ts';

/** Somebody changed the purse while it was being read: what was sent so far does not fit together. */
export class ChangedMeanwhile extends DomainError {
  constructor() {
    super('changed-meanwhile', 'conflict', 'The purse changed while it was being read. Please try again.');
  }
}

/** Rows per piece: each is read in a transaction of its own, since nobody knows how slowly the bytes flow away. */
const PAGE = 2000;

export interface Reader {
  purseId: string;
  userId: string;
  requestId: string;
}

/** What was true when a reading began; `requireUnchanged` says that it still is. */
export interface Opening {
  book: JournalBook;
  rows: number;
  startedAt: Date;
  mark: Mark;
}

/**
 * Reads a whole purse in short transactions. No transaction is held while bytes flow, so a change in between is found
 * by the audit entries it makes, and ends the reading.
 */
@Injectable()
export class LedgerReader {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly categories: CategoriesService,
    private readonly purses: PursesService,
    private readonly clock: Clock,
  ) {}

  /** Throws PurseNotFound for a stranger. */
  async open(reader: Reader): Promise<Opening> {
    return this.inPurse(reader, async (purse) => {
      const mark = await markOf(purse);
      const begins = await openings(purse);
      const { rows, firstOn } = await extent(purse);
      const accounts = await this.accounts.entities(purse);
      return {
        rows,
        mark,
        startedAt: this.clock.now(),
        book: {
          title: (await this.purses.entity(purse)).name,
          firstOn,
          categories: await this.categories.list(purse),
          accounts: accounts.map(({ id, name, kind, currency, anchorOn, anchorBalance }) => ({
            id,
            name,
            kind,
            currency,
            anchor:
              typeof anchorOn === 'string' && typeof anchorBalance === 'number'
                ? { on: anchorOn, balance: anchorBalance, opening: begins.get(id) ?? 0 }
                : null,
          })),
        },
      };
    });
  }

  /** Every row in the order of its day. Throws ChangedMeanwhile after the last one where the purse changed. */
  async *rows(reader: Reader, opening: Opening): AsyncGenerator<LedgerRow[]> {
    let after: RowKey | null = null;
    for (;;) {
      const from: RowKey | null = after;
      const page: LedgerRow[] = await this.inPurse(reader, (purse) => rowsAfter(purse, from, PAGE));
      if (page.length > 0) yield page;
      after = page.at(-1) ?? null;
      if (page.length < PAGE) break;
    }
    await this.requireUnchanged(reader, opening);
  }

  /** Throws ChangedMeanwhile where somebody wrote after the mark was made. */
  async requireUnchanged(reader: Reader, opening: Pick<Opening, 'mark'>): Promise<void> {
    const { since, changes } = opening.mark;
    const now = await this.inPurse(reader, (purse) => changesSince(purse, since));
    if (now !== changes) throw new ChangedMeanwhile();
  }

  /** A short transaction that only reads. */
  async inPurse<T>(reader: Reader, work: (purse: PurseContext) => Promise<T>): Promise<T> {
    return this.database.withPurse({ ...reader, readOnly: true }, work);
  }
}
