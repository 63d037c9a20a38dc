// What a bank connection fetched, kept as a file of its own kind: from here on it is a statement like every other.
import { proveSums } from './balance-proof.ts';
import { dayOfIso } from './day.ts';
import { canonicalDecimal } from './decimal.ts';
import { Refusal } from './refusal.ts';
import type { ParsedStatement, ParseLimits, RejectedCode } from './statement.ts';
import { collapse, currencyCode, emptyStatement } from './statement-text.ts';

/** What begins the file, before its JSON: no file of a bank does. */
export const FETCHED = 'ikpa connection 1\n';

/** The transactions of one account since some place, as the provider's answers had them. */
export interface FetchedStatement {
  provider: string;
  account: { number: string | null; name: string | null; currency: string };
  opening: { amount: string; on: string } | null;
  closing: { amount: string; on: string } | null;
  transactions: {
    id: string | null;
    date: string;
    valueDate: string | null;
    amount: string;
    currency: string;
    counterparty: string | null;
    description: string;
    state: 'booked' | 'pending';
  }[];
}

/** The one statement of the file. Throws Refusal. */
export function parseFetched(
  text: string,
  limits: ParseLimits,
  onProgress?: (rowsSoFar: number) => void,
): ParsedStatement[] {
  const given = readFetched(text);
  if (given.transactions.length > limits.maxRows)
    throw new Refusal('too-many-rows', `The answer holds more than ${limits.maxRows} transactions.`);
  const statement = emptyStatement();
  statement.account = given.account.number;
  statement.accountName = given.account.name;
  statement.currency = currencyCode(given.account.currency);
  statement.opening = canonicalDecimal(given.opening?.amount ?? '');
  statement.openingOn = dayOfIso(given.opening?.on ?? '');
  statement.closing = canonicalDecimal(given.closing?.amount ?? '');
  statement.closingOn = dayOfIso(given.closing?.on ?? '');
  given.transactions.forEach((one, index) => {
    book(statement, one, index, limits);
    if ((index + 1) % 1000 === 0) onProgress?.(index + 1);
  });
  statement.proof = proveSums(statement);
  return [statement];
}

function book(
  statement: ParsedStatement,
  one: FetchedStatement['transactions'][number],
  index: number,
  { maxFieldLength }: ParseLimits,
): void {
  const where = `transaction ${index + 1}`;
  const raw = JSON.stringify(one);
  const reject = (code: RejectedCode, why: string): void => {
    statement.rows.reject({ index, where, raw: raw.slice(0, maxFieldLength), code, why });
  };
  if (raw.length > maxFieldLength)
    return reject('field-too-long', `The transaction is longer than ${maxFieldLength} characters.`);
  if (one.state !== 'booked')
    return reject('not-booked', 'The bank has not booked it yet; it may still change or vanish.');
  const date = dayOfIso(one.date);
  if (date === null) return reject('bad-date', `That is no day of the calendar: ${one.date}`);
  const amount = canonicalDecimal(one.amount);
  if (amount === null) return reject('bad-amount', `That is no amount: ${one.amount}`);
  const counterparty = one.counterparty === null ? null : collapse(one.counterparty);
  statement.rows.push({
    index,
    where,
    raw,
    date,
    valueDate: one.valueDate === null ? null : dayOfIso(one.valueDate),
    amount,
    currency: currencyCode(one.currency),
    reference: one.id,
    counterparty: counterparty === '' ? null : counterparty,
    description: collapse(one.description),
    balance: null,
  });
}

function readFetched(text: string): FetchedStatement {
  let given: unknown;
  try {
    given = JSON.parse(text.trimStart().slice(FETCHED.length));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Refusal('unreadable', 'The file begins like what a connection fetched, but is damaged.');
  }
  if (!isFetched(given))
    throw new Refusal('unreadable', 'The file begins like what a connection fetched, but holds none of it.');
  return given;
}

function isFetched(value: unknown): value is FetchedStatement {
  if (!isRecord(value) || typeof value['provider'] !== 'string') return false;
  const { account, opening, closing, transactions } = value;
  return (
    isRecord(account) &&
    hasTexts(account, ['currency'], ['number', 'name']) &&
    [opening, closing].every(
      (one) => one === null || (isRecord(one) && hasTexts(one, ['amount', 'on'], [])),
    ) &&
    Array.isArray(transactions) &&
    transactions.every(
      (one: unknown) =>
        isRecord(one) &&
        hasTexts(
          one,
          ['date', 'amount', 'currency', 'description', 'state'],
          ['id', 'valueDate', 'counterparty'],
        ),
    )
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function hasTexts(
  value: Record<string, unknown>,
  texts: readonly string[],
  optional: readonly string[],
): boolean {
  return (
    texts.every((key) => typeof value[key] === 'string') &&
    optional.every((key) => value[key] === null || typeof value[key] === 'string')
  );
}
