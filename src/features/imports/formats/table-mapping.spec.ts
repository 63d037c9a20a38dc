import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseListed } from '../../../../test/support/listed-files.ts';
import type { ListedFile } from './listed.ts';
import { mappingFaults } from '../../../domain/table-mapping.ts';
import type { ColumnRole, TableMapping } from '../../../domain/table-mapping.ts';
import type { ParseOptions } from './statement.ts';
import { headerFingerprint } from './table-reading.ts';
import type { TableReading } from './table-reading.ts';

function read(text: string, options: Partial<ParseOptions> = {}): ListedFile {
  return parseListed(Buffer.from(text), { country: 'NG', ...options });
}

function table(file: ListedFile): TableReading {
  const [only] = file.tables ?? [];
  if (only === undefined) throw new Error('no table');
  return only;
}

const suggested = (text: string): (ColumnRole | null)[] => table(read(text)).columns.map(({ role }) => role);

const amountsOf = (file: ListedFile) => file.statements[0]?.rows.map(({ amount }) => amount);

describe('a table whose columns nobody named', () => {
  it('is not read by itself, and what its cells look like is suggested', () => {
    const file = read(
      '01/04/2026,POS SHOP,-5.00,995.00\n13/04/2026,SALARY,100.00,1095.00\n14/04/2026,FEE,-1.00,1094.00\n',
    );
    expect(file.error?.code).toBe('no-header');
    expect(table(file)).toMatchObject({
      headerLine: null,
      direction: 'sign',
      dateOrder: 'day-first',
      source: 'inferred',
      statement: null,
      columns: [
        { role: 'date', confidence: 'likely' },
        { role: 'description', confidence: 'guess' },
        { role: 'amount', confidence: 'certain', why: 'The running balance proves it.' },
        { role: 'balance', confidence: 'certain', why: 'It follows from the amounts row by row.' },
      ],
    });
  });

  it.each([
    [
      'money out and in apart',
      'x;y;z;w\n1.4.2026;Shop;5,00;\n2.4.2026;Pay;;7,00\n',
      ['date', 'description', 'debit', 'credit'],
    ],
    ['one amount', '1 Apr 2026|Shop|-5\n2 Apr 2026|Pay|7\n', ['date', 'description', 'amount']],
    [
      'two days',
      '2026-04-01,2026-04-02,Shop,-5.00\n2026-04-02,2026-04-03,Pay,7.00\n',
      ['date', 'valueDate', 'description', 'amount'],
    ],
    [
      'the newest row first',
      '3/4/2026,c,2.00,13.00\n2/4/2026,b,5.00,11.00\n1/4/2026,a,6.00,6.00\n',
      ['date', 'description', 'amount', 'balance'],
    ],
    [
      'some names that are known',
      'Buchung,Narration,Wert\n1/4/2026,Shop,-5.00\n2/4/2026,Pay,6.00\n',
      ['date', 'description', 'amount'],
    ],
  ])('with %s', (_, text, roles) => {
    expect(suggested(text)).toEqual(roles);
  });

  it('that looks like no statement has nothing to suggest', () => {
    expect(read('a,b,c\nd,e,f\ng,h,i\n').tables).toBeUndefined();
  });
});

