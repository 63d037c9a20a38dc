import { describe, expect, it } from '@jest/globals';
import type { ImportView } from '../src/features/imports/imports.contract.ts';
import type { ImportTable, TableMapping, TableProfileView } from '../src/features/imports/tables.contract.ts';
import type { Person } from './support/app.ts';
import {
  commitImport,
  factsOf,
  newAccount,
  readImport,
  rested,
  rowsOf,
  transactionsOf,
} from './support/imports.ts';
import { problem } from './support/problem.ts';
import { provedApp } from './support/proved-app.ts';
import { xlsxOf } from './support/workbooks.ts';

const own = provedApp();

const KNOWN =
  'Date,Narration,Debit,Credit,Balance\n03/04/2026,SHOP,5.00,,995.00\n13/04/2026,SALARY,,100.00,1095.00\n';

/** Names that no vocabulary knows. */
const FOREIGN =
  'Banco Alfa;;;\nPaiv\u00e4;Selite;M\u00e4\u00e4r\u00e4;Saldo nyt\n03/04/2026;KAUPPA;5,00;995,00\n14/04/2026;PALKKA;100,00;1095,00\n15/04/2026;KAUPPA;7,50;1087,50\n';

const FOREIGN_MAPPING: TableMapping = {
  headerLine: 2,
  columns: ['date', 'description', 'amount', 'balance'],
  dateOrder: 'day-first',
  decimalMark: ',',
  direction: 'balance',
};

const tablesOf = async (person: Person, id: string): Promise<ImportTable[]> =>
  (await person.client.get<{ items: ImportTable[] }>(`${person.purse}/imports/${id}/tables`)).body.items;

async function map(person: Person, id: string, mapping: TableMapping, position = 0): Promise<ImportView> {
  const path = `${person.purse}/imports/${id}/tables/${position}`;
  const answer = await person.client.request<ImportView>('PUT', path, { body: mapping });
  expect([answer.status, answer.body.status]).toEqual([202, 'uploaded']);
  return rested(own, person, id);
}

const profilesOf = async (person: Person): Promise<TableProfileView[]> =>
  (await person.client.get<{ items: TableProfileView[] }>(`${person.purse}/table-profiles`)).body.items;

