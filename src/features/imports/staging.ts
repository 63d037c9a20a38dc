import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../config.ts';
import { countryPack } from '../../domain/country.ts';
import { isCurrency, parseDecimal } from '../../domain/money.ts';
import { DomainError } from '../../domain/errors.ts';
import { Compute } from '../../platform/compute/compute.ts';
import { CONFIG } from '../../platform/config.token.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import type { Account } from '../accounts/account.entity.ts';
import { AccountsService } from '../accounts/accounts.service.ts';
import { PursesService } from '../purses/purses.service.ts';
import { RulesService } from '../rules/rules.service.ts';
import { statementsOf } from './import-job.ts';
import { ImportStore } from './import-store.ts';
import type { Import } from './import.entity.ts';
import type { MarkedBlock } from './import-store.ts';
import type { ImportStatement } from './import-statement.entity.ts';
import { earlierDestinations, existingRows, ledgerState } from './imports.queries.ts';
import { accountOfMessages } from './message-account.ts';
import { OpenPdfs } from './open-pdfs.ts';
import type { FileError } from './formats/statement.ts';
import type { TableReading } from './formats/table-reading.ts';
import type { NewRows } from './staging/new-rows.ts';
import type { Destination } from './staging/stage-statement.ts';
import { limitsFor, STATEMENT_WORKER, WORKER_LIMITS } from './staging/worker-task.ts';
import type {
  Answers,
  FileToParse,
  MaterialOutput,
  Question,
  ReadOutput,
  StageOutput,
  StatementFacts,
  WorkerInput,
} from './staging/worker-task.ts';

/** A file with what people said of how to read it. */
export type FileToRead = Omit<FileToParse, 'maxRows' | 'opened'>;

/** … as it is stored, with what was opened of it, and the accounts that people chose for its statements. */
export type StoredFile = FileToRead & {
  opened: ReadonlyMap<number, Uint8Array>;
  chosen: readonly (string | null)[];
};

/** What marks hold, as a number: those of an earlier version are made anew before they are used. */
const MARKS = 2;

