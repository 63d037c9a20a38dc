import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApp } from './support/app.ts';
import type { TestApp } from './support/app.ts';
import { makeClone } from './support/database.ts';
import { asOwner } from './support/owner.ts';

let own: TestApp;

beforeAll(async () => {
  own = await startApp({}, { database: await makeClone(`health_${process.env['JEST_WORKER_ID'] ?? '0'}`) });
}, 60_000);

afterAll(() => own.stop());

const status = async () => (await own.client().get('/health')).status;
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('a good answer excuses those that are late for ten seconds, and a late one excuses none', async () => {
  await asOwner(own.database, async (owner) => {
    const slow = async (milliseconds: number) => {
      await owner.query('begin');
      await owner.query('lock table schema_migrations in access exclusive mode');
      setTimeout(() => void owner.query('commit'), milliseconds);
    };
    expect(await status()).toBe(200);
    const goodAt = performance.now();
    await slow(3000);
    // No answer within two seconds, and it comes after three.
    expect(await status()).toBe(200);
    await sleep(1500);
    await slow(10_000);
    await sleep(goodAt + 8500 - performance.now());
    expect(await status()).toBe(503);
    expect(performance.now() - goodAt).toBeLessThan(12_500);
    await sleep(goodAt + 14_000 - performance.now());
    expect(await status()).toBe(200);
  });
}, 40_000);