describe('the table of a statement', () => {
  it('says what each column means, how sure that is and what proves it', async () => {
    const person = await own.person();
    await newAccount(person);
    const read = await readImport(own, person, 'april.csv', KNOWN);
    expect(await tablesOf(person, read.id)).toEqual([
      {
        position: 0,
        statementId: read.statements[0]?.id,
        sheet: null,
        source: 'inferred',
        headerLine: 1,
        columns: [
          { name: 'Date', role: 'date', confidence: 'certain', why: 'Each of its cells is a day.' },
          { name: 'Narration', role: 'description', confidence: 'likely', why: 'Its name says so.' },
          { name: 'Debit', role: 'debit', confidence: 'certain', why: 'The running balance proves it.' },
          { name: 'Credit', role: 'credit', confidence: 'certain', why: 'The running balance proves it.' },
          { name: 'Balance', role: 'balance', confidence: 'certain', why: 'The running balance proves it.' },
        ],
        dateOrder: 'day-first',
        dateOrderWhy: '13/04/2026 can be read in this order only.',
        decimalMark: '.',
        decimalMarkWhy: 'The amounts show it.',
        direction: 'columns',
        directionWhy: 'Money out and money in have columns of their own.',
        rows: [
          { line: 1, cells: ['Date', 'Narration', 'Debit', 'Credit', 'Balance'] },
          { line: 2, cells: ['03/04/2026', 'SHOP', '5.00', '', '995.00'] },
          { line: 3, cells: ['13/04/2026', 'SALARY', '', '100.00', '1095.00'] },
        ],
      },
    ]);
  });

  it('is read again as a person says, and what they chose before stays chosen', async () => {
    const person = await own.person();
    await newAccount(person);
    const accountId = await newAccount(person, { name: 'Second' });
    const read = await readImport(own, person, 'april.csv', KNOWN);
    await person.client.patch(`${person.purse}/imports/${read.id}/statements/${read.statements[0]?.id}`, {
      accountId,
    });
    const again = await map(person, read.id, {
      headerLine: 1,
      columns: ['date', 'description', 'credit', 'debit', null],
      dateOrder: 'day-first',
      decimalMark: '.',
      direction: 'columns',
    });
    expect(again).toMatchObject({
      status: 'ready',
      mapped: true,
      problem: null,
      dialect: { source: 'given' },
      counts: { rows: 2, new: 2, duplicate: 0, rejected: 0, doubtful: 0 },
      statements: [{ accountId, skipped: false, proof: { state: 'not-stated' } }],
    });
    expect((await rowsOf(person, read.id)).map((row) => row.amount)).toEqual([500, -10_000]);
    const [table] = await tablesOf(person, read.id);
    expect(table).toMatchObject({
      source: 'given',
      columns: [{ why: 'As you set it.' }, {}, {}, {}, { role: null }],
    });
    await commitImport(own, person, read.id);
    expect(factsOf(await transactionsOf(person))).toEqual([
      ['2026-04-13', -10_000, 'SALARY'],
      ['2026-04-03', 500, 'SHOP'],
    ]);
  });

  it('whose names nobody knows is kept with a suggestion, mapped, remembered, and read by it next time', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    const read = await readImport(own, person, 'tili.csv', FOREIGN);
    expect(read).toMatchObject({
      status: 'failed',
      hasFile: true,
      mapped: false,
      problem: { code: 'no-header' },
    });
    const [suggested] = await tablesOf(person, read.id);
    expect(suggested).toMatchObject({
      statementId: null,
      source: 'inferred',
      headerLine: 2,
      dateOrder: 'day-first',
      decimalMark: ',',
      direction: 'balance',
      columns: [
        { role: 'date', confidence: 'likely', why: 'Most of its cells are days.' },
        { role: 'description', confidence: 'guess' },
        { role: 'amount', confidence: 'certain', why: 'The running balance proves it.' },
        { role: 'balance', confidence: 'certain' },
      ],
    });
    const again = await map(person, read.id, FOREIGN_MAPPING);
    // The first row has no balance before it that would say which way its money went.
    expect(again).toMatchObject({
      status: 'ready',
      statements: [{ accountId }],
      counts: { rows: 3, new: 2, rejected: 1 },
    });
    expect(await profilesOf(person)).toEqual([]);
    await commitImport(own, person, read.id);
    expect(await profilesOf(person)).toEqual([
      {
        id: expect.any(String),
        accountId,
        name: 'Paiv\u00e4, Selite, M\u00e4\u00e4r\u00e4, Saldo nyt',
        header: ['Paiv\u00e4', 'Selite', 'M\u00e4\u00e4r\u00e4', 'Saldo nyt'],
        mapping: FOREIGN_MAPPING,
        createdAt: expect.any(String),
      },
    ]);
    const lines = FOREIGN.split('\n');
    const next = [lines[0], 'Another line;;;', ...lines.slice(1)].join('\n').replaceAll('/04/', '/05/');
    const later = await readImport(own, person, 'tili-5.csv', next);
    expect(later).toMatchObject({
      status: 'ready',
      dialect: { source: 'remembered', headerLine: 3 },
      counts: { rows: 3, new: 2, rejected: 1 },
    });
    const [table] = await tablesOf(person, later.id);
    expect(table?.columns.map(({ why }) => why)).toEqual(Array(4).fill('As you set it last time.'));
  });

  it('of one sheet among several is mapped alone, and what was chosen for another goes to no wrong one', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    const other = await newAccount(person, { name: 'Second' });
    const book = xlsxOf([
      {
        name: 'Muu',
        rows: [
          ['Paiv\u00e4', 'Selite', 'Euro'],
          ['03/05/2026', 'c', -9],
          ['13/05/2026', 'd', 8],
        ],
      },
      {
        name: 'April',
        rows: [
          ['Date', 'Narration', 'Amount'],
          ['03/04/2026', 'a', -5],
          ['13/04/2026', 'b', 7],
        ],
      },
    ]);
    const read = await readImport(own, person, 'book.xlsx', book);
    expect(read).toMatchObject({ status: 'ready', counts: { rows: 2 } });
    const statements = `${person.purse}/imports/${read.id}/statements`;
    await person.client.patch(`${statements}/${read.statements[0]?.id}`, { accountId: other });
    expect(
      (await tablesOf(person, read.id)).map(({ sheet, statementId }) => [sheet, statementId === null]),
    ).toEqual([
      ['Muu', true],
      ['April', false],
    ]);
    const mapping: TableMapping = {
      ...FOREIGN_MAPPING,
      headerLine: 1,
      columns: ['date', 'description', 'amount'],
      direction: 'sign',
    };
    const again = await map(person, read.id, mapping, 0);
    expect(again.statements.map(({ accountId: to, counts }) => [to, counts.rows])).toEqual([
      [null, 2],
      [null, 2],
    ]);
    for (const { id } of again.statements) await person.client.patch(`${statements}/${id}`, { accountId });
    await commitImport(own, person, read.id);
    expect(factsOf(await transactionsOf(person)).map(([, amount]) => amount)).toEqual([800, -900, 700, -500]);
    expect(await profilesOf(person)).toMatchObject([{ accountId, header: ['Paiv\u00e4', 'Selite', 'Euro'] }]);
  });

  it('is not read by a mapping that cannot be right, and says where it is wrong', async () => {
    const person = await own.person();
    await newAccount(person);
    const read = await readImport(own, person, 'april.csv', KNOWN);
    const path = `${person.purse}/imports/${read.id}/tables`;
    const wrong = await person.client.request('PUT', `${path}/0`, {
      body: {
        headerLine: 7,
        columns: ['description', 'date', 'amount', 'amount', null, 'balance'],
        dateOrder: 'day-first',
        decimalMark: '.',
        direction: 'type',
      },
    });
    expect(wrong.body).toEqual(
      problem(422, 'wrong-mapping', {
        instance: `${path}/0`,
        detail: 'The table cannot be read like this.',
        errors: [
          ['/columns', 'the table has fewer columns'],
          ['/headerLine', 'the table has no such row near its beginning'],
          ['/columns/3', 'another column has this meaning already'],
          ['/direction', 'choose the column that says debit or credit, or another rule'],
        ],
      }),
    );
    const nothing = await person.client.request('PUT', `${path}/0`, {
      body: {
        headerLine: 1,
        columns: [null, 'date'],
        dateOrder: 'day-first',
        decimalMark: '.',
        direction: 'columns',
      },
    });
    expect(nothing.body).toMatchObject({
      status: 422,
      errors: [
        {
          pointer: '/columns',
          detail: 'choose the column that holds the amount, or those of money out and money in',
        },
        { pointer: '/columns/1', detail: 'none of the first rows has a day here' },
        { pointer: '/direction', detail: 'choose a column of money out or of money in, or another rule' },
      ],
    });
    for (const position of ['5', '-1', 'x', '1e9']) {
      const nowhere = await person.client.request('PUT', `${path}/${position}`, { body: FOREIGN_MAPPING });
      expect(nowhere.body).toMatchObject({ status: 404, code: 'table-not-found' });
    }
    expect(await person.client.get(`${person.purse}/imports/${read.id}`)).toMatchObject({
      body: { status: 'ready', mapped: false },
    });
    await commitImport(own, person, read.id);
    const late = await person.client.request('PUT', `${path}/0`, { body: FOREIGN_MAPPING });
    expect(late.body).toMatchObject({ status: 409, code: 'wrong-import-state' });
  });

  it('that a mapping makes unreadable keeps its file, so that another mapping helps', async () => {
    const person = await own.person();
    await newAccount(person);
    const unsigned = 'Date,Narration,Amount\n03/04/2026,a,5.00\n13/04/2026,b,7.00\n';
    const read = await readImport(own, person, 'card.csv', unsigned);
    expect(read).toMatchObject({ status: 'failed', hasFile: true, problem: { code: 'no-direction' } });
    const [table] = await tablesOf(person, read.id);
    expect(table).toMatchObject({ direction: null, directionWhy: 'Nothing says which rows are money out.' });
    const base: TableMapping = {
      ...FOREIGN_MAPPING,
      headerLine: 2,
      columns: ['date', 'description', 'amount'],
      decimalMark: '.',
      direction: 'sign',
    };
    const empty = await map(person, read.id, { ...base, headerLine: 3 });
    expect(empty).toMatchObject({ status: 'failed', hasFile: true, problem: { code: 'no-statement' } });
    const right = await map(person, read.id, { ...base, headerLine: 1, direction: 'reversed' });
    expect(right).toMatchObject({ status: 'ready', counts: { rows: 2, new: 2 } });
    expect((await rowsOf(person, read.id)).map((row) => row.amount)).toEqual([-500, -700]);
    const discarded = await person.client.delete(`${person.purse}/imports/${read.id}`);
    expect(discarded.status).toBe(204);
  });
});

