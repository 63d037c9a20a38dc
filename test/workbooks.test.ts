import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { commitImport, factsOf, newAccount, readImport, rowsOf, transactionsOf } from './support/imports.ts';
import { provedApp } from './support/proved-app.ts';
import { xlsOf, xlsxOf } from './support/workbooks.ts';
import type { Cell } from './support/workbooks.ts';

const own = provedApp();

const HEAD: Cell[] = ['Date', 'Narration', 'Debit', 'Credit', 'Balance'];
const APRIL: Cell[][] = [
  HEAD,
  [{ day: '2026-04-03' }, 'POS SHOPRITE', 1234.1, null, 8765.9],
  [{ day: '2026-04-13' }, 'SALARY', null, 50_000, 58_765.9],
];
const MAY: Cell[][] = [HEAD, [{ day: '2026-05-02' }, 'DANFO', 500, null, 58_265.9]];
const AS_CSV =
  'Date,Narration,Debit,Credit,Balance\n03/04/2026,POS SHOPRITE,1234.10,,8765.90\n13/04/2026,SALARY,,50000.00,58765.90\n';

describe('a workbook', () => {
  it('goes from the file to the account, and is the same rows as XLSX, XLS and CSV', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    const bytes = xlsxOf([{ name: 'April', rows: APRIL }]);
    const read = await readImport(own, person, 'april.xlsx', bytes);
    const counts = { rows: 2, new: 2, duplicate: 0, rejected: 0, doubtful: 0 };
    expect(read).toMatchObject({
      status: 'ready',
      format: 'xlsx',
      encoding: null,
      dialect: { delimiter: '', headerLine: 1, dateOrder: 'day-first' },
      problem: null,
      counts,
      statements: [
        {
          accountId,
          periodFrom: '2026-04-03',
          periodTo: '2026-04-13',
          counts,
          proof: { state: 'proved', opening: 1_000_000, sum: 4_876_590, closing: 5_876_590, difference: 0 },
        },
      ],
    });
    expect((await rowsOf(person, read.id)).map((row) => [row.where, row.raw, row.amount])).toEqual([
      ['sheet April, row 2', '2026-04-03\tPOS SHOPRITE\t1234.10\t\t8765.90', -123_410],
      ['sheet April, row 3', '2026-04-13\tSALARY\t\t50000\t58765.90', 5_000_000],
    ]);
    await commitImport(own, person, read.id);
    expect(factsOf(await transactionsOf(person))).toEqual([
      ['2026-04-13', 5_000_000, 'SALARY'],
      ['2026-04-03', -123_410, 'POS SHOPRITE'],
    ]);
    const files: [string, string | Uint8Array][] = [
      ['april.xls', xlsOf([{ name: 'April', rows: APRIL }])],
      ['april.csv', AS_CSV],
    ];
    for (const [name, again] of files) {
      const other = await readImport(own, person, name, again);
      expect(other.counts).toEqual({ rows: 2, new: 0, duplicate: 2, rejected: 0, doubtful: 0 });
    }
  });

  it('with a statement on each of two sheets is one import of two statements', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    const read = await readImport(
      own,
      person,
      'year.xlsx',
      xlsxOf([
        { name: 'Notes', rows: [['Dear customer']] },
        { name: 'April', rows: APRIL },
        { name: 'May', rows: MAY },
      ]),
    );
    expect(read.statements.map((one) => [one.periodFrom, one.counts.new])).toEqual([
      ['2026-04-03', 2],
      ['2026-05-02', 1],
    ]);
    for (const { id } of read.statements)
      await person.client.patch(`${person.purse}/imports/${read.id}/statements/${id}`, { accountId });
    await commitImport(own, person, read.id);
    expect(factsOf(await transactionsOf(person)).map(([date]) => date)).toEqual([
      '2026-05-02',
      '2026-04-13',
      '2026-04-03',
    ]);
  });

  it('that is locked leaves the name and the reason and nothing else', async () => {
    const person = await own.person();
    const filepass = Buffer.from([0x2f, 0, 2, 0, 0, 0]);
    const read = await readImport(own, person, 'locked.xls', xlsOf([{ name: 'A', rows: APRIL }], [filepass]));
    expect(read).toMatchObject({
      status: 'failed',
      format: null,
      statements: [],
      problem: {
        code: 'locked',
        detail:
          'The workbook is locked with a password. Open it, save a copy without a password, and send the copy.',
        where: null,
      },
    });
    const file = await person.client.get(`${person.purse}/imports/${read.id}/file`);
    expect(file.status).toBe(404);
  });
});

describe('an export of another program', () => {
  it('becomes the accounts that it names, opening balances and both halves of a transfer included', async () => {
    const person = await own.person();
    const bytes = readFileSync(new URL('./corpus/exports/ynab.csv', import.meta.url));
    const read = await readImport(own, person, 'register.csv', bytes);
    expect(
      read.statements.map((one) => [one.statedName, one.currency, one.counts.new, one.counts.rejected]),
    ).toEqual([
      ['GTBank', 'NGN', 3, 1],
      ['Cash', 'NGN', 2, 0],
    ]);
    for (const { id, statedName } of read.statements) {
      const newAccount = { name: statedName, kind: 'current' };
      await person.client.patch(`${person.purse}/imports/${read.id}/statements/${id}`, { newAccount });
    }
    await commitImport(own, person, read.id);
    expect(factsOf(await transactionsOf(person))).toEqual([
      ['2026-04-25', 25_000_000, 'April – Inflow: Ready to Assign'],
      ['2026-04-14', -30_000, 'Living: Transport'],
      ['2026-04-13', 2_000_000, 'ATM, Yaba'],
      ['2026-04-13', -2_000_000, 'ATM, Yaba – flag: Red'],
      ['2026-04-03', -170_000, 'Living: Food lunch -1500.00; Giving: Tips -200.00'],
    ]);
    const { body } = await person.client.get<{
      items: { name: string; balance: { amount: number } | null }[];
    }>(`${person.purse}/accounts`);
    expect(body.items.map(({ name, balance }) => [name, balance?.amount ?? null])).toEqual([
      ['GTBank', 12_000_000 + 25_000_000 - 2_000_000 - 170_000],
      // The export says nothing of what Cash held at first.
      ['Cash', null],
    ]);
  });
});
