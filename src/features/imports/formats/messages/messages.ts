// Messages, however they came, as the statements that every other format gives: one for each account they speak of.
import { addDecimals, negateDecimal } from '../decimal.ts';
import { Refusal } from '../refusal.ts';
import type { ParsedRow, ParsedStatement, ParseLimits, ParseOptions, RejectedRow } from '../statement.ts';
import { emptyStatement } from '../statement-text.ts';
import type { GivenMessages } from './given.ts';
import { followChain, gapsInWords } from './balance-chain.ts';
import type { Link } from './balance-chain.ts';
import { libraryOf } from './library.ts';
import { realCharges } from './read-message.ts';
import type { Charge, Message, Payment, Reading } from './read-message.ts';
import { readMessages } from './read-messages.ts';
import { NO_DAY, NOT_UNDERSTOOD, REASONS } from './reasons.ts';
import { BackupReader } from './sms-backup.ts';
import { splitPaste } from './split-paste.ts';
import { isTelephone } from './telephone.ts';

const CHUNK = 65_536;

/** One message with its place and what was read in it. */
interface Read {
  where: string;
  text: string;
  /** The day it counts for; null where nobody says. */
  day: string | null;
  order: number;
  reading: Reading;
}

type ReadPayment = Read & { reading: Payment };
type DatedPayment = ReadPayment & { day: string };

/** A paste, or messages that a program sends one by one. */
export function parseGiven(
  given: GivenMessages,
  options: ParseOptions,
  limits: ParseLimits,
): ParsedStatement[] {
  const { zone } = libraryOf(options.country);
  const pasted = splitPaste(given.text ?? '', options.country);
  const sent = (given.messages ?? []).map(({ text, sender, receivedAt }): Message => ({
    text,
    sender: sender ?? null,
    receivedOn: receivedAt === undefined ? null : dayIn(zone, Date.parse(receivedAt)),
  }));
  const messages: Message[] = [...pasted, ...sent];
  if (messages.length === 0) throw new Refusal('empty', 'There is no message in it.');
  return toStatements(messages, { options, limits, day: given.day ?? null, note: null });
}

/** The XML file of an SMS backup app. Messages from people are counted, and neither read nor kept. */
export function parseBackup(text: string, options: ParseOptions, limits: ParseLimits): ParsedStatement[] {
  const reader = new BackupReader(limits, options.onProgress);
  for (let at = 0; at < text.length; at += CHUNK) reader.feed(text.slice(at, at + CHUNK));
  const { messages, pictures, sent } = reader.end();
  const { zone } = libraryOf(options.country);
  const named = messages.filter(({ sender }) => !isTelephone(sender));
  const own = named.filter(({ sender }) => !isNobody(sender));
  if (messages.length + pictures + sent === 0) {
    throw new Refusal('no-statement', 'The backup holds no message.');
  }
  const left = [
    [messages.length - named.length, 'from telephone numbers'],
    [named.length - own.length, 'from unnamed senders'],
    [sent, 'sent by you'],
    [pictures, 'with pictures (MMS)'],
  ].flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]));
  return toStatements(
    own.map(({ text: body, sender, receivedAt }) => ({
      text: body,
      sender,
      receivedOn: receivedAt === null ? null : dayIn(zone, receivedAt),
    })),
    {
      options,
      limits,
      day: null,
      note: left.length === 0 ? null : `Messages that were left out without being read: ${left.join(', ')}.`,
    },
  );
}

/** No issuer signs like this: nothing, an address of the post, what an app writes for a sender that it does not know. */
function isNobody(sender: string): boolean {
  return !/[\p{L}\p{Nd}]/u.test(sender) || /@|^\W*(?:null|unknown|insert-address-token)\W*$/i.test(sender);
}

/** The parser of a text that is a paste, told by its own signs. */
export function looksLikeMessages(text: string, country: string): boolean {
  return readMessages(splitPaste(text.slice(0, 8192), country), country).some(
    (reading) => reading.is === 'payment' && (reading.reference !== null || reading.balance !== null),
  );
}

interface Frame {
  options: ParseOptions;
  limits: ParseLimits;
  day: string | null;
  note: string | null;
}

