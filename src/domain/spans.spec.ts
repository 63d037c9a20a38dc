import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, fromDayNumber } from './calendar.ts';
import { purseCoverage } from './coverage.ts';
import { countDays, includesDay, intersect, lastDays, union } from './spans.ts';

const anySpan = fc
  .record({ start: fc.integer({ min: 20_000, max: 20_200 }), length: fc.integer({ min: 0, max: 40 }) })
  .map(({ start, length }) => ({ from: fromDayNumber(start), to: fromDayNumber(start + length) }));
const anySpans = fc.array(anySpan, { maxLength: 6 });
const allDays = Array.from({ length: 260 }, (_, index) => fromDayNumber(19_990 + index));

describe('spans', () => {
  it('hold in a union the days of either, in an intersection the days of both', () => {
    fc.assert(
      fc.property(anySpans, anySpans, (left, right) => {
        const a = union(left);
        const b = union(right);
        const either = union([...left, ...right]);
        const both = intersect(a, b);
        for (const day of allDays) {
          expect(includesDay(either, day)).toBe(includesDay(a, day) || includesDay(b, day));
          expect(includesDay(both, day)).toBe(includesDay(a, day) && includesDay(b, day));
        }
        expect(countDays(either)).toBe(allDays.filter((day) => includesDay(either, day)).length);
      }),
      { numRuns: 50 },
    );
  });

  it('give the last covered days across gaps', () => {
    fc.assert(
      fc.property(anySpans, fc.integer({ min: 0, max: 120 }), (spans, days) => {
        const all = union(spans);
        const taken = lastDays(all, days);
        expect(countDays(taken)).toBe(Math.min(days, countDays(all)));
        const covered = allDays.filter((day) => includesDay(all, day));
        expect(allDays.filter((day) => includesDay(taken, day))).toEqual(
          covered.slice(Math.max(0, covered.length - days)),
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe('coverage', () => {
  const account = (accountId: string, given: object = {}) => ({
    accountId,
    spendable: true,
    statements: [],
    firstOn: null,
    lastOn: null,
    ...given,
  });

  it('needs every spendable account that has records, and names those without', () => {
    const result = purseCoverage(
      [
        account('bank', { statements: [{ from: '2026-01-01', to: '2026-01-31' }] }),
        account('cash', { firstOn: '2026-01-10', lastOn: '2026-02-20' }),
        account('empty'),
        account('savings', { spendable: false, firstOn: '2026-01-20', lastOn: '2026-01-20' }),
      ],
      '2026-03-01',
    );
    expect(result).toEqual({ spans: [{ from: '2026-01-10', to: '2026-01-31' }], withoutRecords: ['empty'] });
  });

  it('does not reach past today', () => {
    const future = account('bank', { firstOn: '2026-01-01', lastOn: addDays('2026-01-31', 20) });
    expect(purseCoverage([future], '2026-01-31').spans).toEqual([{ from: '2026-01-01', to: '2026-01-31' }]);
  });
});

describe('covered days of a purse', () => {
  const account = (accountId: string, firstOn: string | null, lastOn: string | null) => ({
    accountId,
    spendable: true,
    statements: [],
    firstOn,
    lastOn,
  });

  it('are those on which every account with records is covered', () => {
    const coverage = purseCoverage(
      [account('a', '2026-01-01', '2026-03-31'), account('b', '2026-02-01', '2026-04-30')],
      '2026-05-01',
    );
    expect(coverage).toEqual({ spans: [{ from: '2026-02-01', to: '2026-03-31' }], withoutRecords: [] });
  });

  it('are not lost by one row in a new wallet, which is named instead', () => {
    const coverage = purseCoverage(
      [
        account('bank', '2026-01-01', '2026-06-30'),
        account('cash', '2026-07-01', '2026-07-01'),
        account('new', null, null),
      ],
      '2026-07-01',
    );
    expect(coverage).toEqual({
      spans: [{ from: '2026-01-01', to: '2026-06-30' }],
      withoutRecords: ['cash', 'new'],
    });
  });

  it('of short records alone are still counted', () => {
    const coverage = purseCoverage([account('cash', '2026-07-01', '2026-07-05')], '2026-07-10');
    expect(coverage).toEqual({ spans: [{ from: '2026-07-01', to: '2026-07-05' }], withoutRecords: [] });
  });
});
