import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../domain/calendar.ts';
import { rowKey } from './fingerprint.ts';
import { matchRows } from './match-rows.ts';
import type { Candidate, ExistingRow } from './match-rows.ts';

const ACCOUNT = '01900000-0000-7000-8000-000000000001';
const RUNS = { numRuns: 1000 };
const DAYS = 12;

interface Movement {
  day: number;
  amount: number;
  text: string;
}

const movement = fc.record({
  day: fc.integer({ min: 0, max: DAYS }),
  amount: fc.constantFrom(-500, -1000, 500, -70_000),
  text: fc.constantFrom('Danfo', 'POS SHOPRITE IKEJA 0023', 'Shoprite', 'MTN airtime', 'Transfer fee'),
});

/** All that happened on an account, as its bank lists it: day by day, with or without references. */
const history = fc
  .tuple(fc.array(movement, { minLength: 1, maxLength: 30 }), fc.boolean())
  .map(([rows, referenced]) =>
    rows
      .toSorted((a, b) => a.day - b.day)
      .map((row, index) => candidate(row, referenced ? `R${index}` : null)),
  );

function candidate({ day, amount, text }: Movement, bankId: string | null): Candidate {
  const date = addDays('2026-03-01', day);
  return { date, amount, bankId, text, key: rowKey({ date, amount, currency: 'NGN', text }) };
}

/** Rows that a person typed in before any file came. */
const typed = fc.array(movement, { maxLength: 5 }).map((rows) =>
  rows.map(({ day, amount, text }, index): ExistingRow => {
    const date = addDays('2026-03-01', day);
    return { id: `typed-${index}`, date, amount, bankId: null, fingerprint: null, text };
  }),
);

/** The account after a file was taken over. */
function after(ledger: readonly ExistingRow[], file: readonly Candidate[], name: string): ExistingRow[] {
  const matches = matchRows(ACCOUNT, file, ledger);
  const added = file.flatMap(({ date, amount, bankId, text }, index): ExistingRow[] => {
    const match = matches[index];
    if (match === undefined || match.state === 'duplicate') return [];
    return [{ id: `${name}-${index}`, date, amount, bankId, fingerprint: match.fingerprint, text }];
  });
  return [...ledger, ...added];
}

/** An import taken back: its rows go. */
function without(ledger: readonly ExistingRow[], name: string): ExistingRow[] {
  return ledger.filter(({ id }) => !id.startsWith(`${name}-`));
}

const factsOf = (ledger: readonly ExistingRow[]) =>
  ledger.map(({ date, amount, text, bankId }) => `${date} ${amount} ${text} ${bankId ?? ''}`).toSorted();

const window = (file: readonly Candidate[], from: number, to: number) =>
  file.filter(({ date }) => date >= addDays('2026-03-01', from) && date <= addDays('2026-03-01', to));

describe('whatever an account holds', () => {
  it('a file that is taken over again changes nothing', () => {
    fc.assert(
      fc.property(typed, history, history, (hand, one, two) => {
        const ledger = after(after(hand, one, 'one'), two, 'two');
        expect(after(ledger, two, 'again')).toEqual(ledger);
      }),
      RUNS,
    );
  });

  it('a file that is taken over and back leaves every other row as it was, and comes in again as before', () => {
    fc.assert(
      fc.property(typed, history, history, (hand, one, two) => {
        const before = after(hand, one, 'one');
        const ledger = after(before, two, 'two');
        const back = without(ledger, 'two');
        expect(back).toEqual(before);
        expect(factsOf(after(back, two, 'two'))).toEqual(factsOf(ledger));
      }),
      RUNS,
    );
  });

  it('statements of overlapping days make the same account in any order: all that happened, each row once', () => {
    const day = fc.integer({ min: 0, max: DAYS });
    fc.assert(
      fc.property(history, fc.tuple(day, day), fc.boolean(), (all, [a, b], newestFirst) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const written = newestFirst ? all.toReversed() : all;
        const files = [window(written, 0, to), window(written, from, DAYS)];
        const orders = [files, files.toReversed()];
        const ledgers = orders.map((order) =>
          factsOf(order.reduce<ExistingRow[]>((ledger, file, at) => after(ledger, file, `${at}`), [])),
        );
        const truth = factsOf(after([], all, 'all'));
        expect(ledgers).toEqual([truth, truth]);
      }),
      RUNS,
    );
  });
});
