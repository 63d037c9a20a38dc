import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseListed, readListed } from '../../../../test/support/listed-files.ts';
import type { ListedFile } from './listed.ts';
import { PDF_CORPUS } from '../../../../test/support/pdf/corpus.ts';
import { lockedPdf } from '../../../../test/support/pdf/locked-pdf.ts';
import { xlsxOf } from '../../../../test/support/workbooks.ts';
import { zipOf } from '../../../../test/support/zip.ts';
import type { Packed } from '../../../../test/support/zip.ts';
import type { ParseLimits } from './statement.ts';

const HEAD = 'Date,Narration,Amount';
const table = (...rows: string[]) => `${[HEAD, ...rows].join('\n')}\n`;
const QIF = '!Type:Bank\nD13/04/2026\nT-7.00\nPShop\n^\n';
const MT940 = ':20:A\n:25:0123\n:60F:C260401NGN10,00\n:61:2604020402D5,00NTRFNONREF\n:62F:C260402NGN5,00\n';

const FILES: Packed[] = [
  { name: 'a/april.csv', bytes: table('13/04/2026,Shop,-5.00', '14/04/2026,Pay,9.00') },
  { name: 'b/april.csv', bytes: table('15/04/2026,Bus,-1.00') },
  { name: 'bank.sta', bytes: MT940 },
  { name: 'cash.qif', bytes: QIF },
  { name: 'gh.pdf', bytes: readFileSync(new URL('gh-current.pdf', PDF_CORPUS)) },
  {
    name: 'may.xlsx',
    bytes: xlsxOf([{ name: 'May', rows: [HEAD.split(','), [{ day: '2026-05-04' }, 'Market', -2.5]] }]),
  },
  { name: 'note.txt', bytes: 'Dear customer, here are your statements.' },
];

const sync = (files: readonly Packed[], limits: Partial<ParseLimits> = {}): ListedFile =>
  parseListed(zipOf(files), { country: 'NG', limits });

