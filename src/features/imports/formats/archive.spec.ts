import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseListed } from '../../../../test/support/listed-files.ts';
import type { ListedFile } from './listed.ts';
import { zipOf } from '../../../../test/support/zip.ts';
import type { Packed } from '../../../../test/support/zip.ts';
import { ZipWriter } from '../../../platform/zip/zip-writer.ts';
import type { ParseLimits } from './statement.ts';

const TABLE = 'Date,Narration,Amount\n13/04/2026,Shop,-5.00\n';
const QIF = '!Type:Bank\nD13/04/2026\nT-7.00\nPShop\n^\n';

function read(bytes: Uint8Array | string, limits: Partial<ParseLimits> = {}): ListedFile {
  return parseListed(Buffer.from(bytes), { country: 'NG', limits });
}

/** What is read of a file, as it is where the file came in an archive. */
function inside(name: string, text: string): ListedFile {
  const { statements, tables, ...file } = read(text);
  const placed = tables?.map((table) => ({ ...table, sheet: name }));
  return {
    ...file,
    ...(placed === undefined ? {} : { tables: placed }),
    statements: statements.map((one) => ({ ...one, file: name })),
  };
}

describe('a ZIP archive', () => {
  it.each([
    ['deflated', false, ''],
    ['stored', true, ''],
    ['with a comment', false, `from PK\u0005\u0006 the bank${'.'.repeat(40)}`],
  ])('is read as the one statement in it: %s', (_, stored, comment) => {
    const file = read(zipOf([{ name: 'april/statement.csv', bytes: TABLE, stored }], comment));
    expect(file).toEqual(inside('statement.csv', TABLE));
    expect(file.rowCount).toBe(1);
  });

  it('is read where its sizes stand behind the bytes, as programs write it that do not know them before', async () => {
    const writer = new ZipWriter(new Date('2026-04-13T10:00:00Z'));
    const chunks: Buffer[] = [];
    for await (const chunk of writer.file('a.csv', [TABLE])) chunks.push(chunk);
    for await (const chunk of writer.end()) chunks.push(chunk);
    expect(read(Buffer.concat(chunks))).toEqual(inside('a.csv', TABLE));
  });

  it.each([[true], [false]])(
    'is read where its numbers stand in 64 bits (directory too: %s)',
    (directoryToo) => {
      const plain = zipOf([{ name: 'a.csv', bytes: TABLE }]);
      const entryAt = plain.lastIndexOf(Buffer.from('PK\u0001\u0002'));
      const endAt = plain.lastIndexOf(Buffer.from('PK\u0005\u0006'));
      const entry = Buffer.from(plain.subarray(entryAt, endAt));
      const extra = Buffer.alloc(28);
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(24, 2);
      extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(24)), 4);
      extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(20)), 12);
      entry.writeUInt32LE(0xffffffff, 24);
      entry.writeUInt32LE(0xffffffff, 20);
      entry.writeUInt32LE(0xffffffff, 42);
      entry.writeUInt16LE(28, 30);
      const before = plain.subarray(0, entryAt);
      const wide = Buffer.alloc(76);
      wide.writeUInt32LE(0x06064b50, 0);
      wide.writeBigUInt64LE(1n, 32);
      wide.writeBigUInt64LE(BigInt(entryAt), 48);
      wide.writeUInt32LE(0x07064b50, 56);
      wide.writeBigUInt64LE(BigInt(entryAt + entry.length + extra.length), 64);
      const end = Buffer.from(plain.subarray(endAt));
      if (directoryToo) {
        end.writeUInt16LE(0xffff, 10);
        end.writeUInt32LE(0xffffffff, 16);
      }
      const bytes = Buffer.concat([before, entry, extra, ...(directoryToo ? [wide] : []), end]);
      expect(read(bytes)).toEqual(inside('a.csv', TABLE));
      const lying = Buffer.from(bytes);
      lying.writeBigUInt64LE(2n ** 60n, entryAt + entry.length + 4);
      expect(read(lying).error?.code).toBe('unreadable');
    },
  );

  it('passes over what systems put beside, and names notes and pictures as no rows', () => {
    const file = read(
      zipOf([
        { name: 'april/', bytes: '' },
        { name: 'april/readme.txt', bytes: 'Dear customer, here is your statement.' },
        { name: 'april/logo.png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d]) },
        { name: 'april/april.qif', bytes: QIF },
        { name: '__MACOSX/april/april.qif', bytes: QIF },
        { name: 'april/.hidden.csv', bytes: TABLE },
      ]),
    );
    const { statements, ...whole } = inside('april.qif', QIF);
    expect(file).toEqual({
      ...whole,
      rowCount: 3,
      statements: statements.map((one) => ({
        ...one,
        rejected: [
          {
            index: 1,
            where: 'logo.png',
            raw: '',
            code: 'not-a-row',
            why: expect.stringMatching(/a picture \(PNG\)/),
          },
          {
            index: 2,
            where: 'readme.txt',
            raw: '',
            code: 'not-a-row',
            why: expect.stringMatching(/text, but no table/),
          },
        ],
      })),
    });
  });

  it('says of the one file in it what is wrong, and of several that none is a statement', () => {
    expect(read(zipOf([{ name: 'april.pdf', bytes: '%PDF-1.7' }])).error).toEqual({
      ...read('%PDF-1.7').error,
      where: 'april.pdf',
    });
    expect(
      read(
        zipOf([
          { name: 'note.txt', bytes: 'Hello' },
          { name: 'logo.gif', bytes: 'GIF89a' },
        ]),
      ).error,
    ).toEqual({
      code: 'no-statement',
      why: 'None of the files in the ZIP archive is a statement: logo.gif, note.txt.',
    });
    expect(read(zipOf([{ name: '\u0001', bytes: '%PDF-1.7' }])).error?.where).toBe('a file without a name');
    expect(read(zipOf([])).error).toEqual({ code: 'no-statement', why: 'The ZIP archive holds no file.' });
  });

  it.each([
    [
      'another archive',
      [{ name: 'in.zip', bytes: zipOf([{ name: 'a.csv', bytes: TABLE }]) }],
      'unsupported-format',
    ],
    [
      'two files of one path',
      [
        { name: 'a.csv', bytes: TABLE },
        { name: 'a.csv', bytes: QIF },
      ],
      'unreadable',
    ],
    [
      'bytes that two files share',
      [
        { name: 'a.csv', bytes: TABLE },
        { name: 'b.csv', bytes: TABLE, placeOf: 0 },
      ],
      'unreadable',
    ],
    ['a locked file', [{ name: 'a.csv', bytes: TABLE, flags: 1 }], 'unsupported-format'],
    ['an unknown packing', [{ name: 'a.csv', bytes: TABLE, method: 12 }], 'unsupported-format'],
    ['a wrong checksum', [{ name: 'a.csv', bytes: TABLE, crc: 1 }], 'unreadable'],
    ['more bytes than it says', [{ name: 'a.csv', bytes: TABLE, size: 5 }], 'unreadable'],
    ['fewer bytes than it says', [{ name: 'a.csv', bytes: TABLE, size: 500 }], 'unreadable'],
    ['bytes that are not deflated', [{ name: 'a.csv', bytes: TABLE, stored: true, method: 8 }], 'unreadable'],
    [
      'a file that grows a thousandfold',
      [{ name: 'a.csv', bytes: Buffer.alloc(4 * 1024 * 1024) }],
      'too-large',
    ],
    ['too many files', Array.from({ length: 51 }, (_, i) => ({ name: `${i}.txt`, bytes: 'x' })), 'too-large'],
  ] satisfies [string, Packed[], string][])('is refused with %s', (_, files, code) => {
    expect(read(zipOf(files)).error?.code).toBe(code);
  });

  it('is refused before anything is unpacked where all files together are too large', () => {
    const files = ['a.csv', 'b.txt'].map((name) => ({ name, bytes: TABLE }));
    const { error } = read(zipOf(files), { maxUnpackedBytes: 2 * TABLE.length - 1 });
    expect(error).toEqual({ code: 'too-large', why: expect.stringMatching(/was not unpacked/) });
    // The limit of the upload is about the packed file.
    const one = zipOf([{ name: 'a.csv', bytes: `${TABLE}\n${'13/04/2026,Shop,-5.00\n'.repeat(500)}` }]);
    expect(read(one, { maxBytes: one.length })).toMatchObject({ error: null, rowCount: 501 });
  });

  it('never throws when damaged, and reads nothing but what was packed', () => {
    const whole = zipOf([
      { name: 'a.csv', bytes: TABLE },
      { name: 'n.txt', bytes: 'Hello' },
    ]);
    const change = fc.record({
      at: fc.nat(whole.length),
      remove: fc.nat(6),
      insert: fc.uint8Array({ maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), fc.nat(40), (changes, cut) => {
        const bytes = [...whole];
        for (const { at, remove, insert } of changes) bytes.splice(at, remove, ...insert);
        const file = read(Uint8Array.from(bytes.slice(0, bytes.length - (cut > 20 ? 0 : cut))));
        if (file.error === null) expect(file.statements[0]?.rows).toMatchObject([{ amount: '-5.00' }]);
        else expect(file.error.why).not.toBe('');
      }),
      { numRuns: 1000 },
    );
  });
});
