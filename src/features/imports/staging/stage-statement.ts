import { DomainError } from '../../../domain/errors.ts';
import { parseDecimal } from '../../../domain/money.ts';
import { sortedText } from '../../../domain/sorter.ts';
import type { Sorter } from '../../../domain/sorter.ts';
import { unpackRows } from '../formats/row-block.ts';
import type { FileRow } from '../formats/row-block.ts';
import { CandidateIndex } from './candidate-index.ts';
import { rowKey } from './fingerprint.ts';
import { matchRows } from './match-rows.ts';
import type { Candidate, ExistingRow, Match } from './match-rows.ts';
import { writtenDescription, writtenName } from './new-rows.ts';
import type { GivenTexts } from './new-rows.ts';
import type { RowMark } from './row-mark.ts';

/** Where a statement's rows are to go, as far as it is known. */
export interface Destination {
  accountId: string | null;
  /** Of the account, else what the statement states; null where neither is known. */
  currency: string | null;
}

export interface Staged {
  /** The marks of each block in turn, made when they are asked for. */
  marks: Iterable<RowMark[]>;
  /** Sum of all rows that are not rejected, in minor units; null while no currency is known or it is unsafe. */
  movement: number | null;
  /** Whether the file lists the last day first. */
  newestFirst: boolean;
}

interface Convertible {
  candidate: (Candidate & { currency: string }) | null;
  /** Description and counterparty as the file has them. */
  given: GivenTexts;
  reason: string | null;
  amount: number | null;
}

/** Rows of a statement in the order of the file: compressed, and as they are where that is at hand. */
export interface BlockToStage {
  bytes: Uint8Array;
  items: readonly FileRow[] | null;
}

/** What was found out of the rows that could become transactions, by their places among these. */
interface Found {
  index: CandidateIndex;
  matches: ReadonlyMap<number, Match>;
}

/**
 * Decides what becomes of each row of a statement: rejected with its reason, duplicate of a transaction, or new with
 * a category where a rule names one. Reads nothing but its arguments and what `find` answers: the rows of the account
 * that they could mean. It is not asked while no account is chosen. Goes over the blocks as often as it has to, and
 * keeps of many rows only what an index does.
 */
export async function stageRows(
  blocks: readonly BlockToStage[],
  to: Destination,
  sorter: Sorter,
  find: (candidates: CandidateIndex) => Promise<readonly ExistingRow[]>,
): Promise<Staged> {
  const rows = new Conversions(blocks, to);
  const index = to.accountId === null ? null : new CandidateIndex(to.accountId);
  let movement = 0n;
  let [firstDay, lastDay] = ['', ''];
  for (let block = 0; block < blocks.length; block += 1) {
    let moved = 0n;
    for (const { candidate } of rows.of(block)) {
      if (candidate === null) continue;
      index?.add(candidate);
      moved += BigInt(candidate.amount);
      if (firstDay === '') firstDay = candidate.date;
      lastDay = candidate.date;
    }
    movement += moved;
  }
  const found = index === null ? null : { index, matches: matched(index, rows, await find(index)) };
  return {
    marks: marksOf(rows, found, to, sorter),
    movement: to.currency !== null && Number.isSafeInteger(Number(movement)) ? Number(movement) : null,
    newestFirst: firstDay > lastDay,
  };
}

/** Matches the rows that could be one of the existing ones: the others are new. */
function matched(
  index: CandidateIndex,
  rows: Conversions,
  existing: readonly ExistingRow[],
): ReadonlyMap<number, Match> {
  const places = index.toMatch(existing);
  const candidates = rows.candidatesAt(places);
  const prints = places.map((place) => index.fingerprint(place));
  const span = { from: index.from ?? '', to: index.to ?? '' };
  const matches = matchRows(index.accountId, candidates, existing, prints, span);
  return new Map(matches.map((match, at) => [places[at] ?? 0, match]));
}

function* marksOf(
  rows: Conversions,
  found: Found | null,
  to: Destination,
  sorter: Sorter,
): Generator<RowMark[]> {
  let at = 0;
  const names = new Names();
  for (let block = 0; block < rows.blocks; block += 1) {
    yield rows.of(block).map(({ candidate, given, reason, amount }): RowMark => {
      if (candidate === null) {
        return { ...UNDECIDED, verdict: reason === null ? 'new' : 'rejected', amount, reason };
      }
      const place = at;
      const match = found?.matches.get(place);
      at += 1;
      const known = { ...UNDECIDED, amount: candidate.amount, matches: match?.existingId ?? null };
      if (match?.state === 'duplicate') return { ...known, verdict: 'duplicate', reason: match.why };
      const counterparty = names.of(...given);
      const sorted = sorter.sort({
        counterparty: counterparty === '' ? null : counterparty,
        description: writtenDescription(...given),
        text: candidate.text,
        amount: candidate.amount,
        accountId: to.accountId,
        currency: candidate.currency,
      });
      return {
        ...known,
        verdict: 'new',
        doubt: match?.state === 'doubtful' ? match.why : null,
        categoryId: sorted.categoryId,
        why: sorted.why,
        counterparty: sorted.counterparty ?? counterparty,
        named: sorted.counterparty,
        tagIds: sorted.tagIds.length === 0 ? null : sorted.tagIds,
        fingerprint: match?.fingerprint ?? found?.index.fingerprint(place) ?? null,
      };
    });
  }
}

