import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { metrics } from '../../platform/metrics/metrics.ts';
import { AccountsService } from '../accounts/accounts.service.ts';
import { AiService } from '../ai/ai.service.ts';
import { mayAiHelp } from './ai-offer.ts';
import { lockedImport, statementsOf } from './import-job.ts';
import type { ReadJobInput } from './import-job.ts';
import { ImportProgressBus } from './import-progress.ts';
import { ImportStatement, isCertain } from './import-statement.entity.ts';
import { ImportStore } from './import-store.ts';
import type { AiReceiptColumn, Import, ImportProblem } from './import.entity.ts';
import { settle } from './staging.ts';
import type { BlockMarks, ReadOutput, ReadStatement } from './staging/worker-task.ts';

/** What a person chose for a statement. */
type Choice = Pick<ImportStatement, 'accountId' | 'skipped' | 'createsAccount'>;

/** Keeps what was read of a file for the preview, or why it could not be read. */
@Injectable()
export class ReadingOutcome {
  constructor(
    private readonly database: Database,
    private readonly store: ImportStore,
    private readonly accounts: AccountsService,
    private readonly progress: ImportProgressBus,
    private readonly ai: AiService,
    @Inject(Jobs) private readonly jobs: Jobs,
  ) {}

  /** @param receipt where the AI read the file */
  async keep(
    input: ReadJobInput,
    output: ReadOutput & { ledger: string },
    receipt: AiReceiptColumn | null = null,
  ): Promise<void> {
    const kept = await this.database.withPurse({ ...input, needs: 'editor' }, async (purse) => {
      const one = await lockedImport(purse, input.importId, ['reading']);
      // Whoever took the AI's reading back did so while it went on.
      if (one === null || (receipt !== null && one.aiReading == null)) return null;
      describe(one, output);
      one.status = 'ready';
      one.problem = null;
      one.aiReading = null;
      one.aiReceipt = receipt;
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

  async fail(input: ReadJobInput, problem: ImportProblem, output: ReadOutput | null): Promise<void> {
    const failed = await this.database.withPurse({ ...input, needs: 'editor' }, async (purse) => {
      const one = await lockedImport(purse, input.importId, ['uploaded', 'reading']);
      if (one === null) return false;
      if (output !== null) describe(one, output);
      one.status = 'failed';
      one.problem = problem;
      const left = await this.#takeBack(purse, one.id);
      await purse.em.flush();
      await this.#removeMade(purse, left, new Set());
      // Nothing is kept of a file that cannot be used; a table may be used once a person says how to read it, and a
      // PDF once they let the AI read it.
      const mayHelp = mayAiHelp(one, []) && (await this.ai.mayAsk(purse));
      if (!mayHelp && !isMappable(one, problem, output)) await this.store.removeAll(purse, one.id);
      return true;
    });
    if (!failed) return;
    metrics.importDone(output?.format ?? 'unknown', 'failed');
    this.progress.publish({ importId: input.importId, status: 'failed', done: 0, total: null });
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
}

/** Would another word about its columns help? Once somebody gave one, the file is theirs to try again. */
function isMappable(one: Import, { code }: ImportProblem, output: ReadOutput | null): boolean {
  if (one.mappings != null) return true;
  return output !== null && output.tables.length > 0 && ['no-header', 'no-direction'].includes(code);
}

/** Writes onto an import what its file turned out to be. */
export function describe(one: Import, output: ReadOutput): void {
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
