import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { addDays } from '../../domain/calendar.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { ID_PART, decodeCursor } from '../../platform/http/cursor.ts';
import { NO_ROWS } from './staging/existing-rows.ts';
import type { Survey } from './staging/existing-rows.ts';
import { NEAR_DAYS } from './staging/match-rows.ts';

/** Ids of one page of imports, the newest first, and one more where there is a next page. */
export async function importIds(
  purse: PurseContext,
  cursor: string | undefined,
  limit: number,
): Promise<string[]> {
  const after = decodeCursor(cursor, [ID_PART]);
  const found = await sql<{ id: string }>`
    select id from imports
     where purse_id = ${purse.purseId} ${after === null ? sql`` : sql`and id < ${after[0]}::uuid`}
     order by id desc limit ${limit + 1}`.execute(purse.em.getKysely());
  return found.rows.map((row) => row.id);
}

/** For each import, an earlier committed one of the same bytes. */
export async function sameFiles(purse: PurseContext, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await sql<{ id: string; earlier: string }>`
    select i.id, max(e.id::text) as earlier from imports i
      join imports e on e.purse_id = i.purse_id and e.sha256 = i.sha256 and e.id < i.id and e.status = 'committed'
     where i.purse_id = ${purse.purseId} and i.id = any(${[...ids]}::uuid[])
     group by i.id`.execute(purse.em.getKysely());
  return new Map(found.rows.map((row) => [row.id, row.earlier]));
}

/** Those of the imports whose file is kept. */
export async function withFiles(purse: PurseContext, ids: readonly string[]): Promise<Set<string>> {
  const found = await sql<{ import_id: string }>`
    select import_id from import_blocks
     where kind = 'file' and position = 0 and import_id = any(${[...ids]}::uuid[])`.execute(
    purse.em.getKysely(),
  );
  return new Set(found.rows.map((row) => row.import_id));
}

/** Deletes the files of a purse's imports that were saved, taken back or found unreadable before an instant. Answers how many. */
export async function removeOldFiles(em: EntityManager, purseId: string, before: Date): Promise<number> {
  const gone = await sql<{ kind: string }>`
    delete from import_blocks b using imports i
     where b.kind in ('file', 'opened') and b.purse_id = ${purseId} and i.id = b.import_id
       and i.status in ('committed', 'undone', 'failed')
       and coalesce(i.undone_at, i.committed_at, i.created_at) < ${before}
    returning b.kind`.execute(em.getKysely());
  return gone.rows.filter(({ kind }) => kind === 'file').length;
}

/**
 * The rows that a file could name again, packed (`unpackExisting`): those of the account with one of its amounts, from
 * three days before its first day to three days after its last, and those that once were one of its rows, wherever a
 * person moved them.
 */
export async function existingRows(purse: PurseContext, accountId: string, survey: Survey): Promise<string> {
  if (survey.from === null || survey.to === null) return NO_ROWS;
  const any = await sql`
    select 1 from transactions where account_id = ${accountId} and purse_id = ${purse.purseId} limit 1`.execute(
    purse.em.getKysely(),
  );
  if (any.rows.length === 0) return NO_ROWS;
  const found = await sql<{ rows: string | null }>`
    select json_agg(json_build_array(t.id, t.date, t.amount, t.bank_id, encode(t.fingerprint, 'hex'),
                                     concat_ws(' ', c.name, nullif(t.description, c.name)))
                    order by t.date, t.id)::text as rows
      from (select t.id from transactions t
              join unnest(${survey.amounts}::bigint[]) as wanted (amount) on wanted.amount = t.amount
             where t.account_id = ${accountId} and t.purse_id = ${purse.purseId}
               and t.date between ${addDays(survey.from, -NEAR_DAYS)}::date and ${addDays(survey.to, NEAR_DAYS)}::date
            union
            select t.id from accounts a
             cross join unnest(${survey.fingerprints}::bytea[]) as wanted (print)
              join transactions t on t.account_id = a.id and t.fingerprint = wanted.print
             where a.purse_id = ${purse.purseId}) as near
      join transactions t on t.id = near.id
      left join counterparties c on c.id = t.counterparty_id`.execute(purse.em.getKysely());
  return found.rows[0]?.rows ?? NO_ROWS;
}

/** Where an earlier statement of the same name, account digits and currency went. */
export interface EarlierDestination {
  /** null where no issuer was known. */
  name: string | null;
  last4: string | null;
  currency: string | null;
  accountId: string;
}

/** Where messages went before, the latest first. */
export async function earlierDestinations(purse: PurseContext): Promise<EarlierDestination[]> {
  const found = await sql<EarlierDestination>`
    select s.stated_name as name, s.identifier_last4 as last4, s.currency, s.account_id as "accountId"
      from import_statements s join imports i on i.id = s.import_id
     where s.purse_id = ${purse.purseId} and s.committed and s.account_id is not null
       and i.format in ('messages', 'sms-backup')
     group by 1, 2, 3, 4 order by max(s.id::text) desc`.execute(purse.em.getKysely());
  return found.rows;
}

/** Changes with every row that any account of the purse gains, loses or changes. */
export async function ledgerState(purse: PurseContext): Promise<string> {
  const found = await sql<{ state: string }>`
    select coalesce(md5(string_agg(id || ' ' || ledger_version, ',' order by id)), '') as state
      from accounts where purse_id = ${purse.purseId}`.execute(purse.em.getKysely());
  return found.rows[0]?.state ?? '';
}

/** Ids of all categories that the purse has. */
export async function categoryIds(purse: PurseContext): Promise<Set<string>> {
  const found = await sql<{ id: string }>`
    select id from categories where purse_id = ${purse.purseId}`.execute(purse.em.getKysely());
  return new Set(found.rows.map((row) => row.id));
}
