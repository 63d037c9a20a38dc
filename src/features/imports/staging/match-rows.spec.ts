import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../domain/calendar.ts';
import { fingerprintsOf, rowKey } from './fingerprint.ts';
import { matchRows } from './match-rows.ts';
import type { Candidate, ExistingRow, Match } from './match-rows.ts';

const ACCOUNT = '01900000-0000-7000-8000-000000000001';

function candidate(date: string, amount: number, text: string, bankId: string | null = null): Candidate {
  return { date, amount, bankId, text, key: rowKey({ date, amount, currency: 'NGN', text }) };
}

function typed(id: string, date: string, amount: number, text: string): ExistingRow {
  return { id, date, amount, bankId: null, fingerprint: null, text };
}

/** What the ledger holds after the new rows of a file were taken over. */
function taken(rows: readonly Candidate[], matches: readonly Match[], name = 'row'): ExistingRow[] {
  return rows.flatMap((row, index) => {
    const match = matches[index];
    if (match === undefined || match.state === 'duplicate') return [];
    const { date, amount, bankId, text } = row;
    return [{ id: `${name}-${index}`, date, amount, bankId, fingerprint: match.fingerprint, text }];
  });
}

const states = (matches: readonly Match[]) => matches.map((match) => match.state);

describe('matching', () => {
  it('D52: equal purchases of one day are as many as the file lists', () => {
    const two = [candidate('2026-03-02', -500, 'Danfo'), candidate('2026-03-02', -500, 'Danfo')];
    const ledger = taken(two, matchRows(ACCOUNT, two, []));
    expect(ledger).toHaveLength(2);
    const three = [...two, candidate('2026-03-02', -500, 'Danfo')];
    expect(states(matchRows(ACCOUNT, three, ledger))).toEqual(['duplicate', 'duplicate', 'new']);
  });

  it('a ride on each day is no duplicate of the ride the day before', () => {
    const monday = [candidate('2026-03-02', -500, 'Danfo')];
    const ledger = taken(monday, matchRows(ACCOUNT, monday, []));
    const both = [...monday, candidate('2026-03-03', -500, 'Danfo')];
    expect(states(matchRows(ACCOUNT, both, ledger))).toEqual(['duplicate', 'new']);
  });

  it('a row that a whole statement now dates a day later is the same row', () => {
    const first = [candidate('2026-03-02', -500, 'Shoprite Ikeja'), candidate('2026-03-05', -900, 'Fuel')];
    const ledger = taken(first, matchRows(ACCOUNT, first, []));
    const again = [
      candidate('2026-03-01', -100, 'Kiosk'),
      candidate('2026-03-03', -500, 'SHOPRITE IKEJA 0023'),
      candidate('2026-03-05', -900, 'Fuel'),
    ];
    expect(states(matchRows(ACCOUNT, again, ledger))).toEqual(['new', 'duplicate', 'duplicate']);
  });

  it('at the edge of a file a like row within three days is kept and marked, beyond them it is new', () => {
    const ledger: ExistingRow[] = [{ ...typed('a', '2026-03-02', -500, 'Danfo'), fingerprint: 'ff' }];
    const at = (date: string) => states(matchRows(ACCOUNT, [candidate(date, -500, 'Danfo')], ledger));
    expect([at('2026-03-03'), at('2026-03-05'), at('2026-03-06')]).toEqual([
      ['doubtful'],
      ['doubtful'],
      ['new'],
    ]);
  });

  it('a typed row answers for one row only, the nearest and likest', () => {
    const ledger = [typed('a', '2026-03-02', -500, 'Danfo')];
    const rows = [candidate('2026-03-04', -500, 'Danfo'), candidate('2026-03-02', -500, 'Danfo')];
    expect(states(matchRows(ACCOUNT, rows, ledger))).toEqual(['new', 'duplicate']);
  });

  it('a row that a typed one answers for stays that one, though a like row of another file is as near', () => {
    const byHand = typed('a', '2026-03-08', -500, 'Danfo');
    const ofFile = { ...typed('b', '2026-03-02', -500, 'Danfo'), fingerprint: 'ff' };
    const rows = [candidate('2026-03-05', -500, 'Danfo')];
    expect(matchRows(ACCOUNT, rows, [byHand, ofFile])).toMatchObject([
      { state: 'duplicate', existingId: 'a' },
    ]);
  });

  it('two references that differ tell two payments apart; one that stands twice in a file is marked', () => {
    const first = [candidate('2026-03-02', -500, 'Danfo', 'R1')];
    const ledger = taken(first, matchRows(ACCOUNT, first, []));
    expect(states(matchRows(ACCOUNT, [candidate('2026-03-03', -500, 'Danfo', 'R2')], ledger))).toEqual([
      'new',
    ]);
    const twice = [candidate('2026-03-09', -1, 'Toll', 'R9'), candidate('2026-03-09', -1, 'Toll', 'R9')];
    expect(states(matchRows(ACCOUNT, twice, ledger))).toEqual(['new', 'doubtful']);
  });

  it('a fee and a levy of the payment’s reference, day and amount are no repetition of it', () => {
    const rows = [
      candidate('2026-03-09', -50, 'Transfer fee', 'R9'),
      candidate('2026-03-09', -50, 'Electronic levy', 'R9'),
    ];
    expect(states(matchRows(ACCOUNT, rows, []))).toEqual(['new', 'new']);
  });

  it('two times of day tell two payments apart, unless one only leaves out the seconds', () => {
    const at = (time: string) => candidate('2026-03-02', -500, `Sent to Ada, ${time}`);
    const first = [at('14:05')];
    const ledger = taken(first, matchRows(ACCOUNT, first, []));
    expect(states(matchRows(ACCOUNT, [at('14:05:33'), at('14:06')], ledger))).toEqual(['duplicate', 'new']);
    expect(states(matchRows(ACCOUNT, [at('14:06'), at('15:05')], ledger))).toEqual(['new', 'new']);
  });

  it('rows kept in doubt get fingerprints that neither the account nor the file has', () => {
    const first = [candidate('2026-03-02', -500, 'Danfo', 'R1')];
    const ledger = taken(first, matchRows(ACCOUNT, first, []));
    const reissued = ['R2', 'R3'].map((reference) => candidate('2026-03-02', -500, 'Danfo', reference));
    const prints = [...ledger, ...taken(reissued, matchRows(ACCOUNT, reissued, ledger), 'more')].map(
      (row) => row.fingerprint,
    );
    expect(new Set(prints).size).toBe(3);
  });

  it('the amount’s sign always counts', () => {
    const ledger = [typed('a', '2026-03-02', 500, 'Jumia')];
    expect(states(matchRows(ACCOUNT, [candidate('2026-03-02', -500, 'Jumia')], ledger))).toEqual(['new']);
  });
});

