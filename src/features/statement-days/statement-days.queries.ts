import { sql } from 'kysely';
import type { Span } from '../../domain/calendar.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';

export interface StatementRow {
  id: string;
  accountId: string;
  importId: string;
  fileName: string;
  from: string;
  to: string;
  rows: number;
  opening: number | null;
  openingOn: string | null;
  closing: number | null;
  closingOn: string | null;
  movement: number | null;
  note: string | null;
}

const numberOrNull = (text: string | null) => (text === null ? null : Number(text));

/** Committed statements with a period, of one account or of all, by their first day. */
export async function committedStatements(purse: PurseContext, accountId?: string): Promise<StatementRow[]> {
  const found = await sql<{
    id: string;
    account_id: string;
    import_id: string;
    file_name: string;
    period_from: string;
    period_to: string;
    rows: number;
    opening: string | null;
    opening_on: string | null;
    closing: string | null;
    closing_on: string | null;
    movement: string | null;
    proof_note: string | null;
  }>`
    select s.id, s.account_id, s.import_id, coalesce(s.file_name, i.file_name) as file_name, s.period_from::text as period_from,
           s.period_to::text as period_to, s.rows, s.opening::text as opening, s.opening_on::text as opening_on,
           s.closing::text as closing, s.closing_on::text as closing_on, s.movement::text as movement, s.proof_note
      from import_statements s join imports i on i.id = s.import_id
     where s.purse_id = ${purse.purseId} and s.committed and not s.skipped and s.period_from is not null
       and s.period_to is not null and s.account_id is not null
       ${accountId === undefined ? sql`` : sql`and s.account_id = ${accountId}`}
     order by s.period_from, s.period_to, s.id`.execute(purse.em.getKysely());
  return found.rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    importId: row.import_id,
    fileName: row.file_name,
    from: row.period_from,
    to: row.period_to,
    rows: row.rows,
    opening: numberOrNull(row.opening),
    openingOn: row.opening_on,
    closing: numberOrNull(row.closing),
    closingOn: row.closing_on,
    movement: numberOrNull(row.movement),
    note: row.proof_note,
  }));
}

/** Days with rows that people typed, by account, in order. */
export async function typedDays(purse: PurseContext, accountId?: string): Promise<Map<string, string[]>> {
  const found = await sql<{ account_id: string; days: string[] }>`
    select account_id, array_agg(day::text order by day) as days
      from (select distinct account_id, date as day from transactions
             where purse_id = ${purse.purseId} and import_id is null
               ${accountId === undefined ? sql`` : sql`and account_id = ${accountId}`}) as typed
     group by account_id`.execute(purse.em.getKysely());
  return new Map(found.rows.map((row) => [row.account_id, row.days]));
}

/** For each span: what moved on an account after its day before the first up to the last, and rows typed in it. */
export async function movedIn(
  purse: PurseContext,
  accountId: string,
  asked: readonly { gap: Span; after: string | null; to: string | null }[],
): Promise<{ moved: number; typed: number }[]> {
  if (asked.length === 0) return [];
  const found = await sql<{ moved: string; typed: string }>`
    select coalesce((select sum(t.amount) from transactions t
                      where t.purse_id = ${purse.purseId} and t.account_id = ${accountId}
                        and t.date > g.after and t.date <= g.upto), 0)::text as moved,
           (select count(*) from transactions t
             where t.purse_id = ${purse.purseId} and t.account_id = ${accountId} and t.import_id is null
               and t.date between g.first and g.last)::text as typed
      from unnest(${asked.map(({ gap }) => gap.from)}::date[], ${asked.map(({ gap }) => gap.to)}::date[],
                  ${asked.map(({ after }) => after)}::date[], ${asked.map(({ to }) => to)}::date[])
             with ordinality as g (first, last, after, upto, place)
     order by g.place`.execute(purse.em.getKysely());
  return found.rows.map((row) => ({ moved: Number(row.moved), typed: Number(row.typed) }));
}
