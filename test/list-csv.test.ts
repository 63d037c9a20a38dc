import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import Papa from 'papaparse';
import type { ImportView } from '../src/features/imports/imports.contract.ts';
import type { Person } from './support/app.ts';
import { commitImport, newAccount, readImport, rested, rowsOf } from './support/imports.ts';
import { fillPurse } from './support/large-purse.ts';
import { typed } from './support/ledger.ts';
import { problem } from './support/problem.ts';
import { provedApp } from './support/proved-app.ts';

const own = provedApp();

async function csvOf(person: Person, query = ''): Promise<string> {
  const answer = await person.client.get<string>(`${person.purse}/export/csv${query}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  return answer.body;
}

const cellsOf = (csv: string): Record<string, string>[] =>
  Papa.parse<Record<string, string>>(csv.trim(), { header: true, newline: '\r\n' }).data;

const row = async (person: Person, given: object) => (await typed(person, given)).id;

/** Reads a CSV of ours into the accounts of the same names, and keeps every row. */
async function takeIn(person: Person, csv: string, accounts: Record<string, string>): Promise<ImportView> {
  const read = await readImport(own, person, 'ikpa.csv', csv);
  expect([read.status, read.problem]).toEqual(['ready', null]);
  for (const { id, statedName } of read.statements) {
    const accountId = accounts[statedName ?? ''];
    await person.client.patch(`${person.purse}/imports/${read.id}/statements/${id}`, { accountId });
  }
  return rested(own, person, read.id);
}

describe('the list as a table', () => {
  it('has what the list shows, in its order, under its filters', async () => {
    const person = await own.person();
    const { client, purse } = person;
    const accountId = await newAccount(person, {
      name: 'Bank',
      anchor: { on: '2026-03-31', balance: 5_000 },
    });
    const wallet = await newAccount(person, { name: 'Wallet, "old"', currency: 'KWD' });
    const { body: categories } = await client.get<{ items: { id: string; key: string }[] }>(
      `${purse}/categories`,
    );
    const food = categories.items.find(({ key }) => key === 'food')?.id;
    const first = await row(person, {
      accountId,
      date: '2026-03-02',
      amount: -300,
      categoryId: food,
      note: '=2+2',
    });
    const second = await row(person, {
      accountId,
      date: '2026-03-05',
      amount: 1_250,
      counterparty: 'Acme Ltd',
      description: '@MARCH, "pay"',
    });
    const tag = await client.post<{ id: string }>(`${purse}/tags`, { name: 'wedding' });
    await client.request('PUT', `${purse}/transactions/${second}/tags`, { body: { tagIds: [tag.body.id] } });
    await client.request('PUT', `${purse}/transactions/${second}/splits`, {
      body: { splits: [{ categoryId: food, amount: 1_000 }, { amount: 250 }] },
    });
    const dinars = await row(person, { accountId: wallet, date: '2026-03-05', amount: -1_001 });
    const head =
      'id,date,account,amount,currency,counterparty,description,category,split,note,tags,transfer_id,balance_after';
    const ofBank = [
      `${second},2026-03-05,Bank,12.50,NGN,Acme Ltd,"'@MARCH, ""pay""",,yes,,wedding,,`,
      `${first},2026-03-02,Bank,-3.00,NGN,,,Food and groceries,no,'=2+2,,,`,
    ];
    const ofWallet = `${dinars},2026-03-05,"Wallet, ""old""",-1.001,KWD,,,,no,,,,`;
    expect((await csvOf(person)).split('\r\n')).toEqual([head, ofWallet, ...ofBank, '']);
    expect((await csvOf(person, `?accountId=${accountId}`)).split('\r\n')).toEqual([
      head,
      `${ofBank[0]}50.00`,
      `${ofBank[1]}37.50`,
      '',
    ]);
    for (const [query, lines] of [
      ['?direction=in', [ofBank[0]]],
      [`?categoryId=${food}&direction=out`, [ofBank[1]]],
      [`?tagId=${tag.body.id}&to=2026-03-04`, []],
      ['?q=acme', [ofBank[0]]],
    ] as const) {
      expect((await csvOf(person, query)).split('\r\n')).toEqual([head, ...lines, '']);
    }
  }, 60_000);

  it('has as many rows as the list counts, whatever its size', async () => {
    const person = await own.person();
    await fillPurse(own.database.ownerUrl, person.purseId, 5_500);
    for (const query of ['', '?direction=in', '?from=2026-01-01']) {
      const { body } = await person.client.get<{ total: number }>(`${person.purse}/transactions/ids${query}`);
      const ids = new Set(cellsOf(await csvOf(person, query)).map(({ id }) => id));
      expect([query, ids.size]).toEqual([query, body.total]);
    }
  }, 60_000);

  it('says by its first bytes that it is UTF-8', async () => {
    const person = await own.person();
    const answer = await fetch(`${own.baseUrl}${person.purse}/export/csv`, {
      headers: { cookie: `ikpa_access=${person.client.cookie('ikpa_access')}` },
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 5).toString('latin1')).toBe('\u00ef\u00bb\u00bfid');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="ikpa-\d{4}-\d\d-\d\d\.csv"$/,
    );
  });

  it('is refused to strangers, and with a filter that there is not', async () => {
    const [person, stranger] = [await own.person(), await own.person()];
    const path = `${person.purse}/export/csv`;
    const refused = await stranger.client.get(path);
    expect([refused.status, refused.body]).toEqual([
      404,
      problem(404, 'purse-not-found', { instance: path, detail: 'There is no such purse.' }),
    ]);
    const wrong = await person.client.get<{ errors: { pointer: string }[] }>(`${path}?from=yesterday`);
    expect([wrong.status, wrong.body.errors.map(({ pointer }) => pointer)]).toEqual([422, ['?from']]);
  });

  it('ends without its last byte when the purse changes while it is read', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    await fillPurse(own.database.ownerUrl, person.purseId, 20_000);
    const response = await fetch(`${own.baseUrl}${person.purse}/export/csv`, {
      headers: { cookie: `ikpa_access=${person.client.cookie('ikpa_access')}` },
    });
    const reader = response.body?.getReader();
    await reader?.read();
    await row(person, { accountId, date: '2026-03-02', amount: -1 });
    const rest = async () => {
      while (reader !== undefined && !(await reader.read()).done);
    };
    await expect(rest()).rejects.toThrow();
  }, 60_000);
});