describe('a ZIP archive of several statements', () => {
  it('is one file with a statement for each, of any formats, each with the name of its file', async () => {
    const file = await readListed(zipOf(FILES), { country: 'NG' });
    expect(file).toMatchObject({ error: null, format: 'zip', encoding: '', rowCount: 17 });
    expect(file.formats).toEqual(['csv', 'mt940', 'qif', 'xlsx', 'pdf']);
    expect(file.dialect).toBeUndefined();
    expect(file.statements.map((one) => [one.file, one.rows.length, one.rejected.length])).toEqual([
      ['a/april.csv', 2, 0],
      ['b/april.csv', 1, 0],
      ['bank.sta', 1, 0],
      ['cash.qif', 1, 0],
      ['may.xlsx', 1, 0],
      ['gh.pdf', 10, 1],
    ]);
    const rows = file.statements.flatMap((one) => [...one.rows, ...one.rejected]);
    expect(rows.map(({ index }) => index)).toEqual(Array.from({ length: 17 }, (_, i) => i));
    expect(rows.at(-1)).toMatchObject({ where: 'note.txt', code: 'not-a-row' });
    expect(file.tables?.map(({ position, sheet, statement }) => [position, sheet, statement])).toEqual([
      [0, 'a/april.csv', 0],
      [1, 'b/april.csv', 1],
      [2, 'may.xlsx, May', 4],
    ]);
  });

  it('is the same however it was packed', async () => {
    const usual = await readListed(zipOf(FILES), { country: 'NG' });
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(FILES, { minLength: FILES.length }),
        fc.array(fc.boolean(), { minLength: FILES.length, maxLength: FILES.length }),
        async (files, stored) => {
          const bytes = zipOf(files.map((file, i) => ({ ...file, stored: stored[i] ?? false })));
          expect(await readListed(bytes, { country: 'NG' })).toEqual(usual);
        },
      ),
      { numRuns: 30, seed: 20_261_201 },
    );
  });

  it('is read by a mapping of one of its tables, and by none of the others', () => {
    const odd = 'Tag;Was;Wieviel\n13.04.2026;Laden;-5,00\n14.04.2026;Lohn;9,00\n';
    const files = [
      { name: 'b.csv', bytes: odd },
      { name: 'a.csv', bytes: table('13/04/2026,Shop,-5.00') },
    ];
    const unsure = sync(files);
    expect(unsure.error).toMatchObject({ code: 'no-header', where: 'b.csv' });
    expect(unsure.tables?.map(({ position, sheet, statement }) => [position, sheet, statement])).toEqual([
      [0, 'a.csv', 0],
      [1, 'b.csv', null],
    ]);
    const mapped = parseListed(zipOf(files), {
      country: 'NG',
      mappings: {
        1: {
          headerLine: 1,
          columns: ['date', 'description', 'amount'],
          dateOrder: 'day-first',
          decimalMark: ',',
          direction: 'sign',
        },
      },
    });
    expect(mapped.statements.map((one) => [one.file, one.rows.map(({ amount }) => amount)])).toEqual([
      ['a.csv', ['-5.00']],
      ['b.csv', ['-5.00', '9.00']],
    ]);
  });

  it('counts its rows on for whoever waits', () => {
    const told: number[] = [];
    const many = table(...Array.from({ length: 1200 }, () => '13/04/2026,Shop,-5.00'));
    const bytes = zipOf([
      { name: 'a.csv', bytes: many },
      { name: 'b.csv', bytes: many },
    ]);
    parseListed(bytes, { country: 'NG', onProgress: (rows) => told.push(rows) });
    expect(told).toEqual([1000, 2200]);
  });

  it('opens its locked PDFs by one password, and says which of them asks', async () => {
    const bytes = zipOf([
      { name: 'march.pdf', bytes: lockedPdf('4711') },
      { name: 'april.csv', bytes: table('13/04/2026,Shop,-5.00') },
      { name: 'may.pdf', bytes: lockedPdf('4711') },
    ]);
    const locked = await readListed(bytes, { country: 'NG' });
    expect(locked.error).toMatchObject({ code: 'password-needed', where: 'march.pdf' });
    const wrong = await readListed(bytes, { country: 'NG', password: '1174' });
    expect(wrong.error).toMatchObject({ code: 'wrong-password', where: 'march.pdf' });
    const opened = await readListed(bytes, { country: 'NG', password: '4711' });
    expect(opened.statements.map(({ file, rows }) => [file, rows.length])).toEqual([
      ['april.csv', 1],
      ['march.pdf', 2],
      ['may.pdf', 2],
    ]);
  });

  it.each<[string, Packed, string, string]>([
    [
      'a statement breaks off',
      { name: 'b.xml', bytes: '<?xml version="1.0"?><Document><BkToCstmrStmt><Stmt>' },
      'truncated',
      'b.xml',
    ],
    ['a table has no row', { name: 'b.csv', bytes: table() }, 'no-statement', 'b.csv'],
    ['a file is empty', { name: 'b.csv', bytes: '' }, 'empty', 'b.csv'],
    ['a PDF is none', { name: 'b.pdf', bytes: '%PDF-1.7' }, 'unreadable', 'b.pdf'],
    [
      'a workbook is of another program',
      {
        name: 'b.ods',
        bytes: zipOf([{ name: 'mimetype', bytes: 'application/vnd.oasis.opendocument', stored: true }]),
      },
      'unsupported-format',
      'b.ods',
    ],
    [
      'another archive is in it',
      { name: 'b.zip', bytes: zipOf([{ name: 'c.csv', bytes: table() }]) },
      'unsupported-format',
      'b.zip',
    ],
    [
      'a packed file is in it',
      { name: 'b.gz', bytes: Buffer.from([0x1f, 0x8b, 8, 0]) },
      'unsupported-format',
      'b.gz',
    ],
  ])('is refused with the name of the file where %s', async (_, file, code, where) => {
    const bytes = zipOf([{ name: 'a.csv', bytes: table('13/04/2026,Shop,-5.00') }, file]);
    const read = await readListed(bytes, { country: 'NG' });
    expect(read).toMatchObject({ statements: [], rowCount: 0 });
    expect([read.error?.code, read.error?.where?.split(',')[0]]).toEqual([code, where]);
    expect(read.error?.why).not.toBe('');
  });

  it('has the rows of one file at most, and workbooks in it unpack to no more than one does', () => {
    const files = ['a.csv', 'b.csv'].map((name) => ({
      name,
      bytes: table('13/04/2026,A,-5.00', '13/04/2026,B,-5.00'),
    }));
    expect(sync(files, { maxRows: 4 }).rowCount).toBe(4);
    expect(sync(files, { maxRows: 3 }).error).toEqual({
      code: 'too-many-rows',
      why: 'The files of the ZIP archive hold more than 3 rows together. Send them in two parts.',
      where: 'b.csv',
    });
    const books = ['a.xlsx', 'b.xlsx'].map((name) => ({
      name,
      bytes: xlsxOf([
        { name: 'x'.repeat(30), rows: [HEAD.split(','), ['13/04/2026', 'y'.repeat(9000), -1]] },
      ]),
      stored: true,
    }));
    const [one] = books;
    if (one === undefined) throw new Error('no book');
    const both = sync(books, { maxUnpackedBytes: 24_000 });
    expect(both.error).toMatchObject({ code: 'too-large', where: 'b.xlsx' });
    expect(sync([one], { maxUnpackedBytes: 24_000 }).error).toBeNull();
  });

  it('shows names that were made to deceive as what they are', () => {
    const names = [
      '\u202efdp.exe.csv',
      '../../etc/passwd',
      'C:\\x\\y.csv',
      `${'n'.repeat(300)}.csv`,
      '\u0000.csv',
      '<b>.csv',
    ];
    const file = sync(names.map((name) => ({ name, bytes: table('13/04/2026,Shop,-5.00') })));
    expect(file.statements.map((one) => one.file)).toEqual([
      '.csv',
      'passwd',
      '<b>.csv',
      'y.csv',
      'n'.repeat(80),
      'fdp.exe.csv',
    ]);
  });
});
