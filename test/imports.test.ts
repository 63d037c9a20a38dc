import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImportView } from '../src/features/imports/imports.contract.ts';
import type { TransactionView } from '../src/features/transactions/transactions.contract.ts';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import {
  commitImport,
  importFile,
  newAccount,
  readImport,
  rested,
  rowsOf,
  undoImport,
} from './support/imports.ts';
import { pictureOf } from './support/picture.ts';

let own: TestApp;
const touched: string[] = [];

beforeAll(async () => {
  own = await startApp();
}, 60_000);

afterEach(async () => {
  for (const purseId of touched.splice(0)) await own.expectProvedRollups(purseId);
});

afterAll(async () => own.stop());

async function someone(details: Parameters<TestApp['person']>[0] = {}): Promise<Person> {
  const person = await own.person(details);
  touched.push(person.purseId);
  return person;
}

const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/);
const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

const HEAD = 'Date,Narration,Debit,Credit,Balance\n';
const MARCH = `${HEAD}01/03/2026,SALARY ACME LTD,,"250,000.00","260,000.00"
02/03/2026,POS PURCHASE SHOPRITE IKEJA 0023,"12,500.50",,"247,499.50"
02/03/2026,POS PURCHASE DANFO,500.00,,"246,999.50"
02/03/2026,POS PURCHASE DANFO,500.00,,"246,499.50"
15/03/2026,AIRTIME MTN,"1,000.00",,"245,499.50"
`;

async function transactions(person: Person, query = ''): Promise<TransactionView[]> {
  const answer = await person.client.get<{ items: TransactionView[] }>(
    `${person.purse}/transactions?limit=200${query}`,
  );
  return answer.body.items;
}

const facts = (rows: readonly TransactionView[]) =>
  rows.map((row) => [row.date, row.amount, row.description]);

