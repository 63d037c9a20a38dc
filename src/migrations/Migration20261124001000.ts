import { Migration } from '@mikro-orm/migrations';

/** Whom an invitation is for, and whose the purses are that somebody shares. */
export class Migration20261124001000 extends Migration {
  override name = 'Migration20261124001000';

  override up(): void {
    this.addSql(`alter table "invitations" add "label" text null;`);
    // Across purses nobody sees the memberships of others: this tells names of owners, and to members alone.
    this.addSql(`
      create function owners_of_own_purses() returns table (purse_id uuid, owner text)
      language sql stable security definer set search_path = public, pg_temp as $$
        select theirs.purse_id, u.name
          from memberships own
          join memberships theirs on theirs.purse_id = own.purse_id and theirs.role = 'owner'
          join users u on u.id = theirs.user_id
         where own.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
      $$`);
    this.addSql('revoke all on function owners_of_own_purses() from public');
  }
}
