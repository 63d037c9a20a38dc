import { Migration } from '@mikro-orm/migrations';

export class Migration29990101000200 extends Migration {
  name = 'Migration29990101000200';

  up() {
    this.addSql('alter table accounts add column broken_note text');
    this.addSql('select 1 from a_table_that_is_not_there');
  }
}
