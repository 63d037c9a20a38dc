import { Migration } from '@mikro-orm/migrations';

/** When a purse or a person is to be removed for good. */
export class Migration20261124000800 extends Migration {
  override name = 'Migration20261124000800';

  override up(): void {
    this.addSql(`alter table "purses" add "deletes_at" timestamptz(3) null;`);
    this.addSql(`alter table "users" add "deletes_at" timestamptz(3) null;`);
    // The schedule belongs to no purse: it looks past row-level security, for ids alone.
    this.addSql(`
      create function purses_to_delete(due timestamptz) returns setof uuid
      language sql stable security definer set search_path = public, pg_temp
      as 'select id from purses where deletes_at <= due order by deletes_at, id'`);
    this.addSql('revoke all on function purses_to_delete(timestamptz) from public');
  }
}
