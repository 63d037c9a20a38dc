import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { tellCategory } from '../../domain/category-why.ts';
import type { CategoryWhy } from '../../domain/category-why.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { DAY_PART, ID_PART, decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import { BULK_MOST } from './transactions.contract.ts';
import type {
  ChooseTransactions,
  ChosenTransactions,
  ListTransactions,
  TransactionPage,
  TransactionView,
} from './transactions.contract.ts';

interface Row {
  id: string;
  account_id: string;
  date: string;
  amount: string;
  currency: string;
  description: string;
  counterparty: string | null;
  category_id: string | null;
  category_by: 'person' | 'rule' | null;
  category_why: CategoryWhy | null;
  note: string | null;
  import_id: string | null;
  possible_duplicate: boolean;
  is_split: boolean;
  tag_ids: string[] | null;
  transfer_id: string | null;
  edited_at: Date | null;
  created_at: Date;
  version: number;
}

/** One page of the purse's transactions, newest first, by key (date, id): page 2,000 costs what page 1 does. */
export async function listTransactions(
  purse: PurseContext,
  query: ListTransactions,
): Promise<TransactionPage> {
  const rows = await sql<Row>`${listStatement(purse.purseId, query)}`.execute(purse.em.getKysely());
  const page = rows.rows.slice(0, query.limit);
  const [first, last] = [page[0], page.at(-1)];
  const splits = await splitsOfRows(purse, page);
  let balance = first !== undefined && listsWhole(query) ? await balanceThrough(purse, first) : null;
  return {
    items: page.map((row) => {
      const item = { ...view(row, splits), balanceAfter: balance };
      if (balance !== null) balance -= item.amount;
      return item;
    }),
    nextCursor:
      rows.rows.length > query.limit && last !== undefined ? encodeCursor([last.date, last.id]) : null,
  };
}

/** Whether the list shows every row of one account between two days: then balances run through it. */
function listsWhole(query: ListTransactions): boolean {
  const { cursor: _, limit: __, accountId, from: ___, to: ____, ...others } = query;
  return accountId !== undefined && Object.values(others).every((value) => value === undefined);
}

/**
 * What the account held after a row, in the order of the list: its dated balance and what moved between the two, from
 * the month rollup and the rows of their two months. null while no balance of the account is known.
 */
async function balanceThrough(purse: PurseContext, row: Row): Promise<number | null> {
  const result = await sql<{ balance: string }>`${balanceStatement(purse.purseId, row)}`.execute(
    purse.em.getKysely(),
  );
  return result.rows[0] === undefined ? null : Number(result.rows[0].balance);
}

/** The statement behind a running balance, also for the plan test; of months see `totalsStatement`. */
export function balanceStatement(
  purseId: string,
  row: { account_id: string; date: string; id: string },
): RawBuilder<{ balance: string }> {
  return sql`
    select (a.anchor_balance
            + coalesce((select sum(m.movement) from account_month m
                         where m.account_id = a.id and m.month < date_trunc('month', ${row.date}::date)), 0)
            + coalesce((select sum(t.amount) from transactions t
                         where t.account_id = a.id and t.date >= date_trunc('month', ${row.date}::date)::date
                           and (t.date, t.id) <= (${row.date}::date, ${row.id}::uuid)), 0)
            - coalesce((select sum(m.movement) from account_month m
                         where m.account_id = a.id and m.month < date_trunc('month', a.anchor_on)), 0)
            - coalesce((select sum(t.amount) from transactions t
                         where t.account_id = a.id and t.date >= (select date_trunc('month', a.anchor_on)::date)
                           and t.date <= a.anchor_on), 0))::text as balance
      from accounts a
     where a.purse_id = ${purseId} and a.id = ${row.account_id} and a.anchor_on is not null`;
}

/** One transaction, or null where the purse has none of this id. */
export async function findTransaction(purse: PurseContext, id: string): Promise<TransactionView | null> {
  const rows = await sql<Row>`${SELECT} where t.purse_id = ${purse.purseId} and t.id = ${id}`.execute(
    purse.em.getKysely(),
  );
  const row = rows.rows[0];
  if (row === undefined) return null;
  return view(row, await splitsOfRows(purse, [row]));
}

/** The transactions of these ids that the purse has, in no order. */
export async function findTransactions(purse: PurseContext, ids: string[]): Promise<TransactionView[]> {
  const rows =
    await sql<Row>`${SELECT} where t.purse_id = ${purse.purseId} and t.id = any(${ids}::uuid[])`.execute(
      purse.em.getKysely(),
    );
  const splits = await splitsOfRows(purse, rows.rows);
  return rows.rows.map((row) => view(row, splits));
}

/** The ids of what matches, newest first and no more than one change may take, and how many there are in all. */
export async function chooseTransactions(
  purse: PurseContext,
  query: ChooseTransactions,
): Promise<ChosenTransactions> {
  const where = sql.join(conditionsOf(purse.purseId, query), sql` and `);
  const db = purse.em.getKysely();
  const found = await sql<{ id: string }>`
    select t.id from transactions t where ${where}
     order by t.date desc, t.id desc limit ${BULK_MOST}`.execute(db);
  const ids = found.rows.map((row) => row.id);
  if (ids.length < BULK_MOST) return { ids, total: ids.length };
  const all = await sql<{ count: number }>`
    select count(*)::int as count from transactions t where ${where}`.execute(db);
  return { ids, total: all.rows[0]?.count ?? ids.length };
}

