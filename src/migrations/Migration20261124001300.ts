import { Migration } from '@mikro-orm/migrations';

interface Reference {
  table: 'transactions' | 'splits' | 'transaction_tags';
  column: string;
  target: 'accounts' | 'categories' | 'counterparties' | 'imports' | 'transactions';
  /** What becomes of the rows when what they point to is deleted. */
  gone: 'delete' | 'forget' | 'refuse';
}

const REFERENCES: readonly Reference[] = [
  { table: 'transactions', column: 'account_id', target: 'accounts', gone: 'refuse' },
  { table: 'transactions', column: 'category_id', target: 'categories', gone: 'forget' },
  { table: 'transactions', column: 'counterparty_id', target: 'counterparties', gone: 'forget' },
  { table: 'transactions', column: 'import_id', target: 'imports', gone: 'refuse' },
  { table: 'splits', column: 'transaction_id', target: 'transactions', gone: 'delete' },
  { table: 'transaction_tags', column: 'transaction_id', target: 'transactions', gone: 'delete' },
];

const NO_CATEGORY = `'00000000-0000-0000-0000-000000000000'`;

/**
 * Bulk writes pay for statements, not for rows: the references from and to transactions are checked once for each
 * statement, with the same locks as a foreign key's, and the rollups are summed where the changed rows lie
 * (docs/decisions/026-statement-references.md).
 */
export class Migration20261124001300 extends Migration {
  override name = 'Migration20261124001300';

  override up(): void {
    for (const { table, column } of REFERENCES)
      this.addSql(`alter table ${table} drop constraint ${table}_${column}_fkey`);
    this.addSql('alter table transactions drop constraint transactions_purse_id_id_unique');
    // With the purse: its policy would else look up each row for a sum over the account's rows.
    this.addSql('drop index transactions_account_list_index');
    this.addSql(
      'create index transactions_account_list_index on transactions (account_id, date desc, id desc) include (amount, purse_id)',
    );
    this.addSql(`
      create function refuse_new_key() returns trigger language plpgsql as $$
      begin
        raise exception 'the key of a row of % never changes', tg_table_name using errcode = 'foreign_key_violation';
      end $$`);
    for (const table of ['transactions', 'splits', 'transaction_tags'] as const) this.#pointing(table);
    for (const target of ['accounts', 'categories', 'counterparties', 'imports', 'transactions'] as const) {
      this.#pointedTo(target);
    }
    this.#rollups();
  }

