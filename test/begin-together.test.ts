import { expect, it } from '@jest/globals';
import pg from 'pg';
import { beginTogether } from '../src/platform/database/begin-together.ts';
import { testDatabase } from './support/database.ts';

async function connected<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const options = { connectionString: (await testDatabase()).appUrl, max: 1, pipeline: true };
  const pool = new pg.Pool(options);
  pool.on('error', () => undefined);
  beginTogether(pool);
  const client = await pool.connect();
  client.on('error', () => undefined);
  try {
    return await work(client);
  } finally {
    client.release(true);
    await pool.end();
  }
}

it('a transaction is begun before its first statement, and has both in one', async () => {
  await connected(async (client) => {
    await client.query('start transaction read only');
    const first = await client.query(
      `select current_setting('transaction_read_only') as readonly, now()::text as begun`,
    );
    expect(first.rows).toEqual([{ readonly: 'on', begun: expect.any(String) }]);
    // now() is the time of the transaction: outside of one it would go on.
    const second = await client.query('select now()::text as begun');
    expect(second.rows[0]).toEqual({ begun: (first.rows[0] as { begun: string }).begun });
    await client.query('rollback');
    const after = await client.query('select now()::text as begun');
    expect(after.rows[0]).not.toEqual(second.rows[0]);
  });
});

it('a transaction that could not begin takes its connection with it', async () => {
  await connected(async (client) => {
    await client.query('begin isolation level none of them');
    // Its first statement may be answered before the connection is gone.
    await client.query('select 1').catch(() => undefined);
    await expect(client.query('select 2')).rejects.toThrow();
  });
});