describe('a mapping', () => {
  const MAPPING: TableMapping = {
    headerLine: null,
    columns: ['date', 'description', 'amount'],
    dateOrder: 'month-first',
    decimalMark: ',',
    direction: 'reversed',
  };

  it('goes before everything that the table shows', () => {
    const file = read('03/04/2026;Shop;1.005,00\n04/04/2026;Back;-7,00\n', { mappings: { 0: MAPPING } });
    expect(file.error).toBeNull();
    expect(file.statements[0]?.rows.map((row) => [row.date, row.amount, row.description])).toEqual([
      ['2026-03-04', '-1005.00', 'Shop'],
      ['2026-04-04', '7.00', 'Back'],
    ]);
    expect(file.dialect).toMatchObject({ source: 'given', headerLine: null });
  });

  it('is remembered for tables with the same names, wherever these stand', () => {
    const remembered = new Map([
      [headerFingerprint(['Wann', 'Was', 'Wieviel']), { ...MAPPING, headerLine: 9 }],
    ]);
    const text = 'Bank;;\n;;\nWANN;was ;Wieviel\n04/13/2026;Shop;5,00\n04/14/2026;Back;-7,00\n';
    const file = read(text, { remembered });
    expect(amountsOf(file)).toEqual(['-5.00', '7.00']);
    expect(file.dialect).toMatchObject({ source: 'remembered', headerLine: 3 });
    expect(read(text.replace('Was', 'Wo'), { remembered }).dialect?.source).toBe('remembered');
    expect(read(text.replace('Wieviel', 'Wo'), { remembered }).error?.code).toBe('no-header');
  });

  it('of a person goes before one that is remembered', () => {
    const text = 'Date;Narration;Amount\n13/04/2026;Shop;5,00\n14/04/2026;Back;-7,00\n';
    const day: TableMapping = { ...MAPPING, headerLine: 1, dateOrder: 'day-first' };
    const remembered = new Map([[headerFingerprint(['Date', 'Narration', 'Amount']), day]]);
    expect(amountsOf(read(text))).toEqual(['5.00', '-7.00']);
    expect(amountsOf(read(text, { remembered }))).toEqual(['-5.00', '7.00']);
    const mappings = { 0: { ...day, direction: 'sign' as const } };
    expect(amountsOf(read(text, { remembered, mappings }))).toEqual(['5.00', '-7.00']);
  });

  it('that says what the names say reads the same rows', () => {
    const cents = fc.integer({ min: -9_999_999, max: 9_999_999 }).filter((value) => value !== 0);
    const text = fc
      .string({ unit: fc.constantFrom(...'abc é₦-'.split('')), maxLength: 12 })
      .map((tail) => `Q${tail}`);
    fc.assert(
      fc.property(fc.array(fc.record({ cents, text }), { minLength: 4, maxLength: 12 }), (given) => {
        let balance = 1_000_000_000;
        const lines = given.map((one, i) => {
          balance += one.cents;
          const day = `${String((i % 27) + 1).padStart(2, '0')}/04/2026`;
          return `${day};${one.text};${(one.cents / 100).toFixed(2)};${(balance / 100).toFixed(2)}`;
        });
        // One day that only its own order can explain, so that the order is certain.
        lines.push(`28/04/2026;Qend;-1.00;${((balance - 100) / 100).toFixed(2)}`);
        const named = read(['Date;Narration;Amount;Balance', ...lines].join('\n'));
        const foreign = read(['Pv;Selite;Summa;Saldo nyt', ...lines].join('\n'), {
          mappings: {
            0: {
              headerLine: 1,
              columns: ['date', 'description', 'amount', 'balance'],
              dateOrder: 'day-first',
              decimalMark: '.',
              direction: 'sign',
            },
          },
        });
        expect(foreign.statements).toEqual(named.statements);
      }),
      { numRuns: 100 },
    );
  });

  it('never makes the reader throw, whatever it says', () => {
    const role = fc.constantFrom<ColumnRole | null>(
      'date',
      'valueDate',
      'description',
      'counterparty',
      'reference',
      'amount',
      'debit',
      'credit',
      'direction',
      'balance',
      'currency',
      'status',
      null,
    );
    const mapping = fc.record({
      headerLine: fc.option(fc.nat(6)),
      columns: fc.array(role, { minLength: 1, maxLength: 7 }),
      dateOrder: fc.constantFrom('day-first' as const, 'month-first' as const, 'year-first' as const),
      decimalMark: fc.constantFrom('.' as const, ',' as const),
      direction: fc.constantFrom(
        'columns' as const,
        'type' as const,
        'sign' as const,
        'reversed' as const,
        'plain-is-out' as const,
        'balance' as const,
      ),
    });
    const text =
      'Bank,,,,\nDate,Narration,Debit,Credit,Balance\n03/04/2026,a,5.00,,10.00\n13/04/2026,b,,7.00,17.00\nTotal,,5.00,7.00,\n';
    fc.assert(
      fc.property(mapping, (given) => {
        const file = read(text, { mappings: { 0: given } });
        const rows = file.statements.flatMap((one) => [...one.rows, ...one.rejected]);
        expect(rows.map(({ index }) => index).sort((a, b) => a - b)).toEqual(rows.map((_, i) => i));
        const known = table(read(text));
        mappingFaults(given, { width: known.width, rows: known.rows });
      }),
      { numRuns: 500 },
    );
  });
});