describe('a statement file', () => {
  it('is told apart: format, encoding, how it was read, and whether opening + rows = closing', async () => {
    const person = await someone();
    const accountId = await newAccount(person);
    const read = await readImport(own, person, 'folder/march.csv', MARCH);
    const counts = { rows: 5, new: 5, duplicate: 0, rejected: 0, doubtful: 0 };
    expect(read).toEqual({
      id: UUID,
      fileName: 'march.csv',
      byteSize: MARCH.length,
      status: 'ready',
      format: 'csv',
      encoding: 'utf-8',
      dialect: {
        delimiter: ',',
        headerLine: 1,
        dateOrder: 'day-first',
        dateOrderWhy: '15/03/2026 can be read in this order only.',
        columns: [
          { name: 'Date', role: 'date' },
          { name: 'Narration', role: 'description' },
          { name: 'Debit', role: 'debit' },
          { name: 'Credit', role: 'credit' },
          { name: 'Balance', role: 'balance' },
        ],
      },
      statements: [
        {
          id: UUID,
          position: 0,
          statedAccount: null,
          statedName: null,
          currency: null,
          periodFrom: '2026-03-01',
          periodTo: '2026-03-15',
          accountId,
          skipped: false,
          counts,
          proof: {
            state: 'proved',
            opening: 1_000_000,
            sum: 23_549_950,
            closing: 24_549_950,
            difference: 0,
            note: null,
          },
        },
      ],
      counts,
      problem: null,
      undo: null,
      sameFileAs: null,
      createdAt: INSTANT,
      committedAt: null,
      undoneAt: null,
      version: expect.any(Number),
    });
    expect(await transactions(person)).toEqual([]);
  });

  it('shows every row before anything is saved, with the category a rule gives it', async () => {
    const person = await someone();
    await newAccount(person);
    const read = await readImport(own, person, 'march.csv', MARCH);
    const rows = await rowsOf(person, read.id);
    expect(rows.map((row) => [row.where, row.date, row.amount, row.currency, row.verdict])).toEqual([
      ['line 2', '2026-03-01', 25_000_000, 'NGN', 'new'],
      ['line 3', '2026-03-02', -1_250_050, 'NGN', 'new'],
      ['line 4', '2026-03-02', -50_000, 'NGN', 'new'],
      ['line 5', '2026-03-02', -50_000, 'NGN', 'new'],
      ['line 6', '2026-03-15', -100_000, 'NGN', 'new'],
    ]);
    const categories = await person.client.get<{ items: { id: string; key: string }[] }>(
      `${person.purse}/categories`,
    );
    const keys = new Map(categories.body.items.map(({ id, key }) => [id, key]));
    expect(rows.map((row) => keys.get(row.categoryId ?? ''))).toEqual([
      'salary',
      'food',
      'transport',
      'transport',
      'airtime',
    ]);
  });

  it('becomes rows of the account in one go, and tells today’s balance from its closing one', async () => {
    const person = await someone();
    const accountId = await newAccount(person);
    const done = await importFile(own, person, 'march.csv', MARCH);
    expect(done).toMatchObject({
      status: 'committed',
      committedAt: INSTANT,
      counts: { new: 5, duplicate: 0 },
    });
    const rows = await transactions(person);
    expect(facts(rows)).toEqual([
      ['2026-03-15', -100_000, 'AIRTIME MTN'],
      ['2026-03-02', -50_000, 'POS PURCHASE DANFO'],
      ['2026-03-02', -50_000, 'POS PURCHASE DANFO'],
      ['2026-03-02', -1_250_050, 'POS PURCHASE SHOPRITE IKEJA 0023'],
      ['2026-03-01', 25_000_000, 'SALARY ACME LTD'],
    ]);
    expect(rows[3]).toEqual({
      id: UUID,
      accountId,
      date: '2026-03-02',
      amount: -1_250_050,
      currency: 'NGN',
      description: 'POS PURCHASE SHOPRITE IKEJA 0023',
      counterparty: 'Shoprite Ikeja',
      categoryId: UUID,
      categoryBy: 'rule',
      note: null,
      source: 'import',
      importId: done.id,
      possibleDuplicate: false,
      transferId: null,
      splits: [],
      tagIds: [],
      editedAt: null,
      createdAt: INSTANT,
      version: 1,
    });
    const account = await person.client.get(`${person.purse}/accounts/${accountId}`);
    expect(account.body).toMatchObject({
      balance: { amount: 24_549_950, currency: 'NGN' },
      anchor: { on: '2026-03-15', balance: 24_549_950, source: 'statement' },
      rows: 5,
      firstOn: '2026-03-01',
      lastOn: '2026-03-15',
    });
    expect(await own.auditOf(person.purseId, done.id)).toEqual([
      {
        action: 'import.committed',
        userId: person.userId,
        changes: { fileName: 'march.csv', new: 5, duplicate: 0, rejected: 0 },
      },
    ]);
  });

  it('with several statements asks for each where it goes, makes an account for one and skips another', async () => {
    const person = await someone();
    const read = await readImport(own, person, 'two.ofx', OFX_TWO);
    expect(read.format).toBe('ofx1');
    expect(read.statements.map((each) => [each.statedAccount, each.currency, each.accountId])).toEqual([
      ['•••• 6789', 'NGN', null],
      ['•••• 4321', 'USD', null],
    ]);
    const [naira, dollars] = read.statements;
    const refused = await person.client.post(`${person.purse}/imports/${read.id}/commit`);
    expect(refused.body).toMatchObject({
      status: 409,
      code: 'statement-undecided',
      errors: read.statements.map(({ id }) => ({ pointer: `/statements/${id}` })),
    });
    const path = `${person.purse}/imports/${read.id}/statements`;
    const mapped = await person.client.patch<ImportView>(`${path}/${naira?.id}`, {
      newAccount: { name: 'GTBank', kind: 'current' },
    });
    expect(mapped.status).toBe(200);
    const skipped = await person.client.patch<ImportView>(`${path}/${dollars?.id}`, { skip: true });
    expect(skipped.body.counts).toEqual({ rows: 2, new: 2, duplicate: 0, rejected: 0, doubtful: 0 });
    const done = await commitImport(own, person, read.id);
    expect(done).toMatchObject({ status: 'committed', counts: { new: 2 } });
    const accounts = await person.client.get<{ items: object[] }>(`${person.purse}/accounts`);
    expect(accounts.body.items).toMatchObject([
      { name: 'GTBank', currency: 'NGN', identifierLast4: '6789', rows: 2, balance: { amount: 150_000 } },
    ]);
    // The next file of this account finds it by its number.
    const again = await readImport(own, person, 'two.ofx', OFX_TWO);
    expect(again.statements[0]).toMatchObject({ counts: { new: 0, duplicate: 2 } });
    expect(again.sameFileAs).toBe(done.id);
  });

  it('refuses rows of another currency than the account, each with its reason, and mixes nothing', async () => {
    const person = await someone();
    const accountId = await newAccount(person, { currency: 'NGN' });
    const read = await readImport(own, person, 'two.ofx', OFX_TWO);
    const dollars = read.statements[1];
    const mapped = await person.client.patch<ImportView>(
      `${person.purse}/imports/${read.id}/statements/${dollars?.id}`,
      { accountId },
    );
    expect(mapped.body.statements[1]).toMatchObject({
      counts: { rows: 1, new: 0, rejected: 1 },
      proof: { state: 'not-stated', closing: null },
    });
    const rejected = await rowsOf(person, read.id, '&verdict=rejected');
    expect(rejected.map((row) => row.reason)).toEqual([
      'The row is in USD, the account in NGN: money of two currencies is never mixed.',
    ]);
  });

  it('says by how much a lying closing balance is off, and still lets the person decide', async () => {
    const person = await someone();
    await newAccount(person);
    const read = await readImport(
      own,
      person,
      'lying.csv',
      `Opening Balance,,"1,000.00"\nClosing Balance,,"5,000.00"\n\nDate,Narration,Amount\n13/03/2026,SALE,"2,000.00"\n14/03/2026,FUEL,-500.00\n`,
    );
    expect(read.statements[0]?.proof).toMatchObject({
      state: 'off',
      opening: 100_000,
      sum: 150_000,
      closing: 500_000,
      difference: 250_000,
    });
  });

  it('keeps rejected rows in sight: impossible dates, unsafe integers, zero amounts', async () => {
    const person = await someone();
    await newAccount(person);
    const read = await readImport(
      own,
      person,
      'odd.csv',
      'Date,Narration,Amount\n13/03/2026,GOOD,-10.00\n31/02/2026,NO SUCH DAY,-10.00\n14/03/2026,TOO LARGE,-99999999999999999.00\n15/03/2026,NOTHING,0.00\n16/03/2026,HALF A KOBO,-1.005\n',
    );
    expect(read.counts).toEqual({ rows: 5, new: 1, duplicate: 0, rejected: 4, doubtful: 0 });
    const rows = await rowsOf(person, read.id);
    expect(rows.map((row) => [row.where, row.verdict, row.reason])).toEqual([
      ['line 2', 'new', null],
      ['line 3', 'rejected', expect.stringContaining('31/02/2026')],
      ['line 4', 'rejected', expect.stringContaining('too large')],
      ['line 5', 'rejected', 'An amount of zero moves no money.'],
      ['line 6', 'rejected', expect.stringContaining('NGN has 2 decimals')],
    ]);
    expect((await commitImport(own, person, read.id)).counts.new).toBe(1);
    expect(await transactions(person)).toHaveLength(1);
  });

  it('pages its rows, and each kind by itself', async () => {
    const person = await someone();
    await newAccount(person);
    const lines = Array.from({ length: 2_345 }, (_, index) => `13/03/2026,SHOP ${index},-${index}.00`);
    const read = await readImport(own, person, 'long.csv', `Date,Narration,Amount\n${lines.join('\n')}\n`);
    expect(read.counts).toMatchObject({ rows: 2_345, rejected: 1 });
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const answer: { body: { items: { index: number }[]; nextCursor: string | null } } =
        await person.client.get(
          `${person.purse}/imports/${read.id}/rows?limit=200${cursor === null ? '' : `&cursor=${cursor}`}`,
        );
      seen.push(...answer.body.items.map((row) => row.index));
      cursor = answer.body.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(Array.from({ length: 2_345 }, (_, index) => index));
    expect((await rowsOf(person, read.id, '&verdict=rejected')).map((row) => row.where)).toEqual(['line 2']);
  });
});

