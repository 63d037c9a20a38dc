import { Migration } from '@mikro-orm/migrations';

/** Rules of a purse, offers of rules that were declined, and why a row has its category. */
export class Migration20261130030000 extends Migration {
  override name = 'Migration20261130030000';

  override up(): void {
    this.addSql(`create table "rules" ("id" uuid not null, "purse_id" uuid not null, "counterparty_id" uuid null, "text" text null, "direction" text null, "account_id" uuid null, "currency" char(3) null, "amount_min" bigint null, "amount_max" bigint null, "category_id" uuid null, "named_counterparty_id" uuid null, "created_at" timestamptz(3) not null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`alter table "rules" add constraint "rules_purse_id_id_unique" unique ("purse_id", "id");`);
    this.addSql(`alter table "rules" add constraint "rules_direction_check" check ("direction" in ('in', 'out'));`);
    this.addSql(`create table "rule_tags" ("rule_id" uuid not null, "tag_id" uuid not null, "purse_id" uuid not null, primary key ("rule_id", "tag_id"));`);
    this.addSql(`create index "rule_tags_tag_id_index" on "rule_tags" ("tag_id");`);
    this.addSql(`create table "declined_offers" ("purse_id" uuid not null, "counterparty_id" uuid not null, "direction" text not null, "category_id" uuid not null, primary key ("purse_id", "counterparty_id", "direction", "category_id"));`);
    this.addSql(`create index "declined_offers_category_id_index" on "declined_offers" ("category_id");`);
    this.addSql(`alter table "declined_offers" add constraint "declined_offers_direction_check" check ("direction" in ('in', 'out'));`);
    this.addSql(`alter table "transactions" add "category_why" jsonb null;`);
    for (const table of ['rules', 'rule_tags', 'declined_offers']) {
      this.addSql(`alter table "${table}" enable row level security;`);
      this.addSql(`create policy "current_purse" on "${table}" using (purse_id = (select current_setting('app.purse_id')::uuid)) with check (purse_id = (select current_setting('app.purse_id')::uuid));`);
    }
    for (const table of ['rules', 'declined_offers'])
      this.addSql(`alter table ${table} add constraint ${table}_purse_fkey foreign key (purse_id) references purses (id) on delete cascade`);
    // What the entities cannot say: keys that contain the purse. Who removes a category, tag or name looks after the rules.
    const keys: [table: string, column: string, target: string, gone: string][] = [
      ['rules', 'counterparty_id', 'counterparties', ''],
      ['rules', 'named_counterparty_id', 'counterparties', ''],
      ['rules', 'account_id', 'accounts', 'on delete cascade'],
      ['rules', 'category_id', 'categories', ''],
      ['rule_tags', 'rule_id', 'rules', 'on delete cascade'],
      ['rule_tags', 'tag_id', 'tags', 'on delete cascade'],
      ['declined_offers', 'counterparty_id', 'counterparties', 'on delete cascade'],
      ['declined_offers', 'category_id', 'categories', 'on delete cascade'],
    ];
    for (const [table, column, target, gone] of keys) {
      this.addSql(`alter table ${table} add constraint ${table}_${column}_fkey foreign key (purse_id, ${column}) references ${target} (purse_id, id) ${gone}`);
    }
  }
}
