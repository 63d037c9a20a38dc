import { Migration } from '@mikro-orm/migrations';

const NO_CATEGORY = `'00000000-0000-0000-0000-000000000000'`;

/**
 * Removing rows sums them once: the sums that they stand in are locked in the order of their keys, as everybody does
 * who writes there; those that nothing is left of go, the others become less. Before, each was brought to nothing first,
 * and then looked for again to be deleted. What happens to added and changed rows is as it was.
 */
export class Migration20261201040100 extends Migration {
  override name = 'Migration20261201040100';

  override up(): void {
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
        select purse_id, account_id, day - (extract(day from day)::int - 1), sum(sign * amount), sum(sign)
          from (${source}) as moved
         group by 1, 2, 3
        having sum(sign) <> 0 or sum(sign * amount) <> 0
         order by 2, 3
        on conflict (account_id, month) do update
          set movement = kept.movement + excluded.movement, rows = kept.rows + excluded.rows;`;
    const emptied = `
        delete from category_day as emptied
         using (select distinct purse_id, date as day, coalesce(category_id, ${NO_CATEGORY}) as category_id, currency
                  from removed where not is_split and transfer_id is null) as touched
         where emptied.purse_id = touched.purse_id and emptied.day = touched.day
           and emptied.category_id = touched.category_id and emptied.currency = touched.currency and emptied.rows = 0;
        delete from account_month as emptied
         using (select distinct account_id, date - (extract(day from date)::int - 1) as month from removed) as touched
         where emptied.account_id = touched.account_id and emptied.month = touched.month and emptied.rows = 0;`;
    const unrolled = `
        select array_agg(purse_id), array_agg(day), array_agg(category_id), array_agg(currency), array_agg(money_in),
               array_agg(money_out), array_agg(rows)
          into purses, days, categories, currencies, ins, outs, counts
          from (select purse_id, day, category_id, currency, gone.money_in, gone.money_out, gone.rows
                  from (select purse_id, date as day, coalesce(category_id, ${NO_CATEGORY}) as category_id, currency,
                               sum(greatest(amount, 0))::bigint as money_in,
                               sum(greatest(-amount, 0))::bigint as money_out, count(*)::int as rows
                          from removed where not is_split and transfer_id is null group by 1, 2, 3, 4) as gone
                  join category_day as kept using (purse_id, day, category_id, currency)
                 order by 1, 2, 3, 4 for update of kept) as held;
        delete from category_day as kept
         using unnest(purses, days, categories, currencies, counts)
               as gone (purse_id, day, category_id, currency, rows)
         where kept.purse_id = gone.purse_id and kept.day = gone.day and kept.category_id = gone.category_id
           and kept.currency = gone.currency and kept.rows = gone.rows;
        get diagnostics deleted = row_count;
        if deleted < cardinality(days) then
          update category_day as kept
             set money_in = kept.money_in - gone.money_in, money_out = kept.money_out - gone.money_out,
                 rows = kept.rows - gone.rows
            from unnest(purses, days, categories, currencies, ins, outs, counts)
                 as gone (purse_id, day, category_id, currency, money_in, money_out, rows)
           where kept.purse_id = gone.purse_id and kept.day = gone.day and kept.category_id = gone.category_id
             and kept.currency = gone.currency;
        end if;
        select array_agg(account_id), array_agg(month), array_agg(movement), array_agg(rows)
          into accounts, months, movements, counts
          from (select account_id, month, gone.movement, gone.rows
                  from (select account_id, date - (extract(day from date)::int - 1) as month,
                               sum(amount)::bigint as movement, count(*)::int as rows
                          from removed group by 1, 2) as gone
                  join account_month as kept using (account_id, month)
                 order by 1, 2 for update of kept) as held;
        delete from account_month as kept using unnest(accounts, months, counts) as gone (account_id, month, rows)
         where kept.account_id = gone.account_id and kept.month = gone.month and kept.rows = gone.rows;
        get diagnostics deleted = row_count;
        if deleted < cardinality(months) then
          update account_month as kept set movement = kept.movement - gone.movement, rows = kept.rows - gone.rows
            from unnest(accounts, months, movements, counts) as gone (account_id, month, movement, rows)
           where kept.account_id = gone.account_id and kept.month = gone.month;
        end if;`;
    const count = (source: string) => `
        perform count_ledger_change(array_agg(distinct account_id)) from (${source}) as counted having count(*) > 0;`;
    const rows = (table: string, sign: number) =>
      `select purse_id, account_id, date as day, category_id, currency, amount, ${sign} as sign from ${table}`;
    const plain = 'where not is_split and transfer_id is null';
    const [added, removed] = [rows('added', 1), rows('removed', -1)];
    const matched = (row: string) =>
      ['account_id', 'date', 'amount', 'description', 'counterparty_id', 'bank_id', 'fingerprint']
        .map((column) => `${row}.${column}`)
        .join(', ');
    const differs = `removed join added using (id) where (${matched('removed')}) is distinct from (${matched('added')})`;
    const changed = `select removed.account_id from ${differs} union all select added.account_id from ${differs}`;
    this.addSql(`
      create or replace function roll_transactions() returns trigger language plpgsql as $$
      declare
        purses uuid[]; days date[]; categories uuid[]; currencies text[]; ins bigint[]; outs bigint[];
        accounts uuid[]; months date[]; movements bigint[]; counts int[]; deleted int;
      begin
        if tg_op = 'INSERT' then
          ${count('select account_id from added')} ${days(`${added} ${plain}`)} ${months(added)}
        elsif tg_op = 'DELETE' then
          ${count('select account_id from removed')} ${unrolled}
        else
          ${count(changed)}
          ${days(`${removed} ${plain} union all ${added} ${plain}`)} ${months(`${removed} union all ${added}`)}
          ${emptied}
        end if;
        return null;
      end $$`);
  }
}
