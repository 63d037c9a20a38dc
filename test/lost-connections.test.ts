import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { Database } from '../src/platform/database/database.ts';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';

let own: TestApp;
let ada: Person;

beforeAll(async () => {
  own = await startApp({ DATABASE_POOL_MAX: '2' });
  ada = await own.person();
});

afterAll(() => own.stop());

test('a transaction whose connection breaks gives its place in the pool back', async () => {
  const database = own.app.get(Database);
  for (let round = 0; round < 3; round += 1) {
    const broken = database.withUser(ada.userId, (em) =>
      sql`select pg_terminate_backend(pg_backend_pid())`.execute(em.getKysely()),
    );
    await expect(broken).rejects.toThrow(/terminat/);
  }
  expect((await ada.client.get('/api/v1/me')).status).toBe(200);
});
