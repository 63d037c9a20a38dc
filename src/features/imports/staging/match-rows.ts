import { randomUUID } from 'node:crypto';
import { addDays, daysBetween } from '../../../domain/calendar.ts';
import type { Span } from '../../../domain/calendar.ts';
import { gramLikeness, nameGrams } from '../../../domain/counterparty-name.ts';
import { fingerprintsOf } from './fingerprint.ts';

/** A transaction of the account that a row of the file may be. */
export interface ExistingRow {
  id: string;
  date: string;
  amount: number;
  bankId: string | null;
  /** Hex; null for a typed row. */
  fingerprint: string | null;
  text: string;
}

/** A row of the file that could become a transaction. */
export interface Candidate {
  date: string;
  amount: number;
  bankId: string | null;
  /** `rowKey` of the raw row. */
  key: string;
  text: string;
}

export interface Match {
  state: 'new' | 'duplicate' | 'doubtful';
  /** Plain words for people; null for a row that resembles nothing. */
  why: string | null;
  existingId: string | null;
  /** Hex; unique in the account among new rows. */
  fingerprint: string;
}

/** What a look by likeness asks for. */
type Likeness = 'sure' | 'alike' | 'any';

/** Days by which the same payment may be dated apart. */
export const NEAR_DAYS = 3;
const ALIKE = 0.6;
/** Equal rows on one day among which the likest is looked for: more would be a file made to keep us busy. */
const MOST_COMPARED = 50;

const SAME_REFERENCE = 'Already there: the same bank reference, day and amount.';
const SAME_ID = 'Already there: it is this very row, as it was exported from here.';
const SAME_ROW = 'Already there: the same day, amount and text.';
const SAME_PAYMENT = 'Already there: the same amount and a like name within three days.';
const OTHER_REFERENCE = 'Looks like a row that is there, but its bank reference differs.';
const REPEATED_REFERENCE = 'Its bank reference stands twice in this file.';
const NEAR_EDGE = 'A like payment of the same amount is there within three days.';
const TYPED_NEAR = 'A typed row of the same amount is there within three days.';
const SAME_DAY = 'A row of the same amount is there on the same day.';

/**
 * Tells for each row of a file whether the account has it already. Each transaction answers for one row at most, so
 * repeated equal purchases are counted right. In order: our own id (of a file that was exported here) with amount; the
 * bank's reference with day (± 3) and amount; the fingerprint; then day ± 3, exact signed amount and likeness of the
 * payee. Where the signs are not enough the row is new and doubtful: kept and marked, never dropped. `existing` are the
 * account's rows of the file's amounts from three days before its first day to three days after its last, and every
 * row that has one of its fingerprints.
 *
 * @param prints `fingerprintsOf` the rows, where the caller has them
 * @param span first and last day of the file, where `rows` are only those of its rows that could meet another
 */
export function matchRows(
  accountId: string,
  rows: readonly Candidate[],
  existing: readonly ExistingRow[],
  prints: readonly string[] = fingerprintsOf(accountId, rows),
  span: Span = spanOf(rows),
): Match[] {
  return new Matcher(rows, existing, span).run([...prints]);
}

class Matcher {
  readonly #rows: readonly Candidate[];
  readonly #existing: readonly ExistingRow[];
  readonly #taken = new Set<string>();
  readonly #matches: (Match | null)[];
  readonly #grams = new Map<string, ReadonlySet<string>>();
  readonly #span: Span;

  constructor(rows: readonly Candidate[], existing: readonly ExistingRow[], span: Span) {
    this.#rows = rows;
    this.#existing = existing;
    this.#matches = rows.map(() => null);
    this.#span = span;
  }

  run(prints: string[]): Match[] {
    if (this.#existing.length > 0) {
      this.#byReference(prints);
      this.#byFingerprint(prints);
      this.#byLikeness(prints, 'sure');
      this.#byLikeness(prints, 'alike');
      this.#byLikeness(prints, 'any');
    }
    this.#rest(prints);
    return this.#matches.map((match, index) => match ?? fresh(prints[index] ?? ''));
  }

