import { canonicalDecimal } from '../decimal.ts';
import { chargesSum } from './read-message.ts';
import type { Reading } from './read-message.ts';
import { readMessages } from './read-messages.ts';

const FIELDS = [
  'amount',
  'currency',
  'direction',
  'counterparty',
  'reference',
  'balance',
  'accountLast4',
  'date',
  'fees',
] as const;
type Field = (typeof FIELDS)[number];
/** What a message does not say must not be made up, least of all these. */
const NEVER_MADE_UP = new Set<Field>(['amount', 'balance', 'date']);
const DECIMALS = new Set<Field>(['amount', 'balance', 'fees']);

export interface ExpectedMessage {
  id: string;
  country: string;
  sender: string;
  receivedAt?: string;
  message: string;
  isTransaction: boolean;
  expected: Record<Field, string | null> | null;
  notAsserted?: Field[];
  accept?: Partial<Record<Field, string | null | (string | null)[]>>;
}

export interface MessageScore {
  id: string;
  country: string;
  issuer: string;
  isTransaction: boolean;
  fields: number;
  equal: number;
  /** A payment that was not read. */
  missed: boolean;
  /** Something recorded that is no payment. */
  wronglyRecorded: boolean;
  differences: string[];
}

/** Reads a set of messages, each country's together, and compares each with what its expected result says. */
export function scoreMessages(messages: readonly ExpectedMessage[]): MessageScore[] {
  return [...new Set(messages.map(({ country }) => country))].flatMap((country) => {
    const own = messages.filter((message) => message.country === country);
    const readings = readMessages(
      own.map(({ message, sender, receivedAt }) => ({
        text: message,
        sender,
        receivedOn: receivedAt?.slice(0, 10) ?? null,
      })),
      country,
    );
    return own.map((message, index) => score(message, readings[index] ?? { is: 'unknown', issuer: null }));
  });
}

function score(message: ExpectedMessage, reading: Reading): MessageScore {
  const { id, country, isTransaction, expected } = message;
  const result: MessageScore = {
    id,
    country,
    issuer: message.sender,
    isTransaction,
    fields: 0,
    equal: 0,
    missed: isTransaction && reading.is !== 'payment',
    wronglyRecorded: !isTransaction && reading.is === 'payment',
    differences: [],
  };
  const got = fieldsOf(reading);
  if (!isTransaction || expected === null) {
    if (result.wronglyRecorded) result.differences.push(`recorded: ${JSON.stringify(got)}`);
    return result;
  }
  if (result.missed)
    result.differences.push(`not read: ${reading.is === 'none' ? reading.reason : 'unknown'}`);
  for (const field of FIELDS) {
    if (message.notAsserted?.includes(field) === true) continue;
    const want = expected[field] ?? null;
    if (want === null) {
      if (!NEVER_MADE_UP.has(field) || got[field] === null) continue;
      result.fields += 1;
      result.differences.push(`${field} ${got[field]} is made up`);
      continue;
    }
    result.fields += 1;
    const right = [want, ...accepted(message.accept?.[field])];
    if (right.some((one) => same(field, one, got[field]))) result.equal += 1;
    else
      result.differences.push(`${field} is ${JSON.stringify(got[field])}, should be ${JSON.stringify(want)}`);
  }
  return result;
}

function fieldsOf(reading: Reading): Record<Field, string | null> {
  if (reading.is !== 'payment') {
    return Object.fromEntries(FIELDS.map((field) => [field, null])) as Record<Field, string | null>;
  }
  return {
    amount: reading.amount,
    currency: reading.currency,
    direction: reading.direction,
    counterparty: reading.counterparty,
    reference: reading.reference,
    balance: reading.balance,
    accountLast4: reading.last4,
    date: reading.date,
    fees: chargesSum(reading.charges),
  };
}

function accepted(value: string | null | (string | null)[] | undefined): (string | null)[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function same(field: Field, want: string | null, got: string | null): boolean {
  if (want === null || got === null) return want === got;
  if (DECIMALS.has(field)) return canonicalDecimal(want) === canonicalDecimal(got);
  return bare(want) === bare(got);
}

function bare(text: string): string {
  return text.replace(/\s+/g, '').toLowerCase();
}
