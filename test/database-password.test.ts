import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { Jobs } from '../src/platform/jobs/jobs.ts';
import { waitForSchema } from '../src/platform/database/schema-gate.ts';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import { makeClone } from './support/database.ts';
import { problem } from './support/problem.ts';

const role = `ikpa_rotated_${process.pid}`;
const folder = mkdtempSync(join(tmpdir(), 'ikpa-password-'));
const current = join(folder, 'password');
const previous = join(folder, 'previous');
let admin: pg.Client;
let url: URL;
let app: TestApp;
let person: Person;

/** The application as a role of this test alone, since its password changes. */
beforeAll(async () => {
  const database = await makeClone(`password_${process.env['JEST_WORKER_ID'] ?? '0'}`);
  admin = new pg.Client({ connectionString: process.env['TEST_RUN_ADMIN_URL'] });
  await admin.connect();
  url = new URL(database.appUrl);
  await admin.query(`create role ${role} login password 'first' in role "${url.username}"`);
  writeFileSync(current, 'first\n');
  url.username = role;
  url.password = '';
  app = await startApp(
    {
      DATABASE_URL: url.href,
      DATABASE_PASSWORD_FILE: current,
      DATABASE_PASSWORD_PREVIOUS_FILE: previous,
      DATABASE_POOL_MAX: '4',
    },
    { database },
  );
  person = await app.person();
}, 60_000);

afterAll(async () => {
  await app.stop();
  await admin.query(`drop role ${role}`);
  await admin.end();
  rmSync(folder, { recursive: true });
});

/** Every connection of the application ends, so that each request below needs a new one. */
const cutConnections = () =>
  admin.query('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1', [role]);

async function list(): Promise<number[]> {
  await cutConnections();
  // Idle connections that were cut leave the pool when their end is heard.
  await new Promise((resolve) => setTimeout(resolve, 300));
  const asked = Array.from({ length: 4 }, () => person.client.get(`${person.purse}/transactions`));
  return (await Promise.all(asked)).map(({ status }) => status);
}

const fine = [200, 200, 200, 200];

test('new connections succeed at every step of a rotation, without a restart', async () => {
  expect(await list()).toEqual(fine);
  writeFileSync(previous, 'second'); // step 1: both are known
  expect(await list()).toEqual(fine);
  await admin.query(`alter role ${role} password 'second'`); // the server is quicker than the file
  expect(await list()).toEqual(fine);
  writeFileSync(current, 'second'); // step 2
  writeFileSync(previous, 'first');
  expect(await list()).toEqual(fine);
  rmSync(previous);
  expect(await list()).toEqual(fine);
});

test('jobs go on after it, and so does waiting for the schema', async () => {
  await cutConnections();
  const at = app.app.get(Jobs);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(await at.retry('import.read', '00000000-0000-7000-8000-000000000000')).toBe(false);
  const passwords = [{ file: previous }, { file: current }];
  await waitForSchema({
    way: { url: url.href, passwords },
    migrations: [],
    timeoutSeconds: 1,
    say: () => undefined,
  });
});

test('with a password that is not the one requests fail in order, and recover with the file', async () => {
  writeFileSync(current, 'wrong');
  await cutConnections();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const refused = await person.client.get(`${person.purse}/transactions`);
  expect([refused.status, refused.body]).toEqual([
    500,
    problem(500, 'internal', {
      instance: `${person.purse}/transactions`,
      detail: 'Something went wrong on our side. Nothing was saved.',
    }),
  ]);
  expect((await app.client().get('/health')).status).toBe(503);
  writeFileSync(current, 'second');
  expect(await list()).toEqual(fine);
});
