import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addMonths, daysBetween } from './calendar.ts';
import { completePeriods, nextArrival } from './income-periods.ts';

const arrivals = (...days: string[]) => days.map((day) => ({ day, amount: 100_000 }));
const next = (days: string[], asOf: string) => nextArrival(arrivals(...days), null, asOf);

describe('the next income', () => {
  it('of a monthly salary is its usual day of the next month, however long the months are', () => {
    expect(next(['2026-01-25', '2026-02-25', '2026-03-25'], '2026-03-30')).toEqual({
      on: '2026-04-25',
      from: 'arrivals',
      overdue: false,
    });
    expect(next(['2026-04-30', '2026-05-29', '2026-06-30'], '2026-07-02')?.on).toBe('2026-07-30');
  });

  it('of a salary paid on the last day stays the last day in February', () => {
    expect(next(['2025-11-30', '2025-12-31', '2026-01-31'], '2026-02-01')?.on).toBe('2026-02-28');
  });

  it('of irregular income is the usual wait after the last one', () => {
    expect(next(['2026-03-01', '2026-03-10', '2026-03-24', '2026-04-02'], '2026-04-03')?.on).toBe(
      '2026-04-11',
    );
  });

  it('is unknown before the third arrival, and overdue when it did not come', () => {
    expect(next(['2026-03-01', '2026-04-01'], '2026-04-03')).toBeNull();
    expect(next(['2026-01-25', '2026-02-25', '2026-03-25'], '2026-05-01')).toMatchObject({ overdue: true });
  });

  it('always lies after today', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 2, maxLength: 12 }),
        fc.integer({ min: 0, max: 200 }),
        (gaps, wait) => {
          const days = ['2025-01-31'];
          for (const gap of gaps) days.push(addDays(days.at(-1) ?? '', gap));
          const asOf = addDays(days.at(-1) ?? '', wait);
          const expected = nextArrival(arrivals(...days), null, asOf);
          expect(expected).not.toBeNull();
          if (expected !== null) expect(daysBetween(asOf, expected.on)).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe('income periods', () => {
  it('lie side by side, from one arrival to the day before the next', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 10 }), (gaps) => {
        const days = ['2025-01-01'];
        for (const gap of gaps) days.push(addDays(days.at(-1) ?? '', gap));
        const periods = completePeriods(arrivals(...days), null, addMonths(days.at(-1) ?? '', 1));
        expect(periods.map((period) => period.from)).toEqual(days.slice(0, -1));
        periods.slice(1).forEach((period, index) => {
          expect(daysBetween(periods[index]?.to ?? '', period.from)).toBe(1);
        });
      }),
    );
  });
});
