import { Migration } from '@mikro-orm/migrations';

/** When a person's address was proved to be theirs. */
export class Migration20261124000900 extends Migration {
  override name = 'Migration20261124000900';

  override up(): void {
    this.addSql(`alter table "users" add "email_verified_at" timestamptz(3) null;`);
  }
}
