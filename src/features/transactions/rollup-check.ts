import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/** A rollup row that differs from what the rows say. */
export interface RollupDifference {
  table: 'category_day' | 'account_month';
  key: string;
  stored: string | null;
  rebuilt: string | null;
}

/**
 * Rebuilds both rollups of the current purse from its rows and compares them with what is stored, at most 100
 * differences. Empty means proved. Needs a transaction with the purse set.
 */
export async function rollupDifferences(em: EntityManager): Promise<RollupDifference[]> {
  const db = em.getKysely();
  const days = await sql<{ key: string; stored: string | null; rebuilt: string | null }>`
    with rebuilt as (
      select day, coalesce(category_id, '00000000-0000-0000-0000-000000000000') as category_id, currency,
             sum(greatest(amount, 0)) as money_in, sum(greatest(-amount, 0)) as money_out, count(*) as rows
        from (select date as day, category_id, currency, amount from transactions
               where not is_split and transfer_id is null
              union all
              select day, category_id, currency, amount from splits) as parts
       group by 1, 2, 3)
    select concat_ws(' ', coalesce(k.day, r.day), coalesce(k.category_id, r.category_id), coalesce(k.currency, r.currency)) as key,
           case when k.day is null then null else concat_ws(' ', k.money_in, k.money_out, k.rows) end as stored,
           case when r.day is null then null else concat_ws(' ', r.money_in, r.money_out, r.rows) end as rebuilt
      from category_day k
      full join rebuilt r on r.day = k.day and r.category_id = k.category_id and r.currency = k.currency
     where k.day is null or r.day is null
        or (k.money_in, k.money_out, k.rows::bigint) is distinct from (r.money_in, r.money_out, r.rows)
     limit 100`.execute(db);
  const months = await sql<{ key: string; stored: string | null; rebuilt: string | null }>`
    with rebuilt as (
      select account_id, date_trunc('month', date)::date as month, sum(amount) as movement, count(*) as rows
        from transactions group by 1, 2)
    select concat_ws(' ', coalesce(k.account_id, r.account_id), coalesce(k.month, r.month)) as key,
           case when k.month is null then null else concat_ws(' ', k.movement, k.rows) end as stored,
           case when r.month is null then null else concat_ws(' ', r.movement, r.rows) end as rebuilt
      from account_month k
      full join rebuilt r on r.account_id = k.account_id and r.month = k.month
     where k.month is null or r.month is null
        or (k.movement, k.rows::bigint) is distinct from (r.movement, r.rows)
     limit 100`.execute(db);
  return [
    ...days.rows.map((row) => ({ table: 'category_day' as const, ...row })),
    ...months.rows.map((row) => ({ table: 'account_month' as const, ...row })),
  ];
}
