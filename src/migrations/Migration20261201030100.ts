import { Migration } from '@mikro-orm/migrations';

/** Whether the owner of a purse agrees that parts of it may be sent to an AI. */
export class Migration20261201030100 extends Migration {
  override name = 'Migration20261201030100';

  override up(): void {
    this.addSql(`create table "ai_consents" ("purse_id" uuid not null, "given_by" uuid not null, "given_at" timestamptz(3) not null, primary key ("purse_id"));`);
    this.addSql(`create index "ai_consents_given_by_index" on "ai_consents" ("given_by");`);
    this.addSql(`alter table "ai_consents" enable row level security;`);
    this.addSql(`create policy "current_purse" on "ai_consents" using (purse_id = (select current_setting('app.purse_id')::uuid)) with check (purse_id = (select current_setting('app.purse_id')::uuid));`);
    this.addSql(`alter table ai_consents add constraint ai_consents_purse_fkey foreign key (purse_id) references purses (id) on delete cascade`);
    this.addSql(`alter table ai_consents add constraint ai_consents_given_by_fkey foreign key (given_by) references users (id) on delete cascade`);
  }
}
