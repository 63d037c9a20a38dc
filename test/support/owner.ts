import pg from 'pg';
import type { TestDatabase } from './database.ts';

/** Work on a test's database as its owner: to arrange what no route can, or to look at what is stored. */
export async function asOwner<T>(database: TestDatabase, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

/**
 * Starts one work after the other while nobody can write to a table, each once the one before it waits for something,
 * then lets them go: what they looked at until there, they looked at before any of them had changed it.
 */
export async function heldAt<T>(
  database: TestDatabase,
  table: string,
  works: (() => Promise<T>)[],
): Promise<T[]> {
  return asOwner(database, (owner) =>
    asOwner(database, async (watcher) => {
      await owner.query('begin');
      await owner.query(`lock table ${table} in share mode`);
      const started: Promise<T>[] = [];
      for (const work of works) {
        started.push(work());
        await until(async () => (await waitingIn(watcher)) === started.length);
      }
      await owner.query('commit');
      return Promise.all(started);
    }),
  );
}

/** How many connections to this database wait for a lock. Asked outside a transaction, where the view stands still. */
export async function waitingIn(watcher: pg.Client): Promise<number> {
  const found = await watcher.query(
    `select 1 from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`,
  );
  return found.rowCount ?? 0;
}

/** Waits for a condition; throws after some seconds. */
export async function until(condition: () => Promise<boolean>, seconds = 10): Promise<void> {
  for (let attempt = 0; attempt < seconds * 50; attempt += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('waited in vain');
}
