import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import { metrics } from '../../platform/metrics/metrics.ts';
import { Account } from '../accounts/account.entity.ts';
import { AuditService } from '../audit/audit.service.ts';
import { CommitJobInput, lockedImport } from './import-job.ts';
import { ImportProgressBus } from './import-progress.ts';
import { ImportStatement } from './import-statement.entity.ts';
import { ImportWriter } from './import-writer.ts';
import { Staging } from './staging.ts';
import { TableProfiles } from './table-profiles.service.ts';

const FAULT = 'Something went wrong on our side. Nothing was saved; please try again.';
const NOT_CERTAIN =
  'The account changed while the file was read, and some rows look like rows that are there now. Nothing was saved; look at them and decide.';

interface Committed {
  format: string;
  rows: { new: number; duplicate: number; rejected: number };
}

/** A program wanted only what nobody needs to look at, and some row became doubtful since. */
class NotCertain extends Error {}

/** Takes the new rows of an import over in one transaction: all of them or none. Safe to run again. */
@Injectable()
export class CommitImportJob implements JobDefinition<CommitJobInput> {
  readonly queue = 'import.commit';
  readonly input = CommitJobInput;

  constructor(
    private readonly database: Database,
    private readonly staging: Staging,
    private readonly audit: AuditService,
    private readonly progress: ImportProgressBus,
    private readonly writer: ImportWriter,
    private readonly profiles: TableProfiles,
  ) {}

  async run(input: CommitJobInput): Promise<void> {
    const done = await this.database
      .withPurse({ ...input, needs: 'editor' }, (purse) => this.#commit(purse, input))
      .catch(async (error: unknown) => {
        if (!(error instanceof NotCertain)) throw error;
        await this.#back(input, 'not-certain', NOT_CERTAIN);
        return null;
      });
    if (done === null) return;
    metrics.importDone(done.format, 'committed');
    for (const verdict of ['new', 'duplicate', 'rejected'] as const)
      metrics.importRows(verdict, done.rows[verdict]);
    const rows = done.rows.new;
    this.progress.publish({ importId: input.importId, status: 'committed', done: rows, total: rows });
  }

  async failed(input: CommitJobInput): Promise<void> {
    await this.#back(input, 'internal', FAULT);
  }

  /** Back to the preview, staged as the ledger is now: nothing was saved, and the person may try again. */
  async #back(input: CommitJobInput, code: string, detail: string): Promise<void> {
    const changed = await this.database.withPurse({ ...input, needs: 'editor' }, async (purse) => {
      const one = await lockedImport(purse, input.importId, ['committing']);
      if (one === null) return false;
      one.status = 'ready';
      one.problem = { code, detail, where: null };
      if (code === 'not-certain') {
        for (const statement of await this.#statements(purse, one.id))
          await this.staging.refresh(purse, statement);
      }
      return true;
    });
    if (changed) this.progress.publish({ importId: input.importId, status: 'ready', done: 0, total: null });
  }

  async #commit(purse: PurseContext, input: CommitJobInput): Promise<Committed | null> {
    const { importId } = input;
    const one = await lockedImport(purse, importId, ['committing']);
    if (one === null) return null;
    const statements = await this.#statements(purse, importId);
    const accounts = await this.#lockAccounts(purse, statements);
    const total = statements.reduce((sum, statement) => sum + statement.newRows, 0);
    const count = this.progress.counter(importId, 'committing');
    const rows = { new: 0, duplicate: 0, rejected: 0 };
    for (const statement of statements) {
      const account = accounts.find((candidate) => candidate.id === statement.accountId);
      if (account === undefined) throw new Error(`statement ${statement.id} has no account`);
      await this.staging.refresh(purse, statement);
      if (input.onlyCertain === true && statement.doubtfulRows > 0) throw new NotCertain();
      await this.writer.insert(purse, { statement, account }, (done) => count(rows.new + done, total));
      this.#settle(statement, account);
      rows.new += statement.newRows;
      rows.duplicate += statement.duplicateRows;
      rows.rejected += statement.rejectedRows;
    }
    for (const given of Object.values(one.mappings ?? {})) {
      const accountId = statements.find(({ position }) => position === given.statement)?.accountId;
      if (typeof accountId === 'string') await this.profiles.remember(purse, accountId, given);
    }
    one.status = 'committed';
    one.committedAt = this.audit.now();
    one.undoneAt = null;
    one.removedRows = null;
    one.keptRows = null;
    this.audit.record(purse, {
      action: 'import.committed',
      subject: 'import',
      subjectId: importId,
      changes: {
        fileName: one.fileName,
        ...rows,
        ...(one.aiReceipt == null ? {} : { readBy: one.aiReceipt.model }),
      },
    });
    await purse.em.flush();
    return { format: one.format ?? 'unknown', rows };
  }

  async #statements(purse: PurseContext, importId: string): Promise<ImportStatement[]> {
    return purse.em.find(
      ImportStatement,
      { purseId: purse.purseId, importId, skipped: false },
      { orderBy: { position: 'asc' } },
    );
  }

  /**
   * Two imports into one account take turns, in the order of the accounts' ids. The lock lets others refer to the
   * account: who writes a row of it has done so before its trigger asks for this same lock, and would wait for us.
   */
  async #lockAccounts(purse: PurseContext, statements: readonly ImportStatement[]): Promise<Account[]> {
    const ids = statements.flatMap(({ accountId }) => (typeof accountId === 'string' ? [accountId] : []));
    await sql`
      select 1 from accounts where purse_id = ${purse.purseId} and id = any(${ids}::uuid[])
       order by id for no key update`.execute(purse.em.getKysely());
    return purse.em.find(Account, { purseId: purse.purseId, id: { $in: ids } }, { refresh: true });
  }

  /** What the statement tells of its account where the account does not know it yet: number and a dated balance. */
  #settle(statement: ImportStatement, account: Account): void {
    statement.committed = true;
    // Anew where it may lie under the key before: the digits that are kept in the open say that it is the same number.
    const same =
      account.identifierHash == null || account.identifierLast4 === (statement.identifierLast4 ?? null);
    if (same && statement.identifierHash != null) {
      account.identifierHash = statement.identifierHash;
      account.identifierLast4 = statement.identifierLast4 ?? null;
    }
    const known = statement.datedBalance();
    if (account.anchorOn == null && known !== null) {
      account.anchorAt(known.on, known.balance, 'statement');
      statement.setsAnchor = true;
    }
  }
}