describe('the same again', () => {
  it('brings nothing new', async () => {
    const person = await someone();
    await newAccount(person);
    const first = await importFile(own, person, 'march.csv', MARCH);
    const before = await pictureOf(own, person);
    const again = await readImport(own, person, 'copy of march.csv', MARCH);
    expect(again).toMatchObject({ sameFileAs: first.id, counts: { rows: 5, new: 0, duplicate: 5 } });
    const rows = await rowsOf(person, again.id);
    expect(new Set(rows.map((row) => row.reason))).toEqual(
      new Set(['Already there: the same day, amount and text.']),
    );
    expect(new Set(rows.map((row) => row.matches)).size).toBe(5);
    await commitImport(own, person, again.id);
    expect(await pictureOf(own, person)).toEqual(before);
  });

  it('brings nothing new after a person changed, moved and deleted nothing of the file’s identity', async () => {
    const person = await someone();
    await newAccount(person);
    const other = await newAccount(person, { name: 'Other' });
    const accountId = (await person.client.get<{ items: { id: string }[] }>(`${person.purse}/accounts`)).body
      .items[0]?.id;
    const read = await readImport(own, person, 'march.csv', MARCH);
    const [statement] = read.statements;
    await person.client.patch(`${person.purse}/imports/${read.id}/statements/${statement?.id}`, {
      accountId,
    });
    await commitImport(own, person, read.id);
    const [airtime, danfo] = await transactions(person);
    await person.client.patch(`${person.purse}/transactions/${airtime?.id}`, {
      amount: -90_000,
      date: '2026-04-20',
    });
    await person.client.patch(`${person.purse}/transactions/${danfo?.id}`, { accountId: other });
    const again = await readImport(own, person, 'march.csv', MARCH);
    const mapped = await person.client.patch<ImportView>(
      `${person.purse}/imports/${again.id}/statements/${again.statements[0]?.id}`,
      { accountId },
    );
    expect(mapped.body.counts).toMatchObject({ new: 0, duplicate: 5 });
  });

  it('counts repeated equal purchases right when a longer file overlaps', async () => {
    const person = await someone();
    await newAccount(person);
    await importFile(own, person, 'march.csv', MARCH);
    const longer = MARCH.replace(
      '15/03/2026',
      '02/03/2026,POS PURCHASE DANFO,500.00,,"245,999.50"\n15/03/2026',
    ).replace('"245,499.50"', '"244,999.50"');
    const read = await readImport(own, person, 'longer.csv', longer);
    expect(read.counts).toMatchObject({ rows: 6, new: 1, duplicate: 5, doubtful: 0 });
    const fresh = await rowsOf(person, read.id, '&verdict=new');
    expect(fresh.map((row) => row.where)).toEqual(['line 6']);
  });

  it('knows a row by the bank’s reference before anything else', async () => {
    const person = await someone();
    await newAccount(person);
    await importFile(
      own,
      person,
      'a.csv',
      'Date,Reference,Narration,Amount\n13/03/2026,REF0001,SHOP A,-10.00\n14/03/2026,REF0002,SHOP B,-20.00\n',
    );
    const read = await readImport(
      own,
      person,
      'b.csv',
      'Date,Reference,Narration,Amount\n15/03/2026,REF0001,SHOP A AS THE BANK NOW WRITES IT,-10.00\n14/03/2026,REF0003,SHOP B,-20.00\n',
    );
    const rows = await rowsOf(person, read.id);
    expect(rows.map((row) => [row.verdict, row.reason ?? row.doubt])).toEqual([
      ['duplicate', 'Already there: the same bank reference, day and amount.'],
      ['new', 'Looks like a row that is there, but its bank reference differs.'],
    ]);
    await commitImport(own, person, read.id);
    const marked = (await transactions(person)).filter((row) => row.possibleDuplicate);
    expect(facts(marked)).toEqual([['2026-03-14', -2000, 'SHOP B']]);
    // What was kept in doubt is known the next time, too.
    expect(
      (
        await readImport(
          own,
          person,
          'b.csv',
          'Date,Reference,Narration,Amount\n15/03/2026,REF0001,SHOP A AS THE BANK NOW WRITES IT,-10.00\n14/03/2026,REF0003,SHOP B,-20.00\n',
        )
      ).counts,
    ).toMatchObject({ new: 0, duplicate: 2 });
  });

  it('takes a typed row of the same amount and a like name within three days for the bank’s', async () => {
    const person = await someone();
    const accountId = await newAccount(person);
    const typed = (given: object) =>
      person.client.post(`${person.purse}/transactions`, { accountId, ...given });
    await typed({ date: '2026-03-10', amount: -1_250_000, counterparty: 'Shoprite' });
    await typed({ date: '2026-03-10', amount: -70_000, counterparty: 'Lunch with Chi' });
    await typed({ date: '2026-03-01', amount: -30_000, counterparty: 'Danfo' });
    const read = await readImport(
      own,
      person,
      'march.csv',
      'Date,Narration,Amount\n13/03/2026,POS SHOPRITE IKEJA,"-12,500.00"\n11/03/2026,POS MAMA PUT,-700.00\n13/03/2026,DANFO,-300.00\n',
    );
    const rows = await rowsOf(person, read.id);
    expect(rows.map((row) => [row.verdict, row.reason ?? row.doubt])).toEqual([
      ['duplicate', 'Already there: the same amount and a like name within three days.'],
      ['new', 'A typed row of the same amount is there within three days.'],
      ['new', null],
    ]);
  });

  it('D53: money in never matches money out of the same size', async () => {
    const person = await someone();
    const accountId = await newAccount(person);
    await person.client.post(`${person.purse}/transactions`, {
      accountId,
      date: '2026-03-13',
      amount: -100_000,
      counterparty: 'Jumia',
    });
    const read = await readImport(
      own,
      person,
      'refund.csv',
      'Date,Narration,Amount\n13/03/2026,JUMIA REFUND,"1,000.00"\n13/03/2026,FUEL,-1.00\n',
    );
    expect(read.counts).toMatchObject({ new: 2, duplicate: 0, doubtful: 0 });
  });

  it('sent twice under one key is one import; another file under the key is refused', async () => {
    const person = await someone();
    const key = { 'idempotency-key': randomUUID() };
    const send = (text: string) =>
      person.client.upload<ImportView>(`${person.purse}/imports`, 'march.csv', text, key);
    const [first, second] = await Promise.all([send(MARCH), send(MARCH)]);
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.body.id).toBe(first.body.id);
    const other = await send(`${MARCH}16/03/2026,MORE,1.00,,"245,498.50"\n`);
    expect(other.body).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    const list = await person.client.get<{ items: object[] }>(`${person.purse}/imports`);
    expect(list.body.items).toHaveLength(1);
  });

  it('committed by two people at once is committed once', async () => {
    const person = await someone();
    await newAccount(person);
    const read = await readImport(own, person, 'march.csv', MARCH);
    const commit = () => person.client.post(`${person.purse}/imports/${read.id}/commit`);
    const answers = await Promise.all([commit(), commit(), commit()]);
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([202, 409, 409]);
    await rested(own, person, read.id);
    expect(await transactions(person)).toHaveLength(5);
  });

  it('in two files committed at once is there once', async () => {
    const person = await someone();
    await newAccount(person);
    const reads = [
      await readImport(own, person, 'a.csv', MARCH),
      await readImport(own, person, 'b.csv', MARCH),
    ];
    const done = await Promise.all(reads.map((read) => commitImport(own, person, read.id)));
    expect(done.map((each) => each.counts.new).toSorted((a, b) => a - b)).toEqual([0, 5]);
    expect(await transactions(person)).toHaveLength(5);
  });
});

