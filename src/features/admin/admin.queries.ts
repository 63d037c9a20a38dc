import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { ID_PART, decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import type { JobsView, ListPeople, PeoplePage } from './admin.contract.ts';

const MOST_FAILED = 100;

/** One page of the people of the installation, the newest first. Nothing of their money. */
export async function listPeople(em: EntityManager, query: ListPeople): Promise<PeoplePage> {
  const after = decodeCursor(query.cursor, [ID_PART])?.[0];
  const found = await sql<{
    id: string;
    email: string;
    name: string;
    is_administrator: boolean;
    suspended_at: Date | null;
    created_at: Date;
    last_seen_at: Date | null;
  }>`
    select u.id, u.email, u.name, u.is_administrator, u.suspended_at, u.created_at,
           (select max(s.last_seen_at) from sessions s where s.user_id = u.id) as last_seen_at
      from users u ${after === undefined ? sql`` : sql`where u.id < ${after}::uuid`}
     order by u.id desc limit ${query.limit + 1}`.execute(em.getKysely());
  const page = found.rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      id: row.id,
      email: row.email,
      name: row.name,
      isAdministrator: row.is_administrator,
      suspendedAt: instant(row.suspended_at),
      createdAt: new Date(row.created_at).toISOString(),
      lastSeenAt: instant(row.last_seen_at),
    })),
    nextCursor: found.rows.length > query.limit && last !== undefined ? encodeCursor([last.id]) : null,
  };
}

/** How many jobs wait, run and failed by queue, and the newest failed ones. Their data are ids of purses: not told. */
export async function jobsView(em: EntityManager): Promise<JobsView> {
  const db = em.getKysely();
  const queues = await sql<{ name: string; queued: number; active: number; failed: number }>`
    select q.name,
           (count(j.id) filter (where j.state in ('created', 'retry')))::int as queued,
           (count(j.id) filter (where j.state = 'active'))::int as active,
           (count(j.id) filter (where j.state = 'failed'))::int as failed
      from pgboss.queue q left join pgboss.job j on j.name = q.name
     where q.name not like '\\_\\_pgboss%'
     group by q.name order by q.name`.execute(db);
  const failed = await sql<{ id: string; queue: string; failed_at: Date | null; retries: number }>`
    select id, name as queue, completed_on as failed_at, retry_count as retries from pgboss.job
     where state = 'failed' order by completed_on desc limit ${MOST_FAILED}`.execute(db);
  return {
    queues: queues.rows,
    failed: failed.rows.map(({ id, queue, failed_at: at, retries }) => ({
      id,
      queue,
      failedAt: instant(at),
      retries,
    })),
  };
}

export async function countAdministrators(em: EntityManager): Promise<number> {
  const found = await sql<{ n: number }>`
    select count(*)::int as n from users where is_administrator and suspended_at is null`.execute(
    em.getKysely(),
  );
  return found.rows[0]?.n ?? 0;
}

export interface DatabaseFacts {
  postgres: string;
  migrations: string[];
  people: number;
  purses: number;
  databaseBytes: number;
  importBytes: number;
}

export async function databaseFacts(em: EntityManager): Promise<DatabaseFacts> {
  const found = await sql<{
    postgres: string;
    migrations: string[];
    people: number;
    purses: number;
    database_bytes: string;
    import_bytes: string;
  }>`
    select current_setting('server_version') as postgres,
           array(select name from schema_migrations order by name) as migrations,
           (select count(*)::int from users) as people,
           (select count(*)::int from all_purse_ids()) as purses,
           pg_database_size(current_database())::text as database_bytes,
           pg_total_relation_size('import_blocks')::text as import_bytes`.execute(em.getKysely());
  const row = found.rows[0];
  if (row === undefined) throw new Error('the database answered nothing');
  const { database_bytes: databaseBytes, import_bytes: importBytes, ...rest } = row;
  return { ...rest, databaseBytes: Number(databaseBytes), importBytes: Number(importBytes) };
}

function instant(value: Date | null): string | null {
  return value === null ? null : new Date(value).toISOString();
}
