import { Migration } from '@mikro-orm/migrations';

/** Links by which a person sets a new password. */
export class Migration20261124000700 extends Migration {
  override name = 'Migration20261124000700';

  override up(): void {
    this.addSql(`create table "password_resets" ("id" uuid not null, "user_id" uuid not null, "hash" bytea not null, "created_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, "used_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "password_resets_user_id_index" on "password_resets" ("user_id");`);
    this.addSql(`alter table "password_resets" add constraint "password_resets_hash_unique" unique ("hash");`);
    this.addSql(`alter table password_resets add constraint password_resets_user_fkey foreign key (user_id) references users (id) on delete cascade`);
  }
}
