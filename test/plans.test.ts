import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { totalsStatement } from '../src/features/accounts/accounts.queries.ts';
import { rowsStatement } from '../src/features/export/export.queries.ts';
import { balanceStatement, listStatement } from '../src/features/transactions/transactions.queries.ts';
import { encodeCursor } from '../src/platform/http/cursor.ts';
import { Database } from '../src/platform/database/database.ts';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import { makeClone } from './support/database.ts';
import { fillPurse } from './support/large-purse.ts';

const ROWS = 100_000;

let own: TestApp;
let person: Person;
let accountId: string;

beforeAll(async () => {
  own = await startApp({}, { database: await makeClone(`plans_${process.env['JEST_WORKER_ID'] ?? '0'}`) });
  const neighbour = await own.person({ name: 'Neighbour' });
  person = await own.person({ name: 'Large' });
  await fillPurse(own.database.ownerUrl, neighbour.purseId, 20_000);
  accountId = await fillPurse(own.database.ownerUrl, person.purseId, ROWS);
}, 180_000);

afterAll(async () => own.stop());

/** Pages of the buffer cache that a statement touches: the same on every machine, whatever its load. */
async function buffers(em: EntityManager, statement: RawBuilder<unknown>): Promise<number> {
  const db = em.getKysely();
  const explained = await sql<{
    'QUERY PLAN': [{ Plan: Record<string, number> }];
  }>`explain (analyze, buffers, format json) ${statement}`.execute(db);
  const plan = explained.rows[0]?.['QUERY PLAN'][0].Plan;
  return (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0);
}

const inPurse = <T>(work: (em: EntityManager) => Promise<T>) =>
  own.app
    .get(Database)
    .withPurse({ purseId: person.purseId, userId: person.userId, readOnly: true }, (purse) => work(purse.em));

const list = (query: object) => listStatement(person.purseId, { limit: 50, ...query });

describe('the cost of reading 100,000 rows, in buffers', () => {
  it('lists page 1 within 350', async () => {
    expect(await inPurse((em) => buffers(em, list({})))).toBeLessThanOrEqual(350);
  });

  it('lists page 1,000 for what page 1 costs', async () => {
    const middle = await inPurse(async (em) => {
      const found = await sql<{ date: string; id: string }>`
        select date::text, id from transactions order by date desc, id desc offset 50000 limit 1`.execute(
        em.getKysely(),
      );
      return encodeCursor([found.rows[0]?.date ?? '', found.rows[0]?.id ?? '']);
    });
    const first = await inPurse((em) => buffers(em, list({})));
    const deep = await inPurse((em) => buffers(em, list({ cursor: middle })));
    expect(deep).toBeLessThanOrEqual(first * 1.2 + 10);
  });

  it('lists one account within 350', async () => {
    expect(await inPurse((em) => buffers(em, list({ accountId })))).toBeLessThanOrEqual(350);
  });

  it('runs a balance through a page within 150 more, wherever it begins', async () => {
    for (const date of ['2026-11-01', '2025-02-28', '2023-11-05']) {
      const found = await inPurse(async (em) => {
        const rows = await sql<{ account_id: string; date: string; id: string }>`
          select account_id, date::text, id from transactions where date <= ${date}::date
           order by date desc, id desc limit 1`.execute(em.getKysely());
        const [row] = rows.rows;
        return row === undefined ? Infinity : buffers(em, balanceStatement(person.purseId, row));
      });
      expect([date, found <= 150 || found]).toEqual([date, true]);
    }
  });

  it('sums the accounts beside their dated balances within 60', async () => {
    expect(await inPurse((em) => buffers(em, totalsStatement(person.purseId)))).toBeLessThanOrEqual(60);
  });

  it('finds a rare name within 600', async () => {
    expect(await inPurse((em) => buffers(em, list({ q: 'shop 00417' })))).toBeLessThanOrEqual(600);
  });

  // A fifth of the rows, which lie all over the table as they came in.
  it('finds a common word within 25,000', async () => {
    expect(await inPurse((em) => buffers(em, list({ q: 'pharmacy' })))).toBeLessThanOrEqual(25_000);
  });

  it('finds by two letters within 600', async () => {
    expect(await inPurse((em) => buffers(em, list({ q: 'zz' })))).toBeLessThanOrEqual(600);
  });

  it('exports 2,000 rows from the middle for what the first 2,000 cost, within 2,600', async () => {
    const middle = await inPurse(async (em) => {
      const found = await sql<{ date: string; id: string }>`
        select date::text, id from transactions order by date, id offset 50000 limit 1`.execute(
        em.getKysely(),
      );
      return { date: found.rows[0]?.date ?? '', id: found.rows[0]?.id ?? '' };
    });
    const first = await inPurse((em) => buffers(em, rowsStatement(person.purseId, null, 2000)));
    const deep = await inPurse((em) => buffers(em, rowsStatement(person.purseId, middle, 2000)));
    expect(first).toBeLessThanOrEqual(2_600);
    expect(deep).toBeLessThanOrEqual(first * 1.2 + 10);
  });
});
