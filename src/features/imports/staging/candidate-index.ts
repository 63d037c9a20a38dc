import { daysBetween } from '../../../domain/calendar.ts';
import { FINGERPRINT_BYTES, fingerprint } from './fingerprint.ts';
import { NEAR_DAYS } from './match-rows.ts';
import type { Candidate, ExistingRow } from './match-rows.ts';

const EPOCH = '1970-01-01';
const WORDS = FINGERPRINT_BYTES / 4;
const OUR_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The rows of a file that could become transactions, as numbers and bytes, some fifty of them a row. It makes their
 * fingerprints, and tells afterwards which of the rows could meet one that is there: only those need their texts again.
 */
export class CandidateIndex {
  readonly accountId: string;
  count = 0;
  from: string | null = null;
  to: string | null = null;

  #amounts = new Float64Array(1024);
  #days = new Int32Array(1024);
  #words = new Uint32Array(1024 * WORDS);
  #prints = Buffer.from(this.#words.buffer);
  /** The first row with the same key. */
  #firsts = new Int32Array(1024);
  /** A hash of the bank's reference; 0 without one. */
  #references = new Int32Array(1024);
  /** Whether the reference has the form of our own ids. */
  #ours = new Uint8Array(1024);
  /** First rows by their fingerprint, from 1: a table with open addresses, at most half full. */
  #slots = new Int32Array(2048);
  /** How many rows have the key of a first one, where there are several. */
  readonly #alike = new Map<number, number>();
  /** References of such rows, each with its first row. */
  readonly #seen = new Set<number>();
  /** First rows whose key comes again with the same reference. */
  readonly #repeated = new Set<number>();
  readonly #dayNumbers = new Map<string, number>();

  constructor(accountId: string) {
    this.accountId = accountId;
  }

  add({ date, amount, bankId, key }: Candidate): void {
    const at = this.count;
    if (at === this.#amounts.length) this.#grow();
    this.count += 1;
    if (this.from === null || date < this.from) this.from = date;
    if (this.to === null || date > this.to) this.to = date;
    this.#amounts[at] = amount;
    this.#days[at] = this.#dayNumber(date);
    this.#references[at] = bankId === null ? 0 : hashOf(bankId);
    if (bankId !== null && OUR_ID.test(bankId)) this.#ours[at] = 1;
    this.#write(at, fingerprint(this.accountId, key, 1));
    const first = this.#firstLike(at);
    this.#firsts[at] = first;
    if (first === at) return;
    // Equal rows are numbered from 1, and each has a fingerprint of its own.
    const occurrence = (this.#alike.get(first) ?? 1) + 1;
    this.#alike.set(first, occurrence);
    this.#write(at, fingerprint(this.accountId, key, occurrence));
    if (occurrence === 2) this.#see(first, first);
    this.#see(first, at);
  }

  /** The fingerprint of a row, in hex. */
  fingerprint(at: number): string {
    return this.#prints.toString('hex', at * FINGERPRINT_BYTES, (at + 1) * FINGERPRINT_BYTES);
  }

  /** Fingerprints of all rows, one behind the other. */
  fingerprints(): Uint8Array {
    return this.#prints.subarray(0, this.count * FINGERPRINT_BYTES);
  }

  /** Each amount once. */
  amounts(): Float64Array {
    const sorted = this.#amounts.slice(0, this.count).sort();
    let kept = 0;
    for (const amount of sorted) {
      if (kept > 0 && sorted[kept - 1] === amount) continue;
      sorted[kept] = amount;
      kept += 1;
    }
    return sorted.subarray(0, kept);
  }

  /**
   * Rows that matching has to look at, in their order: those that could be one of the existing rows, and those whose
   * reference comes again. All others are new whatever their texts say.
   */
  toMatch(existing: readonly ExistingRow[]): number[] {
    const prints = new Set<string>();
    const near = new Map<number, Set<number>>();
    for (const row of existing) {
      if (row.fingerprint !== null) prints.add(row.fingerprint);
      const days = near.get(row.amount) ?? new Set();
      near.set(row.amount, days);
      const day = this.#dayNumber(row.date);
      for (let apart = -NEAR_DAYS; apart <= NEAR_DAYS; apart += 1) days.add(day + apart);
    }
    const found: number[] = [];
    for (let at = 0; at < this.count; at += 1) {
      const days = near.get(this.#amounts[at] ?? 0);
      const meets =
        (days !== undefined && (this.#ours[at] === 1 || days.has(this.#days[at] ?? 0))) ||
        this.#repeated.has(this.#firsts[at] ?? 0) ||
        (prints.size > 0 && prints.has(this.fingerprint(at)));
      if (meets) found.push(at);
    }
    return found;
  }

  #see(first: number, at: number): void {
    const reference = this.#references[at] ?? 0;
    if (reference === 0) return;
    const pair = first * 2 ** 32 + (reference >>> 0);
    if (this.#seen.has(pair)) this.#repeated.add(first);
    else this.#seen.add(pair);
  }

  #write(at: number, print: string): void {
    this.#prints.write(print, at * FINGERPRINT_BYTES, FINGERPRINT_BYTES, 'hex');
  }

  /** The first row with the fingerprint of this one; itself where there is none. */
  #firstLike(at: number): number {
    const words = this.#words;
    const mask = this.#slots.length - 1;
    let slot = (words[at * WORDS] ?? 0) & mask;
    for (;;) {
      const other = (this.#slots[slot] ?? 0) - 1;
      if (other < 0) {
        this.#slots[slot] = at + 1;
        return at;
      }
      if (this.#isAlike(at * WORDS, other * WORDS)) return other;
      slot = (slot + 1) & mask;
    }
  }

  #isAlike(one: number, other: number): boolean {
    const words = this.#words;
    for (let at = 0; at < WORDS; at += 1) if (words[one + at] !== words[other + at]) return false;
    return true;
  }

  #grow(): void {
    const size = this.#amounts.length * 2;
    this.#amounts = copied(this.#amounts, new Float64Array(size));
    this.#days = copied(this.#days, new Int32Array(size));
    this.#words = copied(this.#words, new Uint32Array(size * WORDS));
    this.#prints = Buffer.from(this.#words.buffer);
    this.#firsts = copied(this.#firsts, new Int32Array(size));
    this.#references = copied(this.#references, new Int32Array(size));
    this.#ours = copied(this.#ours, new Uint8Array(size));
    const slots = this.#slots;
    this.#slots = new Int32Array(slots.length * 2);
    // A first row still has the fingerprint that it was found by.
    for (const place of slots) if (place > 0) this.#firstLike(place - 1);
  }

  /** Days since 1970: a file has few distinct ones, so each is computed once. */
  #dayNumber(date: string): number {
    const known = this.#dayNumbers.get(date);
    if (known !== undefined) return known;
    const number = daysBetween(EPOCH, date);
    this.#dayNumbers.set(date, number);
    return number;
  }
}

function copied<T extends Float64Array | Int32Array | Uint32Array | Uint8Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

/** FNV-1a; never 0. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash === 0 ? 1 : hash;
}
