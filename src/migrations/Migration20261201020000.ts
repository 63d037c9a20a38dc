import { Migration } from '@mikro-orm/migrations';

/** Exported purses that people gave to be made anew: each is its person's alone. */
export class Migration20261201020000 extends Migration {
  override name = 'Migration20261201020000';

  override up(): void {
    this.addSql(`create table "restores" ("id" uuid not null, "user_id" uuid not null, "key" text null, "file_name" text not null, "byte_size" int not null, "sha256" bytea not null, "bytes" bytea null, "status" text not null, "rows" int not null default 0, "total" int not null, "problem" jsonb null, "purse" uuid null, "created_at" timestamptz(3) not null, "done_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`alter table "restores" add constraint "restores_user_id_key_unique" unique ("user_id", "key");`);
    this.addSql(`alter table "restores" add constraint "restores_status_check" check ("status" in ('waiting', 'working', 'done', 'failed'));`);
    this.addSql(`alter table "restores" enable row level security;`);
    this.addSql(`create policy "own" on "restores" using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));`);
    this.addSql(`alter table restores add constraint restores_user_fkey foreign key (user_id) references users (id) on delete cascade`);
    this.addSql(`alter table restores add constraint restores_purse_fkey foreign key (purse) references purses (id) on delete cascade`);
    this.addSql(`create index restores_purse_index on restores (purse) where purse is not null`);
  }
}