/** Blocks whose rows stay converted: more are converted again when they are needed. */
const MOST_CONVERTED = 16;

/** The rows of each block as they could become transactions. */
class Conversions {
  readonly blocks: number;
  readonly #given: readonly BlockToStage[];
  readonly #to: Destination;
  readonly #kept: Convertible[][] = [];
  /** Rows that could become transactions before each block that was asked for so far. */
  readonly #before: number[] = [0];

  constructor(blocks: readonly BlockToStage[], to: Destination) {
    this.blocks = blocks.length;
    this.#given = blocks;
    this.#to = to;
  }

  /** Those of one block, the first time in the order of the blocks. */
  of(block: number): readonly Convertible[] {
    const known = this.#kept[block];
    if (known !== undefined) return known;
    const { bytes, items } = this.#given[block] ?? NO_BLOCK;
    const made = (items ?? unpackRows(bytes)).map((row) => convert(row, this.#to));
    this.#before[block + 1] ??=
      (this.#before[block] ?? 0) + made.filter(({ candidate }) => candidate !== null).length;
    if (this.blocks <= MOST_CONVERTED) this.#kept[block] = made;
    return made;
  }

  /** Candidates by their places among all of them, which rise. Blocks without one are not opened. */
  candidatesAt(places: readonly number[]): Candidate[] {
    const found: Candidate[] = [];
    for (let block = 0; block < this.blocks; block += 1) {
      const [from = 0, to = 0] = this.#before.slice(block, block + 2);
      if ((places[found.length] ?? to) >= to) continue;
      const all = this.of(block).flatMap(({ candidate }) => candidate ?? []);
      for (let next = places[found.length]; next !== undefined && next < to; next = places[found.length]) {
        const candidate = all[next - from];
        if (candidate === undefined) throw new Error(`place ${next} is in no block`);
        found.push(candidate);
      }
    }
    return found;
  }
}

const NO_BLOCK: BlockToStage = { bytes: new Uint8Array(), items: [] };

/** Names that are kept in mind. */
const MOST_KEPT = 5000;

const UNDECIDED = {
  reason: null,
  doubt: null,
  matches: null,
  categoryId: null,
  why: null,
  counterparty: null,
  named: null,
  tagIds: null,
  fingerprint: null,
};

/** The written names of rows; each text is worked on once, since a statement names the same payees again and again. */
class Names {
  readonly #known = new Map<string, string>();

  of(...[description, counterparty, verbatim]: GivenTexts): string {
    if (verbatim) return writtenName(description, counterparty, verbatim);
    const text = counterparty ?? description;
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const name = writtenName(description, counterparty, verbatim);
    if (this.#known.size >= MOST_KEPT) this.#known.clear();
    this.#known.set(text, name);
    return name;
  }
}

/** A row in minor units of the destination's currency, or why it cannot be one. */
function convert(row: FileRow, to: Destination): Convertible {
  const given = [row.description, row.counterparty, row.verbatim === true] as const;
  if (row.code !== null) return { candidate: null, given, reason: row.why ?? row.code, amount: null };
  const currency = to.currency ?? row.currency;
  if (row.date === null || row.amount === null || currency === null) {
    return { candidate: null, given, reason: null, amount: null };
  }
  if (row.currency !== null && row.currency !== currency) {
    const reason = `The row is in ${row.currency}, the account in ${currency}: money of two currencies is never mixed.`;
    return { candidate: null, given, reason, amount: null };
  }
  try {
    const amount = parseDecimal(row.amount, currency);
    if (amount === 0) return { candidate: null, given, reason: 'An amount of zero moves no money.', amount };
    const text = sortedText(row);
    const key = rowKey({ date: row.date, amount, currency, text });
    return {
      candidate: { date: row.date, amount, bankId: row.reference, key, text, currency },
      given,
      reason: null,
      amount,
    };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { candidate: null, given, reason: error.message, amount: null };
  }
}
