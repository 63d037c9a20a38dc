import { describe, expect, it } from '@jest/globals';
import type { ImportView } from '../src/features/imports/imports.contract.ts';
import {
  MARCH,
  commitImport,
  factsOf,
  importFile,
  newAccount,
  readImport,
  rowsOf,
  transactionsOf,
} from './support/imports.ts';
import { pictureOf } from './support/picture.ts';
import { provedApp } from './support/proved-app.ts';

const own = provedApp();

const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/);
const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

describe('a statement file', () => {
  it('is told apart: format, encoding, how it was read, and whether opening + rows = closing', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    const read = await readImport(own, person, 'folder/march.csv', MARCH);
    const counts = { rows: 5, new: 5, duplicate: 0, rejected: 0, doubtful: 0 };
    expect(read).toEqual({
      id: UUID,
      ai: { offered: false, reading: false, receipt: null },
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
        source: 'inferred',
      },
      statements: [
        {
          id: UUID,
          position: 0,
          fileName: null,
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
          proofAccepted: false,
        },
      ],
      counts,
      problem: null,
      undo: null,
      mapped: false,
      hasFile: true,
      sameFileAs: null,
      createdAt: INSTANT,
      committedAt: null,
      undoneAt: null,
      version: expect.any(Number),
    });
    expect(await transactionsOf(person)).toEqual([]);
  });

  it('shows every row before anything is saved, with the category a rule gives it', async () => {
    const person = await own.person();
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
    const person = await own.person();
    const accountId = await newAccount(person);
    const done = await importFile(own, person, 'march.csv', MARCH);
    expect(done).toMatchObject({
      status: 'committed',
      committedAt: INSTANT,
      counts: { new: 5, duplicate: 0 },
    });
    const rows = await transactionsOf(person);
    expect(factsOf(rows)).toEqual([
      ['2026-03-15', -100_000, 'AIRTIME MTN'],
      ['2026-03-02', -50_000, 'POS PURCHASE DANFO'],
      ['2026-03-02', -50_000, 'POS PURCHASE DANFO'],
      ['2026-03-02', -1_250_050, 'POS PURCHASE SHOPRITE IKEJA 0023'],
      ['2026-03-01', 25_000_000, 'SALARY ACME LTD'],
    ]);
    expect(rows[3]).toEqual({
      id: UUID,
      accountId,
      balanceAfter: null,
      date: '2026-03-02',
      amount: -1_250_050,
      currency: 'NGN',
      description: 'POS PURCHASE SHOPRITE IKEJA 0023',
      counterparty: 'Shoprite Ikeja',
      categoryId: UUID,
      categoryBy: 'rule',
      categoryReason: { by: 'words', text: 'shoprite', ruleId: null, percent: null },
      suggestion: null,
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
    const person = await own.person();
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
    const person = await own.person();
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

  it('says by how much a lying closing balance is off, and takes it over once a person accepts that', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
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
    const before = await pictureOf(own, person);
    const path = `${person.purse}/imports/${read.id}`;
    const statement = `/statements/${read.statements[0]?.id}`;
    const refused = {
      type: 'https://ikpa.dev/problems/balances-off',
      title: 'Conflict',
      status: 409,
      code: 'balances-off',
      detail:
        'The balances of a statement do not come out: rows may be missing. Accept that, choose, or skip the statement.',
      errors: [
        {
          pointer: statement,
          detail: 'opening + rows is not the closing balance, and acceptProof was not sent',
        },
      ],
      requestId: expect.any(String),
      instance: `${path}/commit`,
    };
    expect((await person.client.post(`${path}/commit`)).body).toEqual(refused);
    const decide = async (body: object) =>
      (await person.client.patch<ImportView>(`${path}${statement}`, body)).body.statements[0];
    expect(await decide({ acceptProof: true })).toEqual({ ...read.statements[0], proofAccepted: true });
    // Another account is another question.
    expect(await decide({ accountId })).toEqual(read.statements[0]);
    await decide({ acceptProof: true });
    expect(await decide({ acceptProof: false })).toEqual(read.statements[0]);
    expect((await person.client.post(`${path}/commit`)).body).toEqual(refused);
    expect(await pictureOf(own, person)).toEqual(before);
    await decide({ acceptProof: true });
    const done = await commitImport(own, person, read.id);
    expect(done).toMatchObject({ status: 'committed', statements: [{ proofAccepted: true }] });
    expect(factsOf(await transactionsOf(person))).toEqual([
      ['2026-03-14', -50_000, 'FUEL'],
      ['2026-03-13', 200_000, 'SALE'],
    ]);
  });

  it('keeps rejected rows in sight: impossible dates, unsafe integers, zero amounts', async () => {
    const person = await own.person();
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
    expect(await transactionsOf(person)).toHaveLength(1);
  });

  it('pages its rows, and each kind by itself', async () => {
    const person = await own.person();
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

    const path = `${person.purse}/imports/${read.id}/rows`;
    const from = async (query: string) => {
      const { body } = await person.client.get<{ items: { index: number }[]; nextCursor: string | null }>(
        `${path}?limit=3&${query}`,
      );
      return { indexes: body.items.map((row) => row.index), ends: body.nextCursor === null };
    };
    expect(await from('from=0')).toEqual({ indexes: [0, 1, 2], ends: false });
    expect(await from('from=999')).toEqual({ indexes: [999, 1000, 1001], ends: false });
    expect(await from('from=2342')).toEqual({ indexes: [2342, 2343, 2344], ends: true });
    expect(await from('from=2345')).toEqual({ indexes: [], ends: true });
    // The first row of the file is refused: the new ones begin with the second.
    expect(await from('from=1500&verdict=new')).toEqual({ indexes: [1501, 1502, 1503], ends: false });
    expect(await from('from=1&verdict=rejected')).toEqual({ indexes: [], ends: true });
    const { body } = await person.client.get<{ nextCursor: string }>(`${path}?limit=3`);
    expect((await person.client.get(`${path}?from=1&cursor=${body.nextCursor}`)).body).toMatchObject({
      status: 422,
      errors: [{ pointer: '?from', detail: 'give from or cursor, not both' }],
    });
  });
});

describe('discarding', () => {
  it('forgets the import and every byte of it', async () => {
    const person = await own.person();
    await newAccount(person);
    const read = await readImport(own, person, 'march.csv', MARCH);
    expect((await person.client.delete(`${person.purse}/imports/${read.id}`)).status).toBe(204);
    expect((await person.client.get(`${person.purse}/imports/${read.id}`)).status).toBe(404);
    expect(await transactionsOf(person)).toEqual([]);
  });

  it('is refused once the rows are taken over: then there is undo', async () => {
    const person = await own.person();
    await newAccount(person);
    const done = await importFile(own, person, 'march.csv', MARCH);
    const refused = await person.client.delete(`${person.purse}/imports/${done.id}`);
    expect(refused.body).toMatchObject({ status: 409, code: 'wrong-import-state' });
  });
});

describe('progress', () => {
  it('comes as server-sent events until the import rests', async () => {
    const person = await own.person();
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
    // It rests: the stream says so and ends.
    const again = await person.client.get<string>(`${person.purse}/imports/${sent.body.id}/events`);
    expect(again.body.match(/^data: .*$/gm)).toEqual([
      `data: {"importId":"${sent.body.id}","status":"ready","done":20000,"total":20000}`,
    ]);
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
