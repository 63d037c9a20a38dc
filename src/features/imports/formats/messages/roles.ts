// What a hole of a pattern can hold, and how each is read. A reader looks at one place and has one answer; all of
// its expressions have bounded repetitions.
import { dayOf } from '../day.ts';
import { readMoney } from './currency.ts';
import type { Subject } from './subject.ts';

export interface ReadContext {
  /** ISO 3166 code of the country the message is read in. */
  country: string;
  /** The year of a day that is written without one; null where nothing tells it. */
  year: number | null;
}

export interface Capture {
  role: Role;
  at: number;
  end: number;
  value: string;
  currency: string | null;
}

interface Read {
  at: number;
  end: number;
  value: string;
  currency: string | null;
}
type Reader = (subject: Subject, from: number, context: ReadContext) => Read | null;

/**
 * amount: what moved. balance: what is left. other: money that is neither. fee, levy, tax: charges by themselves;
 * total: all charges together, part: what a total is made of. name: who paid or was paid; narration: a bank's own
 * text. ref, last4, date, time, day (date and time) as they say; number: digits that mean nothing to us.
 */
export type Role =
  | 'amount'
  | 'balance'
  | 'other'
  | 'fee'
  | 'levy'
  | 'tax'
  | 'total'
  | 'part'
  | 'name'
  | 'narration'
  | 'ref'
  | 'last4'
  | 'date'
  | 'time'
  | 'number'
  | 'word';

export const ROLES: Readonly<Record<Role, Reader | 'text' | 'narration'>> = {
  amount: money,
  balance: money,
  other: money,
  fee: money,
  levy: money,
  tax: money,
  total: money,
  part: money,
  name: 'text',
  narration: 'narration',
  ref: reference,
  last4: lastDigits,
  date: (subject, from, context) => readDate(subject, subject.afterGap(from), context),
  time: (subject, from) => readTime(subject, subject.afterGap(from)),
  number: digits,
  word: (subject, from) => {
    const at = subject.afterGap(from);
    const end = subject.wordEnd(at);
    return end === at ? null : { at, end, value: subject.text.slice(at, end), currency: null };
  },
};

function money(subject: Subject, from: number, { country }: ReadContext): Read | null {
  const start = subject.afterGap(from);
  // '=N=5,000': the mark itself begins with one that a gap may hold.
  const at = subject.folded.startsWith('=n=', start - 1) ? start - 1 : start;
  // '.93': the gap took the point.
  const begin =
    /\.\d/.test(subject.folded.slice(start - 1, start + 1)) && /\s/.test(subject.folded[start - 2] ?? '')
      ? start - 1
      : at;
  const read = readMoney(subject.folded, begin, country);
  return read === null ? null : { at: begin, ...read };
}

const REFERENCE = /[a-z0-9][a-z0-9._/-]{2,40}/y;

function reference(subject: Subject, from: number): Read | null {
  const at = subject.afterGap(from);
  REFERENCE.lastIndex = at;
  const found = REFERENCE.exec(subject.folded)?.[0].replace(/[._/-]+$/, '');
  if (found === undefined || found.length < 4 || !/\d/.test(found)) return null;
  const end = at + found.length;
  return { at, end, value: subject.text.slice(at, end), currency: null };
}