  #byReference(prints: readonly string[]): void {
    const known = groupBy(this.#existing, (row) => row.bankId);
    const own = new Map(this.#existing.map((row) => [row.id, row]));
    this.#rows.forEach((row, index) => {
      if (row.bankId === null) return;
      const itself = own.get(row.bankId);
      if (itself !== undefined && !this.#taken.has(itself.id) && itself.amount === row.amount) {
        return this.#settle(index, 'duplicate', SAME_ID, itself, prints);
      }
      const found = known
        .get(row.bankId)
        ?.find(
          (other) =>
            !this.#taken.has(other.id) &&
            other.amount === row.amount &&
            (other.date === row.date || Math.abs(daysBetween(row.date, other.date)) <= NEAR_DAYS),
        );
      if (found !== undefined) this.#settle(index, 'duplicate', SAME_REFERENCE, found, prints);
    });
  }

  #byFingerprint(prints: readonly string[]): void {
    const known = groupBy(this.#existing, (row) => row.fingerprint);
    this.#rows.forEach((row, index) => {
      if (this.#matches[index] !== null) return;
      const found = known.get(prints[index] ?? '')?.[0];
      if (found === undefined || this.#taken.has(found.id)) return;
      const differs = row.bankId !== null && found.bankId !== null && row.bankId !== found.bankId;
      if (differs) this.#settle(index, 'doubtful', OTHER_REFERENCE, found, prints);
      else this.#settle(index, 'duplicate', SAME_ROW, found, prints);
    });
  }

  /**
   * Nearest day first, the likest of a day first: once for what is certainly there, so that a doubt nearer by never takes
   * its place, once for other payees that are alike, once for the rest.
   */
  #byLikeness(prints: readonly string[], needs: Likeness): void {
    const free = groupBy(
      this.#existing.filter((row) => !this.#taken.has(row.id)),
      (row) => `${row.date}|${row.amount}`,
    );
    if (free.size === 0) return;
    const open = this.#matches.flatMap((match, index) => (match === null ? [index] : []));
    const days = new DayShift();
    for (const apart of [0, -1, 1, -2, 2, -3, 3]) {
      for (const index of open) {
        const row = this.#rows[index];
        if (row === undefined || this.#matches[index] !== null) continue;
        const there = free.get(`${days.shift(row.date, apart)}|${row.amount}`);
        if (there !== undefined) this.#take(index, row, there, apart, needs, prints);
      }
    }
  }

  #take(
    index: number,
    row: Candidate,
    there: readonly ExistingRow[],
    apart: number,
    needs: Likeness,
    prints: readonly string[],
  ): void {
    let best: ExistingRow | null = null;
    let bestLikeness = -1;
    for (const other of there.slice(0, MOST_COMPARED)) {
      if (this.#taken.has(other.id)) continue;
      // Two references that differ tell two payments apart, and so do two times of day.
      if (row.bankId !== null && other.bankId !== null) continue;
      if (differInTime(row.text, other.text)) continue;
      const likeness = gramLikeness(this.#gramsOf(row.text), this.#gramsOf(other.text));
      if (likeness > bestLikeness) [best, bestLikeness] = [other, likeness];
    }
    if (best === null) return;
    const typed = best.fingerprint === null;
    // A whole statement lists what lies between its days: a row there that it does not list is this one, moved.
    // Messages list what somebody kept of them, so for these only the very day counts.
    const whole = timeOf(row.text) === null || apart === 0;
    const inside = whole && best.date >= this.#span.from && best.date <= this.#span.to;
    if (needs === 'sure') {
      if (bestLikeness >= ALIKE && (typed || inside))
        this.#settle(index, 'duplicate', SAME_PAYMENT, best, prints);
    } else if (needs === 'alike') {
      if (bestLikeness >= ALIKE) this.#settle(index, 'doubtful', NEAR_EDGE, best, prints);
    } else if (typed) this.#settle(index, 'doubtful', TYPED_NEAR, best, prints);
    else if (apart === 0) this.#settle(index, 'doubtful', SAME_DAY, best, prints);
  }

  /** Rows that stay new: fingerprints that are taken give way to random ones, references that repeat inside the file are marked. */
  #rest(prints: string[]): void {
    const used = new Set(
      this.#existing.flatMap((row) => (row.fingerprint === null ? [] : [row.fingerprint])),
    );
    const references = new Set<string>();
    this.#rows.forEach((row, index) => {
      const match = this.#matches[index] ?? null;
      if (match?.state === 'duplicate') return;
      // Not the next number: a row that a person moved to another day may have it, and was not looked up.
      const own = prints[index] ?? '';
      const print = used.has(own) ? randomUUID().replaceAll('-', '') : own;
      used.add(print);
      prints[index] = print;
      // A payment and its fee share their reference; the same row twice does not only that.
      const reference = row.bankId === null ? null : `${row.bankId}|${row.key}`;
      const repeated = reference !== null && references.has(reference);
      if (reference !== null) references.add(reference);
      if (match !== null) match.fingerprint = print;
      else if (repeated) {
        this.#matches[index] = {
          state: 'doubtful',
          why: REPEATED_REFERENCE,
          existingId: null,
          fingerprint: print,
        };
      }
    });
  }

  #settle(
    index: number,
    state: Match['state'],
    why: string,
    found: ExistingRow,
    prints: readonly string[],
  ): void {
    this.#taken.add(found.id);
    this.#matches[index] = { state, why, existingId: found.id, fingerprint: prints[index] ?? '' };
  }

  #gramsOf(text: string): ReadonlySet<string> {
    const known = this.#grams.get(text);
    if (known !== undefined) return known;
    const grams = nameGrams(text);
    this.#grams.set(text, grams);
    return grams;
  }
}

/** The time of day at the end of a message's row (formats/messages). */
function timeOf(text: string): string | null {
  return /, (\d\d:\d\d(?::\d\d)?)$/.exec(text)?.[1] ?? null;
}

/** Times of unequal precision are equal where the coarser one agrees. */
function differInTime(left: string, right: string): boolean {
  const [one, other] = [timeOf(left), timeOf(right)];
  return one !== null && other !== null && !one.startsWith(other) && !other.startsWith(one);
}

function spanOf(rows: readonly Candidate[]): Span {
  const days = rows.map(({ date }) => date);
  return {
    from: days.reduce((first, day) => (day < first ? day : first), days[0] ?? ''),
    to: days.reduce((last, day) => (day > last ? day : last), days[0] ?? ''),
  };
}

function fresh(print: string): Match {
  return { state: 'new', why: null, existingId: null, fingerprint: print };
}

function groupBy(
  rows: readonly ExistingRow[],
  keyOf: (row: ExistingRow) => string | null,
): Map<string, ExistingRow[]> {
  const groups = new Map<string, ExistingRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

/** Days moved by a few: a file has few distinct days, so each is computed once. */
class DayShift {
  readonly #known = new Map<string, string>();

  shift(day: string, by: number): string {
    if (by === 0) return day;
    const key = `${day}${by}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const moved = addDays(day, by);
    this.#known.set(key, moved);
    return moved;
  }
}