function toStatements(messages: readonly Message[], frame: Frame): ParsedStatement[] {
  if (messages.length > frame.limits.maxRows) {
    throw new Refusal('too-many-rows', `There are more than ${frame.limits.maxRows} messages.`);
  }
  const readings = readMessages(messages, frame.options.country);
  const read = messages.map(({ text, receivedOn }, index): Read => {
    const reading = readings[index] ?? { is: 'unknown', issuer: null };
    const said = reading.is === 'payment' ? reading.date : null;
    return {
      where: `message ${index + 1}`,
      text,
      day: said ?? receivedOn ?? frame.day,
      order: index,
      reading,
    };
  });
  const payments = read.filter((one): one is ReadPayment => one.reading.is === 'payment');
  const groups = groupByAccount(payments);
  const rest = read.filter(({ reading }) => reading.is !== 'payment');
  if (groups.length === 0)
    groups.push({ issuer: null, currency: null, last4: null, payments: [], others: [] });
  addOthers(rest, groups);
  let index = 0;
  return groups.map((group, position) => {
    const statement = statementOf(group, index, position === 0 ? frame.note : null);
    index += statement.rows.count();
    return statement;
  });
}

interface Group {
  issuer: Payment['issuer'];
  currency: string | null;
  last4: string | null;
  payments: ReadPayment[];
  others: Read[];
}

/** One group for each issuer, currency and account; a bank's messages that name no account go to its only one. */
function groupByAccount(payments: readonly ReadPayment[]): Group[] {
  const issuers = new Map<string, Map<string | null, Group>>();
  for (const one of payments) {
    const { issuer, currency, last4 } = one.reading;
    const key = `${issuer?.key ?? ''}|${currency ?? ''}`;
    const accounts = issuers.get(key) ?? new Map<string | null, Group>();
    issuers.set(key, accounts);
    const group = accounts.get(last4);
    if (group === undefined) accounts.set(last4, { issuer, currency, last4, payments: [one], others: [] });
    else group.payments.push(one);
  }
  const groups = [...issuers.values()].flatMap((accounts) => {
    const unnamed = accounts.get(null);
    const only = [...accounts.values()].find(({ last4 }) => last4 !== null);
    if (unnamed === undefined || only === undefined || accounts.size > 2 || unnamed.issuer === null)
      return [...accounts.values()];
    only.payments.push(...unnamed.payments);
    only.payments.sort((left, right) => left.order - right.order);
    return [only];
  });
  // As they first come, and not by issuer.
  return groups.sort((left, right) => firstOf(left) - firstOf(right));
}

function firstOf({ payments }: Group): number {
  return payments[0]?.order ?? 0;
}

/** What is no payment stands with its own issuer's payments, else with the largest group. */
function addOthers(others: readonly Read[], groups: readonly Group[]): void {
  const own = new Map<string, Group>();
  let largest = groups[0];
  for (const group of groups) {
    if (group.payments.length > (largest?.payments.length ?? 0)) largest = group;
    const key = group.issuer?.key;
    if (key !== undefined && !own.has(key)) own.set(key, group);
  }
  for (const one of others) (own.get(one.reading.issuer?.key ?? '') ?? largest)?.others.push(one);
}

function statementOf(group: Group, firstIndex: number, note: string | null): ParsedStatement {
  const statement: ParsedStatement = {
    ...emptyStatement(),
    accountName: group.issuer?.name ?? null,
    currency: group.currency,
    origin: { wallet: group.issuer?.wallet ?? false, last4: group.last4 },
  };
  const payments = inTimeOrder(group.payments.filter(isDated));
  // Nobody knows where in it a payment without a day stands: the balance is followed through the others.
  const chain = followChain(payments.map(linkOf));
  const words = gapsInWords(chain.gaps);
  statement.opening = chain.opening;
  statement.closing = chain.closing;
  // A paste may end in the middle of a day: only what was there before its first day is sure.
  statement.openingOn =
    chain.opening === null || payments[0] === undefined ? null : dayBefore(payments[0].day);
  statement.proof =
    words !== null
      ? { state: 'off', why: words }
      : chain.links > 0
        ? { state: 'proved', why: `The balance follows through ${chain.links + 1} messages.` }
        : { state: 'not-stated', why: 'Fewer than two messages tell a balance.' };
  let index = firstIndex;
  for (const one of payments) {
    for (const row of rowsOf(one)) {
      statement.rows.push({ ...row, index });
      index += 1;
    }
  }
  for (const one of [...group.payments.filter((payment) => !isDated(payment)), ...group.others]) {
    statement.rows.reject({ index, ...rejectedOf(one) });
    index += 1;
  }
  if (note !== null)
    statement.rows.reject({ index, where: 'backup', raw: note, code: 'left-out', why: note });
  return statement;
}