/** Reads and stages statements in worker threads; what it finds out it writes to statement and blocks. */
@Injectable()
export class Staging {
  constructor(
    private readonly compute: Compute,
    private readonly pdfs: OpenPdfs,
    private readonly store: ImportStore,
    private readonly accounts: AccountsService,
    private readonly purses: PursesService,
    private readonly rules: RulesService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What the AI is shown of a PDF. Throws ComputeLimit; why it is shown nothing stands in the answer. */
  async materialForAi(
    given: { opened: Uint8Array; country: string },
    signal: AbortSignal,
  ): Promise<MaterialOutput> {
    return this.compute.run<WorkerInput, MaterialOutput>(
      STATEMENT_WORKER,
      { kind: 'material', ...given },
      { ...WORKER_LIMITS, signal },
    );
  }

  /** The file of an import, to be read as we think right. */
  async fileOf(purse: PurseContext, one: Import): Promise<StoredFile> {
    const bytes = await this.store.loadFile(purse, one.id);
    if (bytes === null) throw new Error(`the file of import ${one.id} is not stored`);
    const earlier = await statementsOf(purse, one.id);
    return {
      bytes,
      opened: await this.store.loadOpened(purse, one.id),
      answer: null,
      country: await this.countryOf(purse),
      fileName: one.fileName,
      mappings: {},
      profiles: [],
      chosen: earlier.map(({ accountId }) => accountId ?? null),
    };
  }

  /**
   * Parses a file and stages its statements. The bytes of the file are gone afterwards. Throws ComputeLimit; what is
   * wrong with the file stands in the answer.
   *
   * @param inPurse opens a short transaction in the purse for each look at it
   */
  async read(
    { chosen, opened: before, ...file }: StoredFile,
    watch: { signal: AbortSignal; onProgress: (rows: number) => void },
    inPurse: <T>(look: (purse: PurseContext) => Promise<T>) => Promise<T>,
  ): Promise<ReadOutput & { ledger: string }> {
    const opened = await this.pdfs.all(file.bytes, before, watch.signal);
    const whole = opened[''];
    if (whole !== undefined && 'error' in whole) return unopened(whole.error);
    let ledger = '';
    const answer = async (asked: Question): Promise<Answers[Question['ask']]> =>
      inPurse(async (purse) => {
        if (asked.ask === 'existing') return existingRows(purse, asked.accountId, asked.survey);
        // Before the first look at the rows: what changes after it is found out at the end.
        ledger = await this.#state(purse);
        return {
          to: await this.#destinations(purse, asked.statements, chosen),
          knowledge: await this.rules.knowledge(purse),
        };
      });
    const output = await this.compute.run<WorkerInput, ReadOutput>(
      STATEMENT_WORKER,
      { kind: 'read', ...file, opened, maxRows: this.config.limits.importRows },
      {
        ...limitsFor(this.config.limits.importRows),
        transfer: ownMemory(file.bytes),
        signal: watch.signal,
        onProgress: (rows) => watch.onProgress(Number(rows)),
        onQuestion: (asked) => answer(asked as Question),
      },
    );
    return { ...output, ledger };
  }

  /** The tables of a file, with their first rows. The columns of a PDF are where they stand: it has none to map. */
  async tables(file: FileToRead): Promise<TableReading[]> {
    return this.compute.run<WorkerInput, TableReading[]>(
      STATEMENT_WORKER,
      { kind: 'tables', ...file, opened: {}, maxRows: this.config.limits.importRows },
      limitsFor(this.config.limits.importRows),
    );
  }

  /**
   * Decides anew what becomes of a statement's rows, with the account's rows as they are in this transaction, and
   * keeps the outcome on the statement and its blocks.
   */
  async stage(purse: PurseContext, statement: ImportStatement): Promise<void> {
    const ids = { importId: statement.importId, statementId: statement.id };
    const blocks = await this.store.loadBlocks(purse, ids);
    const to = await this.#destination(purse, statement);
    const [ledger, knowledge] = [await this.#state(purse), await this.rules.knowledge(purse)];
    const staged = await this.compute.run<WorkerInput, StageOutput>(
      STATEMENT_WORKER,
      { kind: 'stage', blocks: blocks.map((block) => block.bytes), to, knowledge },
      {
        ...limitsFor(this.config.limits.importRows),
        onQuestion: async (asked) => {
          const { accountId, survey } = asked as Extract<Question, { ask: 'existing' }>;
          return existingRows(purse, accountId, survey);
        },
      },
    );
    const marks = staged.blocks.map((block, index) => ({ position: blocks[index]?.position ?? 0, ...block }));
    await this.store.saveMarks(purse, statement.importId, marks);
    settle(statement, staged, to.currency, ledger);
  }

  /** Stages again if any row of the purse, or what sorts rows, changed since it was done. */
  async refresh(purse: PurseContext, statement: ImportStatement): Promise<void> {
    if (statement.stagedOn !== (await this.#state(purse))) await this.stage(purse, statement);
  }

  /** The new rows of some marked blocks. */
  async take(blocks: readonly MarkedBlock[]): Promise<NewRows> {
    return this.compute.run<WorkerInput, NewRows>(STATEMENT_WORKER, { kind: 'take', blocks }, WORKER_LIMITS);
  }

  /** Decides day or month first where a file leaves it open, and which words a rule knows. */
  async countryOf(purse: PurseContext): Promise<string> {
    return countryPack((await this.purses.entity(purse)).country).code;
  }

  async #state(purse: PurseContext): Promise<string> {
    return `${MARKS} ${await ledgerState(purse)} ${await this.rules.state(purse)}`;
  }

  /** Where the statements go: as a person chose before the file was read again, else as it can be guessed. */
  async #destinations(
    purse: PurseContext,
    statements: readonly StatementFacts[],
    chosen: readonly (string | null)[],
  ): Promise<Destination[]> {
    const guessed = await this.#guess(purse, statements);
    if (chosen.length !== guessed.length) return guessed;
    const accounts = await this.accounts.entities(purse);
    return guessed.map((destination, index) => {
      const account = accounts.find(({ id }) => id === chosen[index]);
      return account === undefined ? destination : { accountId: account.id, currency: account.currency };
    });
  }

  async #guess(purse: PurseContext, statements: readonly StatementFacts[]): Promise<Destination[]> {
    const accounts = await this.accounts.entities(purse);
    const remembered = statements.some(({ origin }) => origin !== undefined)
      ? await earlierDestinations(purse)
      : [];
    return statements.map((statement) => {
      const { account, currency, origin } = statement;
      const hashes = account === null ? null : this.store.identifierHashes(account);
      // Each file of an archive by itself: three months of one account are as certain as one.
      const beside = statements.filter(({ file }) => file === statement.file).length;
      const found =
        origin === undefined
          ? guessAccount({ hashes, currency }, accounts, beside)
          : accountOfMessages({ ...statement, origin }, accounts, remembered, beside);
      return { accountId: found?.id ?? null, currency: found?.currency ?? currency };
    });
  }

  async #destination(purse: PurseContext, statement: ImportStatement): Promise<Destination> {
    if (typeof statement.accountId !== 'string') {
      return { accountId: null, currency: statement.currency ?? null };
    }
    const account = await this.accounts.entity(purse, statement.accountId);
    return { accountId: account.id, currency: account.currency };
  }
}

/** The memory of bytes that have it to themselves: small ones lie in one that Node keeps for many. */
function ownMemory({ buffer, byteLength }: Uint8Array): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}

function unopened(error: FileError): ReadOutput & { ledger: string } {
  return { format: 'pdf', encoding: '', rowCount: 0, error, statements: [], tables: [], ledger: '' };
}

/** Writes what became of a statement's rows onto it. `currency` is that of its destination. */
export function settle(
  statement: ImportStatement,
  staged: StageOutput,
  currency: string | null,
  ledger: string,
): void {
  statement.stagedOn = ledger;
  statement.newestFirst = staged.newestFirst;
  statement.newRows = staged.counts.new;
  statement.duplicateRows = staged.counts.duplicate;
  statement.rejectedRows = staged.counts.rejected;
  statement.doubtfulRows = staged.counts.doubtful;
  statement.movement = staged.movement;
  const same = (statement.currency ?? currency) === currency;
  statement.opening = same ? minorUnitsOrNull(statement.openingText, currency) : null;
  statement.closing = same ? minorUnitsOrNull(statement.closingText, currency) : null;
}

/** The account that the file names; else the only one that fits, where the file has one statement. */
function guessAccount(
  statement: { hashes: readonly Buffer[] | null; currency: string | null },
  accounts: readonly Account[],
  statements: number,
): Account | null {
  const { hashes, currency } = statement;
  const fits = accounts.filter((account) => currency === null || account.currency === currency);
  if (hashes !== null) {
    const named = fits.find(({ identifierHash }) =>
      hashes.some((hash) => identifierHash != null && hash.equals(identifierHash)),
    );
    if (named !== undefined) return named;
  }
  const [only] = fits;
  const unnamed = fits.length === 1 && statements === 1 && (only?.identifierHash == null || hashes === null);
  return unnamed ? (only ?? null) : null;
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
