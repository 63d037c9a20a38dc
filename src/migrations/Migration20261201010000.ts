import { Migration } from '@mikro-orm/migrations';

/** A ZIP archive may hold several statements: each says which of its files it is. */
export class Migration20261201010000 extends Migration {
  override name = 'Migration20261201010000';

  override up(): void {
    this.addSql(`alter table "import_statements" add column "file_name" text null`);
  }
}
