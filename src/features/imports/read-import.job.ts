import { Inject, Injectable } from '@nestjs/common';
import { ComputeLimit } from '../../platform/compute/compute.ts';
import { Database } from '../../platform/database/database.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import { metrics } from '../../platform/metrics/metrics.ts';
import { AccountsService } from '../accounts/accounts.service.ts';
import { ReadJobInput, lockedImport } from './import-job.ts';
import { ImportProgressBus } from './import-progress.ts';
import { ImportStatement } from './import-statement.entity.ts';
import { ImportStore } from './import-store.ts';
import type { Import, ImportProblem } from './import.entity.ts';
import { Staging, settle } from './staging.ts';
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
      return { bytes, country: await this.staging.countryOf(purse), fileName: one.fileName };
    });
  }

  async #keep(input: ReadJobInput, output: ReadOutput & { ledger: string }): Promise<void> {
    const kept = await this.database.withPurse({ ...input, needs: 'editor' }, async (purse) => {
      const one = await lockedImport(purse, input.importId, ['reading']);
      if (one === null) return null;
      describe(one, output);
      one.status = 'ready';
      const accounts = await this.accounts.entities(purse);
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
          },
          { persist: true },
        );
        settle(statement, read.staged, account?.currency ?? read.currency, output.ledger);
        return statement;
      });
      await purse.em.flush();
      let position = 0;
      for (const [index, { id: statementId }] of statements.entries()) {
        const read = output.statements[index];
        const blocks = read?.blocks.map((block, at) => ({ ...block, ...marksAt(read, at) })) ?? [];
        position = await this.store.saveRows(purse, { importId: one.id, statementId }, blocks, position);
      }
      // Most of a phone's messages are nobody's business: only the payments among them are kept.
      if (output.format === 'sms-backup') await this.store.removeFile(purse, one.id);
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

  async #fail(input: ReadJobInput, problem: ImportProblem, output: ReadOutput | null): Promise<void> {
    const failed = await this.database.withPurse({ ...input, needs: 'editor' }, async (purse) => {
      const one = await lockedImport(purse, input.importId, ['uploaded', 'reading']);
      if (one === null) return false;
      if (output !== null) describe(one, output);
      one.status = 'failed';
      one.problem = problem;
      // Nothing is kept of a file that cannot be used.
      await this.store.removeAll(purse, one.id);
      return true;
    });
    if (!failed) return;
    metrics.importDone(output?.format ?? 'unknown', 'failed');
    this.progress.publish({ importId: input.importId, status: 'failed', done: 0, total: null });
  }
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
        };
}

function factsOf(read: ReadStatement) {
  const digits = read.account?.replace(/[^0-9A-Za-z]/g, '') ?? '';
  return {
    identifierLast4: read.origin?.last4 ?? (digits === '' ? null : digits.slice(-4)),
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