describe('undo', () => {
  it('leaves everything as before', async () => {
    const person = await someone();
    const accountId = await newAccount(person);
    await person.client.post(`${person.purse}/transactions`, {
      accountId,
      date: '2026-02-27',
      amount: -5_000,
      counterparty: 'Kiosk',
    });
    const before = await pictureOf(own, person);
    const done = await importFile(own, person, 'march.csv', MARCH);
    expect(await pictureOf(own, person)).not.toEqual(before);
    const undone = await undoImport(own, person, done.id);
    expect(undone).toMatchObject({ status: 'undone', undoneAt: INSTANT, undo: { removed: 5, kept: [] } });
    expect(await pictureOf(own, person)).toEqual(before);
    expect((await own.auditOf(person.purseId, done.id)).map((entry) => entry.action)).toEqual([
      'import.committed',
      'import.undone',
    ]);
    const again = await person.client.post(`${person.purse}/imports/${done.id}/undo`);
    expect(again.body).toMatchObject({ status: 409, code: 'wrong-import-state' });
  });

  it('keeps and names the rows that the person changed since', async () => {
    const person = await someone();
    await newAccount(person);
    const done = await importFile(own, person, 'march.csv', MARCH);
    const rows = await transactions(person);
    await person.client.patch(`${person.purse}/transactions/${rows[0]?.id}`, { note: 'for Mum' });
    const undone = await undoImport(own, person, done.id);
    expect(undone.undo).toEqual({
      removed: 4,
      kept: [
        {
          transactionId: rows[0]?.id,
          date: '2026-03-15',
          amount: -100_000,
          currency: 'NGN',
          description: 'AIRTIME MTN',
        },
      ],
    });
    expect((await transactions(person)).map((row) => row.note)).toEqual(['for Mum']);
    // The kept row is still known: the file brings back only the others.
    expect((await readImport(own, person, 'march.csv', MARCH)).counts).toMatchObject({
      new: 4,
      duplicate: 1,
    });
  });

  it('gives the account’s balance to the next statement that states one', async () => {
    const person = await someone();
    const accountId = await newAccount(person);
    const march = await importFile(own, person, 'march.csv', MARCH);
    await importFile(own, person, 'april.csv', `${HEAD}13/04/2026,FUEL,500.00,,"244,999.50"\n`);
    await undoImport(own, person, march.id);
    const account = await person.client.get(`${person.purse}/accounts/${accountId}`);
    expect(account.body).toMatchObject({
      anchor: { on: '2026-04-13', balance: 24_499_950, source: 'statement' },
      balance: { amount: 24_499_950 },
    });
  });

  it('takes the account along that the import made, once nothing is left in it', async () => {
    const person = await someone();
    const read = await readImport(own, person, 'march.csv', MARCH);
    await person.client.patch(`${person.purse}/imports/${read.id}/statements/${read.statements[0]?.id}`, {
      newAccount: { name: 'From the file', kind: 'current' },
    });
    await commitImport(own, person, read.id);
    await undoImport(own, person, read.id);
    const accounts = await person.client.get<{ items: object[] }>(`${person.purse}/accounts`);
    expect(accounts.body.items).toEqual([]);
  });
});

