import { describe, expect, it } from '@jest/globals';
import { looksLikeDay, looksLikeMoney, mappingFaults } from './table-mapping.ts';
import type { TableMapping } from './table-mapping.ts';

const TABLE = {
  width: 4,
  rows: [
    { line: 3, cells: ['Day', 'Text', 'Sum', 'Left'] },
    { line: 4, cells: ['03/04/2026', 'Shop on Road 12', '-5.00', '995.00'] },
    { line: 5, cells: ['04/04/2026', 'Pay', '100.00', ''] },
  ],
};

const RIGHT: TableMapping = {
  headerLine: 3,
  columns: ['date', 'description', 'amount', 'balance'],
  dateOrder: 'day-first',
  decimalMark: '.',
  direction: 'sign',
};

const faults = (part: Partial<TableMapping>) =>
  mappingFaults({ ...RIGHT, ...part }, TABLE).map(({ pointer, code }) => [pointer, code]);

describe('a mapping', () => {
  it('is right with a day, an amount and a rule that its columns serve', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ columns: ['date', 'description', 'debit'], direction: 'columns' })).toEqual([]);
    expect(faults({ columns: ['date', 'description', 'amount', 'description'] })).toEqual([]);
    expect(faults({ headerLine: null })).toEqual([]);
  });

  it.each([
    [{ columns: [null, 'date', 'amount'] }, [['/columns/1', 'no-days-here']]],
    [{ columns: ['date', 'amount'] }, [['/columns/1', 'no-numbers-here']]],
    [{ columns: ['description', null, 'amount'] }, [['/columns', 'no-date']]],
    [
      { columns: ['date'] },
      [
        ['/columns', 'no-amount'],
        ['/direction', 'needs-amount'],
      ],
    ],
    [{ columns: ['date', null, 'amount', 'amount'] }, [['/columns/3', 'twice']]],
    [{ columns: ['date', null, 'amount', null, null] }, [['/columns', 'too-many-columns']]],
    [{ headerLine: 9 }, [['/headerLine', 'no-such-row']]],
    [{ direction: 'columns' }, [['/direction', 'needs-sides']]],
    [{ direction: 'type' }, [['/direction', 'needs-type']]],
    [{ columns: ['date', null, 'amount'], direction: 'balance' }, [['/direction', 'needs-balance']]],
  ] satisfies [Partial<TableMapping>, string[][]][])('is wrong in %j', (part, wrong) => {
    expect(faults(part)).toEqual(wrong);
  });

  it.each([
    '03/04/2026',
    '2026-04-03',
    '20260403',
    '3 Apr 2026',
    '03APR26',
    'Apr 3, 2026',
    '3.4.26',
    '03/04/2026 10:15',
  ])('knows the day %s', (text) => expect(looksLikeDay(text)).toBe(true));

  it.each(['Shop 12', '1,234.50', '995.00', '', 'REF/12/x'])('knows that %s is no day', (text) =>
    expect(looksLikeDay(text)).toBe(false),
  );

  it.each(['5', '-5.00', '(1,234.50)', '₦1 000,00', '5.00 DR', '1.234,50-', 'NGN 12'])(
    'knows the amount %s',
    (text) => expect(looksLikeMoney(text)).toBe(true),
  );

  it.each(['Shop at 12 Road street', 'x', '', '03APR26 and more text'])(
    'knows that %s is no amount',
    (text) => expect(looksLikeMoney(text)).toBe(false),
  );
});
