import { Migration } from '@mikro-orm/migrations';

/** That the AI reads, or read, the file of an import. */
export class Migration20261201030200 extends Migration {
  override name = 'Migration20261201030200';

  override up(): void {
    this.addSql(`alter table "imports" add "ai_reading" jsonb null, add "ai_receipt" jsonb null;`);
  }
}
