import { Migration } from '@mikro-orm/migrations';

/** That a person takes a statement over although its balances do not come out. */
export class Migration20261201040000 extends Migration {
  override name = 'Migration20261201040000';

  override up(): void {
    this.addSql(`alter table "import_statements" add "proof_accepted" boolean not null default false;`);
  }
}
