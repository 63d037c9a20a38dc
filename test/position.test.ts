import { describe, expect, it } from '@jest/globals';
import type { CashFlowView, PositionView } from '../src/features/position/position.contract.ts';
import { TestClock, startApp } from './support/app.ts';
import type { Person } from './support/app.ts';
import { importFile, newAccount } from './support/imports.ts';
import { provedApp } from './support/proved-app.ts';

/** What the figures are told for: the last day of June 2026, in Lagos. */
const TODAY = '2026-06-30';

const own = provedApp(() => {
  const clock = new TestClock();
  clock.advance(Date.parse(`${TODAY}T10:00:00Z`) - Date.now());
  return startApp({}, { clock });
});

const position = async (person: Person) =>
  (await person.client.get<PositionView>(`${person.purse}/position`)).body;

/** Six months of one salary account: each month the same seven rows, paid on the 25th before. */
function halfYear(): string {
  const lines = ['Date,Narration,Debit,Credit,Balance'];
  let balance = 100_000;
  const row = (day: string, text: string, amount: number) => {
    balance += amount;
    const [debit, credit] = amount < 0 ? [(-amount).toFixed(2), ''] : ['', amount.toFixed(2)];
    lines.push(`${day},${text},${debit},${credit},${balance.toFixed(2)}`);
  };
  for (const month of ['01', '02', '03', '04', '05', '06']) {
    row(`01/${month}/2026`, 'RENT FLAT 3', -60_000);
    row(`05/${month}/2026`, 'POS SHOPRITE IKEJA', -40_000);
    row(`12/${month}/2026`, 'DANFO AND BUS', -10_000);
    row(`15/${month}/2026`, 'TRANSFER TO MUMMY UPKEEP', -20_000);
    row(`18/${month}/2026`, 'LOAN REPAYMENT CARBON', -15_000);
    row(`20/${month}/2026`, 'AIRTIME MTN', -5_000);
    row(`25/${month}/2026`, 'SALARY ACME LTD', 250_000);
  }
  return `${lines.join('\n')}\n`;
}

describe('where I stand', () => {
  it('is unknown, with what is missing, before anything was told', async () => {
    const person = await own.person();
    const view = await position(person);
    const missing = [{ code: expect.any(String), detail: expect.any(String) }];
    expect(view).toMatchObject({
      asOf: TODAY,
      currency: 'NGN',
      liquid: { known: false, missing: expect.arrayContaining(missing) },
      runway: { known: false },
      safeToSpend: { known: false },
      score: { known: false },
      supportShare: null,
      coverage: { days: 0, from: null, to: null, rowsUsed: 0, excluded: [], rates: [] },
    });
  });

  it('rests on the three stated figures until there are records, and gives no score from them', async () => {
    const person = await own.person({
      stated: {
        moneyAtHand: 9_000_000,
        income: { amount: 20_000_000, rhythm: 'monthly', nextOn: '2026-07-10' },
        spending: { amount: 500_000, rhythm: 'daily' },
      },
    });
    const view = await position(person);
    expect(view.runway).toEqual({ known: true, days: 18, source: 'stated' });
    expect(view.safeToSpend).toMatchObject({ known: true, form: 'stated', until: '2026-07-10', days: 10 });
    expect(view.score.known).toBe(false);
  });

  it('tells runway, safe to spend and the score from six months of a statement', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    await importFile(own, person, 'half-year.csv', halfYear());
    const view = await position(person);
    // Closing 700,000; essential outflow of the 90 covered days to 25 June: 3 × 150,000, less nothing.
    expect(view.liquid).toEqual({ known: true, amount: 70_000_000, source: 'records', leftOut: [] });
    expect(view.dailyOutflow).toMatchObject({ known: true, source: 'records', days: 90, amount: 500_000 });
    expect(view.runway).toEqual({ known: true, days: 140, source: 'records' });
    expect(view.safeToSpend).toMatchObject({
      known: true,
      form: 'simulated',
      until: '2026-07-25',
    });
    if (!view.safeToSpend.known) throw new Error('no safe to spend');
    expect(view.safeToSpend.chancePercent).toBeGreaterThanOrEqual(80);
    if (!view.score.known) throw new Error('no score');
    const parts = new Map(view.score.parts.map((part) => [part.key, part]));
    expect(parts.get('saving')).toMatchObject({ known: true, measure: 0.4, points: 100, weight: 30 });
    expect(parts.get('runway')).toMatchObject({ known: true, measure: 140, weight: 25 });
    expect(parts.get('debt-service')).toMatchObject({ known: true, measure: 0.06, points: 100 });
    expect(parts.get('income-steadiness')).toMatchObject({ known: true });
    expect(parts.get('commitment-load')).toMatchObject({ known: true, measure: 0.34 });
    expect(view.score).toMatchObject({ label: 'strong' });
    expect(view.supportShare).toBeCloseTo(0.08, 6);
    expect(view.coverage).toMatchObject({
      days: 176,
      from: '2026-01-01',
      to: '2026-06-25',
      excluded: [],
      rates: [],
      categorised: 1,
      accountsWithoutRecords: [],
    });
    expect(accountId).toBeDefined();
  });

  it('leaves rows of another currency out, counted and named: no rate is ever made up', async () => {
    const person = await own.person();
    await newAccount(person);
    await importFile(own, person, 'half-year.csv', halfYear());
    const dollars = await newAccount(person, { name: 'Dollars', currency: 'USD', spendable: false });
    await person.client.post(`${person.purse}/transactions`, {
      accountId: dollars,
      date: '2026-06-02',
      amount: 4_000,
    });
    const view = await position(person);
    expect(view.coverage.excluded).toEqual([{ reason: 'no-rate', currency: 'USD', rows: 1 }]);
    expect(view.liquid).toMatchObject({ known: true, amount: 70_000_000 });
  });

  it('is the same answer for every member and every time: the seed comes from the inputs', async () => {
    const person = await own.person();
    await newAccount(person);
    await importFile(own, person, 'half-year.csv', halfYear());
    expect(await position(person)).toEqual(await position(person));
  });
});

