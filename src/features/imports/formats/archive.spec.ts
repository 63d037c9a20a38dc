import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ZipWriter } from '../../../platform/zip/zip-writer.ts';
import { parseStatementFile } from './parse.ts';
import type { ParsedFile, ParseLimits } from './statement.ts';

const TABLE = 'Date,Narration,Amount\n13/04/2026,Shop,-5.00\n';
const QIF = '!Type:Bank\nD13/04/2026\nT-7.00\nPShop\n^\n';

interface Packed {
  name: string;
  bytes: Uint8Array | string;
  stored?: boolean;
  flags?: number;
  method?: number;
  /** What the archive says instead of the truth. */
  size?: number;
  crc?: number;
}

/** An archive by hand, so that it can lie. */
function zip(files: Packed[], comment = ''): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, stored = false, flags = 0, method, size, crc } of files) {
    const plain = Buffer.from(bytes);
    const packed = stored ? plain : deflateRawSync(plain);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(flags, 2);
    facts.writeUInt16LE(method ?? (stored ? 0 : 8), 4);
    facts.writeUInt32LE(crc ?? crc32(plain), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(size ?? plain.length, 18);
    facts.writeUInt16LE(Buffer.byteLength(name), 22);
    locals.push(Buffer.from('PK\u0003\u0004'), facts, Buffer.from(name), packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    entries.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), facts, place, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([...locals, directory, end, Buffer.from(comment)]);
}

function read(bytes: Uint8Array | string, limits: Partial<ParseLimits> = {}): ParsedFile {
  return parseStatementFile(Buffer.from(bytes), { country: 'NG', limits });
}

describe('a ZIP archive', () => {
  it.each([
    ['deflated', false, ''],
    ['stored', true, ''],
    ['with a comment', false, `from PK\u0005\u0006 the bank${'.'.repeat(40)}`],
  ])('is read as the one statement in it: %s', (_, stored, comment) => {
    const file = read(zip([{ name: 'april/statement.csv', bytes: TABLE, stored }], comment));
    expect(file).toEqual(read(TABLE));
    expect(file.rowCount).toBe(1);
  });

  it('is read where its sizes stand behind the bytes, as programs write it that do not know them before', async () => {
    const writer = new ZipWriter(new Date('2026-04-13T10:00:00Z'));
    const chunks: Buffer[] = [];
    for await (const chunk of writer.file('a.csv', [TABLE])) chunks.push(chunk);
    for await (const chunk of writer.end()) chunks.push(chunk);
    expect(read(Buffer.concat(chunks))).toEqual(read(TABLE));
  });

  it.each([[true], [false]])(
    'is read where its numbers stand in 64 bits (directory too: %s)',
    (directoryToo) => {
      const plain = zip([{ name: 'a.csv', bytes: TABLE }]);
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
      expect(read(bytes)).toEqual(read(TABLE));
      const lying = Buffer.from(bytes);
      lying.writeBigUInt64LE(2n ** 60n, entryAt + entry.length + 4);
      expect(read(lying).error?.code).toBe('unreadable');
    },
  );

  it('passes over notes, pictures and what systems put beside', () => {
    const file = read(
      zip([
        { name: 'april/', bytes: '' },
        { name: 'april/readme.txt', bytes: 'Dear customer, here is your statement.' },
        { name: 'april/logo.png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d]) },
        { name: 'april/april.qif', bytes: QIF },
        { name: '__MACOSX/april/april.qif', bytes: QIF },
        { name: 'april/.hidden.csv', bytes: TABLE },
      ]),
    );
    expect(file).toEqual(read(QIF));
  });

  it('is refused by the names of its statements where it holds several', () => {
    const several = ['a.csv', 'b.csv', 'c.csv', 'd.csv', 'e.csv', 'f.csv', 'g.csv'].map((name) => ({
      name: `x/${name}`,
      bytes: TABLE,
    }));
    expect(read(zip([...several, { name: 'note.txt', bytes: 'Hello there' }])).error).toEqual({
      code: 'unsupported-format',
      why: 'The ZIP archive holds several statements: a.csv, b.csv, c.csv, d.csv, e.csv and 2 more. Unpack it and send them one by one.',
    });
  });

  it('is refused where a second statement could not be read: nothing is left out in silence', () => {
    const cut = '<?xml version="1.0"?><Document><BkToCstmrStmt><Stmt>';
    expect(
      read(
        zip([
          { name: 'a.csv', bytes: TABLE },
          { name: 'b.xml', bytes: cut },
        ]),
      ).error?.why,
    ).toMatch(/several statements: a\.csv, b\.xml\./);
    expect(read(zip([{ name: 'b.xml', bytes: cut }])).error).toMatchObject({ code: 'truncated' });
  });

  it('says of the one file in it what is wrong, and of several that none is a statement', () => {
    expect(read(zip([{ name: 'april.pdf', bytes: '%PDF-1.7' }])).error).toEqual({
      ...read('%PDF-1.7').error,
      where: 'april.pdf',
    });
    expect(
      read(
        zip([
          { name: 'april.pdf', bytes: '%PDF-1.7' },
          { name: 'note.txt', bytes: 'Hello' },
        ]),
      ).error,
    ).toEqual({
      code: 'no-statement',
      why: 'None of the files in the ZIP archive is a statement: april.pdf, note.txt.',
    });
    expect(read(zip([{ name: '\u0001', bytes: '%PDF-1.7' }])).error?.where).toBe('a file without a name');
    expect(read(zip([])).error).toEqual({ code: 'no-statement', why: 'The ZIP archive holds no file.' });
  });

  it.each([
    [
      'another archive',
      [{ name: 'in.zip', bytes: zip([{ name: 'a.csv', bytes: TABLE }]) }],
      'unsupported-format',
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
    expect(read(zip(files)).error?.code).toBe(code);
  });

  it('is refused before anything is unpacked where all files together are too large', () => {
    const files = ['a.csv', 'b.txt'].map((name) => ({ name, bytes: TABLE }));
    expect(read(zip(files), { maxUnpackedBytes: 2 * TABLE.length - 1 }).error).toMatchObject({
      code: 'too-large',
      where: 'b.txt',
    });
    // The limit of the upload is about the packed file.
    const one = zip([{ name: 'a.csv', bytes: `${TABLE}\n${'13/04/2026,Shop,-5.00\n'.repeat(500)}` }]);
    expect(read(one, { maxBytes: one.length })).toMatchObject({ error: null, rowCount: 501 });
  });

  it('never throws when damaged, and reads nothing but what was packed', () => {
    const whole = zip([
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
