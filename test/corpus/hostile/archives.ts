import { xlsxOf } from '../../support/workbooks.ts';
import { packed, zipOf } from '../../support/zip.ts';
import type { Packed } from '../../support/zip.ts';
import type { HostileFile } from './hostile-file.ts';

const HEAD = ['Date', 'Narration', 'Amount'];
const TABLE = 'Date,Narration,Amount\n13/04/2026,Shop,-5.00\n';
const one = (more: Partial<Packed>) => zipOf([{ name: 'a.csv', bytes: TABLE, ...more }]);

/** More than a megabyte that shrinks to a hundredth, as dull texts do. */
const large = () =>
  Buffer.alloc(1_400_000, Buffer.from(Array.from({ length: 1000 }, (_, i) => (i * i) % 127)));

/** An archive whose one block of bytes is the content of many files. */
function overlapping(): Buffer {
  const blanks = Buffer.alloc(60 * 1024);
  const names = Array.from({ length: 40 }, (_, i) => `${i}.csv`);
  return zipOf(names.map((name, i) => ({ name, bytes: blanks, ...(i === 0 ? {} : { placeOf: 0 }) })));
}

/** An archive in an archive in an archive. */
function nested(depth: number): Buffer {
  let bytes: Uint8Array = packed({ 'a.csv': TABLE });
  for (let at = 0; at < depth; at += 1) bytes = packed({ [`${at}.zip`]: bytes });
  return Buffer.from(bytes);
}

/** ZIP archives that grow, lie, or hide what they hold. */
export const ARCHIVES: HostileFile[] = [
  {
    name: 'bomb.zip',
    what: 'a file that grows a thousandfold',
    make: () => packed({ 'a.csv': Buffer.alloc(50_000_000) }),
    ends: { code: 'too-large', where: 'a.csv' },
  },
  {
    name: 'bombs.zip',
    what: 'files that are too large together only',
    make: () => packed(Object.fromEntries(Array.from({ length: 49 }, (_, i) => [`${i}.csv`, large()]))),
    ends: { code: 'too-large', where: null },
  },
  {
    name: 'nested.zip',
    what: 'archives inside each other',
    make: () => nested(10),
    ends: { code: 'unsupported-format', where: '9.zip' },
  },
  {
    name: 'overlap.zip',
    what: 'forty files of the same bytes',
    make: overlapping,
    ends: { code: 'unreadable', where: '0.csv' },
  },
  {
    name: 'twice.zip',
    what: 'two files of one path',
    make: () =>
      zipOf([
        { name: 'a.csv', bytes: TABLE },
        { name: 'a.csv', bytes: TABLE },
      ]),
    ends: { code: 'unreadable', where: null },
  },
  {
    name: 'less.zip',
    what: 'a file that says to be smaller',
    make: () => one({ size: 5 }),
    ends: { code: 'unreadable', where: 'a.csv' },
  },
  {
    name: 'more.zip',
    what: 'a file that says to be larger',
    make: () => one({ size: 500 }),
    ends: { code: 'unreadable', where: 'a.csv' },
  },
  {
    name: 'sum.zip',
    what: 'a file with a wrong check sum',
    make: () => one({ crc: 1 }),
    ends: { code: 'unreadable', where: 'a.csv' },
  },
  {
    name: 'raw.zip',
    what: 'bytes that are not packed as they say',
    make: () => one({ stored: true, method: 8 }),
    ends: { code: 'unreadable', where: 'a.csv' },
  },
  {
    name: 'method.zip',
    what: 'a packing that nobody knows',
    make: () => one({ method: 99 }),
    ends: { code: 'unsupported-format', where: 'a.csv' },
  },
  {
    name: 'locked.zip',
    what: 'a file that the archive locks',
    make: () => one({ flags: 1 }),
    ends: { code: 'unsupported-format', where: 'a.csv' },
  },
  {
    name: 'many.zip',
    what: 'more files than any bank packs',
    make: () => packed(Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`${i}.txt`, 'x']))),
    ends: { code: 'too-large', where: null },
  },
  {
    name: 'cut.zip',
    what: 'an archive that breaks off',
    make: () => packed({ 'a.csv': TABLE }).subarray(0, -9),
    ends: { code: 'unreadable', where: null },
  },
  {
    name: 'empty.zip',
    what: 'an archive without a file',
    make: () => zipOf([]),
    ends: { code: 'no-statement', where: null },
  },
  {
    name: 'half.zip',
    what: 'a good statement beside one that breaks off',
    make: () => packed({ 'a.csv': TABLE, 'b.xml': '<?xml version="1.0"?><Document><BkToCstmrStmt><Stmt>' }),
    ends: { code: 'truncated', where: 'b.xml, line 1' },
  },
  {
    name: 'paths.zip',
    what: 'names that lead out of the archive',
    make: () => packed({ '../../etc/cron.d/a.csv': TABLE, 'C:\\Windows\\b.csv': TABLE, '/c.csv': TABLE }),
    ends: { rows: 3, rejected: [] },
  },
  {
    name: 'books.zip',
    what: 'workbooks that are large together only',
    make: () =>
      zipOf(
        Array.from({ length: 49 }, (_, i) => ({
          name: `${10 + i}.xlsx`,
          bytes: xlsxOf([{ name: 'May', rows: [HEAD, ['13/04/2026', 'Shop', -5]] }], {
            parts: { 'xl/media/image1.bin': large().toString('latin1') },
          }),
        })),
      ),
    ends: { code: 'too-large', where: '57.xlsx' },
  },
  {
    name: 'table.csv',
    what: 'an archive under the name of a table',
    make: () => packed({ 'a.csv': TABLE }),
    ends: { rows: 1, rejected: [] },
  },
];
