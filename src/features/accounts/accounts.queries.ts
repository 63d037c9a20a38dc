import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { PurseContext } from '../../platform/database/purse-context.ts';

export interface AccountFacts {
  accountId: string;
  rows: number;
  firstOn: string | null;
  lastOn: string | null;
  /** Sum of every row of the account. */
  movement: number;
  /** Sum of the rows after the anchor's day; null without an anchor. */
  afterAnchor: number | null;
}

interface Totals {
  account_id: string;
  rows: string;
  first_on: string | null;
  last_on: string | null;
  movement: string;
  after_anchor: string | null;
}

/**
 * The statement behind an account's totals, also for the plan test. The first day of a month that rests on a column is
 * asked for by itself, here and below: PostgreSQL 17 would else read every row of the account.
 */
export function totalsStatement(purseId: string): RawBuilder<Totals> {
  return sql`
    select a.id as account_id,
           coalesce(sum(m.rows), 0)::text as rows,
           (select t.date::text from transactions t where t.account_id = a.id order by t.date, t.id limit 1) as first_on,
           (select t.date::text from transactions t where t.account_id = a.id order by t.date desc, t.id desc limit 1) as last_on,
           coalesce(sum(m.movement), 0)::text as movement,
           case when a.anchor_on is null then null else (
             coalesce(sum(m.movement) filter (where m.month > date_trunc('month', a.anchor_on)), 0)
             + coalesce((select sum(t.amount) from transactions t
                          where t.account_id = a.id and t.date > a.anchor_on
                            and t.date < (select (date_trunc('month', a.anchor_on) + interval '1 month')::date)), 0)
           )::text end as after_anchor
      from accounts a
      left join account_month m on m.account_id = a.id
     where a.purse_id = ${purseId}
     group by a.id`;
}

/**
 * Rows, first and last day, and what moved, per account of the purse: from the month rollup, plus the rows of the
 * one month in which the anchor lies.
 */
export async function accountFacts(purse: PurseContext): Promise<AccountFacts[]> {
  const result = await sql<Totals>`${totalsStatement(purse.purseId)}`.execute(purse.em.getKysely());
  return result.rows.map((row) => ({
    accountId: row.account_id,
    rows: Number(row.rows),
    firstOn: row.first_on,
    lastOn: row.last_on,
    movement: Number(row.movement),
    afterAnchor: row.after_anchor === null ? null : Number(row.after_anchor),
  }));
}

/** What moved on an account after the first day up to and with the second, in minor units. */
export async function movementBetween(
  purse: PurseContext,
  given: { accountId: string; after: string; to: string },
): Promise<number> {
  const { accountId, after, to } = given;
  const result = await sql<{ moved: string }>`
    select (coalesce((select sum(m.movement) from account_month m
                       where m.account_id = ${accountId} and m.month > date_trunc('month', ${after}::date)
                         and m.month < date_trunc('month', ${to}::date)), 0)
            + coalesce((select sum(t.amount) from transactions t
                         where t.account_id = ${accountId} and t.date > ${after}::date and t.date <= ${to}::date
                           and t.date < (date_trunc('month', ${after}::date) + interval '1 month')::date), 0)
            + coalesce((select sum(t.amount) from transactions t
                         where t.account_id = ${accountId} and t.date <= ${to}::date
                           and t.date >= greatest(date_trunc('month', ${to}::date)::date,
                                                  (date_trunc('month', ${after}::date) + interval '1 month')::date)), 0)
           )::text as moved`.execute(purse.em.getKysely());
  return Number(result.rows[0]?.moved ?? 0);
}

export interface StatedClosing {
  accountId: string;
  importId: string;
  on: string;
  stated: number;
  /** Sum of the account's rows after that day. */
  after: number;
}

/** Closing balances of committed statements, with what moved on the account since their day. */
export async function statedClosings(purse: PurseContext): Promise<StatedClosing[]> {
  const result = await sql<{
    account_id: string;
    import_id: string;
    closing_on: string;
    closing: string;
    after: string;
  }>`
    select s.account_id, s.import_id, s.closing_on::text, s.closing::text,
           (coalesce((select sum(m.movement) from account_month m
                       where m.account_id = s.account_id and m.month > date_trunc('month', s.closing_on)), 0)
            + coalesce((select sum(t.amount) from transactions t
                         where t.account_id = s.account_id and t.date > s.closing_on
                           and t.date < (select (date_trunc('month', s.closing_on) + interval '1 month')::date)), 0))::text as after
      from import_statements s
     where s.purse_id = ${purse.purseId} and s.committed and not s.skipped
       and s.account_id is not null and s.closing is not null and s.closing_on is not null
     order by s.closing_on`.execute(purse.em.getKysely());
  return result.rows.map((row) => ({
    accountId: row.account_id,
    importId: row.import_id,
    on: row.closing_on,
    stated: Number(row.closing),
    after: Number(row.after),
  }));
}
