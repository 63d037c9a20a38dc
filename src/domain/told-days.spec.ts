import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, eachDay } from './calendar.ts';
import { includesDay } from './spans.ts';
import { toldDays } from './told-days.ts';

const statement = (id: string, from: string, to: string) => ({ id, from, to });

describe('days that statements tell', () => {
  it('have a gap between two of them and after the last, and none where there is no statement', () => {
    expect(toldDays([], [], '2026-05-10')).toEqual({
      span: null,
      covered: [],
      gaps: [],
      overlaps: [],
      months: [],
    });
    const told = toldDays(
      [statement('b', '2026-03-01', '2026-03-31'), statement('a', '2026-01-15', '2026-02-10')],
      [],
      '2026-04-02',
    );
    expect(told.covered).toEqual([
      { from: '2026-01-15', to: '2026-02-10' },
      { from: '2026-03-01', to: '2026-03-31' },
    ]);
    expect(told.gaps).toEqual([
      { from: '2026-02-11', to: '2026-02-28', days: 18, around: null },
      { from: '2026-04-01', to: '2026-04-02', days: 2, around: null },
    ]);
    expect(told.months).toEqual([
      { month: '2026-01-01', days: 17, told: 17, twice: 0, missing: 0 },
      { month: '2026-02-01', days: 28, told: 10, twice: 0, missing: 18 },
      { month: '2026-03-01', days: 31, told: 31, twice: 0, missing: 0 },
      { month: '2026-04-01', days: 2, told: 0, twice: 0, missing: 2 },
    ]);
  });

  it('overlap by the statements that tell them, also three at once', () => {
    const { overlaps } = toldDays(
      [
        statement('a', '2026-03-01', '2026-03-20'),
        statement('b', '2026-03-10', '2026-03-31'),
        statement('c', '2026-03-15', '2026-03-15'),
      ],
      [],
      '2026-03-31',
    );
    expect(overlaps).toEqual([
      { from: '2026-03-10', to: '2026-03-14', days: 5, statementIds: ['a', 'b'] },
      { from: '2026-03-15', to: '2026-03-15', days: 1, statementIds: ['a', 'b', 'c'] },
      { from: '2026-03-16', to: '2026-03-20', days: 5, statementIds: ['a', 'b'] },
    ]);
  });

  it('that touch have neither gap nor overlap', () => {
    const { gaps, overlaps } = toldDays(
      [statement('a', '2026-03-01', '2026-03-31'), statement('b', '2026-04-01', '2026-04-30')],
      [],
      '2026-04-30',
    );
    expect([gaps, overlaps]).toEqual([[], []]);
  });

  it('have around a gap the last balance before it and the first behind it', () => {
    const { gaps } = toldDays(
      [statement('a', '2026-03-01', '2026-03-10'), statement('b', '2026-03-21', '2026-03-31')],
      [
        { on: '2026-02-28', balance: 100 },
        { on: '2026-03-10', balance: 150 },
        { on: '2026-03-20', balance: 90 },
        { on: '2026-03-31', balance: 10 },
      ],
      '2026-03-31',
    );
    expect(gaps[0]?.around).toEqual({ after: '2026-03-10', to: '2026-03-20', change: -60 });
  });
});

const DAY = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-01-10', days));
const STATEMENTS = fc
  .array(fc.tuple(DAY, fc.integer({ min: 0, max: 25 })), { minLength: 1, maxLength: 8 })
  .map((list) => list.map(([from, days], index) => statement(`s${index}`, from, addDays(from, days))));

describe('any statements', () => {
  it('leave each day told, missing or told twice as counting them day by day does', () => {
    fc.assert(
      fc.property(STATEMENTS, DAY, (statements, until) => {
        const told = toldDays(statements, [], until);
        const span = told.span ?? { from: until, to: until };
        const sums = { told: 0, twice: 0, missing: 0 };
        for (const day of eachDay(span)) {
          const by = statements.filter(({ from, to }) => from <= day && day <= to).map(({ id }) => id);
          expect([day, includesDay(told.covered, day)]).toEqual([day, by.length > 0]);
          expect([day, includesDay(told.gaps, day)]).toEqual([day, by.length === 0]);
          const overlap = told.overlaps.filter(({ from, to }) => from <= day && day <= to);
          expect([day, overlap.map(({ statementIds }) => statementIds)]).toEqual([
            day,
            by.length > 1 ? [by.sort()] : [],
          ]);
          sums.told += by.length > 0 ? 1 : 0;
          sums.twice += by.length > 1 ? 1 : 0;
          sums.missing += by.length === 0 ? 1 : 0;
        }
        for (const key of ['told', 'twice', 'missing'] as const)
          expect(told.months.reduce((sum, month) => sum + month[key], 0)).toBe(sums[key]);
      }),
      { numRuns: 300 },
    );
  });
});
