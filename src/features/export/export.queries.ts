import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { PurseContext } from '../../platform/database/purse-context.ts';

/** A row of the ledger with everything that hangs on it. */
export interface LedgerRow {
  id: string;
  accountId: string;
  date: string;
  valueDate: string | null;
  amount: number;
  currency: string;
  description: string;
  counterparty: string | null;
  categoryId: string | null;
  categoryBy: string | null;
  categoryWhy: unknown;
  note: string | null;
  bankId: string | null;
  importId: string | null;
  statementId: string | null;
  possibleDuplicate: boolean;
  transferId: string | null;
  editedAt: string | null;
  createdAt: string;
  splits: { id: string; categoryId: string | null; amount: number; note: string | null }[];
  tags: string[];
  transfer: { id: string; accountId: string; date: string; amount: number; currency: string } | null;
}

export interface RowKey {
  date: string;
  id: string;
}

/** The clocks of two processes differ by less: their ids are in order up to it. */
const CLOCKS_DIFFER_MS = 60_000;

/** A state of the purse: `since` a little before its latest change, and how many there were from then on. */
export interface Mark {
  since: string;
  changes: number;
}

/** The state of the purse now. Every write makes an audit entry in its own transaction. */
export async function markOf(purse: PurseContext): Promise<Mark> {
  const found = await sql<{ id: string }>`
    select id from audit_entries where purse_id = ${purse.purseId} order by id desc limit 1`.execute(
    purse.em.getKysely(),
  );
  const last = Number.parseInt(found.rows[0]?.id.replace('-', '').slice(0, 12) ?? '0', 16);
  const time = Math.max(0, last - CLOCKS_DIFFER_MS)
    .toString(16)
    .padStart(12, '0');
  const since = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
  return { since, changes: await changesSince(purse, since) };
}

/** How many changes there were; more than a mark says means that something was written after it. */
export async function changesSince(purse: PurseContext, since: string): Promise<number> {
  const found = await sql<{ changes: number }>`
    select count(*)::int as changes from audit_entries
     where purse_id = ${purse.purseId} and id >= ${since}::uuid`.execute(purse.em.getKysely());
  return found.rows[0]?.changes ?? 0;
}

/** How many rows there are, and the day of the earliest. */
export async function extent(purse: PurseContext): Promise<{ rows: number; firstOn: string | null }> {
  const found = await sql<{ rows: string; first_on: string | null }>`
    select coalesce(sum(m.rows), 0)::text as rows,
           (select t.date::text from transactions t where t.purse_id = ${purse.purseId} order by t.date, t.id limit 1) as first_on
      from account_month m where m.purse_id = ${purse.purseId}`.execute(purse.em.getKysely());
  return { rows: Number(found.rows[0]?.rows ?? 0), firstOn: found.rows[0]?.first_on ?? null };
}

/** The days of the first and the last row of an account; null where it has none. */
export async function periodOf(
  purse: PurseContext,
  accountId: string,
): Promise<{ from: string; to: string } | null> {
  const day = (order: RawBuilder<unknown>) => sql`
    (select t.date::text from transactions t where t.account_id = ${accountId} order by ${order} limit 1)`;
  const found = await sql<{ from: string | null; to: string | null }>`
    select ${day(sql`t.date, t.id`)} as "from", ${day(sql`t.date desc, t.id desc`)} as "to"`.execute(
    purse.em.getKysely(),
  );
  const { from = null, to = null } = found.rows[0] ?? {};
  return from === null || to === null ? null : { from, to };
}

/**
 * What each account with an anchor begins with, from its rows: the balance stated less what moved until then. It
 * looks at the rows and not at the rollup, so that the journal proves the figures that rest on the rollup.
 */
export async function openings(purse: PurseContext): Promise<Map<string, number>> {
  const found = await sql<{ id: string; opening: string }>`
    select a.id, (a.anchor_balance - coalesce(sum(t.amount), 0))::text as opening
      from accounts a left join transactions t on t.account_id = a.id and t.date <= a.anchor_on
     where a.purse_id = ${purse.purseId} and a.anchor_on is not null
     group by a.id`.execute(purse.em.getKysely());
  return new Map(found.rows.map((row) => [row.id, Number(row.opening)]));
}