const ACCOUNT =
  /[\s:.,#('"]{0,4}(?:[a-z]{2,4}(?=\d))?((?:\d{1,6}[x*#.•]{1,16}|[x*#.•-]{1,16})?\d{1,20}(?:[x*]{1,4})?)(?![\d])/y;

/** The last four digits of an account, hidden or whole: ******1234, 012****345, 1*********9388, a/c..719394. */
function lastDigits(subject: Subject, from: number): Read | null {
  ACCOUNT.lastIndex = from;
  const found = ACCOUNT.exec(subject.folded);
  const written = found?.[1];
  if (found === null || written === undefined) return null;
  const end = from + found[0].length;
  const last = /\d+(?=[x*]*$)/.exec(written)?.[0] ?? '';
  if (last.length < 3 || /^[./-]\d/.test(subject.folded.slice(end, end + 2))) return null;
  return { at: end - written.length, end, value: last.slice(-4), currency: null };
}

function digits(subject: Subject, from: number): Read | null {
  const at = subject.afterGap(from);
  const number = /\+?\d[\dx*]{0,24}/y;
  number.lastIndex = at;
  const found = number.exec(subject.folded)?.[0];
  return found === undefined ? null : { at, end: at + found.length, value: found, currency: null };
}

const MONTHS = new Map(
  (
    'jan:1 january:1 janvier:1 janv:1 janeiro:1 januari:1 feb:2 february:2 fevrier:2 fevr:2 fev:2 fevereiro:2 ' +
    'februari:2 mar:3 march:3 mars:3 marco:3 machi:3 apr:4 april:4 avril:4 avr:4 abr:4 abril:4 aprili:4 may:5 mai:5 ' +
    'maio:5 mei:5 jun:6 june:6 juin:6 junho:6 juni:6 jul:7 july:7 juillet:7 juil:7 julho:7 julai:7 aug:8 august:8 ' +
    'aout:8 ago:8 agosto:8 agosti:8 sep:9 sept:9 september:9 septembre:9 set:9 setembro:9 septemba:9 oct:10 ' +
    'october:10 octobre:10 out:10 outubro:10 oktoba:10 nov:11 november:11 novembre:11 novembro:11 novemba:11 ' +
    'dec:12 december:12 decembre:12 dez:12 dezembro:12 desemba:12'
  )
    .split(' ')
    .map((pair): [string, number] => [pair.split(':')[0] ?? '', Number(pair.split(':')[1])]),
);

/** Months that a day without a year may name: other short words are words of every day in some language. */
const SHORT_MONTH = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)$/;

const ISO = /(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/y;
const NUMERIC =
  /(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d{2}(?=\D|$)|\d{2}(?=\d{1,2}:\d\d)|\d{2})(?=\D|$|\d{1,2}:\d\d)/y;
const NAMED =
  /(\d{1,2})(?:st|nd|rd|th|er)?[\s\-/.,]{0,2}(?:de )?([a-z]{3,10})\.?(?:[\s\-/.,]{1,2}(?:de )?(\d{4}|\d{2})(?![\d:]))?(?![a-z])/y;
const MONTH_FIRST = /([a-z]{3,10})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})(?!\d)/y;

/** A day, day before month unless only the other order makes one. */
export function readDate(subject: Subject, at: number, { year }: ReadContext): Read | null {
  const { folded } = subject;
  const tried = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(folded);
  };
  let found = tried(ISO);
  let day = found === null ? null : dayOf(Number(found[1]), Number(found[2]), Number(found[3]));
  if (day === null) {
    found = tried(NUMERIC);
    if (found !== null) {
      const [first, second] = [Number(found[1]), Number(found[2])];
      const full = fullYear(found[3] ?? '');
      day = dayOf(full, second, first) ?? dayOf(full, first, second);
    }
  }
  if (day === null) {
    found = tried(NAMED);
    const month = MONTHS.get(found?.[2] ?? '');
    if (found !== null && month !== undefined) {
      const full =
        found[3] !== undefined ? fullYear(found[3]) : SHORT_MONTH.test(found[2] ?? '') ? year : null;
      day = full === null ? null : dayOf(full, month, Number(found[1]));
    }
  }
  if (day === null) {
    found = tried(MONTH_FIRST);
    const month = MONTHS.get(found?.[1] ?? '');
    if (found !== null && month !== undefined) day = dayOf(Number(found[3]), month, Number(found[2]));
  }
  return found === null || day === null
    ? null
    : { at, end: at + found[0].length, value: day, currency: null };
}

function fullYear(text: string): number {
  return text.length === 4 ? Number(text) : 2000 + Number(text);
}

const TIME = /(\d{1,2})[:h](\d{2})(?::(\d{2}))?(?:\s?([ap])\.?m)?(?![\d])/y;

/** A time of day as 'HH:MM' or 'HH:MM:SS'. */
export function readTime(subject: Subject, at: number): Read | null {
  TIME.lastIndex = at;
  const found = TIME.exec(subject.folded);
  if (found === null) return null;
  let hour = Number(found[1]);
  if (found[4] === 'p' && hour < 12) hour += 12;
  if (found[4] === 'a' && hour === 12) hour = 0;
  if (hour > 23 || Number(found[2]) > 59) return null;
  const seconds = found[3] === undefined ? '' : `:${found[3]}`;
  const value = `${String(hour).padStart(2, '0')}:${found[2]}${seconds}`;
  return { at, end: at + found[0].length, value, currency: null };
}
