import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../domain/calendar.ts';
import { Sorter } from '../../../domain/sorter.ts';
import { packRows } from '../formats/row-block.ts';
import type { FileRow } from '../formats/row-block.ts';
import { fingerprintsOf, rowKey } from './fingerprint.ts';
import { matchRows } from './match-rows.ts';
import type { Candidate, ExistingRow } from './match-rows.ts';
import { stageRows } from './stage-statement.ts';

const ACCOUNT = '01900000-0000-7000-8000-000000000001';
const SORTER = new Sorter({
  country: 'NG',
  rules: [],
  lessons: [],
  formerNames: new Map(),
  categories: new Map(),
});

const idOf = (number: number): string => `01900000-0000-7000-9000-${String(number).padStart(12, '0')}`;
/** Of few days, amounts, texts and references, so that rows meet each other in every way. */
const line = fc.record({
  day: fc.integer({ min: 0, max: 12 }),
  amount: fc.constantFrom(-500, -1000, 500, 0),
  text: fc.constantFrom('Danfo', 'POS SHOPRITE IKEJA 0023', 'Shoprite', 'Transfer fee'),
  reference: fc.option(fc.constantFrom('R1', 'R2', idOf(1), idOf(2), idOf(3))),
});
type Line = typeof line extends fc.Arbitrary<infer T> ? T : never;

const dateOf = (day: number): string => addDays('2026-03-01', day);

function candidate({ day, amount, text, reference }: Line): Candidate {
  const date = dateOf(day);
  return { date, amount, bankId: reference, text, key: rowKey({ date, amount, currency: 'NGN', text }) };
}

function stored({ day, amount, text, reference }: Line, index: number): FileRow {
  return {
    index,
    where: `line ${index}`,
    raw: text,
    date: dateOf(day),
    valueDate: null,
    amount: (amount / 100).toFixed(2),
    currency: null,
    reference,
    counterparty: null,
    description: text,
    verbatim: false,
    code: null,
    why: null,
  };
}

/** What the account has: rows of such a file, some of them moved or typed since. */
const ledger = fc.array(fc.tuple(line, fc.constantFrom('as it came', 'moved', 'typed')), { maxLength: 12 });

function existingOf(rows: readonly (readonly [Line, string])[]): ExistingRow[] {
  const taken = rows.map(([row]) => candidate(row));
  const prints = fingerprintsOf(ACCOUNT, taken);
  return taken.map(({ date, amount, bankId, text }, at): ExistingRow => {
    const [, since] = rows[at] ?? [null, ''];
    return {
      id: idOf(at),
      date: since === 'moved' ? addDays(date, 9) : date,
      amount,
      bankId: since === 'typed' ? null : bankId,
      fingerprint: since === 'typed' ? null : (prints[at] ?? null),
      text,
    };
  });
}

describe('staging', () => {
  it('decides of each row what matching all rows at once does, in few blocks or in many', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 40, size: 'max' }),
        ledger,
        fc.integer({ min: 1, max: 40 }),
        async (lines, rows, size) => {
          const existing = existingOf(rows);
          const candidates = lines.filter(({ amount }) => amount !== 0).map(candidate);
          const prints = fingerprintsOf(ACCOUNT, candidates);
          const expected = matchRows(ACCOUNT, candidates, existing);
          const all = lines.map(stored);
          const blocks = Array.from({ length: Math.ceil(all.length / size) }, (_, at) => ({
            bytes: packRows(all.slice(at * size, (at + 1) * size)).bytes,
            items: null,
          }));
          const { marks, movement } = await stageRows(
            blocks,
            { accountId: ACCOUNT, currency: 'NGN' },
            SORTER,
            async () => Promise.resolve(existing),
          );
          const made = [...marks].flat();
          expect(made.map(({ verdict }) => verdict === 'rejected')).toEqual(
            lines.map(({ amount }) => amount === 0),
          );
          const decided = made.filter(({ verdict }) => verdict !== 'rejected');
          expect(
            decided.map(({ verdict, reason, doubt, matches }) => [verdict, reason ?? doubt, matches]),
          ).toEqual(
            expected.map(({ state, why, existingId }) => [
              state === 'duplicate' ? 'duplicate' : 'new',
              why,
              existingId,
            ]),
          );
          // A fingerprint that is taken gives way to a random one.
          const taken = new Set(existing.map(({ fingerprint }) => fingerprint));
          for (const [at, { verdict, fingerprint }] of decided.entries()) {
            if (verdict === 'duplicate') expect(fingerprint).toBeNull();
            else if (!taken.has(prints[at] ?? '')) expect(fingerprint).toBe(prints[at]);
            else expect(taken.has(fingerprint)).toBe(false);
          }
          expect(movement).toBe(lines.reduce((sum, { amount }) => sum + amount, 0));
        },
      ),
      { numRuns: 500 },
    );
  });
});