describe('discarding', () => {
  it('forgets the import and every byte of it', async () => {
    const person = await someone();
    await newAccount(person);
    const read = await readImport(own, person, 'march.csv', MARCH);
    expect((await person.client.delete(`${person.purse}/imports/${read.id}`)).status).toBe(204);
    expect((await person.client.get(`${person.purse}/imports/${read.id}`)).status).toBe(404);
    expect(await transactions(person)).toEqual([]);
  });

  it('is refused once the rows are taken over: then there is undo', async () => {
    const person = await someone();
    await newAccount(person);
    const done = await importFile(own, person, 'march.csv', MARCH);
    const refused = await person.client.delete(`${person.purse}/imports/${done.id}`);
    expect(refused.body).toMatchObject({ status: 409, code: 'wrong-import-state' });
  });
});

describe('progress', () => {
  it('comes as server-sent events until the import rests', async () => {
    const person = await someone();
    await newAccount(person);
    const lines = Array.from(
      { length: 20_000 },
      (_, index) => `13/03/2026,SHOP ${index % 97},-${index + 1}.00`,
    );
    const sent = await person.client.upload<ImportView>(
      `${person.purse}/imports`,
      'long.csv',
      `Date,Narration,Amount\n${lines.join('\n')}\n`,
    );
    const events = await person.client.get<string>(`${person.purse}/imports/${sent.body.id}/events`);
    expect(events.headers.get('content-type')).toContain('text/event-stream');
    const told = [...events.body.matchAll(/^data: (\{.*\})$/gm)].map(
      ([, json]) => JSON.parse(json ?? '') as { status: string },
    );
    expect(told.at(-1)).toEqual({ importId: sent.body.id, status: 'ready', done: 20_000, total: 20_000 });
    expect(told.some((event) => event.status === 'reading' || event.status === 'uploaded')).toBe(true);
  }, 30_000);
});

const OFX_TWO = `OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX><BANKMSGSRSV1>
<STMTTRNRS><TRNUID>1<STMTRS><CURDEF>NGN<BANKACCTFROM><BANKID>058<ACCTID>0123456789<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260301<DTEND>20260331
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260302<TRNAMT>2000.00<FITID>A1<NAME>SALE</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260303<TRNAMT>-500.00<FITID>A2<NAME>FUEL STATION</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>1500.00<DTASOF>20260331</LEDGERBAL></STMTRS></STMTTRNRS>
<STMTTRNRS><TRNUID>2<STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>058<ACCTID>9876504321<ACCTTYPE>SAVINGS</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260301<DTEND>20260331
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260305<TRNAMT>40.00<FITID>B1<NAME>UPWORK</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>40.00<DTASOF>20260331</LEDGERBAL></STMTRS></STMTTRNRS>
</BANKMSGSRSV1></OFX>
`;
