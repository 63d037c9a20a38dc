import fc from 'fast-check';
import { addDecimals } from '../../../src/features/imports/formats/decimal.ts';
import type { Column, Row, StatementLayout } from './statement-layout.ts';

const day = fc
  .integer({ min: 0, max: 88 })
  .map((after) => new Date(Date.UTC(2026, 0, 1 + after)).toISOString().slice(0, 10));
const word = fc.constantFrom(
  ...'market transport Kwame lunch repairs water school shop rent loan chama susu tailor airtime bread maize'.split(
    ' ',
  ),
);
const text = fc.array(word, { minLength: 1, maxLength: 14 }).map((words) => `Xa ${words.join(' ')}`);
const cents = fc.integer({ min: -9_999_999, max: 9_999_999 }).filter((value) => value !== 0);
const decimal = (value: number) =>
  `${value < 0 ? '-' : ''}${Math.floor(Math.abs(value) / 100)}.${String(Math.abs(value) % 100).padStart(2, '0')}`;
const rows = (most: number) =>
  fc
    .array(fc.record({ date: day, description: text, amount: cents.map(decimal) }), {
      minLength: 3,
      maxLength: most,
    })
    .map(
      // One amount at least shows how money out is marked, and one that its column is not money in.
      (all): Row[] =>
        [
          { date: '2026-01-01', description: 'Xa first', amount: '-1.00' },
          { date: '2026-01-01', description: 'Xa second', amount: '2.00' },
          ...all,
        ].sort((a, b) => a.date.localeCompare(b.date)),
    );

export const closingOf = (opening: string, all: readonly Row[]) =>
  all.reduce((sum, { amount }) => addDecimals(sum, amount), opening);

type Titles = Record<'date' | 'description' | 'debit' | 'credit' | 'amount' | 'balance', string[]>;
const TITLES: Titles[] = [
  {
    date: ['Date'],
    description: ['Details'],
    debit: ['Debit'],
    credit: ['Credit'],
    amount: ['Amount'],
    balance: ['Balance'],
  },
  {
    date: ['Transaction', 'Date'],
    description: ['Narration'],
    debit: ['Money', 'Out'],
    credit: ['Money', 'In'],
    amount: ['Amount'],
    balance: ['Running', 'Balance'],
  },
  {
    date: ['Data'],
    description: ['Descrição'],
    debit: ['Débito'],
    credit: ['Crédito'],
    amount: ['Valor'],
    balance: ['Saldo'],
  },
  {
    date: ['Tarehe'],
    description: ['Maelezo'],
    debit: ['Zilizotoka'],
    credit: ['Zilizoingia'],
    amount: ['Kiasi'],
    balance: ['Salio'],
  },
];

/** Any order of columns, amounts set right, left or around their middle, names set as they like, any way of writing. */
export const anyLayout: fc.Arbitrary<StatementLayout> = fc
  .record({
    titles: fc.constantFrom(...TITLES),
    split: fc.boolean(),
    balanced: fc.boolean(),
    textAt: fc.integer({ min: 0, max: 3 }),
    titleAlign: fc.constantFrom('left' as const, 'right' as const, 'center' as const),
    align: fc.constantFrom('right' as const, 'right' as const, 'left' as const),
    wrap: fc.constantFrom(90, 140, 200),
    middle: fc.boolean(),
    rowGap: fc.integer({ min: 4, max: 9 }),
    rowsPerPage: fc.integer({ min: 3, max: 8 }),
    headerOnce: fc.boolean(),
    write: fc.constantFrom('run' as const, 'word' as const, 'letter' as const, 'kerned' as const),
    rotate: fc.constantFrom(0 as const, 90 as const, 180 as const, 270 as const),
    face: fc.constantFrom(undefined, 'fixed' as const),
    group: fc.constantFrom(',', ''),
    rows: rows(25),
    opening: fc.integer({ min: 0, max: 99_999_999 }).map(decimal),
  })
  .map(
    ({
      titles,
      split,
      balanced,
      textAt,
      titleAlign,
      align,
      wrap,
      face,
      group,
      rows: all,
      opening,
      ...rest
    }) => {
      const money: Column['role'][] = [
        ...(split ? (['debit', 'credit'] as const) : (['amount'] as const)),
        ...(balanced ? (['balance'] as const) : []),
      ];
      const order: Column['role'][] = ['date', ...money];
      order.splice(Math.min(textAt, money.length) + 1, 0, 'description');
      let x = 36;
      const columns = order.map((role): Column => {
        const width = role === 'description' ? wrap + 16 : role === 'date' ? 62 : 90;
        const from = x;
        x += width;
        const title = titles[role as keyof Titles];
        if (role === 'date' || role === 'description')
          return { role, title, x: from, ...(role === 'description' ? { width: wrap } : {}) };
        const place = (how: typeof align | typeof titleAlign) =>
          how === 'left' ? from + 4 : how === 'right' ? from + 82 : from + 43;
        return { role, title, x: place(align), align, titleX: place(titleAlign), titleAlign };
      });
      const closing = closingOf(opening, all);
      return {
        about: 'made up',
        country: 'NG',
        page: { width: Math.max(595, x + 20), height: 842, write: rest.write, rotate: rest.rotate },
        ...(face === undefined ? {} : { face }),
        size: face === undefined ? 8 : 6.5,
        lead: 10,
        rowGap: rest.rowGap,
        middle: rest.middle,
        headerOnce: rest.headerOnce,
        rowsPerPage: rest.rowsPerPage,
        dates: 'DD/MM/YYYY',
        money: { group, decimal: '.', negative: 'minus' },
        columns,
        bottom: [[{ x: 36, text: 'Page {page} of {pages}' }]],
        sections: [
          {
            account: '0123456789',
            name: null,
            period: ['2026-01-01', '2026-03-30'],
            currency: 'NGN',
            opening,
            closing,
            above: [
              [
                { x: 36, text: 'Account Number: 0123456789' },
                { x: 300, text: 'Currency: NGN' },
              ],
              [{ x: 36, text: 'Statement period: 01/01/2026 to 30/03/2026' }],
              [
                { x: 36, text: `Opening balance: ${opening}` },
                { x: 300, text: `Closing balance: ${closing}` },
              ],
            ],
            rows: all,
          },
        ],
      };
    },
  );