/** The rows after a key in the order of (date, id): page 1,000 costs what page 1 does. */
export async function rowsAfter(
  purse: PurseContext,
  after: RowKey | null,
  limit: number,
): Promise<LedgerRow[]> {
  const db = purse.em.getKysely();
  const found = await rowsStatement(purse.purseId, after, limit).execute(db);
  const ids = found.rows.map((row) => row.id);
  const split = found.rows.filter((row) => row.is_split).map((row) => row.id);
  const splits = await splitsOf(purse, split);
  const tags = await sql<{ transaction_id: string; names: string[] }>`
    select tt.transaction_id, array_agg(g.name order by g.name) as names
      from transaction_tags tt join tags g on g.id = tt.tag_id
     where tt.transaction_id = any(${ids}::uuid[]) group by 1`.execute(db);
  const names = new Map(tags.rows.map((row) => [row.transaction_id, row.names]));
  const legs = await legsOf(
    purse,
    found.rows.flatMap((row) => row.transfer_id ?? []),
  );
  return found.rows.map((row) => ({
    ...view(row),
    splits: splits.get(row.id) ?? [],
    tags: names.get(row.id) ?? [],
    transfer: legs.get(row.transfer_id ?? '')?.find((leg) => leg.id !== row.id) ?? null,
  }));
}

/** The statement behind a page, also for the plan test. */
export function rowsStatement(purseId: string, after: RowKey | null, limit: number): RawBuilder<RawRow> {
  return sql<RawRow>`
    select t.id, t.account_id, t.date::text as date, t.value_date::text as value_date, t.amount::text as amount,
           t.currency, t.description, c.name as counterparty, t.category_id, t.category_by, t.category_why, t.note, t.bank_id,
           t.import_id, t.statement_id, t.possible_duplicate, t.is_split, t.transfer_id, t.edited_at, t.created_at
      from (select * from transactions
             where purse_id = ${purseId}
               ${after === null ? sql`` : sql`and (date, id) > (${after.date}::date, ${after.id}::uuid)`}
             order by date, id limit ${limit}) t
      left join counterparties c on c.id = t.counterparty_id
     order by t.date, t.id`;
}

interface RawRow {
  id: string;
  account_id: string;
  date: string;
  value_date: string | null;
  amount: string;
  currency: string;
  description: string;
  counterparty: string | null;
  category_id: string | null;
  category_by: string | null;
  category_why: unknown;
  note: string | null;
  bank_id: string | null;
  import_id: string | null;
  statement_id: string | null;
  possible_duplicate: boolean;
  is_split: boolean;
  transfer_id: string | null;
  edited_at: Date | null;
  created_at: Date;
}

async function splitsOf(
  purse: PurseContext,
  ids: readonly string[],
): Promise<Map<string, LedgerRow['splits']>> {
  const splits = new Map<string, LedgerRow['splits']>();
  if (ids.length === 0) return splits;
  const found = await sql<{
    id: string;
    transaction_id: string;
    category_id: string | null;
    amount: string;
    note: string | null;
  }>`select id, transaction_id, category_id, amount::text as amount, note from splits
      where transaction_id = any(${[...ids]}::uuid[]) order by id`.execute(purse.em.getKysely());
  for (const row of found.rows) {
    const list = splits.get(row.transaction_id) ?? [];
    list.push({ id: row.id, categoryId: row.category_id, amount: Number(row.amount), note: row.note });
    splits.set(row.transaction_id, list);
  }
  return splits;
}

type Leg = NonNullable<LedgerRow['transfer']>;

/** Both legs of each transfer, by the transfer's id. */
async function legsOf(purse: PurseContext, transferIds: readonly string[]): Promise<Map<string, Leg[]>> {
  const legs = new Map<string, Leg[]>();
  if (transferIds.length === 0) return legs;
  const found = await sql<{
    transfer_id: string;
    id: string;
    account_id: string;
    date: string;
    amount: string;
    currency: string;
  }>`select transfer_id, id, account_id, date::text as date, amount::text as amount, currency from transactions
      where purse_id = ${purse.purseId} and transfer_id = any(${[...transferIds]}::uuid[])`.execute(
    purse.em.getKysely(),
  );
  for (const { transfer_id, id, account_id, date, amount, currency } of found.rows) {
    const list = legs.get(transfer_id) ?? [];
    list.push({ id, accountId: account_id, date, amount: Number(amount), currency });
    legs.set(transfer_id, list);
  }
  return legs;
}

function view(row: RawRow): Omit<LedgerRow, 'splits' | 'tags' | 'transfer'> {
  return {
    id: row.id,
    accountId: row.account_id,
    date: row.date,
    valueDate: row.value_date,
    amount: Number(row.amount),
    currency: row.currency,
    description: row.description,
    counterparty: row.counterparty,
    categoryId: row.category_id,
    categoryBy: row.category_by,
    categoryWhy: row.category_why,
    note: row.note,
    bankId: row.bank_id,
    importId: row.import_id,
    statementId: row.statement_id,
    possibleDuplicate: row.possible_duplicate,
    transferId: row.transfer_id,
    editedAt: row.edited_at === null ? null : new Date(row.edited_at).toISOString(),
    createdAt: new Date(row.created_at).toISOString(),
  };
}
