import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { breakStalled } from '../src/platform/database/stalled.ts';
import { testDatabase } from './support/database.ts';

/** A way to the database on which everything can be lost without a word, as when a node vanishes. */
let proxy: Server;
let direct: string;
let throughProxy: string;
let pool: pg.Pool;
const pairs: [Socket, Socket][] = [];

beforeAll(async () => {
  direct = (await testDatabase()).appUrl;
  const target = new URL(direct);
  proxy = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    pairs.push([near, far]);
    near.pipe(far);
    far.pipe(near);
    for (const socket of [near, far]) socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const url = new URL(direct);
  url.hostname = '127.0.0.1';
  url.port = String((proxy.address() as AddressInfo).port);
  throughProxy = url.href;
  pool = new pg.Pool({ connectionString: throughProxy, max: 1 });
  pool.on('error', () => undefined);
  breakStalled(pool, { connectionString: throughProxy });
});

afterAll(async () => {
  for (const [near, far] of pairs) {
    near.destroy();
    far.destroy();
  }
  await pool.end();
  proxy.close();
});

test('a query to a server that has vanished fails within seconds, and the next one succeeds', async () => {
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  const [near, far] = pairs.at(-1) ?? [];
  near?.unpipe();
  near?.pause();
  far?.destroy(); // the backend ends; nobody tells the client
  const began = Date.now();
  await expect(pool.query('select 1')).rejects.toThrow(/terminated/);
  expect(Date.now() - began).toBeLessThan(9000);
  const again = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  expect(again.rows[0]?.pid).not.toBe(rows[0]?.pid);
}, 20_000);

test('a query that merely takes long is left alone', async () => {
  await expect(pool.query('select pg_sleep(6)')).resolves.toBeDefined();
}, 20_000);