describe('profiles of tables', () => {
  it('are given out as JSON, taken in elsewhere, and removed', async () => {
    const [giver, taker] = [await own.person(), await own.person()];
    await newAccount(giver);
    await newAccount(taker);
    const read = await readImport(own, giver, 'tili.csv', FOREIGN);
    await map(giver, read.id, FOREIGN_MAPPING);
    await commitImport(own, giver, read.id);
    const [profile] = await profilesOf(giver);
    const { body: given } = await giver.client.get<TableProfileView>(
      `${giver.purse}/table-profiles/${profile?.id}`,
    );
    expect(given).toEqual(profile);
    const { name, header, mapping } = given;
    const made = await taker.client.post(`${taker.purse}/table-profiles`, { name, header, mapping });
    expect(made).toMatchObject({ status: 201, body: { accountId: null, name, header, mapping } });
    expect(await readImport(own, taker, 'tili.csv', FOREIGN)).toMatchObject({
      status: 'ready',
      dialect: { source: 'remembered' },
    });
    const [taken] = await profilesOf(taker);
    const elsewhere = await giver.client.get(`${giver.purse}/table-profiles/${taken?.id}`);
    expect(elsewhere.body).toMatchObject({ status: 404, code: 'table-profile-not-found' });
    expect((await taker.client.delete(`${taker.purse}/table-profiles/${taken?.id}`)).status).toBe(204);
    expect(await profilesOf(taker)).toEqual([]);
    expect(await readImport(own, taker, 'tili.csv', FOREIGN)).toMatchObject({ status: 'failed' });
  });

  it('that read nothing are refused with the place', async () => {
    const person = await own.person();
    const wrong = await person.client.post(`${person.purse}/table-profiles`, {
      name: 'x',
      header: ['a', 'b'],
      mapping: { ...FOREIGN_MAPPING, columns: ['date', 'description'] },
    });
    expect(wrong.body).toMatchObject({
      status: 422,
      code: 'wrong-mapping',
      errors: [
        {
          pointer: '/mapping/columns',
          detail: 'choose the column that holds the amount, or those of money out and money in',
        },
        { pointer: '/mapping/direction' },
        { pointer: '/mapping/direction' },
      ],
    });
  });

  it('of an account go before those of another, and go with their account', async () => {
    const person = await own.person();
    const [first, second] = [
      await newAccount(person),
      await newAccount(person, { name: 'Second', currency: 'GHS' }),
    ];
    const header = ['Date', 'Narration', 'Amount'];
    const add = async (accountId: string, direction: TableMapping['direction']): Promise<void> => {
      const mapping = {
        ...FOREIGN_MAPPING,
        headerLine: 1,
        columns: ['date', 'description', 'amount'],
        decimalMark: '.',
        direction,
      };
      const made = await person.client.post(`${person.purse}/table-profiles`, {
        accountId,
        name: direction,
        header,
        mapping,
      });
      expect(made.status).toBe(201);
    };
    await add(first, 'sign');
    await add(second, 'reversed');
    const text = 'Currency: GHS\nDate,Narration,Amount\n03/04/2026,a,5.00\n13/04/2026,b,-7.00\n';
    const read = await readImport(own, person, 'two.csv', text);
    expect(read).toMatchObject({
      status: 'ready',
      dialect: { source: 'remembered' },
      statements: [{ accountId: second }],
    });
    expect((await rowsOf(person, read.id)).map((row) => row.amount)).toEqual([-500, 700]);
    await person.client.delete(`${person.purse}/accounts/${second}`);
    expect((await profilesOf(person)).map(({ accountId }) => accountId)).toEqual([first]);
  });
});
