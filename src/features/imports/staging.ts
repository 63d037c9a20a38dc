import { extname } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../config.ts';
import { countryPack } from '../../domain/country.ts';
import { isCurrency, parseDecimal } from '../../domain/money.ts';
import { DomainError } from '../../domain/errors.ts';
import { Compute } from '../../platform/compute/compute.ts';
import { CONFIG } from '../../platform/config.token.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { AccountsService } from '../accounts/accounts.service.ts';
import { PursesService } from '../purses/purses.service.ts';
import { ImportStore } from './import-store.ts';
import type { ImportStatement } from './import-statement.entity.ts';
import { existingRows } from './imports.queries.ts';
import type { Destination, NewRows, Survey } from './staging/stage-statement.ts';
import type { MatchOutput, ReadOutput, WorkerInput } from './staging/worker-task.ts';

const WORKER = new URL(`./staging/statement.worker${extname(import.meta.url)}`, import.meta.url);
const LIMITS = { timeoutMs: 120_000, memoryMb: 768 };

/** Reads and stages statements in worker threads; what it finds out it writes to statement and blocks. */
@Injectable()
export class Staging {
  constructor(
    private readonly compute: Compute,
    private readonly store: ImportStore,
    private readonly accounts: AccountsService,
    private readonly purses: PursesService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Parses a file. Throws ComputeLimit; what is wrong with the file stands in the answer. */
  async read(
    file: { bytes: Uint8Array; country: string; fileName: string },
    watch: { signal: AbortSignal; onProgress: (rows: number) => void },
  ): Promise<ReadOutput> {
    return this.compute.run<WorkerInput, ReadOutput>(
      WORKER,
      { kind: 'read', ...file, maxRows: this.config.limits.importRows },
      { ...LIMITS, signal: watch.signal, onProgress: (rows) => watch.onProgress(Number(rows)) },
    );
  }

  /**
   * Decides anew what becomes of a statement's rows, with the account's rows as they are in this transaction, and
   * keeps the outcome on the statement and its blocks. Answers the new rows when `withRows`.
   */
  async stage(purse: PurseContext, statement: ImportStatement, withRows: boolean): Promise<NewRows | null> {
    const ids = { importId: statement.importId, statementId: statement.id };
    const blocks = await this.store.loadBlocks(purse, ids);
    const to = await this.#destination(purse, statement);
    const bytes = blocks.map((block) => block.bytes);
    const existing =
      to.accountId === null
        ? []
        : await existingRows(
            purse,
            to.accountId,
            await this.compute.run<WorkerInput, Survey>(
              WORKER,
              { kind: 'survey', blocks: bytes, to },
              LIMITS,
            ),
          );
    const staged = await this.compute.run<WorkerInput, MatchOutput>(
      WORKER,
      { kind: 'match', blocks: bytes, to, existing, withRows },
      LIMITS,
    );
    await this.store.saveMarks(
      purse,
      statement.importId,
      staged.blocks.map((block, index) => ({ position: blocks[index]?.position ?? 0, ...block })),
    );
    statement.newRows = staged.counts.new;
    statement.duplicateRows = staged.counts.duplicate;
    statement.rejectedRows = staged.counts.rejected;
    statement.doubtfulRows = staged.counts.doubtful;
    statement.movement = staged.movement;
    const stated = statement.currency ?? to.currency;
    const same = stated === to.currency;
    statement.opening = same ? minorUnitsOrNull(statement.openingText, to.currency) : null;
    statement.closing = same ? minorUnitsOrNull(statement.closingText, to.currency) : null;
    return staged.newRows;
  }

  /** Decides day or month first where a file leaves it open, and which words a rule knows. */
  async countryOf(purse: PurseContext): Promise<string> {
    return countryPack((await this.purses.entity(purse)).country).code;
  }

  async #destination(purse: PurseContext, statement: ImportStatement): Promise<Destination> {
    const country = await this.countryOf(purse);
    if (typeof statement.accountId !== 'string') {
      return { accountId: null, currency: statement.currency ?? null, country };
    }
    const account = await this.accounts.entity(purse, statement.accountId);
    return { accountId: account.id, currency: account.currency, country };
  }
}

/** A stated balance in minor units; null where none is stated or the currency cannot hold it. */
function minorUnitsOrNull(text: string | null | undefined, currency: string | null): number | null {
  if (text === null || text === undefined || currency === null || !isCurrency(currency)) return null;
  try {
    return parseDecimal(text, currency);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
