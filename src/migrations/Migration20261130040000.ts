import { Migration } from '@mikro-orm/migrations';

/**
 * Opens a purse in one question: says for whom the transaction works, and answers with the person's role in the purse,
 * or null for a stranger. Two statements inside, so that row-level security of the second sees what the first has set.
 */
export class Migration20261130040000 extends Migration {
  override name = 'Migration20261130040000';

  override up(): void {
    this.addSql(`
      create function open_purse(person uuid, purse uuid) returns text language plpgsql as $$
      begin
        perform set_config('app.user_id', person::text, true), set_config('app.purse_id', purse::text, true);
        return (select role from memberships where purse_id = purse and user_id = person);
      end $$`);
  }
}
