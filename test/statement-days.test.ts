import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, localDateIn } from '../src/domain/calendar.ts';
import type { AccountCoverage } from '../src/features/statement-days/statement-days.contract.ts';
import { startApp, TestClock } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import { HEAD, MARCH, importFile, newAccount, undoImport } from './support/imports.ts';
import { problem } from './support/problem.ts';

const LAGOS = 'Africa/Lagos';

let own: TestApp;

beforeAll(async () => {
  // Noon in Lagos: the day does not change while a test looks at it.
  const clock = new TestClock();
  const [hours, minutes] = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: LAGOS })
    .format(clock.now())
    .split(':')
    .map(Number);
  clock.advance((((36 - (hours ?? 0)) % 24) * 60 - (minutes ?? 0)) * 60_000);
  own = await startApp({}, { clock });
}, 60_000);

afterAll(async () => own.stop());

/** Begins with 5,000.00 less than March ended with. */
const APRIL = `${HEAD}01/04/2026,POS PURCHASE SHOPRITE,"1,000.00",,"239,499.50"
10/04/2026,AIRTIME MTN,499.50,,"239,000.00"
`;
const LATE_APRIL = `${HEAD}08/04/2026,POS PURCHASE DANFO,100.00,,"239,399.50"
10/04/2026,AIRTIME MTN,499.50,,"238,900.00"
20/04/2026,POS PURCHASE DANFO,100.00,,"238,800.00"
`;

const shown = async ({ client, purse }: Person, accountId: string) =>
  (await client.get<AccountCoverage>(`${purse}/accounts/${accountId}/coverage`)).body;

describe('the days of an account', () => {
  it('without a statement are none that are expected', async () => {
    const person = await own.person();
    const accountId = await newAccount(person, { anchor: { on: '2026-03-01', balance: 500 } });
    await person.client.post(`${person.purse}/transactions`, { accountId, date: '2026-03-02', amount: -100 });
    expect(await shown(person, accountId)).toEqual({
      accountId,
      currency: 'NGN',
      span: null,
      covered: [],
      gaps: [],
      overlaps: [],
      typed: [{ from: '2026-03-02', to: '2026-03-02', days: 1 }],
      months: [],
      statements: [],
      balances: [{ on: '2026-03-01', balance: 500, source: 'typed' }],
    });
  });

  it('are told by statements, missing between them, and judged by the balances around', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    const march = await importFile(own, person, 'march.csv', MARCH);
    const april = await importFile(own, person, 'april.csv', APRIL);
    await person.client.post(`${person.purse}/accounts/${accountId}/close`, { on: '2026-04-30' });
    const before = await shown(person, accountId);
    const gap = { from: '2026-03-16', to: '2026-03-31', days: 16 };
    const end = { days: expect.any(Number), rows: 0, balances: 'unknown', difference: null };
    expect(before).toEqual({
      accountId,
      currency: 'NGN',
      span: { from: '2026-03-01', to: expect.any(String) },
      covered: [
        { from: '2026-03-01', to: '2026-03-15', days: 15 },
        { from: '2026-04-01', to: '2026-04-10', days: 10 },
      ],
      gaps: [
        { ...gap, rows: 0, balances: 'differ', difference: -500_000 },
        { ...end, from: '2026-04-11', to: before.span?.to },
      ],
      overlaps: [],
      typed: [],
      months: expect.arrayContaining([
        { month: '2026-03-01', days: 31, told: 15, twice: 0, missing: 16 },
        { month: '2026-04-01', days: 30, told: 10, twice: 0, missing: 20 },
      ]),
      statements: [
        {
          id: march.statements[0]?.id,
          importId: march.id,
          fileName: 'march.csv',
          from: '2026-03-01',
          to: '2026-03-15',
          rows: 5,
          proof: 'proved',
          difference: 0,
        },
        {
          id: april.statements[0]?.id,
          importId: april.id,
          fileName: 'april.csv',
          from: '2026-04-01',
          to: '2026-04-10',
          rows: 2,
          proof: 'proved',
          difference: 0,
        },
      ],
      balances: [
        { on: '2026-02-28', balance: 1_000_000, source: 'statement' },
        { on: '2026-03-15', balance: 24_549_950, source: 'statement' },
        { on: '2026-03-31', balance: 24_049_950, source: 'statement' },
        { on: '2026-04-10', balance: 23_900_000, source: 'statement' },
      ],
    });
    const row = { accountId, date: '2026-03-20', amount: -500_000 };
    expect((await person.client.post(`${person.purse}/transactions`, row)).status).toBe(201);
    const after = await shown(person, accountId);
    expect(after.gaps[0]).toEqual({ ...gap, rows: 1, balances: 'agree', difference: 0 });
    expect(after.typed).toEqual([{ from: '2026-03-20', to: '2026-03-20', days: 1 }]);
  });

  it('are expected up to yesterday: today is not over where the purse is', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    const today = localDateIn(own.clock.now(), LAGOS);
    const before = (days: number) => addDays(today, -days);
    const file = (days: number) =>
      `Date,Narration,Amount\n${before(days + 1)},A,-5.00\n${before(days)},B,7.00\n`;
    await importFile(own, person, 'older.csv', file(2));
    expect(await shown(person, accountId)).toMatchObject({
      span: { from: before(3), to: before(1) },
      gaps: [{ from: before(1), to: before(1), days: 1 }],
    });
    await importFile(own, person, 'newer.csv', file(1));
    expect(await shown(person, accountId)).toMatchObject({
      span: { from: before(3), to: before(1) },
      covered: [{ from: before(3), to: before(1), days: 3 }],
      gaps: [],
    });
  });

  it('that two statements tell are named, and free again once one is undone', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    const first = await importFile(own, person, 'april.csv', APRIL);
    const second = await importFile(own, person, 'late.csv', LATE_APRIL);
    const ids = [first, second].map(({ statements }) => statements[0]?.id ?? '').sort();
    const told = await shown(person, accountId);
    expect(told.overlaps).toEqual([{ from: '2026-04-08', to: '2026-04-10', days: 3, statementIds: ids }]);
    expect(told.months[0]).toEqual({ month: '2026-04-01', days: 30, told: 20, twice: 3, missing: 10 });
    await undoImport(own, person, second.id);
    expect(await shown(person, accountId)).toMatchObject({
      overlaps: [],
      covered: [{ from: '2026-04-01', to: '2026-04-10', days: 10 }],
    });
  });

  it('of all accounts stand in one list; an account of somebody else has none', async () => {
    const [person, other] = [await own.person(), await own.person()];
    const first = await newAccount(person);
    await importFile(own, person, 'march.csv', MARCH);
    const second = await newAccount(person, { name: 'Purse', kind: 'cash' });
    const { body } = await person.client.get<{ items: AccountCoverage[] }>(`${person.purse}/coverage`);
    const counts = new Map(body.items.map(({ accountId, statements }) => [accountId, statements.length]));
    expect(counts).toEqual(
      new Map([
        [first, 1],
        [second, 0],
      ]),
    );
    expect(body.items.find(({ accountId }) => accountId === first)).toEqual(await shown(person, first));
    const instance = `${other.purse}/accounts/${first}/coverage`;
    expect((await other.client.get(instance)).body).toEqual(
      problem(404, 'account-not-found', { instance, detail: 'There is no such account in this purse.' }),
    );
  });
});