/** By day and time where all tell them; else as given, turned round where only then the balances follow. */
function inTimeOrder(payments: readonly DatedPayment[]): DatedPayment[] {
  const at = ({ day, reading }: DatedPayment): string => `${day} ${reading.time ?? ''}`;
  const given = [...payments];
  const turned = given.toReversed();
  const clocked = payments.every(({ reading }) => reading.time !== null);
  if (clocked) given.sort((left, right) => compare(at(left), at(right)) || left.order - right.order);
  else {
    given.sort((left, right) => compare(left.day, right.day) || left.order - right.order);
    turned.sort((left, right) => compare(left.day, right.day) || right.order - left.order);
  }
  const gaps = (order: readonly DatedPayment[]): number => followChain(order.map(linkOf)).gaps.length;
  return !clocked && gaps(turned) < gaps(given) ? turned : given;
}

function isDated(payment: ReadPayment): payment is DatedPayment {
  return payment.day !== null;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function linkOf({ reading, where }: DatedPayment): Link {
  const charges = realCharges(reading.charges).reduce((sum, { amount }) => addDecimals(sum, amount), '0.00');
  return { moved: addDecimals(signed(reading), negateDecimal(charges)), balance: reading.balance, where };
}

function signed({ direction, amount }: Payment): string {
  return direction === 'out' ? negateDecimal(amount) : amount;
}

const CHARGE_WORDS: Readonly<Record<'wallet' | 'bank', Record<Charge['kind'], string>>> = {
  wallet: { fee: 'Transaction charge', levy: 'E-levy', tax: 'Tax on the transaction charge' },
  bank: { fee: 'Bank charge', levy: 'Stamp duty', tax: 'VAT' },
};

/** The payment, then each charge as a row of its own: what belongs together has one reference. */
function rowsOf({ where, text, reading, day }: DatedPayment): Omit<ParsedRow, 'index'>[] {
  const { issuer, currency, reference, counterparty, what, time } = reading;
  const charges = realCharges(reading.charges);
  const row = (
    part: Partial<ParsedRow> & Pick<ParsedRow, 'amount' | 'description'>,
  ): Omit<ParsedRow, 'index'> => ({
    where,
    raw: text,
    date: day,
    valueDate: null,
    currency,
    reference,
    counterparty: null,
    balance: null,
    ...part,
  });
  const at = time === null ? '' : `, ${time}`;
  const words = CHARGE_WORDS[issuer?.wallet === true ? 'wallet' : 'bank'];
  const rows = [
    row({ amount: signed(reading), counterparty, description: `${what === '' ? 'Payment' : what}${at}` }),
    ...charges.map(({ kind, amount }) =>
      row({
        where: `${where}, ${kind}`,
        amount: negateDecimal(amount),
        counterparty: issuer?.name ?? null,
        description: `${words[kind]}${at}`,
      }),
    ),
  ];
  const last = rows.at(-1);
  if (last !== undefined) last.balance = reading.balance;
  return rows;
}

function rejectedOf({ where, text, reading }: Read): Omit<RejectedRow, 'index'> {
  if (reading.is === 'payment') return { where, raw: text, code: 'no-day', why: NO_DAY };
  if (reading.is === 'unknown') return { where, raw: text, code: 'not-understood', why: NOT_UNDERSTOOD };
  return { where, raw: text, code: 'no-payment', why: REASONS[reading.reason] };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The day of an instant in a zone; null for no instant. */
function dayIn(zone: string, instant: number): string | null {
  if (Number.isNaN(instant) || Math.abs(instant) > 8.64e15) return null;
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formatters.set(zone, formatter);
  }
  const day = formatter.format(instant);
  return /^\d{4}-\d\d-\d\d$/.test(day) ? day : null;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
