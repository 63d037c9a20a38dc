import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CATEGORY_KINDS, firstCategories } from './categories.ts';
import { categorise } from './categorise.ts';
import { counterpartyName, likeness } from './counterparty-name.ts';
import { COUNTRY_CODES } from './country.ts';
import { normaliseText, occurrenceNumbers } from './fingerprint-text.ts';

describe('first categories', () => {
  it.each(COUNTRY_CODES)('%s: unique keys and names, every kind present', (country) => {
    const set = firstCategories(country);
    expect(new Set(set.map((category) => category.key)).size).toBe(set.length);
    expect(new Set(set.map((category) => category.name)).size).toBe(set.length);
    expect(new Set(set.map((category) => category.kind))).toEqual(new Set(CATEGORY_KINDS));
  });
});

describe('rules for categories', () => {
  it.each([
    ['POS/WEB PURCHASE UBER *TRIP LAGOS', -4_500, 'transport'],
    ['NIP CHARGE + VAT ON TRANSFER', -5_250, 'bank-fees'],
    ['SMS ALERT CHARGE MAR', -400, 'bank-fees'],
    ['MTN AIRTIME TOP UP 0803', -100_000, 'airtime'],
    ['IKEDC PREPAID TOKEN', -500_000, 'electricity'],
    ['MARCH SALARY ACME LTD', 45_000_000, 'salary'],
    ['AJO CONTRIBUTION WEEK 3', -1_000_000, 'group'],
    ['AJO PAYOUT', 10_000_000, 'group-payout'],
    ['DSTV COMPACT SUBSCRIPTION', -1_900_000, 'subscriptions'],
    ['ATM WDL GTB YABA', -2_000_000, 'cash'],
    ['TRANSFER TO OWN ACCOUNT', -2_000_000, 'own-transfer'],
    ['KPLC PREPAID', -100_000, 'electricity'],
  ])('%s', (text, amount, key) => {
    expect(categorise(text, amount, 'NG')?.key).toBe(key);
  });

  it('matches whole words only: a badge is no bad, a barracks no bar', () => {
    expect(categorise('BARRACKS ROAD', -100, 'NG')).toBeNull();
    expect(categorise('SALVATION', 100, 'NG')).toBeNull();
    expect(categorise('RENTOKIL', -100, 'NG')).toBeNull();
  });

  it('takes direction seriously: money in is never an expense', () => {
    expect(categorise('UBER REFUND', 4_500, 'NG')).toBeNull();
  });

  it('only names categories that every purse has', () => {
    const keys = new Set(firstCategories('NG').map((category) => category.key));
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(-1, 1), (text, amount) => {
        const guess = categorise(text, amount, 'NG');
        expect(guess === null || keys.has(guess.key)).toBe(true);
      }),
    );
  });
});

describe('counterparty names', () => {
  it.each([
    ['POS PURCHASE - SHOPRITE IKEJA 00023918 12/03/2026', 'Shoprite Ikeja'],
    ['NIP TRANSFER TO CHUKWUEMEKA OBI/REF 000013260312093412', 'Chukwuemeka Obi'],
    ['WEB PYMT BOLT.EU/O/2603121', 'Bolt.eu O'],
    ['Mama Put Kitchen', 'Mama Put Kitchen'],
    ['000123456', '000123456'],
  ])('%s', (text, name) => {
    expect(counterpartyName(text)).toBe(name);
  });

  it('are short, and the same for a name that is one already', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'grapheme' }), (text) => {
        const name = counterpartyName(text);
        expect(name.length).toBeLessThanOrEqual(80);
        expect(name === '').toBe(
          text
            .normalize('NFKC')
            .replace(/[\u0000-\u001f\u007f]+/g, ' ')
            .trim() === '',
        );
      }),
    );
  });

  it('tell likeness', () => {
    expect(likeness('POS PURCHASE SHOPRITE IKEJA 0023', 'Shoprite Ikeja')).toBeGreaterThan(0.8);
    expect(likeness('Shoprite', 'SHOPRITE IKEJA CITY MALL')).toBeGreaterThan(0.8);
    expect(likeness('Uber trip', 'Bolt ride')).toBeLessThan(0.3);
    expect(likeness('', 'Bolt')).toBe(0);
  });
});

describe('fingerprint texts', () => {
  it('fold case, blanks and composition', () => {
    expect(normaliseText('  Caf\u00e9\u00a0 LAGOS\t')).toBe(normaliseText('cafe\u0301 lagos'));
  });

  it('D52: number equal rows, so that two equal purchases stay two', () => {
    expect(occurrenceNumbers(['a', 'b', 'a', 'a', 'b'])).toEqual([1, 1, 2, 3, 2]);
  });
});
