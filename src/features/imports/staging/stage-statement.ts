import { DomainError } from '../../../domain/errors.ts';
import { parseDecimal } from '../../../domain/money.ts';
import { sortedText } from '../../../domain/sorter.ts';
import type { Sorter } from '../../../domain/sorter.ts';
import { fingerprintsOf, rowKey } from './fingerprint.ts';
import { matchRows } from './match-rows.ts';
import type { Candidate, ExistingRow, Match } from './match-rows.ts';
import { writtenDescription, writtenName } from './new-rows.ts';
import type { GivenTexts } from './new-rows.ts';
import type { FileRow, RowMark } from './row-block.ts';

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

/**
 * Decides what becomes of each row of a statement: rejected with its reason, duplicate of a transaction, or new with
 * a category where a rule names one. Reads nothing but its arguments and what `find` answers: the rows of the account
 * that they could mean. It is not asked while no account is chosen. Keeps nothing of a block but what deciding
 * needs.
 */
export async function stageRows(
  blocks: Iterable<readonly FileRow[]>,
  to: Destination,
  sorter: Sorter,
  find: (candidates: readonly Candidate[], prints: readonly string[]) => Promise<readonly ExistingRow[]>,
): Promise<Staged> {
  const converted: Convertible[][] = [];
  for (const block of blocks) converted.push(block.map((row) => convert(row, to)));
  const candidates = converted.flatMap((block) => block.flatMap(({ candidate }) => candidate ?? []));
  const { accountId } = to;
  const prints = accountId === null ? [] : fingerprintsOf(accountId, candidates);
  const existing = accountId === null ? [] : await find(candidates, prints);
  const matches = accountId === null ? [] : matchRows(accountId, candidates, existing, prints);
  const movement = Number(candidates.reduce((sum, { amount }) => sum + BigInt(amount), 0n));
  return {
    marks: marksOf(converted, matches, to, sorter),
    movement: to.currency !== null && Number.isSafeInteger(movement) ? movement : null,
    newestFirst: (candidates[0]?.date ?? '') > (candidates.at(-1)?.date ?? ''),
  };
}

function* marksOf(
  converted: readonly Convertible[][],
  matches: readonly Match[],
  to: Destination,
  sorter: Sorter,
): Generator<RowMark[]> {
  let at = 0;
  const names = new Names();
  for (const block of converted) {
    yield block.map(({ candidate, given, reason, amount }): RowMark => {
      if (candidate === null) {
        return { ...UNDECIDED, verdict: reason === null ? 'new' : 'rejected', amount, reason };
      }
      const match = matches[at];
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
        fingerprint: match?.fingerprint ?? null,
      };
    });
  }
}

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
