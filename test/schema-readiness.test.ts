import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { InternalServer } from '../src/platform/health/internal-server.ts';
import { startApp } from './support/app.ts';
import type { TestApp } from './support/app.ts';
import { makeClone } from './support/database.ts';
import type { TestDatabase } from './support/database.ts';
import { asOwner } from './support/owner.ts';

let database: TestDatabase;
let app: TestApp;
let internal: string;

beforeAll(async () => {
  database = await makeClone(`readiness_${process.env['JEST_WORKER_ID'] ?? '0'}`);
  app = await startApp({}, { database });
  internal = `http://127.0.0.1:${await app.app.get(InternalServer).listen()}`;
}, 60_000);

afterAll(() => app.stop());

async function look() {
  const { status, body } = await app.client().get<object>('/health');
  const ready = await fetch(`${internal}/ready`);
  const live = await fetch(`${internal}/live`);
  return { health: status, body, ready: ready.status, live: live.status };
}

const body = (status: string, connected: string) => ({
  status,
  timestamp: expect.any(String),
  services: { database: connected, redis: 'connected' },
});

test('a schema older than this version takes the process out of service, without ending it', async () => {
  const fine = { health: 200, body: body('healthy', 'connected'), ready: 200, live: 200 };
  expect(await look()).toEqual(fine);
  const last = await asOwner(database, async (owner) => {
    const { rows } = await owner.query<{ name: string }>(
      'delete from schema_migrations where id = (select max(id) from schema_migrations) returning name',
    );
    return rows[0]?.name;
  });
  expect(await look()).toEqual({
    health: 503,
    body: body('unhealthy', 'disconnected'),
    ready: 503,
    live: 200,
  });
  await asOwner(database, (owner) =>
    owner.query('insert into schema_migrations (name, executed_at) values ($1, now())', [last]),
  );
  expect(await look()).toEqual(fine);
});

test('a slow answer is no outage at once, silence is', async () => {
  await asOwner(database, async (owner) => {
    expect((await look()).ready).toBe(200);
    await owner.query('begin');
    await owner.query('lock table schema_migrations in access exclusive mode');
    expect((await fetch(`${internal}/ready`)).status).toBe(200);
    await sleep(9000);
    expect(await look()).toEqual({
      health: 503,
      body: body('unhealthy', 'disconnected'),
      ready: 503,
      live: 200,
    });
    await owner.query('rollback');
    expect((await look()).ready).toBe(200);
  });
}, 30_000);

test('a newer one is fine: the version before runs on it', async () => {
  await asOwner(database, (owner) =>
    owner.query(
      `insert into schema_migrations (name, executed_at) values ('Migration29990101000000', now())`,
    ),
  );
  expect((await look()).ready).toBe(200);
});
