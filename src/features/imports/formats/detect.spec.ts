import { describe, expect, it } from '@jest/globals';
import { parseListed } from '../../../../test/support/listed-files.ts';
import type { ListedFile } from './listed.ts';
import type { ParseOptions } from './statement.ts';

const TABLE = 'Date,Narration,Debit,Credit\n25/04/2026,Café – Kẹ́hìndé,100.00,\n';

function read(bytes: Uint8Array | string, options: Partial<ParseOptions> = {}): ListedFile {
  return parseListed(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, {
    country: 'NG',
    ...options,
  });
}

function narration(file: ListedFile): string | undefined {
  return file.statements[0]?.rows[0]?.description;
}

describe('what a file is', () => {
  it.each([
    ['a PDF', Buffer.from('%PDF-1.7\n...'), /PDF/],
    [
      'an OpenDocument spreadsheet',
      Buffer.from(`PK\u0003\u0004${'.'.repeat(26)}mimetypeapplication/vnd.oasis.opendocument.spreadsheet`),
      /save it as \.xlsx or CSV/,
    ],
    ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d]), /picture/],
    ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), /picture/],
    ['a web page', Buffer.from('\n<!DOCTYPE html><html><body>Log in</body></html>'), /web page/],
    ['an XHTML page', Buffer.from('<?xml version="1.0"?><!DOCTYPE html><html></html>'), /web page/],
    ['JSON', Buffer.from('{"rows": []}'), /JSON/],
  ])('refuses %s and says what to do', (_, bytes, says) => {
    const { error, statements, rowCount } = read(bytes, { fileName: 'statement.csv' });
    expect(error?.code).toBe('unsupported-format');
    expect(error?.why).toMatch(says);
    expect([statements, rowCount]).toEqual([[], 0]);
  });

  it.each([
    ['no bytes', '', 'empty'],
    ['blank space', ' \r\n\t\n', 'empty'],
    ['a workbook that breaks off', `PK\u0003\u0004${'.'.repeat(26)}[Content_Types].xml`, 'unreadable'],
    ['a zero byte in text', 'Date,Amount\n01/04/2026,\u00005\nmore and more text here\n', 'unreadable'],
    ['prose', 'Dear customer, your statement is attached.\nRegards\n', 'unknown-format'],
    [
      'a payment order',
      '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"><CstmrCdtTrfInitn/></Document>',
      'unknown-format',
    ],
    ['a table without names', '01/04/2026,Shop,-5.00\n02/04/2026,Shop,-6.00\n', 'no-header'],
  ])('refuses %s', (_, text, code) => {
    expect(read(text).error?.code).toBe(code);
  });

  it('refuses binary data under any name', () => {
    const bytes = Uint8Array.from({ length: 4000 }, (_, i) => 1 + ((i * 97) % 31));
    expect(read(bytes, { fileName: 'statement.ofx' }).error?.code).toBe('unreadable');
  });

  it('refuses more bytes than allowed', () => {
    expect(read(TABLE, { limits: { maxBytes: 20 } }).error?.code).toBe('too-large');
  });
});

describe('encoding', () => {
  const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

  it.each([
    ['UTF-8', Buffer.from(TABLE), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${TABLE}`), 'utf-8'],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${TABLE}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 without one', Buffer.from(TABLE, 'utf16le'), 'utf-16le'],
    ['big-endian UTF-16', swapped(`\ufeff${TABLE}`), 'utf-16be'],
    ['big-endian UTF-16 without a mark', swapped(TABLE), 'utf-16be'],
  ])('reads %s', (_, bytes, encoding) => {
    const file = read(bytes);
    expect(file.encoding).toBe(encoding);
    expect(narration(file)).toBe('Café – Kẹ́hìndé');
  });

  it('takes what is not UTF-8 for windows-1252', () => {
    const bytes = Buffer.from('Date,Narration,Debit\n25/04/2026,Caf\xe9 \x80,1.00\n', 'latin1');
    expect(read(bytes).encoding).toBe('windows-1252');
    expect(narration(read(bytes))).toBe('Café €');
  });

  it.each([
    [
      'windows-1251',
      [0xce, 0xef, 0xeb, 0xe0, 0xf2, 0xe0, 0x20, 0xef, 0xee, 0xea, 0xf3, 0xef, 0xea, 0xe8],
      'Оплата покупки',
    ],
    [
      'windows-1253',
      [0xd0, 0xeb, 0xe7, 0xf1, 0xf9, 0xec, 0xde, 0x20, 0xe1, 0xed, 0xef, 0xe9, 0xef],
      'Πληρωμή ανοιο',
    ],
    [
      'windows-1256',
      [0xc7, 0xe1, 0xcd, 0xd3, 0xc7, 0xc8, 0x20, 0xc7, 0xe1, 0xcc, 0xc7, 0xd1, 0xed],
      'الحساب الجاري',
    ],
    ['gb18030', [0xcd, 0xf8, 0xc9, 0xcf, 0xd2, 0xf8, 0xd0, 0xd0], '网上银行'],
    ['windows-1250', [0x77, 0x70, 0xb3, 0x61, 0x74, 0x61], 'wpłata'],
    ['windows-1252', [0x6e, 0xba, 0x20, 0x61, 0xe7, 0xe3, 0x6f], 'nº ação'],
  ])('knows %s by its words', (encoding, letters, text) => {
    const head = Buffer.from('Date,Narration,Debit\n25/04/2026,');
    const file = read(Buffer.concat([head, Buffer.from(letters), Buffer.from(',1.00\n')]));
    expect([file.encoding, narration(file)]).toEqual([encoding, text]);
  });

  it('reads a text whose last block is filled up with zero bytes', () => {
    expect(narration(read(Buffer.concat([Buffer.from(TABLE), Buffer.alloc(200)])))).toBe('Café – Kẹ́hìndé');
  });

  it('believes a hint, and refuses one it does not know', () => {
    const bytes = Buffer.from('Date,Narration,Debit\n25/04/2026,\xb3,1.00\n', 'latin1');
    expect(narration(read(bytes, { encoding: 'iso-8859-2' }))).toBe('ł');
    expect(read(bytes, { encoding: 'cp037' }).error?.code).toBe('unknown-encoding');
  });

  it('reads an XML declaration, and an OFX header only as far as the bytes agree', () => {
    const camt = (bytes: string): Buffer =>
      Buffer.from(
        `<?xml version="1.0" encoding="ISO-8859-1"?><Document><BkToCstmrStmt><Stmt><Acct><Nm>Caf${bytes}</Nm></Acct></Stmt></BkToCstmrStmt></Document>`,
        'latin1',
      );
    expect(read(camt('\xe9')).statements[0]?.accountName).toBe('Café');
    const ofx = (name: Buffer): Buffer =>
      Buffer.concat([
        Buffer.from(
          'OFXHEADER:100\nENCODING:USASCII\nCHARSET:1252\n\n<OFX><STMTRS><STMTTRN><DTPOSTED>20260401<TRNAMT>-1<NAME>',
        ),
        name,
        Buffer.from('</STMTTRN></STMTRS></OFX>'),
      ]);
    expect(narration(read(ofx(Buffer.from('Caf\xe9', 'latin1'))))).toBe('Café');
    expect(narration(read(ofx(Buffer.from('Café'))))).toBe('Café');
  });
});
