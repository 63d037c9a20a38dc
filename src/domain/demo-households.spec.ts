import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addMonths, startOfMonth } from './calendar.ts';
import { firstCategories } from './categories.ts';
import { DEMO_MONTHS, DEMO_SIGN_INS, demoHouseholds } from './demo-households.ts';

const seeds = fc.integer({ min: 0, max: 0x7fff_ffff });
const days = fc.integer({ min: 0, max: 900 }).map((offset) => addDays('2025-01-01', offset));

describe('the households of the demo', () => {
  it('are the same for the same seed and day, and others for another seed', () => {
    fc.assert(
      fc.property(seeds, days, (seed, on) => {
        const written = (given: number) => JSON.stringify(demoHouseholds(given, on));
        const once = written(seed);
        expect(written(seed) === once).toBe(true);
        expect(written(seed + 1) === once).toBe(false);
      }),
      { numRuns: 3 },
    );
  });

  it('have 36 months of rows in known categories, transfers in pairs, and no account ever below zero', () => {
    fc.assert(
      fc.property(seeds, days, (seed, on) => {
        const first = addMonths(startOfMonth(on), 1 - DEMO_MONTHS);
        for (const { profile, rows, balances } of demoHouseholds(seed, on)) {
          const keys = new Set(firstCategories(profile.country).map(({ key }) => key));
          const months = new Set(rows.map(({ date }) => date.slice(0, 7)));
          expect(months.size).toBeGreaterThanOrEqual(DEMO_MONTHS - 1);
          expect(rows.length).toBeGreaterThan(800);
          for (const { date, amount, category } of rows) {
            if (date < first || date > on || !Number.isSafeInteger(amount) || amount === 0)
              throw new Error(`${profile.key}: ${amount} on ${date}`);
            if (category !== null && !keys.has(category)) throw new Error(`no category ${category}`);
          }
          const transfers = new Map<number, number[]>();
          for (const { transfer, amount } of rows)
            if (transfer !== null) transfers.set(transfer, [...(transfers.get(transfer) ?? []), amount]);
          for (const [out = 1, into = 1, ...more] of transfers.values())
            expect([out + into, more]).toEqual([0, []]);
          for (const { key } of profile.accounts) {
            let balance = balances[key] ?? -1;
            for (const row of rows.toReversed()) {
              if (row.account === key) balance -= row.amount;
              if (balance < 0) throw new Error(`${profile.key} ${key} was at ${balance} before ${row.date}`);
            }
          }
        }
      }),
      { numRuns: 3 },
    );
  });

  it('live in four countries and sign in by names of their own', () => {
    const households = demoHouseholds(1, '2026-03-01');
    expect(new Set(households.map(({ profile }) => profile.country))).toEqual(
      new Set(['NG', 'GH', 'KE', 'ZA']),
    );
    expect(DEMO_SIGN_INS.map(({ email }) => email)).toEqual(households.map(({ email }) => email));
    expect(new Set(DEMO_SIGN_INS.map(({ email }) => email)).size).toBe(5);
  });
});