  /** After rows are written: what they point to is in their purse, and stays until this transaction ends. */
  #pointing(table: Reference['table']): void {
    const own = REFERENCES.filter((reference) => reference.table === table);
    const check = ({ column, target }: Reference, source: string) => `
        with named as (select distinct purse_id, ${column} as id from (${source}) as written where ${column} is not null),
             held as (select purse_id, id from ${target} where id = any(array(select id from named)) for key share)
        select count(*) filter (where held.id is null) into missing from named left join held using (purse_id, id);
        if missing > 0 then
          raise exception 'a row of ${table} points to one of ${target} that is not there'
            using errcode = 'foreign_key_violation', table = '${table}', constraint = '${table}_${column}_fkey';
        end if;`;
    const changed = (column: string) => `
          select a.purse_id, a.${column} from added a
           where not exists (select 1 from removed r where r.purse_id = a.purse_id and r.${column} = a.${column})`;
    const checks = (source: (column: string) => string) =>
      own.map((reference) => check(reference, source(reference.column))).join('');
    this.addSql(`
      create function check_references_of_${table}() returns trigger language plpgsql as $$
      declare missing bigint;
      begin
        if tg_op = 'INSERT' then ${checks((column) => `select purse_id, ${column} from added`)}
        else ${checks(changed)}
        end if;
        return null;
      end $$`);
    this.addSql(
      `create trigger check_references_after_insert after insert on ${table} referencing new table as added for each statement execute function check_references_of_${table}()`,
    );
    this.addSql(
      `create trigger check_references_after_update after update on ${table} referencing old table as removed new table as added for each statement execute function check_references_of_${table}()`,
    );
  }

  /** After rows are deleted: what pointed to them goes, forgets them, or keeps them. Their keys never change. */
  #pointedTo(target: Reference['target']): void {
    const follow = ({ table, column, gone }: Reference): string => {
      const pointing = `${column} = any(array(select id from removed))`;
      if (gone === 'delete') return `delete from ${table} where ${pointing};`;
      if (gone === 'forget') return `update ${table} set ${column} = null where ${pointing};`;
      return `
        if exists (select 1 from ${table} where ${pointing}) then
          raise exception 'a row of ${target} is pointed to by ${table}'
            using errcode = 'foreign_key_violation', table = '${table}', constraint = '${table}_${column}_fkey';
        end if;`;
    };
    const followed = REFERENCES.filter((reference) => reference.target === target).map(follow);
    this.addSql(`
      create function follow_removed_${target}() returns trigger language plpgsql as $$
      begin
        ${followed.join('\n        ')}
        return null;
      end $$`);
    this.addSql(
      `create trigger follow_removed after delete on ${target} referencing old table as removed for each statement execute function follow_removed_${target}()`,
    );
    this.addSql(
      `create trigger key_stays before update of id, purse_id on ${target} for each statement execute function refuse_new_key()`,
    );
  }

  #rollups(): void {
    const days = (source: string) => `
        insert into category_day as kept (purse_id, day, category_id, currency, money_in, money_out, rows)
        select purse_id, day, coalesce(category_id, ${NO_CATEGORY}), currency, sum(sign * greatest(amount, 0)),
               sum(sign * greatest(-amount, 0)), sum(sign)
          from (${source}) as moved
         group by 1, 2, 3, 4
        having sum(sign) <> 0 or sum(sign * amount) <> 0 or sum(sign * abs(amount)) <> 0
         order by 1, 2, 3, 4
        on conflict (purse_id, day, category_id, currency) do update
          set money_in = kept.money_in + excluded.money_in,
              money_out = kept.money_out + excluded.money_out,
              rows = kept.rows + excluded.rows;`;
    const months = (source: string) => `
        insert into account_month as kept (purse_id, account_id, month, movement, rows)
        select purse_id, account_id, date_trunc('month', day)::date, sum(sign * amount), sum(sign)
          from (${source}) as moved
         group by 1, 2, 3
        having sum(sign) <> 0 or sum(sign * amount) <> 0
         order by 2, 3
        on conflict (account_id, month) do update
          set movement = kept.movement + excluded.movement, rows = kept.rows + excluded.rows;`;
    const emptiedDays = (source: string) => `
        delete from category_day as emptied
         using (select distinct purse_id, day, coalesce(category_id, ${NO_CATEGORY}) as category_id, currency
                  from (${source}) as left_behind) as touched
         where emptied.purse_id = touched.purse_id and emptied.day = touched.day
           and emptied.category_id = touched.category_id and emptied.currency = touched.currency and emptied.rows = 0;`;
    const emptiedMonths = (source: string) => `
        delete from account_month as emptied
         using (select distinct account_id, date_trunc('month', day)::date as month
                  from (${source}) as left_behind) as touched
         where emptied.account_id = touched.account_id and emptied.month = touched.month and emptied.rows = 0;`;
    const count = (source: string) => `
        perform count_ledger_change(array_agg(distinct account_id)) from (${source}) as counted having count(*) > 0;`;
    const rows = (table: string, sign: number) =>
      `select purse_id, account_id, date as day, category_id, currency, amount, ${sign} as sign from ${table}`;
    const plain = 'where not is_split and transfer_id is null';
    const [added, removed] = [rows('added', 1), rows('removed', -1)];
    const [plainAdded, plainRemoved] = [`${added} ${plain}`, `${removed} ${plain}`];
    const matched = (row: string) =>
      ['account_id', 'date', 'amount', 'description', 'counterparty_id', 'bank_id', 'fingerprint']
        .map((column) => `${row}.${column}`)
        .join(', ');
    const differs = `removed join added using (id) where (${matched('removed')}) is distinct from (${matched('added')})`;
    const changed = `select removed.account_id from ${differs} union all select added.account_id from ${differs}`;
    this.addSql(`
      create or replace function roll_transactions() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          ${count('select account_id from added')} ${days(plainAdded)} ${months(added)}
        elsif tg_op = 'DELETE' then
          ${count('select account_id from removed')} ${days(plainRemoved)} ${months(removed)}
          ${emptiedDays(plainRemoved)} ${emptiedMonths(removed)}
        else
          ${count(changed)}
          ${days(`${plainRemoved} union all ${plainAdded}`)} ${months(`${removed} union all ${added}`)}
          ${emptiedDays(plainRemoved)} ${emptiedMonths(removed)}
        end if;
        return null;
      end $$`);
    const parts = (table: string, sign: number) =>
      `select purse_id, day, category_id, currency, amount, ${sign} as sign from ${table}`;
    const [addedParts, removedParts] = [parts('added', 1), parts('removed', -1)];
    this.addSql(`
      create or replace function roll_splits() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then ${days(addedParts)}
        elsif tg_op = 'DELETE' then ${days(removedParts)} ${emptiedDays(removedParts)}
        else ${days(`${removedParts} union all ${addedParts}`)} ${emptiedDays(removedParts)}
        end if;
        return null;
      end $$`);
    this.addSql('drop function roll_category_day(uuid[], date[], uuid[], text[], bigint[], int[])');
    this.addSql('drop function roll_account_month(uuid[], uuid[], date[], bigint[], int[])');
  }
}
