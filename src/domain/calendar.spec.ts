import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  InvalidDate,
  addDays,
  addMonths,
  daysBetween,
  eachMonth,
  endOfMonth,
  fromDayNumber,
  isLocalDate,
  isZone,
  localDateIn,
  weekday,
} from './calendar.ts';

const anyDay = fc.integer({ min: -100_000, max: 100_000 }).map(fromDayNumber);

describe('calendar', () => {
  it('knows which days exist', () => {
    for (const day of ['2026-02-28', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])
      expect(isLocalDate(day)).toBe(true);
    for (const text of [
      '2026-02-29',
      '1900-02-29',
      '2026-04-31',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '0000-01-01',
      '',
    ]) {
      expect(isLocalDate(text)).toBe(false);
    }
    expect(() => addDays('2026-02-30', 1)).toThrow(InvalidDate);
  });

  it('adds days and counts them inversely', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -50_000, max: 50_000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days);
      }),
    );
  });

  it('orders days as their texts', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (left, right) => {
        expect(Math.sign(daysBetween(left, right))).toBe(left === right ? 0 : left < right ? 1 : -1);
      }),
    );
  });

  it('adds months within the month’s length', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(addMonths('2026-11-15', 14)).toBe('2028-01-15');
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -600, max: 600 }), (day, months) => {
        const moved = addMonths(day, months);
        expect(isLocalDate(moved)).toBe(true);
        expect(moved <= endOfMonth(moved)).toBe(true);
      }),
    );
  });

  it('numbers weekdays from Monday', () => {
    expect([weekday('2026-11-23'), weekday('2026-11-29'), weekday('1970-01-01')]).toEqual([1, 7, 4]);
  });

  it('walks months', () => {
    expect([...eachMonth({ from: '2025-12-20', to: '2026-02-01' })]).toEqual([
      '2025-12-01',
      '2026-01-01',
      '2026-02-01',
    ]);
  });

  it('takes the day where the person is: half past midnight in Lagos is not yesterday', () => {
    const instant = new Date('2026-03-01T23:30:00Z');
    expect(localDateIn(instant, 'Africa/Lagos')).toBe('2026-03-02');
    expect(localDateIn(instant, 'UTC')).toBe('2026-03-01');
    expect(isZone('Africa/Lagos')).toBe(true);
    expect(isZone('Africa/Nowhere')).toBe(false);
  });
});
