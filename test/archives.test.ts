import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { ImportView } from '../src/features/imports/imports.contract.ts';
import type { AccountCoverage } from '../src/features/statement-days/statement-days.contract.ts';
import type { Person } from './support/app.ts';
import { Client } from './support/client.ts';
import {
  HEAD,
  MARCH,
  commitImport,
  factsOf,
  newAccount,
  readImport,
  rested,
  rowsOf,
  transactionsOf,
  undoImport,
} from './support/imports.ts';
import { PDF_CORPUS } from './support/pdf/corpus.ts';
import { lockedPdf } from './support/pdf/locked-pdf.ts';
import { pictureOf } from './support/picture.ts';
import { problem } from './support/problem.ts';
import { provedApp } from './support/proved-app.ts';
import { xlsxOf } from './support/workbooks.ts';
import { packed, zipOf } from './support/zip.ts';

const own = provedApp();

const QIF = '!Type:Bank\nD13/04/2026\nT-7.00\nPKiosk\n^\n';
const APRIL = `${HEAD}01/04/2026,POS PURCHASE SHOPRITE,"1,000.00",,"244,499.50"\n`;

const facts = ({ statements }: ImportView) =>
  statements.map((one) => [one.position, one.fileName, one.accountId, one.counts.new, one.counts.rejected]);

const unlock = (who: Person, id: string, password: string) =>
  who.client.post<ImportView>(`${who.purse}/imports/${id}/unlock`, { password });

describe('a ZIP archive of statements', () => {
  it('is one import with a statement for each file, saved and taken back at once', async () => {
    const person = await own.person();
    const accountId = await newAccount(person, { currency: 'NGN' });
    const before = await pictureOf(own, person);
    const bytes = packed({
      'bank/march.csv': MARCH,
      'bank/april.csv': APRIL,
      'cash.qif': QIF,
      'may.xlsx': xlsxOf([
        {
          name: 'May',
          rows: [HEAD.trim().split(','), [{ day: '2026-05-02' }, 'DANFO', 500, null, 243_999.5]],
        },
      ]),
      'gh.pdf': readFileSync(new URL('gh-current.pdf', PDF_CORPUS)),
      'read me.txt': 'Your statements, as you asked.',
    });
    const read = await readImport(own, person, 'year.zip', bytes);
    expect(read).toMatchObject({
      fileName: 'year.zip',
      status: 'ready',
      format: 'zip',
      encoding: null,
      dialect: null,
      hasFile: true,
      problem: null,
      counts: { rows: 19, new: 18, duplicate: 0, rejected: 1, doubtful: 0 },
    });
    expect(facts(read)).toEqual([
      [0, 'april.csv', accountId, 1, 0],
      [1, 'march.csv', accountId, 5, 0],
      [2, 'cash.qif', accountId, 1, 0],
      [3, 'may.xlsx', accountId, 1, 0],
      [4, 'gh.pdf', null, 10, 1],
    ]);
    const rows = await rowsOf(person, read.id);
    expect(rows.map(({ index }) => index)).toEqual(Array.from({ length: 19 }, (_, i) => i));
    expect(rows.at(-1)).toMatchObject({ where: 'read me.txt', verdict: 'rejected', code: 'not-a-row' });
    const place = `${person.purse}/imports/${read.id}/statements/${read.statements[4]?.id}`;
    const cedi = { newAccount: { name: 'Accra', kind: 'current', currency: 'GHS' } };
    expect((await person.client.patch(place, cedi)).status).toBe(200);
    expect((await commitImport(own, person, read.id)).status).toBe('committed');
    expect(await transactionsOf(person)).toHaveLength(18);
    const days = await person.client.get<AccountCoverage>(`${person.purse}/accounts/${accountId}/coverage`);
    expect(days.body.statements.map(({ fileName, from }) => [from, fileName])).toEqual([
      ['2026-03-01', 'march.csv'],
      ['2026-04-01', 'april.csv'],
      ['2026-04-13', 'cash.qif'],
      ['2026-05-02', 'may.xlsx'],
    ]);
    expect((await undoImport(own, person, read.id)).status).toBe('undone');
    expect(await pictureOf(own, person)).toEqual(before);
  });

  it('doubles nothing where two of its files tell the same rows', async () => {
    const person = await own.person();
    await newAccount(person);
    const read = await readImport(
      own,
      person,
      'twice.zip',
      packed({ 'a.csv': MARCH, 'b.csv': `${MARCH}\n` }),
    );
    expect(read.counts.rows).toBe(10);
    await commitImport(own, person, read.id);
    expect(await transactionsOf(person)).toHaveLength(5);
  });

  it('is read by a mapping of the one table in it that names no column', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    const odd = 'Tag;Was;Wieviel\n13.04.2026;Laden;-5,00\n14.04.2026;Lohn;9,00\n';
    const bytes = packed({
      'april.csv': APRIL,
      'gh.pdf': readFileSync(new URL('gh-current.pdf', PDF_CORPUS)),
      'odd.csv': odd,
    });
    const failed = await readImport(own, person, 'odd.zip', bytes);
    expect(failed).toMatchObject({
      status: 'failed',
      hasFile: true,
      problem: { code: 'no-header', where: 'odd.csv' },
    });
    const tables = await person.client.get<{ items: { position: number; sheet: string | null }[] }>(
      `${person.purse}/imports/${failed.id}/tables`,
    );
    expect(tables.body.items.map(({ position, sheet }) => [position, sheet])).toEqual([
      [0, 'april.csv'],
      [1, 'odd.csv'],
    ]);
    const mapped = await person.client.request('PUT', `${person.purse}/imports/${failed.id}/tables/1`, {
      body: {
        headerLine: 1,
        columns: ['date', 'description', 'amount'],
        dateOrder: 'day-first',
        decimalMark: ',',
        direction: 'sign',
      },
    });
    expect(mapped.status).toBe(202);
    expect(facts(await rested(own, person, failed.id))).toEqual([
      [0, 'april.csv', accountId, 1, 0],
      [1, 'odd.csv', accountId, 2, 0],
      [2, 'gh.pdf', null, 10, 0],
    ]);
  });

  it('comes from a program with a token like any other file', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    const made = await person.client.post<{ secret: string }>('/api/v1/me/tokens', {
      name: 'Bank',
      scopes: ['read', 'import'],
    });
    const program = new Client(own.baseUrl);
    const sent = await program.upload<ImportView>(
      `${person.purse}/imports`,
      'two.zip',
      packed({ 'march.csv': MARCH, 'april.csv': APRIL }),
      { authorization: `Bearer ${made.body.secret}` },
    );
    expect(sent.status).toBe(202);
    expect(facts(await rested(own, person, sent.body.id))).toEqual([
      [0, 'april.csv', accountId, 1, 0],
      [1, 'march.csv', accountId, 5, 0],
    ]);
  });

  it('is refused as a whole with the file that cannot be read, and nothing of it is kept', async () => {
    const person = await own.person();
    await newAccount(person);
    const before = await pictureOf(own, person);
    const bytes = packed({ 'a.csv': MARCH, 'b.xml': '<?xml version="1.0"?><Document><BkToCstmrStmt><Stmt>' });
    const read = await readImport(own, person, 'year.zip', bytes);
    expect(read).toMatchObject({
      status: 'failed',
      statements: [],
      hasFile: false,
      problem: { code: 'truncated', detail: expect.any(String), where: 'b.xml, line 1' },
    });
    expect(await pictureOf(own, person)).toEqual(before);
  });
});

