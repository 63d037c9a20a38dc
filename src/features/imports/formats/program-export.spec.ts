import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseListed } from '../../../../test/support/listed-files.ts';
import type { ListedFile } from './listed.ts';
import { xlsxOf } from '../../../../test/support/workbooks.ts';
import { packed } from '../../../../test/support/zip.ts';
import { addDecimals } from './decimal.ts';

const YNAB =
  'Account,Flag,Date,Payee,Category Group/Category,Category Group,Category,Memo,Outflow,Inflow,Cleared';

function read(text: string | Uint8Array, country = 'NG'): ListedFile {
  return parseListed(Buffer.from(text), { country });
}

const told = (file: ListedFile) =>
  file.statements.map(({ accountName, opening, rows }) => [
    accountName,
    opening,
    ...rows.map((row) => [row.where, row.amount, row.counterparty, row.description]),
  ]);

describe('an export of another program', () => {
  it('is a statement for each account that its rows name, in CSV or in a workbook', () => {
    const file = read(
      `${YNAB}\nBank,,13/04/2026,Transfer : Cash,,,,ATM,500.00,0.00,Cleared\nCash,,13/04/2026,Transfer : Bank,,,,ATM,0.00,500.00,Cleared\nBank,,14/04/2026,Shop,A: Food,A,Food,,20.00,0.00,Cleared\n`,
    );
    expect(file.error).toBeNull();
    expect(told(file)).toEqual([
      [
        'Bank',
        null,
        ['line 2', '-500.00', 'Transfer : Cash', 'ATM'],
        ['line 4', '-20.00', 'Shop', 'A: Food'],
      ],
      ['Cash', null, ['line 3', '500.00', 'Transfer : Bank', 'ATM']],
    ]);
    expect(file.statements.flatMap(({ rows }) => rows.map(({ index }) => index))).toEqual([0, 2, 1]);
    expect(file.dialect).toMatchObject({ headerLine: 1, directionWhy: 'This is how YNAB writes it.' });
    const book = read(
      xlsxOf([
        {
          name: 'Register',
          rows: [
            YNAB.split(','),
            ['Bank', null, { day: '2026-04-14' }, 'Shop', 'A: Food', 'A', 'Food', null, 20, 0, 'Cleared'],
          ],
        },
      ]),
    );
    expect(told(book)).toEqual([['Bank', null, ['sheet Register, row 2', '-20.00', 'Shop', 'A: Food']]]);
  });

  it('has one row for a split entry only where all of its parts are there', () => {
    const part = (number: number, of: number, out: string): string =>
      `Bank,,13/04/2026,Shop,A: Food,A,Food,(Split ${number}/${of}) p${number},${out},0.00,Cleared`;
    expect(told(read([YNAB, part(1, 2, '5.00'), part(2, 2, '6.00')].join('\n')))).toEqual([
      ['Bank', null, ['line 2', '-11.00', 'Shop', 'A: Food p1 -5.00; A: Food p2 -6.00']],
    ]);
    expect(told(read([YNAB, part(1, 3, '5.00'), part(2, 3, '6.00')].join('\n')))).toEqual([
      [
        'Bank',
        null,
        ['line 2', '-5.00', 'Shop', 'p1 – A: Food'],
        ['line 2', '-6.00', 'Shop', 'p2 – A: Food'],
      ],
    ]);
  });

  it('of Actual counts the entry and not its parts again', () => {
    const head = 'Account,Date,Payee,Notes,Category,Amount,Split_Amount,Cleared';
    const file = read(
      `${head}\nA,2026-04-03,Shop,(SPLIT INTO 2) week,,0,-60,Cleared\nA,2026-04-03,Shop,(SPLIT 1 OF 2) bread,Food,-45.5,0,Cleared\nA,2026-04-03,Shop,(SPLIT 2 OF 2) soap,Home,-14.5,0,Cleared\nA,2026-04-03,Shop,,Home,-1,0,Cleared\n`,
    );
    expect(told(file)).toEqual([
      [
        'A',
        null,
        ['line 2', '-60.00', 'Shop', 'week – Food bread -45.50; Home soap -14.50'],
        ['line 5', '-1.00', 'Shop', 'Home'],
      ],
    ]);
  });

  it('loses no money, however its entries are split', () => {
    const entry = fc.record({
      account: fc.constantFrom('A', 'B'),
      parts: fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 4 }),
      left: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 10 }), (entries) => {
        const sums: Record<string, string> = { A: '0.00', B: '0.00' };
        const lines = entries.flatMap(({ account, parts, left }) => {
          const shown = left && parts.length > 2 ? parts.slice(1) : parts;
          return shown.map((cents, i) => {
            const amount = (cents / 100).toFixed(2);
            sums[account] = addDecimals(sums[account] ?? '0.00', `-${amount}`);
            const memo = parts.length === 1 ? '' : `(Split ${i + 1}/${parts.length}) x`;
            return `${account},,13/04/2026,Shop,A: Food,A,Food,${memo},${amount},0.00,Cleared`;
          });
        });
        const file = read([YNAB, ...lines].join('\n'));
        for (const { accountName, rows } of file.statements) {
          const sum = rows.reduce((total, row) => addDecimals(total, row.amount), '0.00');
          expect(sum).toBe(sums[accountName ?? '']);
        }
        const indexes = file.statements.flatMap(({ rows }) => rows.map(({ index }) => index));
        expect(indexes.sort((a, b) => a - b)).toEqual(indexes.map((_, i) => i));
      }),
    );
  });

  it('comes in one ZIP archive with the plan, which is no statement and says so', () => {
    const plan =
      'Month,Category Group/Category,Category Group,Category,Assigned,Activity,Available\nApr 2026,A: Food,A,Food,₦500.00,-₦20.00,₦480.00\nMay 2026,A: Food,A,Food,₦500.00,₦0.00,₦980.00\n';
    expect(read(plan).error).toMatchObject({ code: 'unsupported-format' });
    expect(read(plan).error?.why).toMatch(/^This is the plan that YNAB exports/);
    const register = `${YNAB}\nBank,,14/04/2026,Shop,A: Food,A,Food,,20.00,0.00,Cleared\n`;
    const zip = packed({ 'Home - Plan.csv': plan, 'Home - Register.csv': register });
    expect(told(read(zip))).toEqual(told(read(register)));
  });

  it('says of each row what cannot be used', () => {
    const file = read(
      `${YNAB}\nBank,,soon,Shop,,,,,5.00,0.00,Cleared\nBank,,13/04/2026,Shop,,,,,five,0.00,Cleared\nBank,,13/04/2026,Shop,,,,,,,Cleared\nBank,,,Shop,,,,,1.00,0.00,Cleared\n`,
    );
    expect(file.statements[0]?.rejected.map(({ where, code }) => [where, code])).toEqual([
      ['line 2', 'bad-date'],
      ['line 3', 'bad-amount'],
      ['line 4', 'no-amount'],
      ['line 5', 'bad-date'],
    ]);
    expect(read(`${YNAB}\n`).error?.code).toBe('no-statement');
  });
});
