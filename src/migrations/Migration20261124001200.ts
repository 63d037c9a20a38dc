import { Migration } from '@mikro-orm/migrations';

/**
 * The ledger's version is counted before the rollups, with the accounts locked in the order of their ids: a commit
 * and an edit that meet take turns. An edit counts where it changes what rows of a file are matched with.
 */
export class Migration20261124001200 extends Migration {
  override name = 'Migration20261124001200';

  override up(): void {
    // "no key": a row that refers to the account may be written meanwhile.
    this.addSql(`
      create or replace function count_ledger_change(changed uuid[]) returns void language sql as $$
        with held as (select id from accounts where id = any(changed) order by id for no key update)
        update accounts set ledger_version = ledger_version + 1 from held where accounts.id = held.id
      $$`);
    const count = (source: string) => `
        perform count_ledger_change(array_agg(distinct account_id)) from (${source}) as counted having count(*) > 0;`;
    const roll = (source: string) => `
        perform roll_category_day(array_agg(purse_id), array_agg(date), array_agg(category_id),
                                  array_agg(currency::text), array_agg(amount), array_agg(sign))
           from (${source}) as moved where not is_split and transfer_id is null having count(*) > 0;
        perform roll_account_month(array_agg(purse_id), array_agg(account_id), array_agg(date),
                                   array_agg(amount), array_agg(sign))
           from (${source}) as moved having count(*) > 0;`;
    const columns = 'purse_id, account_id, date, category_id, currency, amount, is_split, transfer_id';
    const after = `select ${columns}, 1 as sign from added`;
    const before = `select ${columns}, -1 as sign from removed`;
    const matched = (row: string) =>
      ['account_id', 'date', 'amount', 'description', 'counterparty_id', 'bank_id', 'fingerprint']
        .map((column) => `${row}.${column}`)
        .join(', ');
    const differs = `removed join added using (id) where (${matched('removed')}) is distinct from (${matched('added')})`;
    const changed = `select removed.account_id from ${differs} union all select added.account_id from ${differs}`;
    this.addSql(`
      create or replace function roll_transactions() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then ${count('select account_id from added')} ${roll(after)}
        elsif tg_op = 'DELETE' then ${count('select account_id from removed')} ${roll(before)}
        else ${count(changed)} ${roll(`${before} union all ${after}`)}
        end if;
        return null;
      end $$`);
  }
}
