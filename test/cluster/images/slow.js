import { Migration } from '@mikro-orm/migrations';

export class Migration29990101000100 extends Migration {
  name = 'Migration29990101000100';

  up() {
    this.addSql('select pg_sleep(20)');
    this.addSql('alter table accounts add column if not exists slow_note text');
  }
}
