import { Migration } from '@mikro-orm/migrations';

/** An import knows whether the ledger changed since its rows were looked at. */
export class Migration20261124001100 extends Migration {
  override name = 'Migration20261124001100';

  override up(): void {
    this.addSql(`alter table "accounts" add "ledger_version" bigint not null default 0;`);
    this.addSql(`alter table "import_statements" add "newest_first" bool not null default false;`);
    this.addSql(`alter table "import_statements" add "staged_on" text null;`);
    this.addSql(`
      create function count_ledger_change(changed uuid[]) returns void language sql as $$
        update accounts set ledger_version = ledger_version + 1 where id = any(changed)
      $$`);
    const roll = (source: string) => `
        perform roll_category_day(array_agg(purse_id), array_agg(date), array_agg(category_id),
                                  array_agg(currency::text), array_agg(amount), array_agg(sign))
           from (${source}) as moved where not is_split and transfer_id is null having count(*) > 0;
        perform roll_account_month(array_agg(purse_id), array_agg(account_id), array_agg(date),
                                   array_agg(amount), array_agg(sign))
           from (${source}) as moved having count(*) > 0;
        perform count_ledger_change(array_agg(distinct account_id)) from (${source}) as moved having count(*) > 0;`;
    const columns = 'purse_id, account_id, date, category_id, currency, amount, is_split, transfer_id';
    const after = `select ${columns}, 1 as sign from added`;
    const before = `select ${columns}, -1 as sign from removed`;
    this.addSql(`
      create or replace function roll_transactions() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then ${roll(after)}
        elsif tg_op = 'DELETE' then ${roll(before)}
        else ${roll(`${before} union all ${after}`)}
        end if;
        return null;
      end $$`);
  }
}
