import { sql } from 'kysely';
import type { Lesson } from '../../domain/classifier/classifier.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import type { RuleView } from './rules.contract.ts';

interface Row {
  id: string;
  counterparty: string | null;
  text: string | null;
  direction: 'in' | 'out' | null;
  account_id: string | null;
  currency: string | null;
  amount_min: string | null;
  amount_max: string | null;
  category_id: string | null;
  named: string | null;
  tag_ids: string[];
  created_at: Date;
  version: number;
}

const numberOrNull = (text: string | null) => (text === null ? null : Number(text));

/** Every rule of the purse, in no order; with an id that one alone. */
export async function findRules(purse: PurseContext, id?: string): Promise<RuleView[]> {
  const found = await sql<Row>`
    select r.id, c.name as counterparty, r.text, r.direction, r.account_id, r.currency,
           r.amount_min::text as amount_min, r.amount_max::text as amount_max, r.category_id, n.name as named,
           array(select t.tag_id from rule_tags t where t.rule_id = r.id order by t.tag_id)::text[] as tag_ids,
           r.created_at, r.version
      from rules r
      left join counterparties c on c.id = r.counterparty_id
      left join counterparties n on n.id = r.named_counterparty_id
     where r.purse_id = ${purse.purseId} ${id === undefined ? sql`` : sql`and r.id = ${id}`}`.execute(
    purse.em.getKysely(),
  );
  return found.rows.map((row) => ({
    id: row.id,
    when: {
      counterparty: row.counterparty,
      text: row.text,
      direction: row.direction,
      accountId: row.account_id,
      currency: row.currency,
      amountMin: numberOrNull(row.amount_min),
      amountMax: numberOrNull(row.amount_max),
    },
    set: { categoryId: row.category_id, counterparty: row.named, tagIds: row.tag_ids },
    createdAt: new Date(row.created_at).toISOString(),
    version: row.version,
  }));
}

/** Changes with every rule, category and tag of the purse. */
export async function sortingState(purse: PurseContext): Promise<string> {
  const found = await sql<{ state: string }>`
    select md5(concat_ws('|',
      (select string_agg(id || ' ' || version, ',' order by id) from rules where purse_id = ${purse.purseId}),
      (select string_agg(id || ' ' || (archived_at is null), ',' order by id) from categories
        where purse_id = ${purse.purseId}),
      (select string_agg(id::text, ',' order by id) from tags where purse_id = ${purse.purseId}))) as state`.execute(
    purse.em.getKysely(),
  );
  return found.rows[0]?.state ?? '';
}

/** Names of which lessons are kept: who decided about more knows them by now. */
const MOST_LESSONS = 20_000;

/** What people of the purse decided by hand: how often which category, by name and direction. */
export async function lessonsOf(purse: PurseContext): Promise<Lesson[]> {
  const found = await sql<{ name: string; direction: 'in' | 'out'; category_id: string; rows: number }>`
    select c.name, d.direction, d.category_id, d.rows
      from (select t.counterparty_id, case when t.amount > 0 then 'in' else 'out' end as direction, t.category_id,
                   count(*)::int as rows
              from transactions t
             where t.purse_id = ${purse.purseId} and t.category_by = 'person' and t.category_id is not null
             group by 1, 2, 3) d
      join counterparties c on c.id = d.counterparty_id
      join categories g on g.id = d.category_id and g.archived_at is null
     order by d.rows desc, c.name, d.direction, d.category_id limit ${MOST_LESSONS}`.execute(
    purse.em.getKysely(),
  );
  return found.rows.map((row) => ({
    counterparty: row.name,
    direction: row.direction,
    categoryId: row.category_id,
    rows: row.rows,
  }));
}

/** Which names of the purse lead to which, for names that rules could mean. */
export async function formerNames(purse: PurseContext): Promise<Map<string, string>> {
  const found = await sql<{ name: string; now: string }>`
    select a.name, c.name as now from counterparty_aliases a join counterparties c on c.id = a.counterparty_id
     where a.purse_id = ${purse.purseId}`.execute(purse.em.getKysely());
  return new Map(found.rows.map((row) => [row.name, row.now]));
}

/** Ids of the purse's categories by their stable key, archived ones left out. */
export async function categoryIdsByKey(purse: PurseContext): Promise<Map<string, string>> {
  const found = await sql<{ key: string; id: string }>`
    select key, id from categories
     where purse_id = ${purse.purseId} and key is not null and archived_at is null`.execute(
    purse.em.getKysely(),
  );
  return new Map(found.rows.map((row) => [row.key, row.id]));
}
