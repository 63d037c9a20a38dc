import { Inject, Injectable } from '@nestjs/common';
import { ComputeLimit } from '../../platform/compute/compute.ts';
import { Database } from '../../platform/database/database.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import { metrics } from '../../platform/metrics/metrics.ts';
import { AccountsService } from '../accounts/accounts.service.ts';
import { ReadJobInput, lockedImport } from './import-job.ts';
import { ImportProgressBus } from './import-progress.ts';
import { ImportStatement } from './import-statement.entity.ts';
import { ImportStore } from './import-store.ts';
import type { FileError } from './formats/statement.ts';
import type { Import, ImportProblem } from './import.entity.ts';
import { Staging, settle } from './staging.ts';
import { TableProfiles } from './table-profiles.service.ts';
import { mappingsOf } from './tables.service.ts';
import type { BlockMarks, ReadOutput, ReadStatement } from './staging/worker-task.ts';

/** Reads an uploaded file and stages its rows for the preview. Safe to run again: it starts over. */
@Injectable()
export class ReadImportJob implements JobDefinition<ReadJobInput> {
  readonly queue = 'import.read';
  readonly input = ReadJobInput;

  constructor(
    private readonly database: Database,
    private readonly staging: Staging,
    private readonly store: ImportStore,
    private readonly accounts: AccountsService,
    private readonly profiles: TableProfiles,
    private readonly progress: ImportProgressBus,
    @Inject(Jobs) private readonly jobs: Jobs,
  ) {}

  async run(input: ReadJobInput, signal: AbortSignal): Promise<void> {
    const { importId } = input;
    const file = await this.#begin(input);
    if (file === null) return;
    this.progress.publish({ importId, status: 'reading', done: 0, total: null });
    const discarded = new AbortController();
    const stopListening = this.progress.onDiscard(importId, () => discarded.abort());
    const count = this.progress.counter(importId, 'reading');
    try {
      const output = await this.staging.read(
        file,
        { signal: AbortSignal.any([signal, discarded.signal]), onProgress: (rows) => count(rows, null) },
        (look) => this.database.withPurse({ ...input, needs: 'editor' }, look),
      );
      if (output.error === null) await this.#keep(input, output);
      else if (output.error.code === 'password-needed') await this.#lock(input, output, output.error);
      else {
        const { code, why, where } = output.error;
        await this.#fail(input, { code, detail: why, where: where ?? null }, output);
      }
    } catch (error) {
      if (discarded.signal.aborted) return;
      if (!(error instanceof ComputeLimit)) throw error;
      await this.#fail(input, { code: error.code, detail: error.message, where: null }, null);
    } finally {
      stopListening();
    }
  }

  async failed(input: ReadJobInput): Promise<void> {
    const detail = 'Something went wrong on our side while reading the file. Please send it again.';
    await this.#fail(input, { code: 'internal', detail, where: null }, null);
  }

