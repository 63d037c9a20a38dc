import { addDecimals } from './decimal.ts';
import type { ListedFile, ListedStatement } from './listed.ts';

const TRANSACTION_FIELDS = [
  'date',
  'valueDate',
  'amount',
  'currency',
  'reference',
  'counterparty',
  'description',
] as const;
const STATEMENT_FIELDS = ['account', 'currency', 'opening', 'closing'] as const;
/** Compared where the expected result says something of them, be it that the file does not state them. */
const STATED_FIELDS = ['accountName', 'periodFrom', 'periodTo'] as const;
type TransactionField = (typeof TRANSACTION_FIELDS)[number];
type StatementField = (typeof STATEMENT_FIELDS)[number];
type StatedField = (typeof STATED_FIELDS)[number];

type Accepted<Field extends string> = Partial<Record<Field, string | null | (string | null)[]>>;
export type ExpectedTransaction = Record<TransactionField, string | null> & {
  accept?: Accepted<TransactionField>;
};
export type ExpectedStatement = Record<StatementField, string | null> & {
  [Field in StatedField]?: string | null;
} & {
  transactions: ExpectedTransaction[];
  accept?: Accepted<StatementField>;
};
export interface ExpectedFile {
  format: string;
  rows: number;
  hint?: { encoding?: string; country?: string; password?: string };
  statements: ExpectedStatement[];
  rejected: { where: string; code: string; why: string }[];
  error: string | null;
}

export interface FileScore {
  fields: number;
  equal: number;
  dropped: number;
  /** The file was read although it is to be refused, or a row became a transaction that must not. */
  wronglyAccepted: boolean;
  /** The file was refused although it is right, or refused with another code than the expected one. */
  wronglyRefused: boolean;
  differences: string[];
}

/** Compares what was read with what a file's expected result says; field by field, in file order. */
export function scoreFile(expected: ExpectedFile, parsed: ListedFile): FileScore {
  const score: FileScore = {
    fields: 0,
    equal: 0,
    dropped: 0,
    wronglyAccepted: false,
    wronglyRefused: false,
    differences: [],
  };
  const expectedCode = expected.error === null ? null : (expected.error.split(':')[0] ?? '');
  if (expectedCode !== null) {
    score.wronglyAccepted = parsed.error === null;
    score.wronglyRefused = parsed.error !== null && parsed.error.code !== expectedCode;
    if (parsed.error?.code !== expectedCode) {
      score.differences.push(`should be refused as ${expectedCode}, was ${parsed.error?.code ?? 'read'}`);
    }
    return score;
  }
  if (parsed.error !== null) {
    score.wronglyRefused = true;
    score.differences.push(`refused: ${parsed.error.code}: ${parsed.error.why}`);
  }
  score.dropped = Math.max(0, expected.rows - parsed.rowCount);
  compareStatements(expected.statements, parsed.statements, score);
  compareRejected(expected, parsed, score);
  return score;
}

function compareStatements(expected: ExpectedStatement[], parsed: ListedStatement[], score: FileScore): void {
  for (let i = 0; i < Math.max(expected.length, parsed.length); i += 1) {
    const right = expected[i];
    const read = parsed[i];
    const place = `statement ${i + 1}`;
    for (const field of STATEMENT_FIELDS) {
      if (right === undefined) {
        if ((read?.[field] ?? null) !== null) count(score, false, `${place}: extra, ${field}`);
        continue;
      }
      const want = right[field];
      const got = read?.[field] ?? null;
      const isBalance = field === 'opening' || field === 'closing';
      if (want === null) {
        if (isBalance && got !== null) count(score, false, `${place}: ${field} ${got} is made up`);
        continue;
      }
      const fits = field === 'account' ? sameAccount : sameText;
      const equal = [want, ...accepted(right.accept?.[field])].some((one) => fits(one, got));
      count(score, equal, `${place}: ${field} is ${show(got)}, should be ${show(want)}`);
    }
    for (const field of STATED_FIELDS) {
      const want = right?.[field];
      if (want === undefined) continue;
      const got = read?.[field] ?? null;
      count(score, sameText(want, got), `${place}: ${field} is ${show(got)}, should be ${show(want)}`);
    }
    compareTransactions(right?.transactions ?? [], read, place, score);
    if (right !== undefined && read !== undefined) compareProof(right, read, place, score);
  }
}

function compareTransactions(
  expected: ExpectedTransaction[],
  read: ListedStatement | undefined,
  place: string,
  score: FileScore,
): void {
  const rows = read?.rows ?? [];
  for (let i = 0; i < Math.max(expected.length, rows.length); i += 1) {
    const right = expected[i];
    const row = rows[i];
    if (right === undefined || row === undefined) {
      score.fields += TRANSACTION_FIELDS.length;
      score.differences.push(`${place}, transaction ${i + 1}: ${row === undefined ? 'missing' : 'extra'}`);
      if (row !== undefined) score.wronglyAccepted = true;
      continue;
    }
    for (const field of TRANSACTION_FIELDS) {
      const want = right[field];
      if (want === null) continue;
      const equal = [want, ...accepted(right.accept?.[field])].some((one) => sameText(one, row[field]));
      const what = `${place}, transaction ${i + 1}: ${field}`;
      count(score, equal, `${what} is ${show(row[field])}, should be ${show(want)}`);
    }
  }
}

/** A statement whose figures do not add up must be told apart from one whose figures do. */
function compareProof(
  right: ExpectedStatement,
  read: ListedStatement,
  place: string,
  score: FileScore,
): void {
  const { opening, closing, transactions } = right;
  if (opening === null || closing === null) return;
  const sum = transactions.reduce((total, row) => addDecimals(total, row.amount ?? '0.00'), opening);
  const state = sum === closing ? 'proved' : 'off';
  if (read.proof.state === state) return;
  score.wronglyAccepted = true;
  score.differences.push(`${place}: balance proof is ${read.proof.state}, should be ${state}`);
}

function compareRejected(expected: ExpectedFile, parsed: ListedFile, score: FileScore): void {
  const read = parsed.statements.flatMap((statement) => statement.rejected);
  for (let i = 0; i < Math.max(expected.rejected.length, read.length); i += 1) {
    const want = expected.rejected[i]?.code ?? null;
    const got = read[i]?.code ?? null;
    if (want === got) continue;
    if (got === null) score.wronglyAccepted = true;
    else score.wronglyRefused = true;
    score.differences.push(`rejected row ${i + 1} is ${show(got)}, should be ${show(want)}`);
  }
}

function count(score: FileScore, equal: boolean, difference: string): void {
  score.fields += 1;
  if (equal) score.equal += 1;
  else score.differences.push(difference);
}

function accepted(value: string | null | (string | null)[] | undefined): (string | null)[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function sameText(want: string | null, got: string | null): boolean {
  return want === null || got === null ? want === got : bare(want) === bare(got);
}

function sameAccount(want: string | null, got: string | null): boolean {
  return want === null || got === null ? want === got : bareAccount(want) === bareAccount(got);
}

function bare(text: string): string {
  return text.replace(/\s+/g, '');
}

function bareAccount(text: string): string {
  return text.replace(/[\s.-]+/g, '');
}

function show(value: string | null): string {
  return value === null ? 'null' : JSON.stringify(value);
}
