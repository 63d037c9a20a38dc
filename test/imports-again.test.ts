import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { ImportView } from '../src/features/imports/imports.contract.ts';
import type { Person } from './support/app.ts';
import {
  HEAD,
  MARCH,
  commitImport,
  factsOf,
  importFile,
  newAccount,
  readImport,
  rested,
  rowsOf,
  transactionsOf,
  undoImport,
} from './support/imports.ts';
import { asOwner } from './support/owner.ts';
import { pictureOf } from './support/picture.ts';
import { provedApp } from './support/proved-app.ts';

const own = provedApp();

const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

describe('the same again', () => {
  it('brings nothing new', async () => {
    const person = await own.person();
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
    const person = await own.person();
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
    const [airtime, danfo] = await transactionsOf(person);
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
    const person = await own.person();
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
    const person = await own.person();
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
    const marked = (await transactionsOf(person)).filter((row) => row.possibleDuplicate);
    expect(factsOf(marked)).toEqual([['2026-03-14', -2000, 'SHOP B']]);
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

  it('keeps a row in doubt whose next number is hidden: a person moved the row that has it', async () => {
    const person = await own.person();
    await newAccount(person);
    const file = (...references: string[]) =>
      `Date,Reference,Narration,Amount\n${references.map((name) => `14/03/2026,${name},SHOP B,-20.00\n`).join('')}`;
    await importFile(own, person, 'a.csv', file('REF0001', 'REF0002'));
    const [second] = await transactionsOf(person);
    const moved = await person.client.patch(`${person.purse}/transactions/${second?.id}`, {
      amount: -700,
      date: '2026-06-20',
    });
    expect(moved.status).toBe(200);
    const reissued = await importFile(own, person, 'b.csv', file('REF0009'));
    expect(reissued).toMatchObject({ status: 'committed', counts: { new: 1, doubtful: 1 } });
    expect(factsOf(await transactionsOf(person))).toEqual([
      ['2026-06-20', -700, 'SHOP B'],
      ['2026-03-14', -2000, 'SHOP B'],
      ['2026-03-14', -2000, 'SHOP B'],
    ]);
  });

  it('takes a typed row of the same amount and a like name within three days for the bank’s', async () => {
    const person = await own.person();
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
    const person = await own.person();
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
    const person = await own.person();
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
    const person = await own.person();
    await newAccount(person);
    const read = await readImport(own, person, 'march.csv', MARCH);
    const commit = () => person.client.post(`${person.purse}/imports/${read.id}/commit`);
    const answers = await Promise.all([commit(), commit(), commit()]);
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([202, 409, 409]);
    await rested(own, person, read.id);
    expect(await transactionsOf(person)).toHaveLength(5);
  });

  it('in two files committed at once is there once', async () => {
    const person = await own.person();
    await newAccount(person);
    const reads = [
      await readImport(own, person, 'a.csv', MARCH),
      await readImport(own, person, 'b.csv', MARCH),
    ];
    const done = await Promise.all(reads.map((read) => commitImport(own, person, read.id)));
    expect(done.map((each) => each.counts.new).toSorted((a, b) => a - b)).toEqual([0, 5]);
    expect(await transactionsOf(person)).toHaveLength(5);
  });

  it('is decided anew at the commit where rows were typed, moved or removed since the preview', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    const rows = `${person.purse}/transactions`;
    const fare = { accountId, date: '2026-03-02', amount: -50_000, counterparty: 'POS PURCHASE DANFO' };
    const typed = async () => (await transactionsOf(person)).find((row) => row.importId === null);
    const type = async () => person.client.post(rows, fare);
    const remove = async () => person.client.delete(`${rows}/${(await typed())?.id}`);
    const move = async () => {
      const body = { accountId: await newAccount(person, { name: 'Wallet' }) };
      await person.client.patch(`${rows}/${(await typed())?.id}`, body);
    };
    const counts: object[] = [];
    for (const change of [type, remove, type, move]) {
      const read = await readImport(own, person, 'march.csv', MARCH);
      await change();
      const { counts: after, id } = await commitImport(own, person, read.id);
      counts.push({
        change: change.name,
        preview: read.counts.new,
        new: after.new,
        duplicate: after.duplicate,
      });
      await undoImport(own, person, id);
    }
    expect(counts).toEqual([
      { change: 'type', preview: 5, new: 4, duplicate: 1 },
      { change: 'remove', preview: 4, new: 5, duplicate: 0 },
      { change: 'type', preview: 5, new: 4, duplicate: 1 },
      { change: 'move', preview: 4, new: 5, duplicate: 0 },
    ]);
  });
});

describe('undo', () => {
  it('leaves everything as before', async () => {
    const person = await own.person();
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
    const person = await own.person();
    await newAccount(person);
    const done = await importFile(own, person, 'march.csv', MARCH);
    const rows = await transactionsOf(person);
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
    expect((await transactionsOf(person)).map((row) => row.note)).toEqual(['for Mum']);
    // The kept row is still known: the file brings back only the others.
    expect((await readImport(own, person, 'march.csv', MARCH)).counts).toMatchObject({
      new: 4,
      duplicate: 1,
    });
  });

  it('gives the account’s balance to the next statement that states one', async () => {
    const person = await own.person();
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
    const person = await own.person();
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

describe('redo', () => {
  const redo = async (person: Person, id: string): Promise<ImportView> => {
    const answer = await person.client.post<ImportView>(`${person.purse}/imports/${id}/redo`);
    expect(answer.status).toBe(202);
    return rested(own, person, id);
  };

  it('takes over again what was taken back, knows the row that stayed, and can be undone like the first time', async () => {
    const person = await own.person();
    await newAccount(person);
    const done = await importFile(own, person, 'march.csv', MARCH);
    const rows = await transactionsOf(person);
    await person.client.patch(`${person.purse}/transactions/${rows[0]?.id}`, { note: 'for Mum' });
    await undoImport(own, person, done.id);
    const before = await pictureOf(own, person);
    expect(await redo(person, done.id)).toMatchObject({
      status: 'committed',
      problem: null,
      counts: { rows: 5, new: 4, duplicate: 1, rejected: 0, doubtful: 0 },
      undo: null,
      undoneAt: null,
      committedAt: INSTANT,
    });
    const after = await transactionsOf(person);
    expect(factsOf(after)).toEqual(factsOf(rows));
    expect(after.map(({ note }) => note)).toEqual(['for Mum', null, null, null, null]);
    expect((await own.auditOf(person.purseId, done.id)).map((entry) => entry.action)).toEqual([
      'import.committed',
      'import.undone',
      'import.committed',
    ]);
    const twice = await person.client.post(`${person.purse}/imports/${done.id}/redo`);
    expect(twice.body).toMatchObject({ status: 409, code: 'wrong-import-state' });
    expect((await undoImport(own, person, done.id)).undo).toMatchObject({ removed: 4 });
    expect(await pictureOf(own, person)).toEqual(before);
  });

  it('lets the person look where a row became doubtful; put away then, it is as it was: undone', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    const done = await importFile(own, person, 'march.csv', MARCH);
    const undone = await undoImport(own, person, done.id);
    await person.client.post(`${person.purse}/transactions`, {
      accountId,
      date: '2026-03-14',
      amount: -100_000,
      counterparty: 'Aunt Ngozi',
    });
    const looked = await redo(person, done.id);
    expect(looked).toMatchObject({ status: 'ready', problem: null, counts: { new: 5, doubtful: 1 } });
    expect(await transactionsOf(person)).toHaveLength(1);
    // Rows of it may have stayed, which say of which statement they are: it is not read anew.
    const tables = `${person.purse}/imports/${done.id}/tables`;
    const refused = { status: 409, code: 'wrong-import-state', detail: expect.stringContaining('undone') };
    expect((await person.client.get(tables)).body).toMatchObject(refused);
    const mapping = {
      headerLine: 1,
      columns: ['date', 'description', 'debit', 'credit', 'balance'],
      dateOrder: 'day-first',
      decimalMark: '.',
      direction: 'columns',
    };
    const mapped = await person.client.request('PUT', `${tables}/0`, { body: mapping });
    expect(mapped.body).toMatchObject(refused);
    expect((await person.client.delete(`${person.purse}/imports/${done.id}`)).status).toBe(204);
    const { body } = await person.client.get<ImportView>(`${person.purse}/imports/${done.id}`);
    expect(body).toMatchObject({ status: 'undone', undo: undone.undo, undoneAt: undone.undoneAt });
    await redo(person, done.id);
    expect((await commitImport(own, person, done.id)).counts.new).toBe(5);
    expect(await transactionsOf(person)).toHaveLength(6);
  });

  it('is refused where nothing is left of what was read', async () => {
    const person = await own.person();
    await newAccount(person);
    const done = await importFile(own, person, 'march.csv', MARCH);
    await undoImport(own, person, done.id);
    await asOwner(own.database, async (owner) =>
      owner.query('delete from import_blocks where import_id = $1', [done.id]),
    );
    const refused = await person.client.post(`${person.purse}/imports/${done.id}/redo`);
    expect(refused.body).toMatchObject({ status: 404, code: 'file-not-kept' });
    const { body } = await person.client.get<ImportView>(`${person.purse}/imports/${done.id}`);
    expect(body).toMatchObject({ status: 'undone', counts: { rows: 5, new: 5 } });
  });

  it('asks for an account where the one that the import made went with it', async () => {
    const person = await own.person();
    const read = await readImport(own, person, 'march.csv', MARCH);
    const statement = `${person.purse}/imports/${read.id}/statements/${read.statements[0]?.id}`;
    await person.client.patch(statement, { newAccount: { name: 'From the file', kind: 'current' } });
    await commitImport(own, person, read.id);
    await undoImport(own, person, read.id);
    expect(await redo(person, read.id)).toMatchObject({ status: 'ready', statements: [{ accountId: null }] });
    await person.client.patch(statement, { newAccount: { name: 'Once more', kind: 'current' } });
    expect((await commitImport(own, person, read.id)).counts.new).toBe(5);
  });
});
