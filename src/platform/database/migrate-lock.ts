import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { isOutage, isUntrusted, sqlState } from './outage.ts';

/** Any number: it names the lock under which one migrate step at a time works. */
export const MIGRATE_LOCK = 4_711_001;

const PAUSE_MS = 1000;
/** A password or database that is not known may be on its way for this long after a first start. */
const PATIENCE_MS = 30_000;
/** Kubernetes brings a changed Secret into running pods within two minutes. */
const UNTRUSTED_PATIENCE_MS = 150_000;

/** Waited long enough: the database was away, or another migrate step held the lock. */
export class MigrateTimeout extends Error {
  override readonly name = 'MigrateTimeout';
}

/**
 * Runs `work` while this process alone may migrate. Waits until the database answers, the application's role is
 * there and nobody else holds the lock, at most until `deadline`; then throws MigrateTimeout. A refused password or
 * an unknown database is tried for half a minute, a certificate that is not trusted for two and a half.
 */
export async function withMigrateLock<T>(
  given: { ownerUrl: string; appRole: string; deadline: number; say: (line: string) => void },
  work: () => Promise<T>,
): Promise<T> {
  const client = await connect(given);
  try {
    await until(given, `waiting for the role ${given.appRole}`, async () => {
      const found = await client.query('select 1 from pg_roles where rolname = $1', [given.appRole]);
      return found.rowCount === 1;
    });
    // A session's lock: it ends with the process, and no transaction stays open meanwhile.
    await until(given, 'waiting for another migrate step', async () => {
      const asked = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
        MIGRATE_LOCK,
      ]);
      return asked.rows[0]?.locked === true;
    });
    return await work();
  } finally {
    await client.end();
  }
}

async function until(
  given: { deadline: number; say: (line: string) => void },
  what: string,
  ask: () => Promise<boolean>,
): Promise<void> {
  for (let first = true; !(await ask()); first = false) {
    if (first) given.say(what);
    if (Date.now() > given.deadline) throw new MigrateTimeout(`gave up ${what}`);
    await sleep(PAUSE_MS);
  }
}

async function connect(given: {
  ownerUrl: string;
  deadline: number;
  say: (line: string) => void;
}): Promise<Client> {
  const began = Date.now();
  let said = '';
  for (;;) {
    const client = new Client({
      connectionString: given.ownerUrl,
      connectionTimeoutMillis: 5000,
      keepAlive: true,
      application_name: 'ikpa-migrate',
    });
    client.on('error', () => undefined); // a lost connection fails the next query, which says so
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const state = sqlState(error);
      const untrusted = isUntrusted(error);
      const refused = untrusted || state === '28P01' || state === '28000' || state === '3D000';
      if (!isOutage(error) && !refused) throw error;
      const refusedUntil = began + (untrusted ? UNTRUSTED_PATIENCE_MS : PATIENCE_MS);
      if (refused && Date.now() > Math.min(refusedUntil, given.deadline)) throw error;
      if (Date.now() > given.deadline) throw new MigrateTimeout(`the database is away: ${error.message}`);
      if (said !== error.message) given.say(`waiting for the database: ${error.message}`);
      said = error.message;
    }
    await sleep(PAUSE_MS);
  }
}