  async #begin(input: ReadJobInput): Promise<Parameters<Staging['read']>[0] | null> {
    return this.database.withPurse({ ...input, needs: 'editor' }, async (purse) => {
      const one = await lockedImport(purse, input.importId, ['uploaded', 'reading']);
      if (one === null) return null;
      one.status = 'reading';
      const bytes = await this.store.loadFile(purse, one.id);
      if (bytes === null) throw new Error(`the file of import ${one.id} is not stored`);
      const earlier = await statementsOf(purse, one.id);
      return {
        bytes,
        opened: await this.store.loadOpened(purse, one.id),
        country: await this.staging.countryOf(purse),
        fileName: one.fileName,
        mappings: mappingsOf(one),
        profiles: await this.profiles.remembered(purse),
        chosen: earlier.map(({ accountId }) => accountId ?? null),
      };
    });
  }

  async #keep(input: ReadJobInput, output: ReadOutput & { ledger: string }): Promise<void> {
    const kept = await this.database.withPurse({ ...input, needs: 'editor' }, async (purse) => {
      const one = await lockedImport(purse, input.importId, ['reading']);
      if (one === null) return null;
      describe(one, output);
      one.status = 'ready';
      const accounts = await this.accounts.entities(purse);
      const left = await this.#takeBack(purse, one.id);
      // A table more or less moves the others: what was chosen for them would go to the wrong ones.
      const earlier = left.length === output.statements.length ? left : [];
      for (const { position, statement } of output.tables) {
        const given = one.mappings?.[position];
        if (given !== undefined) one.mappings = { ...one.mappings, [position]: { ...given, statement } };
      }
      const statements = output.statements.map((read, index) => {
        const account = accounts.find(({ id }) => id === read.accountId);
        const statement = purse.em.create(
          ImportStatement,
          {
            ...factsOf(read),
            purseId: purse.purseId,
            importId: one.id,
            position: index,
            identifierHash: read.account === null ? null : this.store.identifierHashes(read.account)[0],
            accountId: account?.id ?? null,
            skipped: earlier[index]?.skipped ?? false,
            createsAccount:
              earlier[index]?.createsAccount === true && account?.id === earlier[index].accountId,
          },
          { persist: true },
        );
        settle(statement, read.staged, account?.currency ?? read.currency, output.ledger);
        return statement;
      });
      await purse.em.flush();
      await this.#removeMade(purse, left, new Set(statements.map(({ accountId }) => accountId)));
      let position = 0;
      for (const [index, { id: statementId }] of statements.entries()) {
        const read = output.statements[index];
        const blocks = read?.blocks.map((block, at) => ({ ...block, ...marksAt(read, at) })) ?? [];
        position = await this.store.saveRows(purse, { importId: one.id, statementId }, blocks, position);
      }
      // Most of a phone's messages are nobody's business: only the payments among them are kept.
      if ([output.format, ...(output.formats ?? [])].includes('sms-backup'))
        await this.store.removeFile(purse, one.id);
      if (input.thenCommit === true && isCertain(statements)) {
        one.status = 'committing';
        const { purseId, importId, userId } = input;
        await this.jobs.send(purse.em, 'import.commit', { purseId, importId, userId, onlyCertain: true });
      }
      await purse.em.flush();
      return { rows: output.rowCount, status: one.status };
    });
    if (kept === null) return;
    const { rows, status } = kept;
    this.progress.publish({ importId: input.importId, status, done: rows, total: rows });
  }

  /** Takes out what an earlier reading of the file left, and answers it: what a person chose goes on. */
  async #takeBack(purse: PurseContext, importId: string): Promise<Choice[]> {
    const earlier = await statementsOf(purse, importId);
    const kept = earlier.map(({ accountId, skipped, createsAccount }) => ({
      accountId,
      skipped,
      createsAccount,
    }));
    if (earlier.length === 0) return kept;
    await this.store.removeRows(purse, importId);
    for (const statement of earlier) purse.em.remove(statement);
    await purse.em.flush();
    return kept;
  }

  /** Accounts that the import made go when nothing of it leads to them any more. */
  async #removeMade(
    purse: PurseContext,
    left: readonly Choice[],
    used: ReadonlySet<string | null | undefined>,
  ): Promise<void> {
    for (const { accountId, createsAccount } of left) {
      if (createsAccount && typeof accountId === 'string' && !used.has(accountId))
        await this.accounts.removeUnused(purse, accountId);
    }
  }

  /** The file is kept as it came, until a person opens it or discards it. */
  async #lock(input: ReadJobInput, output: ReadOutput, { code, why, where }: FileError): Promise<void> {
    const locked = await this.database.withPurse({ ...input, needs: 'editor' }, async (purse) => {
      const one = await lockedImport(purse, input.importId, ['reading']);
      if (one === null) return false;
      describe(one, output);
      one.status = 'locked';
      // Of several files it is said which one asks.
      if (where !== undefined) one.problem = { code, detail: why, where };
      return true;
    });
    if (!locked) return;
    this.progress.publish({ importId: input.importId, status: 'locked', done: 0, total: null });
  }

  async #fail(input: ReadJobInput, problem: ImportProblem, output: ReadOutput | null): Promise<void> {
    const failed = await this.database.withPurse({ ...input, needs: 'editor' }, async (purse) => {
      const one = await lockedImport(purse, input.importId, ['uploaded', 'reading']);
      if (one === null) return false;
      if (output !== null) describe(one, output);
      one.status = 'failed';
      one.problem = problem;
      const left = await this.#takeBack(purse, one.id);
      await purse.em.flush();
      await this.#removeMade(purse, left, new Set());
      // Nothing is kept of a file that cannot be used; a table may be used once a person says how to read it.
      if (!isMappable(one, problem, output)) await this.store.removeAll(purse, one.id);
      return true;
    });
    if (!failed) return;
    metrics.importDone(output?.format ?? 'unknown', 'failed');
    this.progress.publish({ importId: input.importId, status: 'failed', done: 0, total: null });
  }
}

/** What a person chose for a statement. */
type Choice = Pick<ImportStatement, 'accountId' | 'skipped' | 'createsAccount'>;

async function statementsOf(purse: PurseContext, importId: string): Promise<ImportStatement[]> {
  return purse.em.find(
    ImportStatement,
    { purseId: purse.purseId, importId },
    { orderBy: { position: 'asc' } },
  );
}

/** Would another word about its columns help? Once somebody gave one, the file is theirs to try again. */
function isMappable(one: Import, { code }: ImportProblem, output: ReadOutput | null): boolean {
  if (one.mappings != null) return true;
  return output !== null && output.tables.length > 0 && ['no-header', 'no-direction'].includes(code);
}

/** Nothing is left to ask: every statement has its account, something is new, and nothing is doubtful. */
function isCertain(statements: readonly ImportStatement[]): boolean {
  return (
    statements.every(({ accountId }) => typeof accountId === 'string') &&
    statements.some(({ newRows }) => newRows > 0) &&
    statements.every(({ doubtfulRows }) => doubtfulRows === 0)
  );
}

function describe(one: Import, output: ReadOutput): void {
  one.format = output.format;
  one.encoding = output.encoding === '' ? null : output.encoding;
  one.dialect =
    output.dialect === undefined
      ? null
      : {
          delimiter: output.dialect.delimiter,
          headerLine: output.dialect.headerLine,
          dateOrder: output.dialect.dateOrder,
          dateOrderWhy: output.dialect.dateOrderWhy,
          columns: output.dialect.columns,
          source: output.dialect.source ?? 'inferred',
        };
}

function factsOf(read: ReadStatement) {
  const digits = read.account?.replace(/[^0-9A-Za-z]/g, '') ?? '';
  return {
    identifierLast4: read.origin?.last4 ?? (digits === '' ? null : digits.slice(-4)),
    fileName: read.file ?? null,
    statedName: read.accountName,
    currency: read.currency,
    openingText: read.opening,
    closingText: read.closing,
    openingOn: read.openingOn,
    closingOn: read.closingOn,
    periodFrom: read.periodFrom ?? read.firstDay,
    periodTo: read.periodTo ?? read.lastDay,
    proofNote: read.proof.state === 'off' ? read.proof.why : null,
    rows: read.rowCount,
  };
}

function marksAt(read: ReadStatement, index: number): BlockMarks {
  const found = read.staged.blocks[index];
  if (found === undefined) throw new Error(`block ${index} came without its marks`);
  return found;
}
