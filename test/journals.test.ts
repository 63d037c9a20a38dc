import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eachMonth, endOfMonth } from '../src/domain/calendar.ts';
import { BEANCOUNT } from '../src/domain/beancount-notation.ts';
import { HLEDGER } from '../src/domain/hledger-notation.ts';
import { Journal } from '../src/domain/journal.ts';
import type { JournalRow } from '../src/domain/journal.ts';
import { minorUnits } from '../src/domain/money.ts';
import { startApp } from './support/app.ts';
import { whyNoBeancount, withBeancount } from './support/beancount.ts';
import type { Person, TestApp } from './support/app.ts';
import { whyNoHledger, withHledger } from './support/hledger.ts';
import { importFile, newAccount, undoImport } from './support/imports.ts';
import { fillPurse } from './support/large-purse.ts';
import { keysOf, typed } from './support/ledger.ts';
import { problem } from './support/problem.ts';

/** What hledger prints, in minor units: a balance may be larger than any one amount that is taken. */
function minorUnitsOf(text: string, currency: string): number {
  const [whole = '', fraction = ''] = text.split('.');
  return Number(`${whole}${fraction.padEnd(minorUnits(currency), '0')}`);
}

let own: TestApp;

beforeAll(async () => {
  own = await startApp();
}, 60_000);

afterAll(async () => own.stop());

async function transfer(person: Person, out: object, into: object): Promise<void> {
  const legs = { out: (await typed(person, out)).id, in: (await typed(person, into)).id };
  const linked = await person.client.post(`${person.purse}/transfers`, legs);
  expect(linked.status).toBe(201);
}

