import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import { metrics } from '../../platform/metrics/metrics.ts';
import { Account } from '../accounts/account.entity.ts';
import { AccountsService } from '../accounts/accounts.service.ts';
import { AuditService } from '../audit/audit.service.ts';
import { CounterpartiesService } from '../counterparties/counterparties.service.ts';
import { ImportJobInput, lockedImport } from './import-job.ts';
import { ImportProgressBus } from './import-progress.ts';
import { ImportStatement } from './import-statement.entity.ts';
import type { KeptRow } from './import.entity.ts';

/**
 * Takes a committed import back in one transaction: its rows go, except those that a person changed since, which
 * stay and are named; balances and account numbers that it brought go with it. Safe to run again.
 */
@Injectable()
export class UndoImportJob implements JobDefinition<ImportJobInput> {
  readonly queue = 'import.undo';
  readonly input = ImportJobInput;

  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly audit: AuditService,
    private readonly progress: ImportProgressBus,
    private readonly counterparties: CounterpartiesService,
  ) {}

  async run(input: ImportJobInput): Promise<void> {
    const done = await this.database.withPurse({ ...input, needs: 'editor' }, (purse) =>
      this.#undo(purse, input.importId),
    );
    if (done === null) return;
    metrics.importDone(done.format, 'undone');
    this.progress.publish({
      importId: input.importId,
      status: 'undone',
      done: done.removed,
      total: done.removed,
    });
  }

  /** The import stays as it is, and the person may try again. */
  async failed(input: ImportJobInput): Promise<void> {
    const changed = await this.database.withPurse({ ...input, needs: 'editor' }, async (purse) => {
      const one = await lockedImport(purse, input.importId, ['undoing']);
      if (one === null) return false;
      one.status = 'committed';
      one.problem = {
        code: 'internal',
        detail: 'Something went wrong on our side. Nothing was taken back; please try again.',
        where: null,
      };
      return true;
    });
    if (changed)
      this.progress.publish({ importId: input.importId, status: 'committed', done: 0, total: null });
  }

  async #undo(purse: PurseContext, importId: string): Promise<{ format: string; removed: number } | null> {
    const one = await lockedImport(purse, importId, ['undoing']);
    if (one === null) return null;
    const gone = await removeRows(purse, importId);
    await this.counterparties.removeUnused(
      purse,
      gone.flatMap(({ counterpartyId }) => counterpartyId ?? []),
    );
    const removed = gone.reduce((sum, { rows }) => sum + rows, 0);
    const kept = await keptRows(purse, importId);
    const statements = await purse.em.find(ImportStatement, {
      purseId: purse.purseId,
      importId,
      committed: true,
    });
    for (const statement of statements) statement.committed = false;
    await purse.em.flush();
    for (const statement of statements) await this.#unsettle(purse, statement);
    one.status = 'undone';
    one.undoneAt = this.audit.now();
    one.removedRows = removed;
    one.keptRows = kept;
    this.audit.record(purse, {
      action: 'import.undone',
      subject: 'import',
      subjectId: importId,
      changes: { fileName: one.fileName, removed, kept: kept.length },
    });
    await purse.em.flush();
    return { format: one.format ?? 'unknown', removed };
  }

  /** Takes back what the statement told of its account; another committed statement may tell it instead. */
  async #unsettle(purse: PurseContext, statement: ImportStatement): Promise<void> {
    if (typeof statement.accountId !== 'string') return;
    const account = await purse.em.findOne(Account, { id: statement.accountId, purseId: purse.purseId });
    if (account === null) return;
    const others = await purse.em.find(ImportStatement, {
      purseId: purse.purseId,
      accountId: account.id,
      committed: true,
    });
    if (statement.setsAnchor) {
      statement.setsAnchor = false;
      if (account.anchorSource === 'statement') {
        const next = latestKnown(others);
        if (next === null) account.dropAnchor();
        else {
          account.anchorAt(next.known.on, next.known.balance, 'statement');
          next.statement.setsAnchor = true;
        }
      }
    }
    if (statement.identifierHash != null && others.every((other) => other.identifierHash == null)) {
      account.identifierHash = null;
      account.identifierLast4 = null;
    }
    await purse.em.flush();
    if (statement.createsAccount && others.length === 0) await this.accounts.removeUnused(purse, account.id);
  }
}

/** The statement that tells the latest balance; of two that tell one of the same day, the later import's. */
function latestKnown(statements: readonly ImportStatement[]) {
  const told = statements.flatMap((statement) => {
    const known = statement.datedBalance();
    return known === null ? [] : [{ statement, known }];
  });
  return (
    told
      .toSorted(
        (one, other) =>
          one.known.on.localeCompare(other.known.on) || one.statement.id.localeCompare(other.statement.id),
      )
      .at(-1) ?? null
  );
}

/** Deletes what nobody changed. Answers how many rows went, by counterparty. */
async function removeRows(
  purse: PurseContext,
  importId: string,
): Promise<{ counterpartyId: string | null; rows: number }[]> {
  const removed = await sql<{ counterparty_id: string | null; rows: string }>`
    with gone as (
      delete from transactions where import_id = ${importId} and edited_at is null returning counterparty_id)
    select counterparty_id, count(*)::text as rows from gone group by counterparty_id`.execute(
    purse.em.getKysely(),
  );
  return removed.rows.map((row) => ({ counterpartyId: row.counterparty_id, rows: Number(row.rows) }));
}

async function keptRows(purse: PurseContext, importId: string): Promise<KeptRow[]> {
  const kept = await sql<{ id: string; date: string; amount: string; currency: string; description: string }>`
    select t.id, t.date::text as date, t.amount::text as amount, t.currency,
           coalesce(nullif(t.description, ''), c.name, '') as description
      from transactions t left join counterparties c on c.id = t.counterparty_id
     where t.import_id = ${importId} order by t.date desc, t.id desc`.execute(purse.em.getKysely());
  return kept.rows.map(({ id, date, amount, currency, description }) => ({
    transactionId: id,
    date,
    amount: Number(amount),
    currency,
    description,
  }));
}
