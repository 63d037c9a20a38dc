import { gzipSync } from 'node:zlib';
import type { HostileFile } from './hostile-file.ts';

const MEGABYTE = 1024 * 1024;
const HEAD = 'Date,Narration,Amount';
const table = (...rows: string[]) => `${[HEAD, ...rows].join('\n')}\n`;
const cp1252 = (text: string) => Buffer.from(text, 'latin1');

/** Tables, and what is sent as one. */
export const TEXTS: HostileFile[] = [
  {
    name: 'blank.csv',
    what: 'nothing but blank space',
    make: () => '  \n \n',
    ends: { code: 'empty', where: null },
  },
  {
    name: 'mark.csv',
    what: 'a byte order mark and nothing behind it',
    make: () => '\ufeff',
    ends: { code: 'empty', where: null },
  },
  {
    name: 'head.csv',
    what: 'only names of columns',
    make: () => table(),
    ends: { code: 'no-statement', where: null },
  },
  {
    name: 'page.csv',
    what: 'a log-in page',
    make: () => '<!DOCTYPE html><html><body>Please log in</body></html>',
    ends: { code: 'unsupported-format', where: null },
  },
  {
    name: 'picture.csv',
    what: 'a picture',
    make: () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]),
    ends: { code: 'unsupported-format', where: null },
  },
  {
    name: 'program.csv',
    what: 'a program',
    make: () => Buffer.concat([Buffer.from('\u007fELF'), Buffer.alloc(4000, 1)]),
    ends: { code: 'unreadable', where: null },
  },
  {
    name: 'noise.csv',
    what: 'bytes of no meaning',
    make: () => Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256),
    ends: { code: 'unreadable', where: null },
  },
  {
    name: 'words.txt',
    what: 'a letter',
    make: () => 'Dear customer,\nthank you for your patience.\n',
    ends: { code: 'unknown-format', where: null },
  },
  {
    name: 'numbers.txt',
    what: 'a list of numbers',
    make: () => '1\n2\n3\n',
    ends: { code: 'no-statement', where: null },
  },
  {
    name: 'data.json',
    what: 'data of a program',
    make: () => '[{"amount": 1}]',
    ends: { code: 'unsupported-format', where: null },
  },
  {
    name: 'bomb.csv.gz',
    what: 'a packed file that grows a thousandfold',
    make: () => gzipSync('0'.repeat(5_000_000)),
    ends: { code: 'unsupported-format', where: null },
  },
  {
    name: 'unsigned.csv',
    what: 'amounts that do not say which way',
    make: () => table('13/03/2026,SHOP,10.00', '14/03/2026,SHOP,11.00'),
    ends: { code: 'no-direction', where: null },
  },
  {
    name: 'line.csv',
    what: 'one line of ten megabytes',
    make: () => 'x'.repeat(10 * MEGABYTE),
    ends: { code: 'unknown-format', where: null },
  },
  {
    name: 'cells.csv',
    what: 'one line of ten megabytes, all commas',
    make: () => `${HEAD}${','.repeat(10 * MEGABYTE)}\n`,
    ends: { code: 'too-large', where: 'line 1' },
  },
  {
    name: 'cell.csv',
    what: 'a cell of ten megabytes',
    make: () => table(`13/03/2026,${'x'.repeat(10 * MEGABYTE)},-1.00`, '14/03/2026,SHOP,-2.00'),
    ends: { rows: 2, rejected: ['field-too-long'] },
  },
  {
    name: 'quote.csv',
    what: 'a quotation that never ends',
    make: () => table(`13/03/2026,"${'x\n'.repeat(5 * MEGABYTE)}`),
    ends: { code: 'truncated', where: 'line 2' },
  },
  {
    name: 'quotes.csv',
    what: 'ten megabytes of quotation marks',
    make: () => table(`13/03/2026,${'"'.repeat(10 * MEGABYTE)},-1.00`),
    ends: { code: 'field-too-long', where: 'line 2' },
  },
  {
    name: 'quoted-lines.csv',
    what: 'three million quoted lines in one cell',
    make: () => table(`13/03/2026,"${'""\n'.repeat(3_000_000)}",-1.00`),
    ends: { code: 'field-too-long', where: 'line 2' },
  },
  {
    name: 'columns.csv',
    what: '200,000 columns',
    make: () =>
      `${HEAD},${Array.from({ length: 200_000 }, (_, i) => `c${i}`).join(',')}\n13/03/2026,SHOP,-1.00\n`,
    ends: { code: 'too-large', where: 'line 1' },
  },
  {
    name: 'wide.csv',
    what: 'a row of 200,000 columns',
    make: () => table('13/03/2026,SHOP,-1.00', `14/03/2026,SHOP,-2.00${',x'.repeat(200_000)}`),
    ends: { rows: 2, rejected: [] },
  },
  {
    name: 'blank-rows.csv',
    what: 'a million blank rows',
    make: () => table('13/03/2026,SHOP,-1.00', ',,\n'.repeat(1_000_000)),
    ends: { rows: 1, rejected: [] },
    slow: true,
  },
  {
    name: 'many.csv',
    what: 'a row more than is read',
    make: () => table(Array.from({ length: 200_001 }, (_, i) => `13/03/2026,S${i},-1.00`).join('\n')),
    ends: { code: 'too-many-rows', where: null },
    slow: true,
  },
  {
    name: 'zeros.csv',
    what: 'zero bytes among the letters',
    make: () => table('13/03/2026,SH\u0000OP,-1.00', '14/03/2026,\u0000\u0000,-2.00'),
    ends: { code: 'unreadable', where: null },
  },
  {
    name: 'padded.csv',
    what: 'ten megabytes of zero bytes behind the rows',
    make: () => Buffer.concat([Buffer.from(table('13/03/2026,SHOP,-1.00')), Buffer.alloc(10 * MEGABYTE)]),
    ends: { rows: 1, rejected: [] },
  },
  {
    name: 'mixed.csv',
    what: 'two encodings in one file',
    make: () =>
      Buffer.concat([Buffer.from(table('13/03/2026,Café,-1.00')), cp1252('14/03/2026,Café,-2.00\n')]),
    ends: { rows: 2, rejected: [] },
  },
  {
    name: 'mixed16.csv',
    what: 'two bytes a letter, then one',
    make: () =>
      Buffer.concat([
        Buffer.from(`\ufeff${table('13/03/2026,SHOP,-1.00')}`, 'utf16le'),
        Buffer.from('14/03/2026,SHOP,-2.00\n'),
      ]),
    ends: { rows: 1, rejected: [] },
  },
  {
    name: 'odd16.csv',
    what: 'two bytes a letter, cut in a letter',
    make: () => Buffer.from(`\ufeff${table('13/03/2026,SHOP,-1.00')}`, 'utf16le').subarray(0, -3),
    ends: { rows: 1, rejected: ['bad-amount'] },
  },
  {
    name: 'ages.csv',
    what: 'days of long ago and of the far future',
    make: () =>
      table(
        '13/03/2026,SHOP,-1.00',
        '13/03/0026,SHOP,-1.00',
        '13/03/1066,SHOP,-1.00',
        '13/03/9999,SHOP,-1.00',
        '13/03/22026,SHOP,-1.00',
        '31/02/2026,SHOP,-1.00',
      ),
    ends: { rows: 6, rejected: ['bad-date', 'bad-date', 'bad-date', 'bad-date', 'bad-date'] },
  },
  {
    name: 'sums.csv',
    what: 'amounts that no account holds',
    make: () =>
      table(
        '13/03/2026,SHOP,-1.00',
        `14/03/2026,SHOP,-${'9'.repeat(400)}.00`,
        '15/03/2026,SHOP,-1e308',
        '16/03/2026,SHOP,NaN',
        '17/03/2026,SHOP,-0.005',
      ),
    ends: { rows: 5, rejected: ['bad-amount', 'bad-amount', 'bad-amount'], notTaken: 1 },
  },
  {
    name: 'two-currencies.csv',
    what: 'two currencies in one account',
    make: () => 'Date,Narration,Amount,Currency\n13/03/2026,SHOP,-1.00,NGN\n14/03/2026,SHOP,-2.00,USD\n',
    ends: { rows: 2, rejected: [], notTaken: 1 },
  },
  {
    name: 'balances.csv',
    what: 'a running balance that does not follow',
    make: () =>
      `Date,Narration,Debit,Credit,Balance\n13/03/2026,SHOP,5.00,,95.00\n14/03/2026,SHOP,5.00,,9000.00\n15/03/2026,PAY,,10.00,9010.00\n`,
    ends: { rows: 3, rejected: [], proof: 'off' },
  },
  {
    name: 'formulas.csv',
    what: 'cells that a spreadsheet would run',
    make: () =>
      table(
        '13/03/2026,"=HYPERLINK(""http://x"")",-1.00',
        '14/03/2026,@SUM(A1),-2.00',
        '15/03/2026,+cmd|calc,-3.00',
      ),
    ends: { rows: 3, rejected: [] },
  },
  {
    name: 'markup.csv',
    what: 'markup and statements of a database',
    make: () =>
      table('13/03/2026,<script>alert(1)</script>,-1.00', "14/03/2026,'; drop table transactions; --,-2.00"),
    ends: { rows: 2, rejected: [] },
  },
];