/** The statement behind a page, also for the plan test. */
export function listStatement(purseId: string, query: ListTransactions): RawBuilder<Row> {
  const after = decodeCursor(query.cursor, [DAY_PART, ID_PART]);
  const conditions = conditionsOf(purseId, query);
  if (after !== null) conditions.push(sql`(t.date, t.id) < (${after[0]}::date, ${after[1]}::uuid)`);
  return sql<Row>`${SELECT} where ${sql.join(conditions, sql` and `)}
    order by t.date desc, t.id desc limit ${query.limit + 1}`;
}

function conditionsOf(purseId: string, query: ChooseTransactions): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [sql`t.purse_id = ${purseId}`];
  if (query.accountId !== undefined) conditions.push(sql`t.account_id = ${query.accountId}`);
  if (query.categoryId === 'none') conditions.push(sql`t.category_id is null and not t.is_split`);
  else if (query.categoryId !== undefined) conditions.push(ofCategories(sql`= ${query.categoryId}::uuid`));
  if (query.kind !== undefined) {
    conditions.push(
      ofCategories(sql`in (select id from categories where purse_id = ${purseId} and kind = ${query.kind})`),
    );
  }
  if (query.direction === 'in') conditions.push(sql`t.amount > 0`);
  if (query.direction === 'out') conditions.push(sql`t.amount < 0`);
  if (query.from !== undefined) conditions.push(sql`t.date >= ${query.from}::date`);
  if (query.to !== undefined) conditions.push(sql`t.date <= ${query.to}::date`);
  if (query.importId !== undefined) conditions.push(sql`t.import_id = ${query.importId}`);
  if (query.tagId !== undefined) {
    conditions.push(sql`t.id in (select transaction_id from transaction_tags where tag_id = ${query.tagId})`);
  }
  if (query.counterpartyId !== undefined) conditions.push(sql`t.counterparty_id = ${query.counterpartyId}`);
  if (query.q !== undefined) {
    conditions.push(sql`t.counterparty_id in (select search_counterparties(${query.q}))`);
  }
  return conditions;
}

/** A suggestion goes with the category that it names. */
const whyOf = sql`
         case when t.category_why ? 'categoryId' and not exists (
                select 1 from categories g
                 where g.purse_id = t.purse_id and g.id = (t.category_why ->> 'categoryId')::uuid and g.archived_at is null)
              then null else t.category_why end as category_why`;

const SELECT = sql`
  select t.id, t.account_id, t.date::text as date, t.amount::text as amount, t.currency, t.description,
         (select c.name from counterparties c where c.id = t.counterparty_id) as counterparty,
         t.category_id, t.category_by, ${whyOf}, t.note, t.import_id, t.possible_duplicate, t.is_split, t.transfer_id,
         (select array_agg(g.tag_id order by g.tag_id)::text[]
            from transaction_tags g where g.transaction_id = t.id) as tag_ids,
         t.edited_at, t.created_at, t.version
    from transactions t`;

/** A split transaction belongs to the categories of its parts. */
function ofCategories(condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(t.category_id ${condition} or (t.is_split and exists (
    select 1 from splits s where s.transaction_id = t.id and s.category_id ${condition})))`;
}

type Splits = Map<string, TransactionView['splits']>;

/** The parts of those rows of a page that are split. */
async function splitsOfRows(purse: PurseContext, rows: readonly Row[]): Promise<Splits> {
  return splitsOf(
    purse,
    rows.filter((row) => row.is_split).map((row) => row.id),
  );
}

async function splitsOf(purse: PurseContext, ids: string[]): Promise<Splits> {
  const splits: Splits = new Map();
  if (ids.length === 0) return splits;
  const rows = await sql<{
    id: string;
    transaction_id: string;
    category_id: string | null;
    amount: string;
    note: string | null;
  }>`select id, transaction_id, category_id, amount::text as amount, note from splits
      where transaction_id = any(${ids}::uuid[]) order by id`.execute(purse.em.getKysely());
  for (const row of rows.rows) {
    const list = splits.get(row.transaction_id) ?? [];
    list.push({ id: row.id, categoryId: row.category_id, amount: Number(row.amount), note: row.note });
    splits.set(row.transaction_id, list);
  }
  return splits;
}

function view(row: Row, splits: Splits): TransactionView {
  return {
    id: row.id,
    accountId: row.account_id,
    date: row.date,
    amount: Number(row.amount),
    currency: row.currency,
    description: row.description,
    counterparty: row.counterparty,
    categoryId: row.category_id,
    categoryBy: row.category_by,
    ...tellCategory(row.category_id, row.category_by, row.category_why),
    note: row.note,
    source: row.import_id === null ? 'typed' : 'import',
    importId: row.import_id,
    possibleDuplicate: row.possible_duplicate,
    transferId: row.transfer_id,
    splits: splits.get(row.id) ?? [],
    tagIds: row.tag_ids ?? [],
    editedAt: row.edited_at === null ? null : new Date(row.edited_at).toISOString(),
    createdAt: new Date(row.created_at).toISOString(),
    version: row.version,
  };
}
