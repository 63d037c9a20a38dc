import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { directByBalance } from './csv-direction.ts';
import { fileRow, unpackRows } from './row-block.ts';
import type { ParsedRow, RejectedRow } from './statement.ts';
import { StatementRows } from './statement-rows.ts';

const RUNS = { numRuns: 300 };
const money = fc.integer({ min: -3, max: 3 }).map((units) => `${units}.00`.replace('-0', '0'));

/** Few values, so that days repeat, balances follow now and then, and amounts are zero. */
const listing = fc
  .array(
    fc.record({
      isRejected: fc.boolean(),
      day: fc.integer({ min: 1, max: 4 }),
      amount: money,
      balance: fc.option(money),
      currency: fc.constantFrom('NGN', null),
    }),
    { maxLength: 40 },
  )
  .map((lines) =>
    lines.map(({ isRejected, day, amount, balance, currency }, index): ParsedRow | RejectedRow => {
      const place = { index, where: `line ${index + 2}`, raw: `raw ${index}` };
      if (isRejected) return { ...place, code: 'bad-date', why: 'No day.' };
      return {
        ...place,
        date: `2026-03-0${day}`,
        valueDate: null,
        amount,
        currency,
        reference: null,
        counterparty: null,
        description: `text ${index}`,
        balance,
      };
    }),
  );

function rowsOf(all: readonly (ParsedRow | RejectedRow)[], mostLoose?: number, keepBalances = false) {
  const rows = new StatementRows({ keepBalances, ...(mostLoose === undefined ? {} : { mostLoose }) });
  for (const row of all) {
    if ('code' in row) rows.reject({ ...row });
    else rows.push({ ...row });
  }
  return rows;
}

function toldBy(rows: StatementRows) {
  const { booked, rejected, currencies, rejectedFor, tellsBalance, first, last, firstDay, lastDay } = rows;
  const told = { booked, rejected, currencies, rejectedFor, tellsBalance, firstDay, lastDay };
  const edges = [first, last].map((edge) => edge && [edge.date, edge.amount, edge.balance]);
  const chains = [true, false].map((newestFirst) => {
    const { fits, breaks, firstBreak } = rows.chain(newestFirst);
    return [fits, breaks, firstBreak];
  });
  return { ...told, edges, chains, sum: rows.sum(), newestFirst: rows.isNewestFirst() };
}

describe('the rows of a statement', () => {
  it('tell the same of all of them whether they were packed away or not', () => {
    fc.assert(
      fc.property(listing, fc.integer({ min: 1, max: 9 }), (all, mostLoose) => {
        expect(toldBy(rowsOf(all, mostLoose))).toEqual(toldBy(rowsOf(all)));
      }),
      RUNS,
    );
  });

  it('come out of their blocks as they went in, with the currency and the numbers they got later', () => {
    fc.assert(
      fc.property(listing, fc.integer({ min: 1, max: 9 }), (all, mostLoose) => {
        const rows = rowsOf(all, mostLoose);
        rows.fillCurrency('USD');
        rows.renumber(100);
        const blocks = rows.take();
        const stored = blocks.flatMap(({ bytes }) => unpackRows(bytes));
        expect(stored).toEqual(
          all.map((row) => ({
            ...fileRow(row),
            index: row.index + 100,
            currency: 'code' in row ? null : (row.currency ?? 'USD'),
          })),
        );
        expect(blocks.map(({ firstIndex, rows: count }) => [firstIndex, count])).toEqual(
          blocks.map(({ bytes }) => [unpackRows(bytes)[0]?.index, unpackRows(bytes).length]),
        );
      }),
      RUNS,
    );
  });

  it('are directed by their balances alike whether they were packed away or not', () => {
    fc.assert(
      fc.property(
        listing,
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        fc.option(money),
        (all, mostLoose, newestFirst, opening) => {
          const open = all.flatMap((row) => ('code' in row || row.index % 3 === 0 ? [] : [row.index]));
          const loose = directByBalance(rowsOf(all), open, newestFirst, opening);
          const packed = directByBalance(rowsOf(all, mostLoose, true), open, newestFirst, opening);
          expect([...packed]).toEqual([...loose]);
          expect(toldBy(packed)).toEqual(toldBy(loose));
        },
      ),
      RUNS,
    );
  });
});
