import { Migration } from '@mikro-orm/migrations';

export class Migration20261124000100 extends Migration {

  override name = 'Migration20261124000100';

  override up(): void {
    this.addSql(`create table "accounts" ("id" uuid not null, "purse_id" uuid not null, "name" text not null, "kind" text not null, "currency" char(3) not null, "institution" text null, "spendable" boolean not null, "identifier_hash" bytea null, "identifier_last4" text null, "anchor_on" date null, "anchor_balance" bigint null, "anchor_source" text null, "closed_on" date null, "created_at" timestamptz(3) not null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`create index "accounts_purse_id_identifier_hash_index" on "accounts" ("purse_id", "identifier_hash");`);
    this.addSql(`alter table "accounts" add constraint "accounts_purse_id_id_unique" unique ("purse_id", "id");`);
    this.addSql(`alter table "accounts" add constraint "accounts_anchor_whole_check" check ((anchor_on is null) = (anchor_balance is null) and (anchor_on is null) = (anchor_source is null));`);
    this.addSql(`alter table "accounts" add constraint "accounts_kind_check" check ("kind" in ('cash', 'mobile-money', 'current', 'savings', 'credit', 'loan'));`);
    this.addSql(`alter table "accounts" add constraint "accounts_anchor_source_check" check ("anchor_source" in ('typed', 'statement'));`);

    this.addSql(`create table "account_month" ("account_id" uuid not null, "month" date not null, "purse_id" uuid not null, "movement" bigint not null, "rows" int not null, primary key ("account_id", "month"));`);
    this.addSql(`create index "account_month_purse_id_index" on "account_month" ("purse_id");`);

    this.addSql(`create table "audit_entries" ("id" uuid not null, "purse_id" uuid not null, "user_id" uuid null, "at" timestamptz(3) not null, "action" text not null, "subject" text not null, "subject_id" uuid not null, "changes" jsonb not null, "request_id" text null, primary key ("id"));`);
    this.addSql(`create index "audit_entries_purse_id_subject_id_index" on "audit_entries" ("purse_id", "subject_id");`);
    this.addSql(`alter table "audit_entries" add constraint "audit_entries_purse_id_id_unique" unique ("purse_id", "id");`);

    this.addSql(`create table "categories" ("id" uuid not null, "purse_id" uuid not null, "name" text not null, "kind" text not null, "key" text null, "icon" text not null, "position" int not null, "archived_at" timestamptz(3) null, "created_at" timestamptz(3) not null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`alter table "categories" add constraint "categories_purse_id_id_unique" unique ("purse_id", "id");`);
    this.addSql(`alter table "categories" add constraint "categories_purse_id_name_unique" unique ("purse_id", "name");`);
    this.addSql(`alter table "categories" add constraint "categories_purse_id_key_unique" unique ("purse_id", "key");`);
    this.addSql(`alter table "categories" add constraint "categories_kind_check" check ("kind" in ('income', 'spending', 'bill', 'support', 'dues', 'debt', 'fee', 'transfer'));`);

    this.addSql(`create table "category_day" ("purse_id" uuid not null, "day" date not null, "category_id" uuid not null, "currency" char(3) not null, "money_in" bigint not null, "money_out" bigint not null, "rows" int not null, primary key ("purse_id", "day", "category_id", "currency"));`);

    this.addSql(`create table "counterparties" ("id" uuid not null, "purse_id" uuid not null, "name" text not null, "created_at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`create index counterparties_search_index on counterparties using gin (purse_id, lower(name) gin_trgm_ops);`);
    this.addSql(`create index counterparties_prefix_index on counterparties (purse_id, lower(name) text_pattern_ops);`);
    this.addSql(`alter table "counterparties" add constraint "counterparties_purse_id_id_unique" unique ("purse_id", "id");`);
    this.addSql(`alter table "counterparties" add constraint "counterparties_purse_id_name_unique" unique ("purse_id", "name");`);

    this.addSql(`create table "exchange_rates" ("purse_id" uuid not null, "currency" char(3) not null, "on_day" date not null, "rate" numeric(20,10) not null, "source" text not null, primary key ("purse_id", "currency", "on_day"));`);

    this.addSql(`create table "idempotency_keys" ("purse_id" uuid not null, "user_id" uuid not null, "route" text not null, "key" text not null, "request_hash" bytea not null, "status" int null, "body" jsonb null, "created_at" timestamptz(3) not null, primary key ("purse_id", "user_id", "route", "key"));`);
    this.addSql(`create index "idempotency_keys_created_at_index" on "idempotency_keys" ("created_at");`);

    this.addSql(`create table "imports" ("id" uuid not null, "purse_id" uuid not null, "created_by" uuid not null, "file_name" text not null, "byte_size" int not null, "sha256" bytea not null, "status" text not null, "format" text null, "encoding" text null, "dialect" jsonb null, "problem" jsonb null, "removed_rows" int null, "kept_rows" jsonb null, "created_at" timestamptz(3) not null, "committed_at" timestamptz(3) null, "undone_at" timestamptz(3) null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`create index "imports_purse_id_sha256_index" on "imports" ("purse_id", "sha256");`);
    this.addSql(`alter table "imports" add constraint "imports_purse_id_id_unique" unique ("purse_id", "id");`);
    this.addSql(`alter table "imports" add constraint "imports_status_check" check ("status" in ('uploaded', 'reading', 'ready', 'committing', 'committed', 'undoing', 'undone', 'failed'));`);

    this.addSql(`create table "import_blocks" ("import_id" uuid not null, "kind" text not null, "position" int not null, "purse_id" uuid not null, "statement_id" uuid null, "first_index" int not null default 0, "rows" int not null default 0, "verdicts" jsonb null, "marks" bytea null, "bytes" bytea not null, primary key ("import_id", "kind", "position"));`);
    this.addSql(`alter table "import_blocks" add constraint "import_blocks_kind_check" check ("kind" in ('file', 'rows'));`);

    this.addSql(`create table "import_statements" ("id" uuid not null, "purse_id" uuid not null, "import_id" uuid not null, "position" int not null, "account_id" uuid null, "skipped" boolean not null default false, "creates_account" boolean not null default false, "sets_anchor" boolean not null default false, "identifier_hash" bytea null, "identifier_last4" text null, "stated_name" text null, "currency" char(3) null, "opening_text" text null, "closing_text" text null, "opening_on" date null, "closing_on" date null, "period_from" date null, "period_to" date null, "opening" bigint null, "closing" bigint null, "movement" bigint null, "proof_note" text null, "rows" int not null, "new_rows" int not null default 0, "duplicate_rows" int not null default 0, "rejected_rows" int not null default 0, "doubtful_rows" int not null default 0, "committed" boolean not null default false, primary key ("id"));`);
    this.addSql(`create index "import_statements_import_id_position_index" on "import_statements" ("import_id", "position");`);
    this.addSql(`create index "import_statements_purse_id_account_id_index" on "import_statements" ("purse_id", "account_id");`);
    this.addSql(`alter table "import_statements" add constraint "import_statements_purse_id_id_unique" unique ("purse_id", "id");`);

    this.addSql(`create table "memberships" ("purse_id" uuid not null, "user_id" uuid not null, "role" text not null, "created_at" timestamptz(3) not null, primary key ("purse_id", "user_id"));`);
    this.addSql(`create index "memberships_user_id_index" on "memberships" ("user_id");`);
    this.addSql(`alter table "memberships" add constraint "memberships_role_check" check ("role" in ('owner', 'editor', 'viewer'));`);

    this.addSql(`create table "purses" ("id" uuid not null, "name" text not null, "kind" text not null, "base_currency" char(3) not null, "country" text not null, "zone" text not null, "stated" jsonb null, "income_rhythm" jsonb null, "buffer" bigint not null default '0', "created_at" timestamptz(3) not null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`alter table "purses" add constraint "purses_kind_check" check ("kind" in ('personal', 'shared'));`);

    this.addSql(`create table "refresh_tokens" ("id" uuid not null, "session_id" uuid not null, "hash" bytea not null, "created_at" timestamptz(3) not null, "replaced_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "refresh_tokens_session_id_index" on "refresh_tokens" ("session_id");`);
    this.addSql(`alter table "refresh_tokens" add constraint "refresh_tokens_hash_unique" unique ("hash");`);

    this.addSql(`create table "sessions" ("id" uuid not null, "user_id" uuid not null, "user_agent" text null, "address" text null, "created_at" timestamptz(3) not null, "last_seen_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, "revoked_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "sessions_user_id_index" on "sessions" ("user_id");`);

    this.addSql(`create table "splits" ("id" uuid not null, "purse_id" uuid not null, "transaction_id" uuid not null, "category_id" uuid null, "amount" bigint not null, "day" date not null, "currency" char(3) not null, "note" text null, primary key ("id"));`);
    this.addSql(`create index "splits_transaction_id_index" on "splits" ("transaction_id");`);
    this.addSql(`alter table "splits" add constraint "splits_purse_id_id_unique" unique ("purse_id", "id");`);

    this.addSql(`create table "tags" ("id" uuid not null, "purse_id" uuid not null, "name" text not null, primary key ("id"));`);
    this.addSql(`alter table "tags" add constraint "tags_purse_id_id_unique" unique ("purse_id", "id");`);
    this.addSql(`alter table "tags" add constraint "tags_purse_id_name_unique" unique ("purse_id", "name");`);

    this.addSql(`create table "transactions" ("id" uuid not null, "purse_id" uuid not null, "account_id" uuid not null, "date" date not null, "value_date" date null, "amount" bigint not null, "currency" char(3) not null, "description" text not null, "counterparty_id" uuid null, "category_id" uuid null, "category_by" text null, "note" text null, "bank_id" text null, "fingerprint" bytea null, "import_id" uuid null, "statement_id" uuid null, "row_index" int null, "possible_duplicate" boolean not null default false, "is_split" boolean not null default false, "transfer_id" uuid null, "edited_at" timestamptz(3) null, "created_at" timestamptz(3) not null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`create index transactions_purse_list_index on transactions (purse_id, date desc, id desc);`);
    this.addSql(`create index transactions_account_list_index on transactions (account_id, date desc, id desc) include (amount);`);
    this.addSql(`create index transactions_counterparty_list_index on transactions (counterparty_id, date desc, id desc);`);
    this.addSql(`create index transactions_import_id_index on transactions (import_id) where import_id is not null;`);
    this.addSql(`create index transactions_bank_id_index on transactions (account_id, bank_id) where bank_id is not null;`);
    this.addSql(`alter table "transactions" add constraint "transactions_purse_id_id_unique" unique ("purse_id", "id");`);
    this.addSql(`alter table "transactions" add constraint "transactions_account_id_fingerprint_unique" unique ("account_id", "fingerprint");`);
    this.addSql(`alter table "transactions" add constraint "transactions_amount_check" check (amount <> 0 and abs(amount) <= 9007199254740991);`);
    this.addSql(`alter table "transactions" add constraint "transactions_split_or_transfer_check" check (not (is_split and transfer_id is not null));`);
    this.addSql(`alter table "transactions" add constraint "transactions_category_by_check" check ("category_by" in ('person', 'rule'));`);

    this.addSql(`create table "transaction_tags" ("transaction_id" uuid not null, "tag_id" uuid not null, "purse_id" uuid not null, primary key ("transaction_id", "tag_id"));`);
    this.addSql(`create index "transaction_tags_tag_id_index" on "transaction_tags" ("tag_id");`);

    this.addSql(`create table "transfers" ("id" uuid not null, "purse_id" uuid not null, "created_at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`alter table "transfers" add constraint "transfers_purse_id_id_unique" unique ("purse_id", "id");`);

    this.addSql(`create table "users" ("id" uuid not null, "email" text not null, "name" text not null, "password_hash" text not null, "country" text not null, "locale" text not null, "zone" text not null, "is_administrator" boolean not null default false, "suspended_at" timestamptz(3) null, "created_at" timestamptz(3) not null, "password_changed_at" timestamptz(3) not null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`alter table "users" add constraint "users_email_unique" unique ("email");`);

    this.addSql(`alter table "accounts" enable row level security;`);
    this.addSql(`create policy "current_purse" on "accounts" using (purse_id = (select current_setting('app.purse_id')::uuid)) with check (purse_id = (select current_setting('app.purse_id')::uuid));`);
    this.addSql(`alter table "account_month" enable row level security;`);
    this.addSql(`create policy "current_purse" on "account_month" using (purse_id = (select current_setting('app.purse_id')::uuid)) with check (purse_id = (select current_setting('app.purse_id')::uuid));`);
    this.addSql(`alter table "audit_entries" enable row level security;`);
    this.addSql(`create policy "current_purse" on "audit_entries" using (purse_id = (select current_setting('app.purse_id')::uuid)) with check (purse_id = (select current_setting('app.purse_id')::uuid));`);
    this.addSql(`alter table "categories" enable row level security;`);
    this.addSql(`create policy "current_purse" on "categories" using (purse_id = (select current_setting('app.purse_id')::uuid)) with check (purse_id = (select current_setting('app.purse_id')::uuid));`);
    this.addSql(`alter table "category_day" enable row level security;`);
    this.addSql(`create policy "current_purse" on "category_day" using (purse_id = (select current_setting('app.purse_id')::uuid)) with check (purse_id = (select current_setting('app.purse_id')::uuid));`);
    this.addSql(`alter table "counterparties" enable row level security;`);
    this.addSql(`create policy "current_purse" on "counterparties" using (purse_id = (select current_setting('app.purse_id')::uuid)) with check (purse_id = (select current_setting('app.purse_id')::uuid));`);
    this.addSql(`alter table "exchange_rates" enable row level security;`);
    this.addSql(`create policy "current_purse" on "exchange_rates" using (purse_id = (select current_setting('app.purse_id')::uuid)) with check (purse_id = (select current_setting('app.purse_id')::uuid));`);
    this.addSql(`alter table "idempotency_keys" enable row level security;`);
    this.addSql(`create policy "current_purse" on "idempotency_keys" using (purse_id = (select current_setting('app.purse_id')::uuid)) with check (purse_id = (select current_setting('app.purse_id')::uuid));`);
    this.addSql(`alter table "imports" enable row level security;`);
    this.addSql(`create policy "current_purse" on "imports" using (purse_id = (select current_setting('app.purse_id')::uuid)) with check (purse_id = (select current_setting('app.purse_id')::uuid));`);
    this.addSql(`alter table "import_blocks" enable row level security;`);
    this.addSql(`create policy "current_purse" on "import_blocks" using (purse_id = (select current_setting('app.purse_id')::uuid)) with check (purse_id = (select current_setting('app.purse_id')::uuid));`);
    this.addSql(`alter table "import_statements" enable row level security;`);
    this.addSql(`create policy "current_purse" on "import_statements" using (purse_id = (select current_setting('app.purse_id')::uuid)) with check (purse_id = (select current_setting('app.purse_id')::uuid));`);
    this.addSql(`alter table "memberships" enable row level security;`);
    this.addSql(`create policy "own" on "memberships" for select using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));`);
    this.addSql(`create policy "current_purse" on "memberships" using (purse_id = (select nullif(current_setting('app.purse_id', true), '')::uuid)) with check (purse_id = (select nullif(current_setting('app.purse_id', true), '')::uuid));`);
    this.addSql(`alter table "purses" enable row level security;`);
    this.addSql(`create policy "member" on "purses" for select using (id in (select purse_id from memberships where user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));`);
    this.addSql(`create policy "current_purse" on "purses" using (id = (select nullif(current_setting('app.purse_id', true), '')::uuid)) with check (id = (select nullif(current_setting('app.purse_id', true), '')::uuid));`);
    this.addSql(`alter table "splits" enable row level security;`);
    this.addSql(`create policy "current_purse" on "splits" using (purse_id = (select current_setting('app.purse_id')::uuid)) with check (purse_id = (select current_setting('app.purse_id')::uuid));`);
    this.addSql(`alter table "tags" enable row level security;`);
    this.addSql(`create policy "current_purse" on "tags" using (purse_id = (select current_setting('app.purse_id')::uuid)) with check (purse_id = (select current_setting('app.purse_id')::uuid));`);
    this.addSql(`alter table "transactions" enable row level security;`);
    this.addSql(`create policy "current_purse" on "transactions" using (purse_id = (select current_setting('app.purse_id')::uuid)) with check (purse_id = (select current_setting('app.purse_id')::uuid));`);
    this.addSql(`alter table "transaction_tags" enable row level security;`);
    this.addSql(`create policy "current_purse" on "transaction_tags" using (purse_id = (select current_setting('app.purse_id')::uuid)) with check (purse_id = (select current_setting('app.purse_id')::uuid));`);
    this.addSql(`alter table "transfers" enable row level security;`);
    this.addSql(`create policy "current_purse" on "transfers" using (purse_id = (select current_setting('app.purse_id')::uuid)) with check (purse_id = (select current_setting('app.purse_id')::uuid));`);
  }

}
