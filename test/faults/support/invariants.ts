import type pg from 'pg';
import type { House } from './house.ts';

/** What must hold whatever happened: each query counts what breaks it. */
const RULES: Record<string, string> = {
  'the daily sums are what the rows add up to': `
    with rebuilt as (
      select purse_id, day, coalesce(category_id, '00000000-0000-0000-0000-000000000000') as category_id, currency,
             sum(greatest(amount, 0)) as money_in, sum(greatest(-amount, 0)) as money_out, count(*) as rows
        from (select purse_id, date as day, category_id, currency, amount from transactions
               where not is_split and transfer_id is null
              union all
              select purse_id, day, category_id, currency, amount from splits) as parts
       group by 1, 2, 3, 4)
    select count(*) from category_day k
      full join rebuilt r using (purse_id, day, category_id, currency)
     where (k.money_in, k.money_out, k.rows::bigint) is distinct from (r.money_in, r.money_out, r.rows)`,
  'the months of an account are what its rows add up to': `
    with rebuilt as (
      select purse_id, account_id, date_trunc('month', date)::date as month, sum(amount) as movement, count(*) as rows
        from transactions group by 1, 2, 3)
    select count(*) from account_month k full join rebuilt r using (purse_id, account_id, month)
     where (k.movement, k.rows::bigint) is distinct from (r.movement, r.rows)`,
  'an import is there whole or not at all': `
    select count(*) from imports i
      join lateral (select coalesce(sum(new_rows), 0) as wanted, coalesce(bool_and(committed), true) as settled
                      from import_statements s where s.import_id = i.id and not s.skipped) s on true
      join lateral (select count(*) as stored from transactions t where t.import_id = i.id) t on true
     where case when i.status = 'committed' then t.stored <> s.wanted or not s.settled
                when i.status in ('undone', 'undoing') then false
                else t.stored <> 0 end`,
  'an import is committed once': `
    select count(*) from imports i
     where not exists (select from audit_entries a where a.purse_id = i.purse_id and a.action = 'purse.restored')
       and (select count(*) from audit_entries a where a.subject_id = i.id and a.action = 'import.committed')
           <> case when i.status in ('committed', 'undoing', 'undone') then 1 else 0 end`,
  'a typed row has one entry of its making': `
    select count(*) from (
      select t.id from transactions t
        left join audit_entries a on a.subject_id = t.id and a.action = 'transaction.created'
       where t.import_id is null and t.fingerprint is null
       group by t.id having count(a.id) <> 1) as odd`,
  'an idempotency key has its answer': 'select count(*) from idempotency_keys where status is null',
  'a transfer has two legs that cancel out': `
    select count(*) from (
      select transfer_id from transactions where transfer_id is not null
       group by transfer_id having count(*) <> 2 or count(distinct account_id) <> 2) as odd`,
  'the parts of a split row add up to it': `
    select count(*) from (
      select t.id from transactions t left join splits s on s.transaction_id = t.id
       group by t.id having t.is_split and coalesce(sum(s.amount), 0) <> t.amount
                         or not t.is_split and count(s.id) > 0) as odd`,
  'no entry of the audit is changed or gone': `
    select count(*) from faults.audit_seen s left join audit_entries a using (id)
     where a.id is null or md5(a::text) <> s.digest`,
};

/** Notes what the audit says now; later checks hold it against that. */
const NOTE_AUDIT = `
  insert into faults.audit_seen select id, md5(a::text) from audit_entries a
   where not exists (select 1 from faults.audit_seen s where s.id = a.id)`;

export const INVARIANTS_SCHEMA = `
  create schema if not exists faults;
  create table if not exists faults.audit_seen (id uuid primary key, digest text not null)`;

/** Every rule that is broken, with its count. */
export async function brokenRules(client: pg.Client): Promise<string[]> {
  const broken: string[] = [];
  for (const [rule, query] of Object.entries(RULES)) {
    const { rows } = await client.query<{ count: string }>(query);
    if (rows[0]?.count !== '0') broken.push(`not so: ${rule} (${rows[0]?.count ?? '?'})`);
  }
  for (const { query, name } of await crossings(client)) {
    const { rows } = await client.query<{ count: string }>(query);
    if (rows[0]?.count !== '0')
      broken.push(`${name}: ${rows[0]?.count ?? '?'} rows point into another purse`);
  }
  await client.query(NOTE_AUDIT);
  return broken;
}

/** For each key between two tables of a purse: how many rows point into another purse. */
async function crossings(client: pg.Client): Promise<{ name: string; query: string }[]> {
  const { rows } = await client.query<{ name: string; child: string; parent: string; pairs: string[] }>(`
    select k.conname as name, k.conrelid::regclass::text as child, k.confrelid::regclass::text as parent,
           array_agg(format('c.%I = p.%I', a.attname, b.attname)) as pairs
      from pg_constraint k
      cross join lateral unnest(k.conkey, k.confkey) as part (mine, theirs)
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = part.mine
      join pg_attribute b on b.attrelid = k.confrelid and b.attnum = part.theirs
     where k.contype = 'f' and a.attname <> 'purse_id'
       and exists (select 1 from pg_attribute x where x.attrelid = k.conrelid and x.attname = 'purse_id')
       and exists (select 1 from pg_attribute x where x.attrelid = k.confrelid and x.attname = 'purse_id')
     group by 1, 2, 3`);
  if (rows.length < 5)
    throw new Error(`only ${rows.length} keys between tables of a purse: the look is wrong`);
  return rows.map(({ name, child, parent, pairs }) => ({
    name,
    query: `select count(*) from ${child} c join ${parent} p on ${pairs.join(' and ')} where c.purse_id <> p.purse_id`,
  }));
}

/** Counts checks and gathers what they find, for one house. */
export class Invariants {
  checks = 0;
  readonly broken: string[] = [];

  constructor(private readonly house: House) {}

  async prepare(): Promise<void> {
    await this.house.admin((client) => client.query(INVARIANTS_SCHEMA));
  }

  /** Checks every rule now; `after` names the fault. */
  async check(after: string): Promise<void> {
    this.checks += 1;
    const found = await this.house.admin(brokenRules);
    for (const text of found) this.broken.push(`after ${after}: ${text}`);
  }

  /** The product's own check. */
  async verify(): Promise<void> {
    const { code, output } = await this.house.run('ikpa', 'verify');
    if (code !== 0) this.broken.push(`ikpa verify ended with ${code}: ${output.slice(0, 500)}`);
  }
}