async function journalOf(person: Person, program: ProgramName = 'hledger'): Promise<string> {
  const answer = await person.client.get<string>(`${person.purse}/export/${program}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
  return answer.body;
}

interface AccountFacts {
  id: string;
  currency: string;
  anchor: object | null;
}

const PROGRAMS = {
  hledger: { notation: HLEDGER, run: withHledger, missing: whyNoHledger() },
  beancount: { notation: BEANCOUNT, run: withBeancount, missing: whyNoBeancount() },
};
type ProgramName = keyof typeof PROGRAMS;

/** Every account at the end of every month from one to another: the API and the program give the same minor units. */
async function expectAgreement(
  person: Person,
  program: ProgramName,
  from: string,
  to: string,
): Promise<void> {
  const journal = await journalOf(person, program);
  const { body } = await person.client.get<{ items: AccountFacts[] }>(`${person.purse}/accounts`);
  await PROGRAMS[program].run(journal, async (bookkeeper) => {
    await bookkeeper.check();
    const months = [...eachMonth({ from, to })];
    const table = await bookkeeper.monthEnds(months.map((month) => month.slice(0, 7)));
    const differences: unknown[] = [];
    for (const account of body.items) {
      const name = bookkeeper.names.get(account.id) ?? '';
      const base = account.anchor === null ? null : 0;
      for (const month of months) {
        const on = endOfMonth(month);
        const { body: told } = await person.client.get<{ balance: number | null }>(
          `${person.purse}/accounts/${account.id}/balance?on=${on}`,
        );
        const text = table.get(name)?.get(on.slice(0, 7)) ?? '0';
        const amount = minorUnitsOf(text.split(' ')[0] ?? '', account.currency);
        if (base !== null && text !== '0') expect(text.split(' ')[1]).toBe(account.currency);
        if (told.balance !== (base === null ? null : amount))
          differences.push([name, on, told.balance, text]);
      }
    }
    expect(differences).toEqual([]);
  });
}

describe('the journal', () => {
  it('is text for hledger and for beancount: names, splits, transfers of two currencies, opening and stated balances', async () => {
    const person = await own.person();
    const bank = await newAccount(person, { name: 'Bank', anchor: { on: '2026-03-31', balance: 150_000 } });
    const dollars = await newAccount(person, { name: 'Dollars', kind: 'savings', currency: 'USD' });
    const food = (await keysOf(person)).food;
    const salary = (await keysOf(person)).salary;
    const pay = { accountId: bank, date: '2026-03-01', amount: 200_000, categoryId: salary };
    const first = await typed(person, { ...pay, counterparty: 'Acme Ltd', description: 'MARCH; "PAY"' });
    const whole = await typed(person, {
      accountId: bank,
      date: '2026-03-05',
      amount: -10_000,
      note: 'a, [b]',
    });
    await person.client.request('PUT', `${person.purse}/transactions/${whole.id}/splits`, {
      body: {
        splits: [
          { categoryId: food, amount: -7_500 },
          { amount: -2_500, note: 'date:2020-01-01' },
        ],
      },
    });
    const tagIds = [];
    for (const name of ['trip', 'two words', 'à part']) {
      tagIds.push((await person.client.post<{ id: string }>(`${person.purse}/tags`, { name })).body.id);
    }
    await person.client.request('PUT', `${person.purse}/transactions/${whole.id}/tags`, { body: { tagIds } });
    const out = await typed(person, { accountId: bank, date: '2026-03-10', amount: -150_000 });
    const into = await typed(person, { accountId: dollars, date: '2026-03-09', amount: 100 });
    await person.client.post(`${person.purse}/transfers`, { out: out.id, in: into.id });
    const journal = await journalOf(person);
    expect(journal.slice(journal.indexOf('2026-02-28'))).toBe(`2026-02-28 * Opening balance
    assets:current:Bank  1100.00 NGN
    equity:opening balances  -1100.00 NGN

2026-03-01 * Acme Ltd | MARCH, "PAY"
    ; id:${first.id}
    assets:current:Bank  2000.00 NGN
    income:Salary and wages  -2000.00 NGN

2026-03-05 * no description
    ; id:${whole.id}
    ; note:a· (b)
    ; tag:trip
    ; tag:two words
    ; tag:à part
    assets:current:Bank  -100.00 NGN
    expenses:spending:Food and groceries  75.00 NGN
    expenses:uncategorised  25.00 NGN  ; note:date:2020-01-01

2026-03-09 * no description
    ; id:${into.id}
    assets:current:Bank  -1500.00 NGN @@ 1.00 USD  ; date:2026-03-10
    assets:savings:Dollars  1.00 USD

2026-03-31 * Balance stated
    assets:current:Bank  0.00 NGN = 1500.00 NGN

`);
    expect(journal).toContain(`account assets:current:Bank  ; id:${bank}\n`);
    expect(journal).toContain(`account assets:savings:Dollars  ; id:${dollars}, balance:unknown\n`);
    expect(journal).toContain('commodity 1000.00 NGN\ncommodity 1000.00 USD\n');
    const ledger = await journalOf(person, 'beancount');
    expect(ledger).toContain(`2026-02-28 open Assets:Current:Bank NGN\n  id: "${bank}"\n  name: "Bank"\n`);
    expect(ledger).toContain(
      `2026-02-28 open Assets:Savings:Dollars USD\n  id: "${dollars}"\n  name: "Dollars"\n  balance: "unknown"\n`,
    );
    expect(ledger).toContain(
      `2026-02-28 open Expenses:Spending:Food-and-groceries\n  id: "${food}"\n  name: "Food and groceries"\n`,
    );
    expect(ledger.slice(ledger.indexOf('2026-02-28 *'))).toBe(`2026-02-28 * "Opening balance"
  Assets:Current:Bank  1100.00 NGN
  Equity:Opening-balances  -1100.00 NGN

2026-03-01 * "Acme Ltd" "MARCH; \\"PAY\\""
  id: "${first.id}"
  Assets:Current:Bank  2000.00 NGN
  Income:Salary-and-wages  -2000.00 NGN

2026-03-05 * "" #trip
  id: "${whole.id}"
  note: "a, [b]"
  tags: "two words, à part"
  Assets:Current:Bank  -100.00 NGN
  Expenses:Spending:Food-and-groceries  75.00 NGN
  Expenses:Uncategorised  25.00 NGN
    note: "date:2020-01-01"

2026-03-09 * ""
  id: "${into.id}"
  Assets:Savings:Dollars  1.00 USD
  Equity:Transfers:In-transit  -1.00 USD

2026-03-10 * ""
  id: "${out.id}"
  Assets:Current:Bank  -1500.00 NGN
  Equity:Transfers:In-transit  1.00 USD @@ 1500.00 NGN

2026-04-01 balance Assets:Current:Bank  1500.00 ~ 0 NGN

`);
  });

  it('is refused to strangers, as if there were no such purse', async () => {
    const [person, stranger] = [await own.person(), await own.person()];
    const path = `${person.purse}/export/hledger`;
    const answer = await stranger.client.get(path);
    const expected = problem(404, 'purse-not-found', { instance: path, detail: 'There is no such purse.' });
    expect([answer.status, answer.body]).toEqual([404, expected]);
  });

  it('ends without its last byte when the purse changes while it is read', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    await fillPurse(own.database.ownerUrl, person.purseId, 20_000);
    const response = await fetch(`${own.baseUrl}${person.purse}/export/hledger`, {
      headers: { cookie: `ikpa_access=${person.client.cookie('ikpa_access')}` },
    });
    const reader = response.body?.getReader();
    await reader?.read();
    await typed(person, { accountId, date: '2026-03-02', amount: -1 });
    const rest = async () => {
      while (reader !== undefined && !(await reader.read()).done);
    };
    await expect(rest()).rejects.toThrow();
  });
});

/** What an independent program finds in the journals of these ledgers. */
function agrees(program: ProgramName): void {
  const { notation, run } = PROGRAMS[program];

  it('agrees after imports, undo, splits, transfers, refunds and reconciling', async () => {
    const person = await own.person();
    const bank = await newAccount(person, { name: 'Bank' });
    const head = 'Date,Narration,Debit,Credit,Balance\n';
    const rowsOfMay = '03/05/2026,(FUEL,71.00,,"259,428.90"\n';
    await importFile(
      own,
      person,
      'march.csv',
      `${head}01/03/2026,SALARY | ACME; LTD,,"250,000.00","260,000.00"\n15/03/2026,"=POS  SHOP",500.10,,"259,499.90"\n`,
    );
    const second = await importFile(own, person, 'april.csv', `${head}02/04/2026,FUEL,70.00,,"259,429.90"\n`);
    await undoImport(own, person, second.id);
    await importFile(own, person, 'may.csv', `${head}${rowsOfMay}`);
    const wallet = await newAccount(person, {
      name: 'Wallet; of: mine  (old)',
      kind: 'mobile-money',
      anchor: { on: '2026-02-28', balance: -2_501 },
    });
    const card = await newAccount(person, {
      name: 'Card',
      kind: 'credit',
      anchor: { on: '2026-01-31', balance: -90_000 },
    });
    const yen = await newAccount(person, {
      name: 'Shillings',
      currency: 'UGX',
      anchor: { on: '2026-03-12', balance: 5_000 },
    });
    const dinars = await newAccount(person, {
      name: 'Dinars',
      currency: 'KWD',
      anchor: { on: '2026-03-08', balance: 1_001 },
    });
    const food = (await keysOf(person)).food;
    const whole = await typed(person, { accountId: card, date: '2026-02-10', amount: -10_000 });
    await person.client.request('PUT', `${person.purse}/transactions/${whole.id}/splits`, {
      body: { splits: [{ categoryId: food, amount: -12_000 }, { amount: 2_000 }] },
    });
    await typed(person, { accountId: card, date: '2026-02-20', amount: 3_333, categoryId: food }); // a refund
    await transfer(
      person,
      { accountId: bank, date: '2026-03-31', amount: -50_000 },
      { accountId: wallet, date: '2026-04-01', amount: 50_000 },
    );
    await transfer(
      person,
      { accountId: wallet, date: '2026-03-13', amount: -7_777 },
      { accountId: yen, date: '2026-03-12', amount: 301 },
    );
    await transfer(
      person,
      { accountId: dinars, date: '2026-03-08', amount: -1 },
      { accountId: bank, date: '2026-03-08', amount: 150_000 },
    );
    const reconciled = await person.client.post(`${person.purse}/accounts/${wallet}/reconcile`, {
      on: '2026-04-10',
      balance: 12_345,
      difference: 'add-row',
    });
    expect(reconciled.status).toBe(200);
    await person.client.patch(`${person.purse}/categories/${food}`, { name: 'Food: rice;  beans' });
    await expectAgreement(person, program, '2026-01-01', '2026-06-01');
  });

  it('would notice a minor unit: this check can fail', async () => {
    const person = await own.person();
    const anchor = { on: '2026-02-28', balance: 100 };
    await newAccount(person, { name: 'Bank', anchor });
    const journal = await journalOf(person, program);
    await run(journal, (bookkeeper) => bookkeeper.check());
    const [stated, wrong] =
      program === 'hledger' ? ['= 1.00 NGN', '= 1.01 NGN'] : ['1.00 ~ 0 NGN', '1.01 ~ 0 NGN'];
    expect(journal).toContain(stated);
    await expect(run(journal.replace(stated, wrong), (bookkeeper) => bookkeeper.check())).rejects.toThrow(
      /assertion|Balance failed/i,
    );
  });

  it('agrees with random ledgers, whatever their words', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(randomAccount, { minLength: 1, maxLength: 5 }),
        randomMoves,
        async (given, moves) => {
          const accounts = given.map((account, index) => ({ ...account, id: idOf(1, index) }));
          const rows = rowsOf(accounts, moves);
          const moved = (accountId: string, after: string, to: string) =>
            rows
              .filter((each) => each.accountId === accountId && each.date > after && each.date <= to)
              .reduce((sum, each) => sum + each.amount, 0);
          const book = accounts.map(({ anchor, ...account }) => ({
            ...account,
            anchor: anchor && { ...anchor, opening: anchor.balance - moved(account.id, '', anchor.on) },
          }));
          const journal = new Journal(
            {
              title: given[0]?.name ?? '',
              accounts: book,
              categories: given.map(({ name }, index) => ({
                id: idOf(3, index),
                name,
                kind: KINDS[index] ?? 'fee',
              })),
              firstOn: rows[0]?.date ?? null,
            },
            notation,
          );
          const text = journal.head() + rows.map((each) => journal.row(each)).join('') + journal.tail();
          // Before the first day that anything is known of, the journal holds nothing.
          const days = [...rows.map(({ date }) => date), ...book.flatMap(({ anchor }) => anchor?.on ?? [])];
          await run(text, async (bookkeeper) => {
            await bookkeeper.check();
            const table = await bookkeeper.monthEnds(ENDS.map((end) => end.slice(0, 7)));

            for (const { id, currency, anchor } of book) {
              for (const on of ENDS.filter((day) => days.some((known) => known <= day))) {
                const told = table.get(bookkeeper.names.get(id) ?? '')?.get(on.slice(0, 7)) ?? '0';
                const amount = minorUnitsOf(told.split(' ')[0] ?? '', currency);
                expect([id, on, amount]).toEqual([id, on, (anchor?.opening ?? 0) + moved(id, '', on)]);
              }
            }
          });
        },
      ),
      { numRuns: 25 },
    );
  }, 300_000);
}

for (const program of ['hledger', 'beancount'] as const) {
  const { missing } = PROGRAMS[program];
  const independently = missing === null ? describe : describe.skip;
  independently(`${program}, ${missing === null ? 'an independent program' : `skipped: ${missing}`}`, () =>
    agrees(program),
  );
}

const ENDS = ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'];
const KINDS = ['income', 'spending', 'transfer', 'bill', 'support'];

const randomText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.replace(/[\ud800-\udfff]/g, '')),
  fc.constantFrom(
    'a  b',
    '; date:2020-01-01',
    '| x',
    '(c) y',
    '* z',
    '= 3',
    '"q" [2026-01-01]',
    '\u2003b',
    '',
  ),
);
const randomDay = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 28 }))
  .map(([month, date]) => `2026-0${month}-${`${date}`.padStart(2, '0')}`);
const randomAmount = fc.oneof(
  fc.integer({ min: 1, max: 10_000 }),
  fc.integer({ min: 1, max: 9_000_000_000_000 }),
);
const randomAccount = fc.record({
  name: randomText,
  kind: fc.constantFrom('cash', 'mobile-money', 'current', 'savings', 'credit', 'loan'),
  currency: fc.constantFrom('NGN', 'USD', 'UGX', 'KWD'),
  anchor: fc.option(fc.record({ on: randomDay, balance: fc.integer({ min: -1_000_000, max: 1_000_000 }) })),
});
const randomMoves = fc.array(
  fc.record({
    from: fc.nat(),
    to: fc.nat(),
    day: randomDay,
    laterDay: randomDay,
    amount: randomAmount,
    received: randomAmount,
    kind: fc.constantFrom('in', 'out', 'split', 'transfer'),
    category: fc.option(fc.nat(6)),
    description: randomText,
    counterparty: fc.option(randomText),
    note: fc.option(randomText),
  }),
  { maxLength: 40 },
);

function idOf(group: number, index: number): string {
  return `0000000${group}-0000-7000-8000-${`${index}`.padStart(12, '0')}`;
}

type RandomMove = (typeof randomMoves extends fc.Arbitrary<infer Moves> ? Moves : never)[number];

function rowsOf(accounts: { id: string; currency: string }[], moves: RandomMove[]): JournalRow[] {
  const rows = moves.flatMap((move, index): JournalRow[] => {
    const from = accounts[move.from % accounts.length];
    const to = accounts[move.to % accounts.length];
    if (from === undefined || to === undefined) return [];
    const whole: JournalRow = {
      id: idOf(2, index * 2),
      accountId: from.id,
      date: move.day,
      amount: move.kind === 'in' ? move.amount : -move.amount,
      currency: from.currency,
      description: move.description,
      counterparty: move.counterparty,
      categoryId: move.category === null ? null : idOf(3, move.category),
      note: move.note,
      tags: move.note === null ? [] : [move.note],
      splits: [],
      transfer: null,
    };
    if (move.kind === 'split') {
      const parts = [
        { categoryId: whole.categoryId, amount: whole.amount - 5, note: move.note },
        { categoryId: null, amount: 5, note: null },
      ];
      return [{ ...whole, splits: parts }];
    }
    if (move.kind !== 'transfer' || from.id === to.id) return [whole];
    const into: JournalRow = {
      ...whole,
      id: idOf(2, index * 2 + 1),
      accountId: to.id,
      date: move.laterDay,
      amount: from.currency === to.currency ? move.amount : move.received,
      currency: to.currency,
    };
    return [
      { ...whole, transfer: into },
      { ...into, transfer: whole },
    ];
  });
  return rows.sort((left, right) => (`${left.date} ${left.id}` < `${right.date} ${right.id}` ? -1 : 1));
}
