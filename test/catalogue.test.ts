import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { testDatabase } from './support/database.ts';

let owner: pg.Client;
let app: pg.Client;

beforeAll(async () => {
  const database = await testDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  app = new pg.Client({ connectionString: database.appUrl });
  await owner.connect();
  await app.connect();
});

afterAll(async () => {
  await owner.end();
  await app.end();
});

const PURSE_TABLES = `
  select c.oid, c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'purse_id' and not a.attisdropped
   where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`;

describe('the database itself', () => {
  it('gives every table with a purse_id row-level security and a policy on the current purse', async () => {
    const { rows } = await owner.query(`
      select t.name, c.relrowsecurity as enabled,
             (select count(*) from pg_policy p where p.polrelid = t.oid and p.polname = 'current_purse'
                 and pg_get_expr(p.polqual, p.polrelid) like '%app.purse_id%'
                 and pg_get_expr(p.polwithcheck, p.polrelid) like '%app.purse_id%')::int as policies
        from (${PURSE_TABLES}) t join pg_class c on c.oid = t.oid order by 1`);
    expect(rows.length).toBeGreaterThanOrEqual(17);
    expect(rows.filter((row) => !row.enabled || row.policies !== 1)).toEqual([]);
  });

  it('has no permissive policy on a purse table that looks elsewhere than at the setting', async () => {
    const { rows } = await owner.query(`
      select t.name, p.polname as policy from (${PURSE_TABLES}) t join pg_policy p on p.polrelid = t.oid
       where p.polname <> 'current_purse' order by 1, 2`);
    expect(rows).toEqual([{ name: 'memberships', policy: 'own' }]);
  });

  it('points from one purse table to another only by keys that contain the purse', async () => {
    const { rows } = await owner.query(`
      with purse_tables as (${PURSE_TABLES})
      select k.conname as name,
             array(select attname from pg_attribute where attrelid = k.conrelid and attnum = any(k.conkey)) as columns
        from pg_constraint k
       where k.contype = 'f' and k.conrelid in (select oid from purse_tables)
         and k.confrelid in (select oid from purse_tables)`);
    expect(rows.length).toBeGreaterThanOrEqual(8);
    expect(rows.filter((row) => !row.columns.includes('purse_id'))).toEqual([]);
  });

  it('has no column that points somewhere without a key or a check for each statement', async () => {
    const { rows } = await owner.query<{ name: string }>(`
      with pointing as (
        select c.relname as table, a.attname as column
          from pg_attribute a join pg_class c on c.oid = a.attrelid
         where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and right(a.attname, 3) = '_id'
           and a.atttypid = 'uuid'::regtype and not a.attisdropped)
      select p.table || '.' || p.column as name from pointing p
       where not exists (
               select 1 from pg_constraint k
                where k.contype = 'f' and k.conrelid = p.table::regclass
                  and (select attnum from pg_attribute where attrelid = k.conrelid and attname = p.column) = any(k.conkey))
         and not exists (
               select 1 from pg_proc f
                where f.proname = 'check_references_of_' || p.table
                  and f.prosrc like '%constraint = ''' || p.table || '_' || p.column || '_fkey''%')
       order by 1`);
    expect(rows.map(({ name }) => name)).toEqual([
      // The history outlives what it tells of.
      'audit_entries.subject_id',
      'audit_entries.user_id',
      // A sum, with an id of its own for rows without a category.
      'category_day.category_id',
      // Answers that are kept for a day.
      'idempotency_keys.user_id',
      // Go and stay with their import.
      'import_blocks.statement_id',
      'transactions.statement_id',
    ]);
  });

  it('connects the application as a role that owns nothing and bypasses nothing', async () => {
    const { rows } = await app.query(`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
             (select count(*) from pg_class where relowner = r.oid)::int as relations,
             (select count(*) from pg_proc where proowner = r.oid)::int as functions
        from pg_roles r where rolname = current_user`);
    expect(rows).toEqual([
      {
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        relations: 0,
        functions: 0,
      },
    ]);
  });

  it('enables row-level security without forcing it, so that the owner can back up and backfill', async () => {
    const { rows } = await owner.query(
      `select relname from pg_class where relforcerowsecurity and relnamespace = 'public'::regnamespace`,
    );
    expect(rows).toEqual([]);
  });

  it('refuses to read a purse table while no purse is set', async () => {
    await expect(app.query('select count(*) from transactions')).rejects.toThrow(/app\.purse_id/);
  });

  it('lets the application add audit entries and never change them', async () => {
    const { rows } = await owner.query(
      `
      select privilege_type as right from information_schema.role_table_grants
       where table_name = 'audit_entries' and grantee = (select usename from pg_stat_activity where pid = $1) order by 1`,
      [(await app.query('select pg_backend_pid() as pid')).rows[0].pid],
    );
    expect(rows.map((row) => row.right)).toEqual(['INSERT', 'SELECT']);
  });

  it('has an index behind every foreign key that a cascade follows', async () => {
    const { rows } = await owner.query(`
      select k.conname as name from pg_constraint k
       where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.confdeltype in ('c', 'n')
         and not exists (
           select 1 from pg_index i where i.indrelid = k.conrelid
              and (i.indkey::int2[])[0] = any(k.conkey))
       order by 1`);
    expect(rows).toEqual([]);
  });

  it('runs its definer functions with a fixed search path and closed to the public', async () => {
    const { rows } = await owner.query(`
      select p.proname as name, array_to_string(p.proconfig, ',') as config, has_function_privilege('public', p.oid, 'execute') as public
        from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1`);
    expect(rows).toEqual([
      { name: 'accept_invitation', config: 'search_path=public, pg_temp', public: false },
      { name: 'all_purse_ids', config: 'search_path=public, pg_temp', public: false },
      { name: 'find_invitation', config: 'search_path=public, pg_temp', public: false },
      { name: 'owners_of_own_purses', config: 'search_path=public, pg_temp', public: false },
      { name: 'purses_to_delete', config: 'search_path=public, pg_temp', public: false },
      { name: 'search_counterparties', config: 'search_path=public, pg_temp', public: false },
    ]);
  });
});
