import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import { newAccount, readImport, rowsOf } from './support/imports.ts';
import { pictureOf } from './support/picture.ts';
import { compoundOf, record, words } from './support/workbooks.ts';

let own: TestApp;
let person: Person;

beforeAll(async () => {
  own = await startApp({ MAX_UPLOAD_BYTES: `${256 * 1024}`, MAX_IMPORT_ROWS: '1000' });
  person = await own.person();
  await newAccount(person);
}, 60_000);

afterAll(async () => own.stop());

const CAMT = (body: string, doctype = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>${doctype}<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>${body}</BkToCstmrStmt></Document>`;

const LAUGHS = `<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from(
  { length: 9 },
  (_, index) => `<!ENTITY lol${index + 1} "${`&lol${index === 0 ? '' : index};`.repeat(10)}">`,
).join('')}]>`;

const ROWS = (count: number) =>
  `Date,Narration,Amount\n${Array.from({ length: count }, (_, index) => `13/03/2026,SHOP ${index},-1.00`).join('\n')}\n`;

/** What is sent, how the problem is called, and a word that tells a person what it is. */
const FILES: [name: string, bytes: string | Uint8Array, code: string, says: RegExp][] = [
  ['blank.csv', '  \n \n', 'empty', /blank/],
  [
    'page.csv',
    '<!DOCTYPE html><html><body>Please log in</body></html>',
    'unsupported-format',
    /web page \(HTML\)/,
  ],
  [
    'picture.csv',
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]),
    'unsupported-format',
    /picture/,
  ],
  ['statement.pdf', '%PDF-1.7\n…', 'unreadable', /PDF is damaged/],
  ['locked.xlsx', compoundOf({ EncryptedPackage: Buffer.alloc(64) }), 'locked', /password/],
  [
    'cut.xls',
    compoundOf({ Workbook: record(0x809, words(0x600, 5)) }).subarray(0, 700),
    'unreadable',
    /damaged/,
  ],
  ['bomb.csv.gz', gzipSync('0'.repeat(5_000_000)), 'unsupported-format', /gzip/],
  [
    'noise.csv',
    Uint8Array.from({ length: 4_000 }, (_, index) => (index * 7919) % 256),
    'unreadable',
    /zero bytes/,
  ],
  [
    'external.xml',
    CAMT('<Stmt>&x;</Stmt>', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    'forbidden-doctype',
    /DOCTYPE/,
  ],
  ['laughs.xml', CAMT('<Stmt>&lol9;</Stmt>', LAUGHS), 'forbidden-doctype', /DOCTYPE/],
  ['cut.xml', CAMT('<Stmt><Ntry><Amt Ccy="NGN">1').slice(0, -40), 'truncated', /./],
  [
    'cut.ofx',
    'OFXHEADER:100\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>NGN<BANKTRANLIST><STMTTRN><TRNAMT>-1',
    'truncated',
    /./,
  ],
  ['words.txt', 'Dear customer,\nthank you for your patience.\n', 'unknown-format', /./],
  ['data.json', '[{"amount": 1}]', 'unsupported-format', /JSON/],
  [
    'unsigned.csv',
    'Date,Narration,Amount\n13/03/2026,SHOP,10.00\n14/03/2026,SHOP,11.00\n',
    'no-direction',
    /debit and credit/,
  ],
  ['many.csv', ROWS(1_001), 'too-many-rows', /1000 rows/],
  ['deep.xml', CAMT(`${'<a>'.repeat(500)}${'</a>'.repeat(500)}`), 'too-deep', /./],
];

describe('a file that is no statement', () => {
  it.each(FILES)('%s: a problem says what and where, nothing is saved', async (name, bytes, code, says) => {
    const before = await pictureOf(own, person);
    const read = await readImport(own, person, name, bytes);
    expect({ status: read.status, code: read.problem?.code, statements: read.statements }).toEqual({
      status: 'failed',
      code,
      statements: [],
    });
    expect(read.problem?.detail).toMatch(says);
    expect(await pictureOf(own, person)).toEqual(before);
    const commit = await person.client.post(`${person.purse}/imports/${read.id}/commit`);
    expect(commit.body).toMatchObject({ status: 409, code: 'wrong-import-state' });
  });

  it('is refused at once when it is empty, missing, or not even sent as a file', async () => {
    const path = `${person.purse}/imports`;
    const empty = await person.client.upload(path, 'empty.csv', '');
    expect(empty.body).toMatchObject({ status: 422, code: 'no-file', errors: [{ pointer: '/file' }] });
    const none = await person.client.request('POST', path, { form: new FormData() });
    expect(none.body).toMatchObject({ status: 422, code: 'no-file' });
    const json = await person.client.post(path, { file: 'x' });
    expect(json.body).toMatchObject({ status: 422, code: 'no-file' });
  });

  it('is refused at the limit of the configuration', async () => {
    const answer = await person.client.upload(`${person.purse}/imports`, 'large.csv', 'x'.repeat(300 * 1024));
    expect(answer.body).toMatchObject({ status: 413, code: 'too-large' });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('loses only the row whose cell is endless, and says so', async () => {
    const text = `Date,Narration,Amount\n13/03/2026,${'x'.repeat(200_000)},-1.00\n14/03/2026,SHOP,-2.00\n`;
    const read = await readImport(own, person, 'wide.csv', text);
    expect(read.counts).toMatchObject({ rows: 2, new: 1, rejected: 1 });
    const [endless] = await rowsOf(person, read.id);
    expect(endless).toMatchObject({
      where: 'line 2',
      verdict: 'rejected',
      reason: expect.stringMatching(/20000/),
    });
    expect(endless?.raw.length).toBeLessThanOrEqual(20_000);
  });

  it('leaves the service as it was: the next file is read', async () => {
    const read = await readImport(own, person, 'good.csv', ROWS(3));
    expect(read.counts).toMatchObject({ rows: 3, new: 3 });
  });
});

describe('hostile text in a good file', () => {
  it('is kept as text: formulas, markup, control characters, names that are paths', async () => {
    const read = await readImport(
      own,
      person,
      '../../etc/\u202epasswd\u0000.csv',
      'Date,Narration,Amount\n13/03/2026,"=HYPERLINK(""http://x"")",-1.00\n14/03/2026,<script>alert(1)</script>,-2.00\n15/03/2026,\'; drop table transactions; --,-3.00\n',
    );
    expect(read.fileName).toBe('passwd.csv');
    const answer = await person.client.get<{ items: { description: string }[] }>(
      `${person.purse}/imports/${read.id}/rows`,
    );
    expect(answer.body.items.map((row) => row.description)).toEqual([
      '=HYPERLINK("http://x")',
      '<script>alert(1)</script>',
      "'; drop table transactions; --",
    ]);
  });
});
