import { Migration } from '@mikro-orm/migrations';

/** Former names of counterparties. */
export class Migration20261124000300 extends Migration {
  override name = 'Migration20261124000300';

  override up(): void {
    this.addSql(`create table "counterparty_aliases" ("purse_id" uuid not null, "name" text not null, "counterparty_id" uuid not null, primary key ("purse_id", "name"));`);
    this.addSql(`create index "counterparty_aliases_counterparty_id_index" on "counterparty_aliases" ("counterparty_id");`);
    this.addSql(`alter table "counterparty_aliases" enable row level security;`);
    this.addSql(`create policy "current_purse" on "counterparty_aliases" using (purse_id = (select current_setting('app.purse_id')::uuid)) with check (purse_id = (select current_setting('app.purse_id')::uuid));`);
    // What the entity cannot say: keys that contain the purse.
    this.addSql(`alter table counterparty_aliases add constraint counterparty_aliases_purse_fkey foreign key (purse_id) references purses (id) on delete cascade`);
    this.addSql(`alter table counterparty_aliases add constraint counterparty_aliases_counterparty_id_fkey foreign key (purse_id, counterparty_id) references counterparties (purse_id, id) on delete cascade`);
  }
}
