import { describe, expect, it } from '@jest/globals';
import { commitImport, factsOf, newAccount, readImport, rowsOf, transactionsOf } from './support/imports.ts';
import { provedApp } from './support/proved-app.ts';
import { packed } from './support/zip.ts';

const own = provedApp();

const MT940 = `{1:F01BANKNGLAXXXX0000000000}{2:O940BANKNGLAXXXXN}{3:}{4:\r
:20:APRIL\r
:25:044150149/0690000031\r
:28C:4/1\r
:60F:C260401NGN1000,00\r
:61:2604020403DN65,5NTRFNONREF//B1\r
:86:105?00LASTSCHRIFT?20Rent April?32Mama Put?33 Ltd\r
:61:260404CN20,NMSCNONREF//B2\r
Interest\r
:61:260405EC5,NTRFNONREF\r
:62F:C260404NGN954,50\r
-}{5:}\r
`;

const QIF = `!Type:Bank\nD01/04'26\nT1,000.00\nPOpening Balance\nL[Wallet]\n^\nD03/04'26\nT-65.50\nPMama Put\nMLunch\n^\nD04/04'26\nT-1,200.00\nPMarket\nSFood\n$-1,000.00\nSHome\n$-200.00\n^\n`;

describe('MT940', () => {
  it('goes from the file to the account, with its proof, and never twice', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    const read = await readImport(own, person, 'april.sta', MT940);
    const counts = { rows: 3, new: 2, duplicate: 0, rejected: 1, doubtful: 0 };
    expect(read).toMatchObject({
      status: 'ready',
      format: 'mt940',
      encoding: 'utf-8',
      dialect: null,
      problem: null,
      counts,
      statements: [
        {
          statedName: null,
          currency: 'NGN',
          accountId,
          periodFrom: '2026-04-03',
          periodTo: '2026-04-04',
          counts,
          proof: {
            state: 'proved',
            opening: 100_000,
            sum: -4_550,
            closing: 95_450,
            difference: 0,
            note: null,
          },
        },
      ],
    });
    const rows = await rowsOf(person, read.id);
    expect(rows.map((row) => [row.where, row.amount, row.verdict, row.code, row.reference])).toEqual([
      ['line 6', -6_550, 'new', null, 'B1'],
      ['line 8', 2_000, 'new', null, 'B2'],
      ['line 10', null, 'rejected', 'not-booked', null],
    ]);
    await commitImport(own, person, read.id);
    const kept = factsOf(await transactionsOf(person));
    expect(kept).toEqual([
      ['2026-04-04', 2_000, 'Interest'],
      ['2026-04-03', -6_550, 'Rent April'],
    ]);
    const again = await readImport(own, person, 'april.sta', MT940);
    expect(again.counts).toEqual({ rows: 3, new: 0, duplicate: 2, rejected: 1, doubtful: 0 });
  });

  it('in a currency that is known no longer stays readable and saves nothing as another', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    const read = await readImport(own, person, 'old.sta', MT940.replaceAll('NGN', 'DEM'));
    expect(read).toMatchObject({ status: 'ready', statements: [{ currency: 'DEM', accountId: null }] });
    const [statement] = read.statements;
    const path = `${person.purse}/imports/${read.id}/statements/${statement?.id}`;
    const made = await person.client.patch(path, { newAccount: { name: 'Old', kind: 'current' } });
    expect(made.body).toMatchObject({ status: 422, code: 'unknown-currency' });
    const chosen = await person.client.patch(path, { accountId });
    expect(chosen.body).toMatchObject({ counts: { new: 0, rejected: 3 } });
    expect((await rowsOf(person, read.id)).map((row) => row.reason)).toEqual([
      'The row is in DEM, the account in NGN: money of two currencies is never mixed.',
      'The row is in DEM, the account in NGN: money of two currencies is never mixed.',
      'The bank only expects this entry; it may still change or vanish.',
    ]);
  });
});

describe('QIF', () => {
  it('says how its dates were read, alone or in a ZIP, and is one file either way', async () => {
    const person = await own.person();
    await newAccount(person);
    const bytes = packed({ 'export/april.qif': QIF, 'export/read me.txt': 'Your data, as you asked.' });
    const read = await readImport(own, person, 'april.zip', bytes);
    expect(read).toMatchObject({
      fileName: 'april.zip',
      byteSize: bytes.length,
      status: 'ready',
      format: 'qif',
      dialect: {
        delimiter: '',
        headerLine: null,
        dateOrder: 'day-first',
        dateOrderWhy: 'No date decides it; this is the order usual in NG.',
        columns: [],
      },
      statements: [
        {
          fileName: 'april.qif',
          statedName: 'Wallet',
          currency: null,
          periodFrom: '2026-04-03',
          periodTo: '2026-04-04',
        },
      ],
      counts: { rows: 3, new: 2, duplicate: 0, rejected: 1, doubtful: 0 },
    });
    await commitImport(own, person, read.id);
    expect(factsOf(await transactionsOf(person))).toEqual([
      ['2026-04-04', -120_000, 'Food -1,000.00; Home -200.00'],
      ['2026-04-03', -6_550, 'Lunch'],
    ]);
    const again = await readImport(own, person, 'april.qif', QIF);
    expect(again.counts).toEqual({ rows: 2, new: 0, duplicate: 2, rejected: 0, doubtful: 0 });
  });
});

describe('what is refused, with what to do', () => {
  it.each([
    [
      'shares.qif',
      async () => '!Type:Invst\nD01/04/2026\nNBuy\nYACME\nT-5\n^\n',
      'unsupported-format',
      /investments only/,
    ],
    ['part.sta', async () => ':20:A\n:25:1\n', 'no-statement', /:61:/],
    ['bomb.zip', async () => packed({ 'a.csv': ' '.repeat(3_000_000) }), 'too-large', /not unpacked/],
    ['cut.zip', async () => packed({ 'a.qif': QIF }).subarray(0, -9), 'unreadable', /ZIP archive is damaged/],
  ])('%s', async (name, bytes, code, says) => {
    const person = await own.person();
    const read = await readImport(own, person, name, await bytes());
    expect({ status: read.status, code: read.problem?.code, statements: read.statements }).toEqual({
      status: 'failed',
      code,
      statements: [],
    });
    expect(read.problem?.detail).toMatch(says);
  });
});
