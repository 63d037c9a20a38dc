import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../src/domain/calendar.ts';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import {
  commitImport,
  factsOf,
  importFile,
  newAccount,
  readImport,
  transactionsOf,
  undoImport,
} from './support/imports.ts';
import { pictureOf } from './support/picture.ts';

let own: TestApp;

beforeAll(async () => {
  own = await startApp();
}, 60_000);

afterAll(async () => own.stop());

interface Line {
  day: number;
  amount: number;
  text: string;
}

const lines = (minLength: number) =>
  fc.array(
    fc.record({
      day: fc.integer({ min: 0, max: 9 }),
      amount: fc.constantFrom(-500, -1000, -70_000, 25_000_000, 500),
      text: fc.constantFrom('POS DANFO', 'SHOPRITE IKEJA 0023', 'SALARY ACME', 'TRF TO MUMMY', '=1+1, "odd"'),
    }),
    { minLength, maxLength: 12 },
  );

const dayOf = (line: Line) => addDays('2026-03-13', line.day);

/** A statement of the lines and of nothing else: a row more would stretch it over days whose rows it lacks. */
function csv(given: readonly Line[]): string {
  const rows = given.map((line) => {
    const [year, month, day] = dayOf(line).split('-');
    const amount = (Math.abs(line.amount) / 100).toFixed(2);
    const sides = line.amount < 0 ? `${amount},` : `,${amount}`;
    return `${day}/${month}/${year},"${line.text.replaceAll('"', '""')}",${sides}`;
  });
  return `Date,Narration,Debit,Credit\n${rows.join('\n')}\n`;
}

async function personWith(typed: readonly Line[]): Promise<Person> {
  const person = await own.person();
  const accountId = await newAccount(person);
  for (const line of typed) {
    const row = { accountId, date: dayOf(line), amount: line.amount, counterparty: line.text };
    await person.client.post(`${person.purse}/transactions`, row);
  }
  return person;
}

describe('whatever the file and whatever was there before', () => {
  it('importing it again changes nothing, and undoing it leaves everything as before', async () => {
    await fc.assert(
      fc.asyncProperty(lines(0), lines(1), lines(1), async (typed, earlier, later) => {
        const person = await personWith(typed);
        await importFile(own, person, 'earlier.csv', csv(earlier));
        const before = await pictureOf(own, person);
        const done = await importFile(own, person, 'later.csv', csv(later));
        const after = await pictureOf(own, person);
        await importFile(own, person, 'again.csv', csv(later));
        expect(await pictureOf(own, person)).toEqual(after);
        await undoImport(own, person, done.id);
        expect(await pictureOf(own, person)).toEqual(before);
        await own.expectProvedRollups(person.purseId);
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  it('statements of overlapping days make the same account in any order', async () => {
    const days = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }));
    await fc.assert(
      fc.asyncProperty(lines(2), days, async (all, [a, b]) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const early = csv(all.filter(({ day }) => day <= to));
        const late = csv(all.filter(({ day }) => day >= from));
        const accounts = [];
        for (const order of [
          [early, late],
          [late, early],
        ]) {
          const person = await personWith([]);
          for (const [at, file] of order.entries()) {
            const read = await readImport(own, person, `${at}.csv`, file);
            if (read.counts.new > 0) await commitImport(own, person, read.id);
          }
          const facts = factsOf(await transactionsOf(person));
          accounts.push(facts.toSorted((a, b) => String(a).localeCompare(String(b))));
          await own.expectProvedRollups(person.purseId);
        }
        expect(accounts[1]).toEqual(accounts[0]);
      }),
      { numRuns: 5 },
    );
  }, 120_000);
});
