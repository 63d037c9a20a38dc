import { categorise } from '../../../domain/categorise.ts';
import { counterpartyName } from '../../../domain/counterparty-name.ts';
import { DomainError } from '../../../domain/errors.ts';
import { parseDecimal } from '../../../domain/money.ts';
import { fingerprintsOf, rowKey } from './fingerprint.ts';
import { matchRows } from './match-rows.ts';
import type { Candidate, ExistingRow } from './match-rows.ts';
import type { FileRow, RowMark } from './row-block.ts';

/** Where a statement's rows are to go, as far as it is known. */
export interface Destination {
  accountId: string | null;
  /** Of the account, else what the statement states; null where neither is known. */
  currency: string | null;
  country: string;
}

/** What the look-up of existing rows needs to know of a statement. */
export interface Survey {
  from: string | null;
  to: string | null;
  /** Distinct amounts in minor units. */
  amounts: number[];
  /** Hex; empty while no account is chosen. */
  fingerprints: string[];
}

/** New rows as columns, ready for one bulk insert per chunk. */
export interface NewRows {
  index: number[];
  date: string[];
  valueDate: (string | null)[];
  amount: number[];
  description: string[];
  counterparty: string[];
  categoryKey: (string | null)[];
  bankId: (string | null)[];
  fingerprint: string[];
  doubtful: boolean[];
}

export interface Staged {
  marks: RowMark[];
  /** Sum of all rows that are not rejected, in minor units; null while no currency is known or it is unsafe. */
  movement: number | null;
  newRows: NewRows;
}

interface Convertible {
  row: FileRow;
  candidate: Candidate | null;
  reason: string | null;
  amount: number | null;
}

/** Days, amounts and fingerprints of the rows that could become transactions. */
export function surveyRows(rows: readonly FileRow[], to: Destination): Survey {
  const candidates = rows.flatMap((row) => convert(row, to).candidate ?? []);
  const days = candidates.map((candidate) => candidate.date).sort();
  return {
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
    amounts: [...new Set(candidates.map((candidate) => candidate.amount))],
    fingerprints: to.accountId === null ? [] : fingerprintsOf(to.accountId, candidates),
  };
}

/**
 * Decides what becomes of each row of a statement: rejected with its reason, duplicate of a transaction, or new with
 * a category where a rule names one. Reads nothing but its arguments.
 */
export function stageRows(
  rows: readonly FileRow[],
  to: Destination,
  existing: readonly ExistingRow[],
): Staged {
  const converted = rows.map((row) => convert(row, to));
  const candidates = converted.flatMap(({ candidate }) => (candidate === null ? [] : [candidate]));
  const matches = matchRows(to.accountId ?? '', candidates, to.accountId === null ? [] : existing);
  const newRows = noRows();
  let sum = 0n;
  let at = 0;
  const marks = converted.map(({ row, candidate, reason, amount }): RowMark => {
    if (candidate === null) {
      const rejected = reason !== null;
      return {
        verdict: rejected ? 'rejected' : 'new',
        amount,
        reason,
        doubt: null,
        matches: null,
        categoryKey: null,
      };
    }
    const match = matches[at];
    at += 1;
    sum += BigInt(candidate.amount);
    const duplicate = match?.state === 'duplicate';
    const key = duplicate ? null : (categorise(candidate.text, candidate.amount, to.country)?.key ?? null);
    if (match !== undefined && !duplicate) push(newRows, row, candidate, match, key);
    return {
      verdict: duplicate ? 'duplicate' : 'new',
      amount: candidate.amount,
      reason: duplicate ? match.why : null,
      doubt: match?.state === 'doubtful' ? match.why : null,
      matches: match?.existingId ?? null,
      categoryKey: key,
    };
  });
  const movement = Number(sum);
  const known = to.currency !== null && Number.isSafeInteger(movement);
  return { marks, movement: known ? movement : null, newRows };
}

/** A row in minor units of the destination's currency, or why it cannot be one. */
function convert(row: FileRow, to: Destination): Convertible {
  if (row.code !== null) return { row, candidate: null, reason: row.why ?? row.code, amount: null };
  const currency = to.currency ?? row.currency;
  if (row.date === null || row.amount === null || currency === null) {
    return { row, candidate: null, reason: null, amount: null };
  }
  if (row.currency !== null && row.currency !== currency) {
    const reason = `The row is in ${row.currency}, the account in ${currency}: money of two currencies is never mixed.`;
    return { row, candidate: null, reason, amount: null };
  }
  try {
    const amount = parseDecimal(row.amount, currency);
    if (amount === 0) return { row, candidate: null, reason: 'An amount of zero moves no money.', amount };
    const text = textOf(row);
    const key = rowKey({ date: row.date, amount, currency, text });
    return {
      row,
      candidate: { date: row.date, amount, bankId: row.reference, key, text },
      reason: null,
      amount,
    };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { row, candidate: null, reason: error.message, amount: null };
  }
}

/** The payee and the purpose, each once. */
function textOf(row: FileRow): string {
  const { counterparty, description } = row;
  if (counterparty === null || counterparty === description) return description;
  return description === '' ? counterparty : `${counterparty} ${description}`;
}

function noRows(): NewRows {
  return {
    index: [],
    date: [],
    valueDate: [],
    amount: [],
    description: [],
    counterparty: [],
    categoryKey: [],
    bankId: [],
    fingerprint: [],
    doubtful: [],
  };
}

function push(
  rows: NewRows,
  row: FileRow,
  candidate: Candidate,
  match: { state: string; fingerprint: string },
  categoryKey: string | null,
): void {
  rows.index.push(row.index);
  rows.date.push(candidate.date);
  rows.valueDate.push(row.valueDate);
  rows.amount.push(candidate.amount);
  rows.description.push(clean(row.description === '' ? (row.counterparty ?? '') : row.description));
  rows.counterparty.push(counterpartyName(clean(row.counterparty ?? row.description)));
  rows.categoryKey.push(categoryKey);
  rows.bankId.push(row.reference === null ? null : clean(row.reference));
  rows.fingerprint.push(match.fingerprint);
  rows.doubtful.push(match.state === 'doubtful');
}

/** Postgres holds no NUL in text. */
function clean(text: string): string {
  return text.replaceAll('\u0000', '');
}