const texts = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => text.replaceAll('\r', '')),
    fc.constantFrom(
      '=1+1',
      "'=1",
      "''@x",
      '-5',
      '+234 803',
      '"q", ;',
      'two\nlines',
      '  a  b',
      'POS 0023 SHOP',
      "'",
    ),
  )
  .map((text) => text.replace(/[\0\p{Surrogate}]/gu, '').trim());
/** Names that differ in more than their letters' case: others are one name. */
const names = ['Mama put', 'POS 17', '=cmd', "'=cmd", '@home', 'a, "b"', 'x\ty', 'ACME  LTD', '-', "'"];
const rows = fc.array(
  fc.record({
    account: fc.constantFrom('Bank', '=Wallet', "'Dinars"),
    day: fc.integer({ min: 1, max: 28 }),
    amount: fc
      .oneof(fc.integer({ min: -5_000, max: 5_000 }), fc.integer({ min: -9e12, max: 9e12 }))
      .filter((amount) => amount !== 0),
    description: texts,
    counterparty: fc.option(fc.constantFrom(...names)),
  }),
  { minLength: 1, maxLength: 25 },
);

const CURRENCIES = { Bank: 'NGN', '=Wallet': 'UGX', "'Dinars": 'KWD' } as const;

async function withAccounts(): Promise<{ person: Person; accounts: Record<string, string> }> {
  const person = await own.person();
  const accounts: Record<string, string> = {};
  for (const [name, currency] of Object.entries(CURRENCIES)) {
    accounts[name] = await newAccount(person, { name, currency });
  }
  return { person, accounts };
}

describe('an import of the list', () => {
  it('gives the same rows in another purse: days, amounts, currencies, names and texts to the letter', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const [here, there] = [await withAccounts(), await withAccounts()];
        for (const { account, day, ...rest } of given) {
          const date = `2026-03-${`${day}`.padStart(2, '0')}`;
          await row(here.person, { accountId: here.accounts[account], date, ...rest });
        }
        const csv = await csvOf(here.person);
        const read = await takeIn(there.person, csv, there.accounts);
        expect(read.counts).toMatchObject({ new: given.length, rejected: 0 });
        await commitImport(own, there.person, read.id);
        const facts = (text: string) =>
          cellsOf(text).map(({ date, account, amount, currency, counterparty, description }) =>
            JSON.stringify([account, date, amount, currency, counterparty, description]),
          );
        expect(facts(await csvOf(there.person)).sort()).toEqual(facts(csv).sort());
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it('adds nothing to the purse that it came from: each row knows itself, however it was changed', async () => {
    const { person, accounts } = await withAccounts();
    const accountId = accounts['Bank'];
    const moved = await row(person, { accountId, date: '2026-03-01', amount: -100, description: 'FARE' });
    for (const day of [2, 2, 9]) {
      await row(person, { accountId, date: `2026-03-0${day}`, amount: -100, description: 'FARE' });
    }
    const csv = await csvOf(person);
    await person.client.patch(`${person.purse}/transactions/${moved}`, { description: 'Bus to Ikeja' });
    const read = await takeIn(person, csv, accounts);
    expect(read.counts).toMatchObject({ new: 0, duplicate: 4, doubtful: 0 });
    const reasons = (await rowsOf(person, read.id)).map(({ reason }) => reason);
    expect(new Set(reasons)).toEqual(
      new Set(['Already there: it is this very row, as it was exported from here.']),
    );
  });
});