describe('locked PDFs in an archive', () => {
  it('are opened by their password, each file that still asks by its name', async () => {
    const person = await own.person();
    await newAccount(person);
    const bytes = zipOf([
      { name: 'april.pdf', bytes: lockedPdf('harmattan') },
      { name: 'march.csv', bytes: MARCH },
      { name: 'may.pdf', bytes: lockedPdf('rainy') },
    ]);
    const asks = (where: string) => ({
      status: 'locked',
      statements: [],
      problem: { code: 'password-needed', detail: expect.stringMatching(/locked/), where },
    });
    const read = await readImport(own, person, 'year.zip', bytes);
    expect(read).toMatchObject(asks('april.pdf'));
    const wrong = await unlock(person, read.id, 'not this one');
    expect([wrong.status, wrong.body]).toEqual([
      422,
      problem(422, 'wrong-pdf-password', {
        instance: `${person.purse}/imports/${read.id}/unlock`,
        detail: 'That password does not open the PDF. Nothing was kept of it.',
        errors: [['/password', 'does not open this PDF']],
      }),
    ]);
    expect((await unlock(person, read.id, 'harmattan')).status).toBe(202);
    expect(await rested(own, person, read.id)).toMatchObject(asks('may.pdf'));
    expect((await unlock(person, read.id, 'rainy')).status).toBe(202);
    const ready = await rested(own, person, read.id);
    expect(ready).toMatchObject({ status: 'ready', problem: null });
    expect(ready.statements.map((one) => [one.fileName, one.counts.rows])).toEqual([
      ['march.csv', 5],
      ['april.pdf', 2],
      ['may.pdf', 2],
    ]);
    await commitImport(own, person, read.id);
    expect(factsOf(await transactionsOf(person)).slice(0, 2)).toEqual([
      ['2026-03-15', -100_000, 'AIRTIME MTN'],
      ['2026-03-14', 20_000, 'TRANSFER FROM ADA'],
    ]);
  });

  it('are opened at once where one password fits all', async () => {
    const person = await own.person();
    await newAccount(person);
    const files = ['april.pdf', 'may.pdf'].map((name) => ({ name, bytes: lockedPdf('4711') }));
    const read = await readImport(own, person, 'year.zip', zipOf(files));
    expect((await unlock(person, read.id, '4711')).status).toBe(202);
    expect((await rested(own, person, read.id)).counts.rows).toBe(4);
  });
});
