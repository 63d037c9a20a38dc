import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  CURRENCIES,
  CurrencyMismatch,
  InvalidAmount,
  MOST_MINOR_UNITS,
  add,
  allocate,
  convert,
  minorUnits,
  money,
  parseDecimal,
  percentOf,
  subtract,
  sum,
  toDecimal,
} from './money.ts';

const anyCurrency = fc.constantFrom(...CURRENCIES);
const anyAmount = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });

describe('money', () => {
  it('never adds two currencies', () => {
    expect(() => add(money(1, 'NGN'), money(1, 'GHS'))).toThrow(CurrencyMismatch);
    expect(() => sum([money(1, 'NGN'), money(1, 'USD')], 'NGN')).toThrow(CurrencyMismatch);
  });

  it('refuses fractions, unsafe integers and unknown currencies', () => {
    expect(() => money(1.5, 'NGN')).toThrow(InvalidAmount);
    expect(() => money(2 ** 53, 'NGN')).toThrow(InvalidAmount);
    expect(() => money(1, 'QQQ')).toThrow(InvalidAmount);
    expect(() => add(money(Number.MAX_SAFE_INTEGER, 'NGN'), money(1, 'NGN'))).toThrow(InvalidAmount);
  });

  it('adds and subtracts inversely', () => {
    fc.assert(
      fc.property(anyAmount, anyAmount, anyCurrency, (left, right, currency) => {
        const a = money(left, currency);
        const b = money(right, currency);
        expect(subtract(add(a, b), b)).toEqual(a);
      }),
    );
  });

  it('allocates without losing a unit, each part within one unit of its share', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        anyAmount,
        weights.filter((list) => list.some((weight) => weight > 0)),
        (amount, list) => {
          const parts = allocate(money(amount, 'NGN'), list);
          const total = list.reduce((left, right) => left + right, 0);
          expect(parts.reduce((left, part) => left + part.amount, 0)).toBe(money(amount, 'NGN').amount);
          for (const [index, part] of parts.entries()) {
            expect(Math.abs(part.amount - (amount * (list[index] ?? 0)) / total)).toBeLessThanOrEqual(1.0001);
          }
        },
      ),
    );
    expect(allocate(money(100, 'NGN'), [1, 1, 1]).map((part) => part.amount)).toEqual([34, 33, 33]);
    expect(allocate(money(-100, 'NGN'), [1, 1, 1]).map((part) => part.amount)).toEqual([-34, -33, -33]);
    expect(() => allocate(money(100, 'NGN'), [0, 0])).toThrow(InvalidAmount);
  });

  it('takes percentages half-even', () => {
    expect(percentOf(money(250, 'NGN'), 1000).amount).toBe(25);
    expect(percentOf(money(25, 'NGN'), 1000).amount).toBe(2);
    expect(percentOf(money(35, 'NGN'), 1000).amount).toBe(4);
    expect(percentOf(money(-25, 'NGN'), 1000).amount).toBe(-2);
  });

  it('reads and writes decimals of every currency inversely', () => {
    fc.assert(
      fc.property(anyAmount, anyCurrency, (amount, currency) => {
        expect(parseDecimal(toDecimal(money(amount, currency)), currency)).toBe(
          money(amount, currency).amount,
        );
      }),
    );
  });

  it.each([
    ['1234.5', 'NGN', 123_450],
    ['-0.05', 'NGN', -5],
    ['+7', 'KES', 700],
    ['1500', 'UGX', 1500],
    ['1500.00', 'UGX', 1500],
    ['12.3450', 'KWD', 12_345],
    ['-0.00', 'NGN', 0],
    ['100000000000.00', 'NGN', MOST_MINOR_UNITS],
  ])('reads %s %s', (text, currency, amount) => {
    expect(parseDecimal(text, currency)).toBe(amount);
  });

  it.each([
    ['1500.50', 'UGX'],
    ['1.005', 'NGN'],
    ['100000000000.01', 'NGN'],
    ['90071992547409.93', 'NGN'],
    ['1,000', 'NGN'],
    ['1e3', 'NGN'],
    ['', 'NGN'],
    ['.5', 'NGN'],
  ])('refuses %s in %s', (text, currency) => {
    expect(() => parseDecimal(text, currency)).toThrow(InvalidAmount);
  });

  it('D10: converts only by a given rate, across different decimals', () => {
    expect(convert(money(1_000, 'USD'), '1530.25', 'NGN')).toEqual({ amount: 1_530_250, currency: 'NGN' });
    expect(convert(money(1_000, 'USD'), '3700', 'UGX')).toEqual({ amount: 37_000, currency: 'UGX' });
    expect(convert(money(37_000, 'UGX'), '0.00027', 'USD')).toEqual({ amount: 999, currency: 'USD' });
    expect(() => convert(money(1_000, 'USD'), '0', 'NGN')).toThrow(InvalidAmount);
    expect(() => convert(money(1_000, 'USD'), '', 'NGN')).toThrow(InvalidAmount);
  });

  it('knows the decimals of the currencies of its countries', () => {
    expect(['NGN', 'GHS', 'KES', 'ZAR', 'RWF', 'UGX', 'TZS', 'EGP', 'XOF', 'TND'].map(minorUnits)).toEqual([
      2, 2, 2, 2, 0, 0, 2, 2, 0, 3,
    ]);
  });
});