describe('money in and out', () => {
  it('is told per income period, from one salary to the next, and per month', async () => {
    const person = await own.person();
    await newAccount(person);
    await importFile(own, person, 'half-year.csv', halfYear());
    const flow = async (query: string) =>
      (await person.client.get<CashFlowView>(`${person.purse}/cash-flow${query}`)).body;
    const months = await flow('?by=month&from=2026-04-01&to=2026-06-30');
    expect(
      months.periods.map(({ from, to, in: moneyIn, out, net, rows }) => ({
        from,
        to,
        moneyIn,
        out,
        net,
        rows,
      })),
    ).toEqual([
      {
        from: '2026-04-01',
        to: '2026-04-30',
        moneyIn: 25_000_000,
        out: 15_000_000,
        net: 10_000_000,
        rows: 7,
      },
      {
        from: '2026-05-01',
        to: '2026-05-31',
        moneyIn: 25_000_000,
        out: 15_000_000,
        net: 10_000_000,
        rows: 7,
      },
      {
        from: '2026-06-01',
        to: '2026-06-30',
        moneyIn: 25_000_000,
        out: 15_000_000,
        net: 10_000_000,
        rows: 7,
      },
    ]);
    expect(months.periods[0]?.byKind).toEqual([
      { kind: 'income', amount: 25_000_000 },
      { kind: 'spending', amount: 5_000_000 },
      { kind: 'bill', amount: 6_500_000 },
      { kind: 'support', amount: 2_000_000 },
      { kind: 'debt', amount: 1_500_000 },
    ]);
    const periods = await flow('?by=period&from=2026-04-01&to=2026-06-30');
    expect(periods.periods.map(({ from, to, complete }) => [from, to, complete])).toEqual([
      ['2026-03-25', '2026-04-24', true],
      ['2026-04-25', '2026-05-24', true],
      ['2026-05-25', '2026-06-24', true],
      ['2026-06-25', '2026-06-30', false],
    ]);
  });

  it('refuses a range that ends before it begins', async () => {
    const person = await own.person();
    const answer = await person.client.get(`${person.purse}/cash-flow?from=2026-06-02&to=2026-06-01`);
    expect(answer.body).toMatchObject({ status: 422, code: 'empty-range', errors: [{ pointer: '?to' }] });
  });
});
