import { Migration } from '@mikro-orm/migrations';

/** What questions to the AI cost: each with its purse, and a month of the installation as a whole. */
export class Migration20261201030000 extends Migration {
  override name = 'Migration20261201030000';

  override up(): void {
    this.addSql(`create table "ai_months" ("month" date not null, "micro_dollars" bigint not null, primary key ("month"));`);
    this.addSql(`create table "ai_usage" ("id" uuid not null, "purse_id" uuid not null, "at" timestamptz(3) not null, "purpose" text not null, "model" text not null, "outcome" text not null, "input_tokens" int not null, "output_tokens" int not null, "micro_dollars" bigint not null, primary key ("id"));`);
    this.addSql(`create index "ai_usage_purse_id_at_index" on "ai_usage" ("purse_id", "at");`);
    this.addSql(`alter table "ai_usage" add constraint "ai_usage_purse_id_id_unique" unique ("purse_id", "id");`);
    this.addSql(`alter table "ai_usage" add constraint "ai_usage_outcome_check" check ("outcome" in ('answered', 'unknown'));`);
    this.addSql(`alter table "ai_usage" enable row level security;`);
    this.addSql(`create policy "current_purse" on "ai_usage" using (purse_id = (select current_setting('app.purse_id')::uuid)) with check (purse_id = (select current_setting('app.purse_id')::uuid));`);
    this.addSql(`alter table ai_usage add constraint ai_usage_purse_fkey foreign key (purse_id) references purses (id) on delete cascade`);
  }
}
