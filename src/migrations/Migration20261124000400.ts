import { Migration } from '@mikro-orm/migrations';

/** The other leg of a transfer is found by its transfer. */
export class Migration20261124000400 extends Migration {
  override name = 'Migration20261124000400';

  override up(): void {
    this.addSql(`create index transactions_transfer_id_index on transactions (transfer_id) where transfer_id is not null;`);
  }
}
