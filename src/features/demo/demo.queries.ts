import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { DemoRow } from '../../domain/demo-households.ts';
import { newId } from '../../platform/database/new-id.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';

/** Any number: under this lock one process at a time fills the demo. */
const FILL_LOCK = 4_711_003;

/** Which of the addresses are there, and whether anybody else is; others wait until this transaction ends. */
export async function whoIsThere(
  em: EntityManager,
  emails: readonly string[],
): Promise<{ known: string[]; strangers: boolean }> {
  const db = em.getKysely();
  await sql`select pg_advisory_xact_lock(${FILL_LOCK})`.execute(db);
  const found = await sql<{ email: string }>`
    select email from users where email = any(${[...emails]}::text[])`.execute(db);
  const others = await sql`
    select 1 from users where not email = any(${[...emails]}::text[]) limit 1`.execute(db);
  return { known: found.rows.map((row) => row.email), strangers: others.rows.length > 0 };
}

export interface DemoIds {
  accounts: ReadonlyMap<string, { id: string; currency: string }>;
  categories: ReadonlyMap<string, string>;
  counterparties: ReadonlyMap<string, string>;
}

/** Writes a household's rows and transfers in one statement each. */
export async function insertRows(
  purse: PurseContext,
  rows: readonly DemoRow[],
  ids: DemoIds,
  now: Date,
): Promise<void> {
  const db = purse.em.getKysely();
  const transfers = new Map<number, string>();
  for (const { transfer } of rows)
    if (transfer !== null && !transfers.has(transfer)) transfers.set(transfer, newId());
  await sql`
    insert into transfers (id, purse_id, created_at)
    select id, ${purse.purseId}, ${now} from unnest(${[...transfers.values()]}::uuid[]) as given (id)`.execute(
    db,
  );
  const categoryIds = rows.map(({ category }) =>
    category === null ? null : (ids.categories.get(category) ?? null),
  );
  await sql`
    insert into transactions (id, purse_id, account_id, date, amount, currency, description, counterparty_id,
                              category_id, category_by, transfer_id, created_at, version)
    select id, ${purse.purseId}, account_id, date, amount, currency, description, counterparty_id, category_id,
           case when category_id is null then null else 'rule' end, transfer_id, ${now}, 1
      from unnest(${rows.map(() => newId())}::uuid[],
                  ${rows.map(({ account }) => ids.accounts.get(account)?.id ?? null)}::uuid[],
                  ${rows.map(({ date }) => date)}::date[], ${rows.map(({ amount }) => amount)}::bigint[],
                  ${rows.map(({ account }) => ids.accounts.get(account)?.currency ?? null)}::text[],
                  ${rows.map(({ description }) => description)}::text[],
                  ${rows.map(({ counterparty }) => ids.counterparties.get(counterparty ?? '') ?? null)}::uuid[],
                  ${categoryIds}::uuid[],
                  ${rows.map(({ transfer }) => (transfer === null ? null : (transfers.get(transfer) ?? null)))}::uuid[])
        as given (id, account_id, date, amount, currency, description, counterparty_id, category_id, transfer_id)`.execute(
    db,
  );
}
