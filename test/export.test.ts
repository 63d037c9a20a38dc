import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Papa from 'papaparse';
import { ExportManifest, ExportedPurse } from '../src/features/export/export.contract.ts';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import { importFile, newAccount } from './support/imports.ts';
import { fillPurse } from './support/large-purse.ts';
import { problem } from './support/problem.ts';
import { unzip, zipChecker } from './support/zip.ts';

let own: TestApp;

beforeAll(async () => {
  own = await startApp();
}, 60_000);

afterAll(async () => own.stop());

const download = (person: Person, path: string) =>
  fetch(`${own.baseUrl}${path}`, {
    headers: { cookie: `ikpa_access=${person.client.cookie('ikpa_access')}` },
  });

/** Begins a download; `leave` closes its connection, as somebody who loses the network does. */
function beginDownload(person: Person, path: string): Promise<{ status: number; leave: () => void }> {
  return new Promise((resolve, reject) => {
    // No pool of connections: one that waits unused would hold up the end of the application.
    const headers = { cookie: `ikpa_access=${person.client.cookie('ikpa_access')}` };
    const request = get(`${own.baseUrl}${path}`, { agent: false, headers }, (answer) => {
      answer.on('error', () => undefined);
      resolve({ status: answer.statusCode ?? 0, leave: () => request.destroy() });
    });
    request.on('error', reject);
  });
}

async function archiveOf(person: Person, path = `${person.purse}/export`): Promise<Buffer> {
  const answer = await download(person, path);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="ikpa-\d{4}-\d\d-\d\d\.zip"$/,
  );
  return Buffer.from(await answer.arrayBuffer());
}

const STATEMENT =
  'Date,Narration,Amount\n13/03/2026,POS SHOPRITE IKEJA,-10.00\n14/03/2026,"=HYPERLINK(""x"")",20.00\n';

/** A purse with something in each place. */
async function fullPurse(): Promise<Person> {
  const person = await own.person({ name: 'Adaeze' });
  const { client, purse } = person;
  const accountId = await newAccount(person, { name: 'Bank', anchor: { on: '2026-03-31', balance: 5_000 } });
  await importFile(own, person, '../march =1+1.csv', STATEMENT);
  const row = async (given: object) =>
    (await client.post<{ id: string }>(`${purse}/transactions`, { accountId, date: '2026-03-02', ...given }))
      .body.id;
  const whole = await row({ amount: -300, description: '@SUM(1)', note: 'two\nlines, and "quotes"' });
  await client.request('PUT', `${purse}/transactions/${whole}/splits`, {
    body: { splits: [{ amount: -100, note: '-1' }, { amount: -200 }] },
  });
  const tag = await client.post<{ id: string }>(`${purse}/tags`, { name: 'wedding' });
  await client.request('PUT', `${purse}/transactions/${whole}/tags`, { body: { tagIds: [tag.body.id] } });
  const wallet = await newAccount(person, { name: 'Wallet', kind: 'mobile-money' });
  await client.post(`${purse}/transfers`, {
    out: await row({ amount: -500 }),
    in: await row({ accountId: wallet, amount: 500 }),
  });
  return person;
}

