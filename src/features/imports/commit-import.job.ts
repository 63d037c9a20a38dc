import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { Database } from '../../platform/database/database.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import { metrics } from '../../platform/metrics/metrics.ts';
import { Account } from '../accounts/account.entity.ts';
import { AuditService } from '../audit/audit.service.ts';
import { ImportJobInput, lockedImport } from './import-job.ts';
import { ImportProgressBus } from './import-progress.ts';
import { ImportStatement } from './import-statement.entity.ts';
import { ImportWriter } from './import-writer.ts';
import { Staging } from './staging.ts';

interface Committed {
  format: string;
  rows: { new: number; duplicate: number; rejected: number };
}

/** Takes the new rows of an import over in one transaction: all of them or none. Safe to run again. */
@Injectable()
export class CommitImportJob implements JobDefinition<ImportJobInput> {
  readonly queue = 'import.commit';
  readonly input = ImportJobInput;

  constructor(
    private readonly database: Database,
    private readonly staging: Staging,
    private readonly audit: AuditService,
    private readonly progress: ImportProgressBus,
    private readonly writer: ImportWriter,
  ) {}

  async run(input: ImportJobInput): Promise<void> {
    const done = await this.database.withPurse({ ...input, needs: 'editor' }, (purse) =>
      this.#commit(purse, input.importId),
    );
    if (done === null) return;
    metrics.importDone(done.format, 'committed');
    for (const verdict of ['new', 'duplicate', 'rejected'] as const)
      metrics.importRows(verdict, done.rows[verdict]);
    const rows = done.rows.new;
    this.progress.publish({ importId: input.importId, status: 'committed', done: rows, total: rows });
  }

  /** Back to the preview: nothing was saved, and the person may try again. */
  async failed(input: ImportJobInput): Promise<void> {
    await this.database.withPurse({ ...input, needs: 'editor' }, async (purse) => {
      const one = await lockedImport(purse, input.importId, ['committing']);
      if (one === null) return;
      one.status = 'ready';
      one.problem = {
        code: 'internal',
        detail: 'Something went wrong on our side. Nothing was saved; please try again.',
        where: null,
      };
    });
    this.progress.publish({ importId: input.importId, status: 'ready', done: 0, total: null });
  }

  async #commit(purse: PurseContext, importId: string): Promise<Committed | null> {
    const one = await lockedImport(purse, importId, ['committing']);
    if (one === null) return null;
    const statements = await purse.em.find(
      ImportStatement,
      { purseId: purse.purseId, importId, skipped: false },
      { orderBy: { position: 'asc' } },
    );
    const accounts = await this.#lockAccounts(purse, statements);
    const total = statements.reduce((sum, statement) => sum + statement.newRows, 0);
    const count = this.progress.counter(importId, 'committing');
    const rows = { new: 0, duplicate: 0, rejected: 0 };
    for (const statement of statements) {
      const account = accounts.find((candidate) => candidate.id === statement.accountId);
      if (account === undefined) throw new Error(`statement ${statement.id} has no account`);
      await this.staging.refresh(purse, statement);
      await this.writer.insert(purse, { statement, account }, (done) => count(rows.new + done, total));
      this.#settle(statement, account);
      rows.new += statement.newRows;
      rows.duplicate += statement.duplicateRows;
      rows.rejected += statement.rejectedRows;
    }
    one.status = 'committed';
    one.committedAt = this.audit.now();
    this.audit.record(purse, {
      action: 'import.committed',
      subject: 'import',
      subjectId: importId,
      changes: { fileName: one.fileName, ...rows },
    });
    await purse.em.flush();
    return { format: one.format ?? 'unknown', rows };
  }

  /** Two imports into one account take turns, in the order of the accounts' ids. */
  async #lockAccounts(purse: PurseContext, statements: readonly ImportStatement[]): Promise<Account[]> {
    const ids = statements.flatMap(({ accountId }) => (typeof accountId === 'string' ? [accountId] : []));
    return purse.em.find(
      Account,
      { purseId: purse.purseId, id: { $in: ids } },
      { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
    );
  }

  /** What the statement tells of its account where the account does not know it yet: number and a dated balance. */
  #settle(statement: ImportStatement, account: Account): void {
    statement.committed = true;
    if (account.identifierHash == null && statement.identifierHash != null) {
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
