import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { connectionTo } from './connection.ts';
import type { Way } from './connection.ts';
import { MIGRATE_LOCK } from './migrate-lock.ts';
import { isOutage, isUntrusted, sqlState } from './outage.ts';

const PAUSE_MS = 1000;
const PATIENCE_MS = 60_000;

/** What a first install shows before role, rights and tables are there, in that order. */
const NOT_YET = new Set(['28P01', '28000', '3D000', '42P01', '42501', '3F000']);
const REFUSED = new Set(['28P01', '28000', '3D000']);

/** The names of the migrations that lie in `folder`. */
export function bundledMigrations(folder: URL): string[] {
  return readdirSync(folder)
    .map((file) => /^(Migration\d+)\.[jt]s$/.exec(file)?.[1])
    .filter((name) => name !== undefined)
    .sort();
}

/**
 * Waits until the database holds every one of these migrations and no migrate step is at work. More than these is
 * fine: an older version runs on a newer schema. Throws what was in the way once `timeoutSeconds` have passed; a
 * password that is refused for a minute is thrown at once.
 */
export async function waitForSchema(given: {
  way: Way;
  migrations: readonly string[];
  timeoutSeconds: number;
  say: (line: string) => void;
}): Promise<void> {
  const began = Date.now();
  let last = '';
  for (;;) {
    const problem = await lookAt(given.way, given.migrations);
    if (problem === null) return;
    if (problem.message !== last) given.say(`not yet: ${problem.message}`);
    last = problem.message;
    const waited = Date.now() - began;
    const refused = REFUSED.has(sqlState(problem) ?? '') && waited > PATIENCE_MS;
    if (refused || waited > given.timeoutSeconds * 1000) throw problem;
    await sleep(PAUSE_MS);
  }
}

async function lookAt(way: Way, wanted: readonly string[]): Promise<Error | null> {
  const client = new Client({
    ...connectionTo(way),
    connectionTimeoutMillis: 5000,
    application_name: 'ikpa-wait',
  });
  client.on('error', () => undefined); // a lost connection fails the query below
  try {
    await client.connect();
    const { rows } = await client.query<{ name: string }>('select name from schema_migrations');
    const there = new Set(rows.map((row) => row.name));
    const missing = wanted.filter((name) => !there.has(name));
    if (missing.length > 0) return new Error(`the schema lacks ${missing.join(', ')}`);
    const { rowCount } = await client.query(
      `select 1 from pg_locks where locktype = 'advisory' and objid = $1 and granted
         and database = (select oid from pg_database where datname = current_database())`,
      [MIGRATE_LOCK],
    );
    return rowCount === 0 ? null : new Error('a migrate step is at work');
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (isOutage(error) || isUntrusted(error) || NOT_YET.has(sqlState(error) ?? '')) return error;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}
