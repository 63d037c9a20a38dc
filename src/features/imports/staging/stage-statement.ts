import { DomainError } from '../../../domain/errors.ts';
import { parseDecimal } from '../../../domain/money.ts';
import type { Sorter } from '../../../domain/sorter.ts';
import { fingerprintsOf, rowKey } from './fingerprint.ts';
import { matchRows } from './match-rows.ts';
import type { Candidate, ExistingRow, Match } from './match-rows.ts';
import { writtenTexts } from './new-rows.ts';
import type { FileRow, RowMark } from './row-block.ts';

/** Where a statement's rows are to go, as far as it is known. */
export interface Destination {
  accountId: string | null;
  /** Of the account, else what the statement states; null where neither is known. */
  currency: string | null;
}

/** What the look-up of existing rows needs to know of a statement. */
export interface Survey {
  from: string | null;
  to: string | null;
  /** Distinct amounts in minor units. */
  amounts: number[];
  /** Hex. */
  fingerprints: string[];
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
  written: { description: string; counterparty: string } | null;
  reason: string | null;
  amount: number | null;
}

/**
 * Decides what becomes of each row of a statement: rejected with its reason, duplicate of a transaction, or new with
 * a category where a rule names one. Reads nothing but its arguments and what `find` answers: the rows of the account
 * that the survey could mean. It is not asked while no account is chosen. Keeps nothing of a block but what deciding
 * needs.
 */
export async function stageRows(
  blocks: Iterable<readonly FileRow[]>,
  to: Destination,
  sorter: Sorter,
  find: (survey: Survey) => Promise<readonly ExistingRow[]>,
): Promise<Staged> {
  const converted: Convertible[][] = [];
  for (const block of blocks) converted.push(block.map((row) => convert(row, to)));
  const candidates = converted.flatMap((block) => block.flatMap(({ candidate }) => candidate ?? []));
  const { accountId } = to;
  const prints = accountId === null ? [] : fingerprintsOf(accountId, candidates);
  const existing = accountId === null ? [] : await find(surveyOf(candidates, prints));
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
  for (const block of converted) {
    yield block.map(({ candidate, written, reason, amount }): RowMark => {
      if (candidate === null) {
        return { ...UNDECIDED, verdict: reason === null ? 'new' : 'rejected', amount, reason };
      }
      const match = matches[at];
      at += 1;
      const known = { ...UNDECIDED, amount: candidate.amount, matches: match?.existingId ?? null };
      if (match?.state === 'duplicate') return { ...known, verdict: 'duplicate', reason: match.why };
      const { description, counterparty } = written ?? { description: '', counterparty: '' };
      const sorted = sorter.sort({
        counterparty: counterparty === '' ? null : counterparty,
        description,
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
        named: sorted.counterparty,
        tagIds: sorted.tagIds.length === 0 ? null : sorted.tagIds,
        fingerprint: match?.fingerprint ?? null,
      };
    });
  }
}

const UNDECIDED = {
  reason: null,
  doubt: null,
  matches: null,
  categoryId: null,
  why: null,
  named: null,
  tagIds: null,
  fingerprint: null,
};

function surveyOf(candidates: readonly Candidate[], fingerprints: string[]): Survey {
  let [from, to] = [candidates[0]?.date ?? null, candidates[0]?.date ?? null];
  for (const { date } of candidates) {
    if (from === null || date < from) from = date;
    if (to === null || date > to) to = date;
  }
  return { from, to, amounts: [...new Set(candidates.map(({ amount }) => amount))], fingerprints };
}

/** A row in minor units of the destination's currency, or why it cannot be one. */
function convert(row: FileRow, to: Destination): Convertible {
  if (row.code !== null) return { candidate: null, written: null, reason: row.why ?? row.code, amount: null };
  const currency = to.currency ?? row.currency;
  if (row.date === null || row.amount === null || currency === null) {
    return { candidate: null, written: null, reason: null, amount: null };
  }
  if (row.currency !== null && row.currency !== currency) {
    const reason = `The row is in ${row.currency}, the account in ${currency}: money of two currencies is never mixed.`;
    return { candidate: null, written: null, reason, amount: null };
  }
  try {
    const amount = parseDecimal(row.amount, currency);
    if (amount === 0)
      return { candidate: null, written: null, reason: 'An amount of zero moves no money.', amount };
    const text = textOf(row);
    const key = rowKey({ date: row.date, amount, currency, text });
    return {
      candidate: { date: row.date, amount, bankId: row.reference, key, text, currency },
      written: writtenTexts(row),
      reason: null,
      amount,
    };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { candidate: null, written: null, reason: error.message, amount: null };
  }
}

/** The payee and the purpose, each once. */
function textOf(row: FileRow): string {
  const { counterparty, description } = row;
  if (counterparty === null || counterparty === description) return description;
  return description === '' ? counterparty : `${counterparty} ${description}`;
}