describe('everything of a purse', () => {
  it('is one archive: tables, data with its schema, journal, statements, and a manifest that proves it', async () => {
    const person = await fullPurse();
    const files = unzip(await archiveOf(person));
    const manifest = ExportManifest.parse(JSON.parse(files.get('manifest.json')?.toString() ?? ''));
    expect(manifest.files.map(({ name, rows }) => [name, rows])).toEqual([
      ['README.txt', null],
      ['schema.json', null],
      ['transactions.csv', 5],
      ['splits.csv', 2],
      ['accounts.csv', 2],
      ['categories.csv', 28],
      ['data.json', 5],
      ['purse.journal', 5],
      ['purse.beancount', 5],
      ['files/0001-march =1+1.csv', null],
    ]);
    expect([...files.keys()]).toEqual([...manifest.files.map(({ name }) => name), 'manifest.json']);
    for (const { name, bytes, sha256 } of manifest.files) {
      const content = files.get(name) ?? Buffer.alloc(0);
      expect([name, content.length, createHash('sha256').update(content).digest('hex')]).toEqual([
        name,
        bytes,
        sha256,
      ]);
    }
    expect(files.get('files/0001-march =1+1.csv')?.toString()).toBe(STATEMENT);
    const journal = await person.client.get(`${person.purse}/export/hledger`);
    expect(files.get('purse.journal')?.toString()).toBe(journal.body);
  });

  it('has in its data every row, name, tag, import and change, exact', async () => {
    const person = await fullPurse();
    const files = unzip(await archiveOf(person));
    const data = ExportedPurse.parse(JSON.parse(files.get('data.json')?.toString() ?? ''));
    const list = await person.client.get<{ items: { id: string; amount: number; splits: object[] }[] }>(
      `${person.purse}/transactions`,
    );
    const facts = ({ id, amount, splits }: { id: string; amount: number; splits: object[] }) => [
      id,
      amount,
      splits,
    ];
    expect(data.transactions.map(facts)).toEqual(list.body.items.reverse().map(facts));
    expect(data.transactions.flatMap(({ tags }) => tags)).toEqual(['wedding']);
    expect(data.counterparties.map(({ name }) => name)).toContain('Shoprite Ikeja');
    expect(data.members).toEqual([{ userId: person.userId, role: 'owner', since: expect.any(String) }]);
    expect(data.imports).toMatchObject([{ status: 'committed', file: 'files/0001-march =1+1.csv' }]);
    expect(data.history.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['purse.created', 'account.created', 'import.committed', 'transfer.linked']),
    );
    const schema = JSON.parse(files.get('schema.json')?.toString() ?? '') as { properties: object };
    expect(Object.keys(schema.properties)).toEqual(Object.keys(data));
  });

  it('has tables that a spreadsheet reads and never runs', async () => {
    const person = await fullPurse();
    const files = unzip(await archiveOf(person));
    const text = files.get('transactions.csv')?.toString() ?? '';
    expect(text.endsWith('\r\n')).toBe(true);
    const { data, errors } = Papa.parse<Record<string, string>>(text.trim(), { header: true });
    expect(errors).toEqual([]);
    const cells = data.map(({ date, account, amount, description, note, tags, split }) =>
      [date, account, amount, description, note, tags, split].join('|'),
    );
    expect(cells).toEqual([
      `2026-03-02|Bank|-3.00|'@SUM(1)|two\nlines, and "quotes"|wedding|yes`,
      '2026-03-02|Bank|-5.00||||no',
      '2026-03-02|Wallet|5.00||||no',
      '2026-03-13|Bank|-10.00|POS SHOPRITE IKEJA|||no',
      `2026-03-14|Bank|20.00|'=HYPERLINK("x")|||no`,
    ]);
    const splits = Papa.parse<string[]>(files.get('splits.csv')?.toString().trim() ?? '').data;
    expect(splits.map((cells_) => [cells_[2], cells_[6]])).toEqual([
      ['amount', 'note'],
      ['-1.00', "'-1"],
      ['-2.00', ''],
    ]);
  });

  it('is refused to strangers, and is written for a person one at a time', async () => {
    const [person, stranger] = [await own.person(), await own.person()];
    const path = `${person.purse}/export`;
    const refused = await stranger.client.get(path);
    const expected = problem(404, 'purse-not-found', { instance: path, detail: 'There is no such purse.' });
    expect([refused.status, refused.body]).toEqual([404, expected]);
    await fillPurse(own.database.ownerUrl, person.purseId, 20_000);
    const first = await beginDownload(person, path);
    const second = await person.client.get(path);
    expect([second.status, second.headers.get('retry-after')]).toEqual([429, '30']);
    first.leave();
    let again = 429;
    for (let attempt = 0; again === 429 && attempt < 100; attempt += 1) {
      const next = await beginDownload(person, path);
      again = next.status;
      next.leave();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(again).toBe(200);
  });
});

describe('everything of a person', () => {
  it('is who they are, where they are signed in, and every purse they belong to', async () => {
    const person = await fullPurse();
    const files = unzip(await archiveOf(person, '/api/v1/me/export'));
    const me = JSON.parse(files.get('person.json')?.toString() ?? '') as object;
    expect(me).toEqual({
      user: expect.objectContaining({ id: person.userId, email: person.email, name: 'Adaeze' }),
      sessions: [expect.objectContaining({ current: true })],
      purses: [{ id: person.purseId, name: 'Personal', role: 'owner' }],
    });
    expect(files.get('purses/1-Personal/transactions.csv')?.toString()).toContain('SHOPRITE');
    expect(files.get('README.txt')?.toString()).toContain('purses/1-Personal/  Personal');
    expect([...files.keys()].join()).not.toMatch(/\.\.|\\|\/\//);
  });
});

const checker = zipChecker();
const openedElsewhere = checker === null ? it.skip : it;

describe('the archive', () => {
  openedElsewhere(
    `of a large purse opens in a program of others${checker === null ? ' (skipped: neither unzip nor python3)' : ''}`,
    async () => {
      const person = await own.person();
      await fillPurse(own.database.ownerUrl, person.purseId, 5_000);
      const archive = await archiveOf(person);
      const folder = await mkdtemp(join(tmpdir(), 'ikpa-zip-'));
      try {
        const path = join(folder, 'purse.zip');
        await writeFile(path, archive);
        expect(checker?.(path)).toBe(`No errors detected in compressed data of ${path}.`);
      } finally {
        await rm(folder, { recursive: true });
      }
      const data = ExportedPurse.parse(JSON.parse(unzip(archive).get('data.json')?.toString() ?? ''));
      expect(data.transactions).toHaveLength(5_000);
    },
    60_000,
  );
});
