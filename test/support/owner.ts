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
