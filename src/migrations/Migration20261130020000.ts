import { Migration } from '@mikro-orm/migrations';

/** How people want their tables to be read: on an import while it is looked at, and for the next file of the kind. */
export class Migration20261130020000 extends Migration {
  override name = 'Migration20261130020000';

  override up(): void {
    this.addSql(`alter table "imports" add "mappings" jsonb null;`);
    this.addSql(
      `create table "table_profiles" ("id" uuid not null, "purse_id" uuid not null, "account_id" uuid null, "name" text not null, "fingerprint" text not null, "header" jsonb not null, "mapping" jsonb not null, "created_at" timestamptz(3) not null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "table_profiles" add constraint "table_profiles_purse_id_id_unique" unique ("purse_id", "id");`,
    );
    this.addSql(
      `create index "table_profiles_purse_id_fingerprint_index" on "table_profiles" ("purse_id", "fingerprint");`,
    );
    this.addSql(`alter table "table_profiles" enable row level security;`);
    this.addSql(
      `create policy "current_purse" on "table_profiles" using (purse_id = (select current_setting('app.purse_id')::uuid)) with check (purse_id = (select current_setting('app.purse_id')::uuid));`,
    );
    // One for each account and kind of table, and one that goes for any account.
    this.addSql(
      `create unique index "table_profiles_account_unique" on "table_profiles" ("purse_id", "account_id", "fingerprint") nulls not distinct;`,
    );
    this.addSql(
      'alter table table_profiles add constraint table_profiles_purse_fkey foreign key (purse_id) references purses (id) on delete cascade not valid',
    );
    this.addSql('alter table table_profiles validate constraint table_profiles_purse_fkey');
    this.addSql(
      'alter table table_profiles add constraint table_profiles_account_id_fkey foreign key (purse_id, account_id) references accounts (purse_id, id) on delete cascade not valid',
    );
    this.addSql('alter table table_profiles validate constraint table_profiles_account_id_fkey');
  }
}
