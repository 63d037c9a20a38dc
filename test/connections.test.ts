import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fetchStatement } from '../src/features/imports/connections/fetch-statement.ts';
import type { Fetched } from '../src/features/imports/connections/fetch-statement.ts';
import { ConnectionError } from '../src/features/imports/connections/provider.ts';
import type { ConnectionProvider } from '../src/features/imports/connections/provider.ts';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import { PretendBank } from './support/connections/pretend-bank.ts';
import { describeProvider } from './support/connections/provider-contract.ts';
import {
  acceptProofs,
  commitImport,
  factsOf,
  newAccount,
  readImport,
  rowsOf,
  transactionsOf,
  undoImport,
} from './support/imports.ts';
import { pictureOf } from './support/picture.ts';

let own: TestApp;

beforeAll(async () => {
  own = await startApp();
}, 60_000);

afterAll(async () => own.stop());

describeProvider('the bank of our stories', () => {
  const bank = new PretendBank();
  return {
    provider: bank,
    consent: () => bank.consent(),
    accountId: 'naira',
    book: () => void bank.tells('naira', {}),
    announce: () => void bank.tells('naira', { state: 'pending', id: null }),
    withdraw: () => bank.withdraw(),
    agree: (reference) => bank.agree(reference),
  };
});

/** What happened on one of the bank's accounts since the cursor. */
async function fetched(
  bank: PretendBank,
  cursor: string | null = null,
  id = 'naira',
  provider: ConnectionProvider = bank,
): Promise<Fetched> {
  const account = (await bank.accounts(bank.consent())).find((one) => one.id === id);
  if (account === undefined) throw new Error(`the bank has no account ${id}`);
  return fetchStatement(provider, bank.consent(), { account, cursor });
}

/** Hands over what was fetched as a connection will, and waits until it is read. */
async function read(person: Person, { file }: Fetched) {
  if (file === null) throw new Error('nothing was fetched');
  return readImport(own, person, file.name, file.bytes);
}

describe('what a connection fetches', () => {
  it('is staged, proved and taken over like a file, and undone like one', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    const before = await pictureOf(own, person);
    const bank = new PretendBank();
    bank.tells('naira', {
      amount: '250000.00',
      counterparty: 'Acme Ltd',
      description: 'SALARY',
      date: '2026-04-01',
    });
    bank.tells('naira', { valueDate: '2026-04-14' });
    bank.tells('naira', { amount: '-0.50', description: 'SMS CHARGE', counterparty: null });
    bank.tells('naira', { state: 'pending', id: null });
    bank.tells('naira', { date: '2026-02-30' });
    const found = await read(person, await fetched(bank));
    const counts = { rows: 5, new: 3, duplicate: 0, rejected: 2, doubtful: 0 };
    expect(found).toMatchObject({
      status: 'ready',
      format: 'connection',
      fileName: 'Pretend Bank Current',
      dialect: null,
      problem: null,
      counts,
      statements: [
        {
          statedAccount: '•••• 6789',
          statedName: 'Current',
          currency: 'NGN',
          accountId,
          proof: {
            state: 'off',
            opening: 0,
            sum: 24_849_950,
            closing: 24_699_950,
            difference: -150_000,
            note: 'Opening 0.00 and all rows make 248499.50, but the file states 246999.50: -1500.00 is unexplained. Rejected rows may be the reason.',
          },
        },
      ],
    });
    const rejected = (await rowsOf(person, found.id)).filter(({ verdict }) => verdict === 'rejected');
    expect(rejected.map(({ where, code, reason }) => [where, code, reason])).toEqual([
      ['transaction 4', 'not-booked', 'The bank has not booked it yet; it may still change or vanish.'],
      ['transaction 5', 'bad-date', 'That is no day of the calendar: 2026-02-30'],
    ]);
    await acceptProofs(person, found);
    await commitImport(own, person, found.id);
    expect(factsOf(await transactionsOf(person))).toEqual([
      ['2026-04-13', -50, 'SMS CHARGE'],
      ['2026-04-13', -150_000, 'POS PURCHASE'],
      ['2026-04-01', 25_000_000, 'SALARY'],
    ]);
    await undoImport(own, person, found.id);
    expect(await pictureOf(own, person)).toEqual(before);
    await own.expectProvedRollups(person.purseId);
  });

  it('counts once, however often it is fetched, and goes on where it stood', async () => {
    const person = await own.person();
    await newAccount(person);
    const bank = new PretendBank();
    for (const day of ['2026-04-01', '2026-04-02', '2026-04-03']) bank.tells('naira', { date: day });
    const first = await fetched(bank);
    await commitImport(own, person, (await read(person, first)).id);
    expect(await fetched(bank, first.cursor)).toEqual({ file: null, cursor: first.cursor });
    bank.tells('naira', { date: '2026-04-04' });
    const again = await read(person, await fetched(bank));
    expect(again.counts).toEqual({ rows: 4, new: 1, duplicate: 3, rejected: 0, doubtful: 0 });
    const since = await read(person, await fetched(bank, first.cursor));
    expect(since.counts).toEqual({ rows: 1, new: 1, duplicate: 0, rejected: 0, doubtful: 0 });
    expect(since.statements[0]?.proof).toMatchObject({
      state: 'proved',
      opening: -450_000,
      closing: -600_000,
    });
  });

  it('is not taken for rows of another account, or of another currency', async () => {
    const person = await own.person();
    await newAccount(person);
    const bank = new PretendBank();
    bank.tells('dollars', { amount: '-5.00' });
    const found = await read(person, await fetched(bank, null, 'dollars'));
    expect(found.statements).toMatchObject([
      { currency: 'USD', accountId: null, statedAccount: '•••• lars' },
    ]);
  });

  it('ends with the reason where the bank has trouble, or where pages never end', async () => {
    const bank = new PretendBank();
    bank.tells('naira', {});
    const account = { id: 'naira', number: null, name: null, currency: 'NGN' };
    const ask = (provider: ConnectionProvider) =>
      fetchStatement(provider, bank.consent(), { account, cursor: null });
    bank.trouble = new ConnectionError('too-many-requests', 'Asked too often.', 30);
    await expect(ask(bank)).rejects.toMatchObject({ code: 'too-many-requests', retryAfterSeconds: 30 });
    bank.trouble = null;
    const endless: ConnectionProvider = {
      name: 'Endless',
      accounts: (consent) => bank.accounts(consent),
      renew: (consent, to) => bank.renew(consent, to),
      renewed: (reference) => bank.renewed(reference),
      transactions: async () => ({ transactions: [], opening: null, closing: null, cursor: 'x', more: true }),
    };
    await expect(ask(endless)).rejects.toMatchObject({
      code: 'bad-answer',
      message: 'Endless gives the same page again.',
    });
  });

  it.each([
    ['no JSON', '{', 'The file begins like what a connection fetched, but is damaged.'],
    [
      'something else',
      '{"provider":1}',
      'The file begins like what a connection fetched, but holds none of it.',
    ],
  ])('is refused where it holds %s', async (_, rest, detail) => {
    const person = await own.person();
    const found = await readImport(own, person, 'x', `ikpa connection 1\n${rest}`);
    expect(found.problem).toEqual({ code: 'unreadable', detail, where: null });
  });
});