const anyFile = fc
  .array(
    fc.record({
      day: fc.integer({ min: 0, max: 12 }),
      amount: fc.constantFrom(-500, -1000, 500, -70_000),
      text: fc.constantFrom('Danfo', 'POS SHOPRITE IKEJA 0023', 'Shoprite', 'MTN airtime', ''),
      bankId: fc.option(fc.constantFrom('R1', 'R2', 'R3', 'R4', 'R5'), { nil: null }),
    }),
    { maxLength: 30 },
  )
  .map((rows) =>
    rows.map(({ day, amount, text, bankId }) => candidate(addDays('2026-03-01', day), amount, text, bankId)),
  );

describe('matching any file', () => {
  it('import after import brings nothing new', () => {
    fc.assert(
      fc.property(anyFile, (file) => {
        const ledger = taken(file, matchRows(ACCOUNT, file, []));
        expect(new Set(states(matchRows(ACCOUNT, file, ledger)))).toEqual(
          new Set(file.length === 0 ? [] : ['duplicate']),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('into an empty account every row is kept', () => {
    fc.assert(
      fc.property(anyFile, (file) => {
        expect(taken(file, matchRows(ACCOUNT, file, []))).toHaveLength(file.length);
      }),
      { numRuns: 200 },
    );
  });

  it('gives no fingerprint twice, whatever the account holds already', () => {
    fc.assert(
      fc.property(anyFile, anyFile, (one, two) => {
        const first = taken(one, matchRows(ACCOUNT, one, []), 'one');
        const second = taken(two, matchRows(ACCOUNT, two, first), 'two');
        const prints = [...first, ...second].map((row) => row.fingerprint);
        expect(new Set(prints).size).toBe(prints.length);
      }),
      { numRuns: 500 },
    );
  });

  it('lets each row of the account answer for one row at most, of its own amount', () => {
    fc.assert(
      fc.property(anyFile, anyFile, (one, two) => {
        const ledger = taken(one, matchRows(ACCOUNT, one, []));
        const matches = matchRows(ACCOUNT, two, ledger);
        const used = matches.flatMap((match) => match.existingId ?? []);
        expect(new Set(used).size).toBe(used.length);
        matches.forEach((match, index) => {
          const there = ledger.find((row) => row.id === match.existingId);
          if (there !== undefined) expect(there.amount).toBe(two[index]?.amount);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('numbers equal rows alike in every file that lists them', () => {
    fc.assert(
      fc.property(anyFile, (file) => {
        expect(fingerprintsOf(ACCOUNT, file)).toEqual(fingerprintsOf(ACCOUNT, [...file]));
        expect(new Set(fingerprintsOf(ACCOUNT, file)).size).toBe(file.length);
      }),
    );
  });
});
