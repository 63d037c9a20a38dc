import { sql } from 'kysely';
import type { CategoryKind } from '../../domain/categories.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';

export interface DayRow {
  day: string;
  kind: CategoryKind | null;
  categoryId: string | null;
  currency: string;
  in: number;
  out: number;
  rows: number;
}

/** Daily totals by category from the rollup, from a day on, in order of days. */
export async function dayFlows(purse: PurseContext, from: string, to: string): Promise<DayRow[]> {
  const result = await sql<{
    day: string;
    kind: CategoryKind | null;
    category_id: string | null;
    currency: string;
    money_in: string;
    money_out: string;
    rows: number;
  }>`
    select d.day::text as day, c.kind, c.id as category_id, d.currency, d.money_in::text as money_in,
           d.money_out::text as money_out, d.rows
      from category_day d
      left join categories c on c.id = d.category_id and c.purse_id = d.purse_id
     where d.purse_id = ${purse.purseId} and d.day between ${from}::date and ${to}::date
     order by d.day`.execute(purse.em.getKysely());
  return result.rows.map((row) => ({
    day: row.day,
    kind: row.kind,
    categoryId: row.category_id,
    currency: row.currency,
    in: Number(row.money_in),
    out: Number(row.money_out),
    rows: row.rows,
  }));
}

export interface Span {
  from: string;
  to: string;
}

/** Periods of committed statements by account: days of which the bank told everything. */
export async function statementSpans(purse: PurseContext): Promise<Map<string, Span[]>> {
  const result = await sql<{ account_id: string; period_from: string; period_to: string }>`
    select account_id, period_from::text as period_from, period_to::text as period_to
      from import_statements
     where purse_id = ${purse.purseId} and committed and not skipped and account_id is not null
       and period_from is not null and period_to is not null
     order by period_from`.execute(purse.em.getKysely());
  const spans = new Map<string, Span[]>();
  for (const row of result.rows) {
    const list = spans.get(row.account_id) ?? [];
    list.push({ from: row.period_from, to: row.period_to });
    spans.set(row.account_id, list);
  }
  return spans;
}

export interface RateRow {
  currency: string;
  on: string;
  rate: string;
  source: string;
}

/** Rates into the base currency, oldest first. */
export async function exchangeRates(purse: PurseContext): Promise<RateRow[]> {
  const result = await sql<RateRow>`
    select currency, on_day::text as "on", rate::text as rate, source from exchange_rates
     where purse_id = ${purse.purseId} order by currency, on_day`.execute(purse.em.getKysely());
  return result.rows;
}
