import { Migration } from '@mikro-orm/migrations';

/** Invitations to a purse, and tokens of programs. */
export class Migration20261124000600 extends Migration {
  override name = 'Migration20261124000600';

  override up(): void {
    this.addSql(`create table "invitations" ("id" uuid not null, "purse_id" uuid not null, "role" text not null, "hash" bytea not null, "created_by" uuid not null, "created_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, "accepted_at" timestamptz(3) null, "accepted_by" uuid null, primary key ("id"));`);
    this.addSql(`alter table "invitations" add constraint "invitations_hash_unique" unique ("hash");`);
    this.addSql(`alter table "invitations" add constraint "invitations_purse_id_id_unique" unique ("purse_id", "id");`);
    this.addSql(`create table "program_tokens" ("id" uuid not null, "user_id" uuid not null, "name" text not null, "scopes" text[] not null, "hash" bytea not null, "created_at" timestamptz(3) not null, "expires_at" timestamptz(3) null, "last_used_at" timestamptz(3) null, "revoked_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "program_tokens_user_id_index" on "program_tokens" ("user_id");`);
    this.addSql(`alter table "program_tokens" add constraint "program_tokens_hash_unique" unique ("hash");`);
    this.addSql(`alter table "invitations" add constraint "invitations_role_check" check ("role" in ('editor', 'viewer'));`);
    this.addSql(`alter table "invitations" enable row level security;`);
    this.addSql(`create policy "current_purse" on "invitations" using (purse_id = (select current_setting('app.purse_id')::uuid)) with check (purse_id = (select current_setting('app.purse_id')::uuid));`);
    // What the entities cannot say.
    this.addSql(`alter table invitations add constraint invitations_purse_fkey foreign key (purse_id) references purses (id) on delete cascade`);
    this.addSql(`alter table program_tokens add constraint program_tokens_user_fkey foreign key (user_id) references users (id) on delete cascade`);
    this.#definerFunctions();
  }

  /** Whoever holds an invitation is no member yet: these two look past row-level security, by its hash alone. */
  #definerFunctions(): void {
    this.addSql(`
      create function find_invitation(secret_hash bytea, at timestamptz)
      returns table (purse_name text, invited_by text, role text, expires_at timestamptz)
      language sql stable security definer set search_path = public, pg_temp as $$
        select p.name, u.name, i.role, i.expires_at
          from invitations i join purses p on p.id = i.purse_id join users u on u.id = i.created_by
         where i.hash = secret_hash and i.accepted_at is null and i.expires_at > at
      $$`);
    this.addSql(`
      create function accept_invitation(secret_hash bytea, at timestamptz, entry_id uuid)
      returns table (purse_id uuid, outcome text)
      language plpgsql security definer set search_path = public, pg_temp as $$
      #variable_conflict use_column
      declare
        person uuid := current_setting('app.user_id')::uuid;
        found_one invitations;
      begin
        select * into found_one from invitations i
         where i.hash = secret_hash and i.accepted_at is null and i.expires_at > at for update;
        if found_one.id is null then return; end if;
        if exists (select 1 from memberships m where m.purse_id = found_one.purse_id and m.user_id = person) then
          return query select found_one.purse_id, 'member-already';
          return;
        end if;
        update invitations i set accepted_at = at, accepted_by = person where i.id = found_one.id;
        insert into memberships (purse_id, user_id, role, created_at) values (found_one.purse_id, person, found_one.role, at);
        update purses p set kind = 'shared', version = p.version + 1 where p.id = found_one.purse_id and p.kind <> 'shared';
        insert into audit_entries (id, purse_id, user_id, at, action, subject, subject_id, changes)
        values (entry_id, found_one.purse_id, person, at, 'member.joined', 'member', person, jsonb_build_object('role', found_one.role));
        return query select found_one.purse_id, 'joined';
      end $$`);
    for (const name of ['find_invitation(bytea, timestamptz)', 'accept_invitation(bytea, timestamptz, uuid)']) {
      this.addSql(`revoke all on function ${name} from public`);
    }
  }
}
