import { Migration } from '@mikro-orm/migrations';

/** What entities cannot say: composite foreign keys, rollup triggers, and the few functions that look past one purse. */
export class Migration20261124000200 extends Migration {
  override name = 'Migration20261124000200';

  override up(): void {
    this.#foreignKeys();
    this.#rollups();
    this.#splitSum();
    this.#definerFunctions();
  }

  #foreignKeys(): void {
    const toPurse = [
      'memberships',
      'accounts',
      'categories',
      'counterparties',
      'transfers',
      'tags',
      'category_day',
      'exchange_rates',
      'imports',
      'idempotency_keys',
      'audit_entries',
    ];
    for (const table of toPurse) {
      this.addSql(
        `alter table ${table} add constraint ${table}_purse_fkey foreign key (purse_id) references purses (id) on delete cascade`,
      );
    }
    const own: [table: string, column: string, target: string, onDelete: string][] = [
      ['account_month', 'account_id', 'accounts', 'cascade'],
      ['transactions', 'account_id', 'accounts', 'cascade'],
      ['transactions', 'category_id', 'categories', 'set null (category_id)'],
      ['transactions', 'counterparty_id', 'counterparties', 'set null (counterparty_id)'],
      ['transactions', 'import_id', 'imports', 'no action'],
      ['transactions', 'transfer_id', 'transfers', 'set null (transfer_id)'],
      ['splits', 'transaction_id', 'transactions', 'cascade'],
      ['splits', 'category_id', 'categories', 'set null (category_id)'],
      ['transaction_tags', 'transaction_id', 'transactions', 'cascade'],
      ['transaction_tags', 'tag_id', 'tags', 'cascade'],
      ['import_statements', 'import_id', 'imports', 'cascade'],
      ['import_statements', 'account_id', 'accounts', 'set null (account_id)'],
      ['import_blocks', 'import_id', 'imports', 'cascade'],
    ];
    for (const [table, column, target, onDelete] of own) {
      this.addSql(
        `alter table ${table} add constraint ${table}_${column}_fkey foreign key (purse_id, ${column}) ` +
          `references ${target} (purse_id, id) on delete ${onDelete}`,
      );
    }
    this.addSql(
      'alter table memberships add constraint memberships_user_fkey foreign key (user_id) references users (id) on delete cascade',
    );
    this.addSql(
      'alter table sessions add constraint sessions_user_fkey foreign key (user_id) references users (id) on delete cascade',
    );
    this.addSql(
      'alter table refresh_tokens add constraint refresh_tokens_session_fkey foreign key (session_id) references sessions (id) on delete cascade',
    );
  }

  /** category_day and account_month follow every statement on transactions and splits, whoever wrote it. */
  #rollups(): void {
    this.addSql(`
      create function roll_category_day(purse uuid[], day date[], category uuid[], currency text[], amount bigint[], sign int[])
      returns void language sql as $$
        insert into category_day as kept (purse_id, day, category_id, currency, money_in, money_out, rows)
        select purse, day, coalesce(category, '00000000-0000-0000-0000-000000000000'), currency,
               sum(sign * greatest(amount, 0)), sum(sign * greatest(-amount, 0)), sum(sign)
          from unnest(purse, day, category, currency, amount, sign) as moved (purse, day, category, currency, amount, sign)
         group by 1, 2, 3, 4
        having sum(sign) <> 0 or sum(sign * amount) <> 0 or sum(sign * abs(amount)) <> 0
         order by 1, 2, 3, 4
        on conflict (purse_id, day, category_id, currency) do update
          set money_in = kept.money_in + excluded.money_in,
              money_out = kept.money_out + excluded.money_out,
              rows = kept.rows + excluded.rows;
        delete from category_day as emptied
         using (select distinct u.purse, u.day, coalesce(u.category, '00000000-0000-0000-0000-000000000000') as category, u.currency
                  from unnest(purse, day, category, currency, sign) as u (purse, day, category, currency, sign)
                 where u.sign < 0) as touched
         where emptied.purse_id = touched.purse and emptied.day = touched.day
           and emptied.category_id = touched.category and emptied.currency = touched.currency and emptied.rows = 0
      $$`);
    this.addSql(`
      create function roll_account_month(purse uuid[], account uuid[], day date[], amount bigint[], sign int[])
      returns void language sql as $$
        insert into account_month as kept (purse_id, account_id, month, movement, rows)
        select purse, account, date_trunc('month', day)::date, sum(sign * amount), sum(sign)
          from unnest(purse, account, day, amount, sign) as moved (purse, account, day, amount, sign)
         group by 1, 2, 3
        having sum(sign) <> 0 or sum(sign * amount) <> 0
         order by 2, 3
        on conflict (account_id, month) do update
          set movement = kept.movement + excluded.movement, rows = kept.rows + excluded.rows;
        delete from account_month as emptied
         using (select distinct u.account, date_trunc('month', u.day)::date as month
                  from unnest(account, day, sign) as u (account, day, sign) where u.sign < 0) as touched
         where emptied.account_id = touched.account and emptied.month = touched.month and emptied.rows = 0
      $$`);
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
    this.addSql(`
      create function roll_transactions() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then ${roll(after)}
        elsif tg_op = 'DELETE' then ${roll(before)}
        else ${roll(`${before} union all ${after}`)}
        end if;
        return null;
      end $$`);
    const splitColumns = 'purse_id, day, category_id, currency, amount';
    const rollSplits = (source: string) => `
        perform roll_category_day(array_agg(purse_id), array_agg(day), array_agg(category_id),
                                  array_agg(currency::text), array_agg(amount), array_agg(sign))
           from (${source}) as moved having count(*) > 0;`;
    const splitAfter = `select ${splitColumns}, 1 as sign from added`;
    const splitBefore = `select ${splitColumns}, -1 as sign from removed`;
    this.addSql(`
      create function roll_splits() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then ${rollSplits(splitAfter)}
        elsif tg_op = 'DELETE' then ${rollSplits(splitBefore)}
        else ${rollSplits(`${splitBefore} union all ${splitAfter}`)}
        end if;
        return null;
      end $$`);
    for (const table of ['transactions', 'splits']) {
      this.addSql(
        `create trigger roll_after_insert after insert on ${table} referencing new table as added for each statement execute function roll_${table}()`,
      );
      this.addSql(
        `create trigger roll_after_update after update on ${table} referencing old table as removed new table as added for each statement execute function roll_${table}()`,
      );
      this.addSql(
        `create trigger roll_after_delete after delete on ${table} referencing old table as removed for each statement execute function roll_${table}()`,
      );
    }
  }

  /** At commit: the parts of a split transaction add up to it, on its day and in its currency. */
  #splitSum(): void {
    this.addSql(`
      create function check_split_sum(checked uuid) returns void language plpgsql as $$
      begin
        if exists (
          select 1 from transactions t
            left join splits s on s.transaction_id = t.id
           where t.id = checked
           group by t.id
          having (t.is_split and (coalesce(sum(s.amount), 0) <> t.amount
                                  or bool_or(s.day <> t.date or s.currency <> t.currency)))
              or (not t.is_split and count(s.id) > 0)
        ) then
          raise exception 'the splits of transaction % do not add up to it', checked using errcode = 'check_violation';
        end if;
      end $$`);
    this.addSql(`
      create function check_split_of_split() returns trigger language plpgsql as $$
      begin perform check_split_sum(coalesce(new.transaction_id, old.transaction_id)); return null; end $$`);
    this.addSql(`
      create function check_split_of_transaction() returns trigger language plpgsql as $$
      begin perform check_split_sum(new.id); return null; end $$`);
    this.addSql(
      'create constraint trigger split_sum after insert or update or delete on splits deferrable initially deferred for each row execute function check_split_of_split()',
    );
    this.addSql(
      'create constraint trigger split_sum_of_new after insert on transactions deferrable initially deferred for each row when (new.is_split) execute function check_split_of_transaction()',
    );
    this.addSql(
      'create constraint trigger split_sum_of_changed after update on transactions deferrable initially deferred for each row when (new.is_split or old.is_split) execute function check_split_of_transaction()',
    );
  }

  #definerFunctions(): void {
    // The trigram operator is not leakproof: under row-level security its index would be ignored.
    this.addSql(`
      create function search_counterparties(needle text) returns setof uuid
      language plpgsql stable security definer set search_path = public, pg_temp rows 20 as $$
      declare
        escaped text := replace(replace(replace(lower(needle), '\\', '\\\\'), '%', '\\%'), '_', '\\_');
      begin
        return query execute 'select id from counterparties where purse_id = $1 and lower(name) like $2'
          using current_setting('app.purse_id')::uuid,
                case when length(needle) < 3 then escaped || '%' else '%' || escaped || '%' end;
      end $$`);
    this.addSql(`
      create function all_purse_ids() returns setof uuid
      language sql stable security definer set search_path = public, pg_temp as 'select id from purses order by id'`);
    for (const name of ['search_counterparties(text)', 'all_purse_ids()']) {
      this.addSql(`revoke all on function ${name} from public`);
    }
  }
}
