import { canonicalDecimal, negateDecimal } from './decimal.ts';
import { dayOf, fullYear } from './day.ts';
import type { RejectedCode } from './statement.ts';
import { collapse } from './statement-text.ts';

/** What a statement line (:61:) says. */
export interface EntryLine {
  date: string;
  valueDate: string;
  amount: string;
  reference: string | null;
  /** The lines below the first one. */
  supplement: string;
}

export interface EntryFault {
  code: RejectedCode;
  why: string;
}

/** References that only say that there is none, or that the text below has it. */
const NO_REFERENCE = /^(?:NO(?:N)?REF|[A-Z]REF\+?|NOTPROVIDED|NOT PROVIDED|N\/A|[-–+.\s]*)$/i;

/** Reads :61:, whose first line some programs break in two. */
export function readEntry(lines: string[]): EntryLine | EntryFault {
  const [first = '', second, ...rest] = lines;
  const read = readLine(first, second === undefined ? [] : [second, ...rest]);
  if (!('code' in read) || second === undefined) return read;
  const joined = readLine(first + second, rest);
  return 'code' in joined ? read : joined;
}

function readLine(line: string, below: string[]): EntryLine | EntryFault {
  const days = /^\s*(\d{6})(\d{4})?\s*(.*)$/s.exec(line);
  const valueDate = days === null ? null : shortDay(days[1] ?? '');
  if (days === null || valueDate === null) {
    return { code: 'bad-date', why: 'The line does not begin with a day of the calendar (YYMMDD).' };
  }
  const date = days[2] === undefined ? valueDate : entryDay(days[2], valueDate);
  if (date === null) return { code: 'bad-date', why: `The entry date ${days[2]} is no day (MMDD).` };
  const mark = /^(RC|RD|EC|ED|C|D)([A-Z])?\s*(.*)$/s.exec(days[3] ?? '');
  if (mark === null) {
    return { code: 'no-direction', why: 'The line does not say whether it is money in (C) or out (D).' };
  }
  const direction = mark[1] ?? '';
  if (direction.startsWith('E')) {
    return { code: 'not-booked', why: 'The bank only expects this entry; it may still change or vanish.' };
  }
  const money = /^([\d.,]+)(.*)$/s.exec(mark[3] ?? '');
  if (money === null) return { code: 'no-amount', why: 'The line has no amount.' };
  const amount = swiftAmount(money[1] ?? '');
  if (amount === null) {
    return { code: 'bad-amount', why: `The amount is not a number: "${(money[1] ?? '').slice(0, 40)}".` };
  }
  const out = direction === 'D' || direction === 'RC';
  return {
    date,
    valueDate,
    amount: out ? negateDecimal(amount) : amount,
    reference: referenceOf(money[2] ?? ''),
    supplement: collapse(below.join(' ')),
  };
}

/** The type of the entry (four letters), the customer's reference and, behind '//', the bank's own. */
function referenceOf(text: string): string | null {
  const tail = /^[A-Z][A-Z0-9 ]{3}/.test(text) ? text.slice(4) : text;
  const at = tail.indexOf('//');
  const own = at < 0 ? '' : collapse(tail.slice(at + 2));
  if (own !== '' && !NO_REFERENCE.test(own)) return own;
  const customer = collapse(at < 0 ? tail : tail.slice(0, at));
  return customer === '' || NO_REFERENCE.test(customer) ? null : customer;
}

/** A comma before the decimals, which may be none at all; banks that write a point mean the same by it. */
export function swiftAmount(text: string): string | null {
  if (/^\d{1,3}(?:\.\d{3})+,\d*$/.test(text)) {
    return canonicalDecimal(text.replaceAll('.', '').replace(',', '.'));
  }
  // "1.234" could be a thousand and more, or one and a bit.
  if (/^[1-9]\d{0,2}\.\d{3}$/.test(text)) return null;
  return /^\d+(?:[.,]\d*)?$/.test(text) ? canonicalDecimal(text.replace(',', '.')) : null;
}

/** 'YYMMDD'; banks that count 30 days to every month write 30 February for its last day. */
export function shortDay(text: string): string | null {
  return calendarDay(fullYear(text.slice(0, 2)), text.slice(2));
}

/** 'MMDD' in the year that puts it nearest to the value date. */
function entryDay(text: string, valueDate: string): string | null {
  const year = Number(valueDate.slice(0, 4));
  const value = Date.parse(valueDate);
  const distance = (day: string): number => Math.abs(Date.parse(day) - value);
  return [year, year - 1, year + 1]
    .map((one) => calendarDay(one, text))
    .filter((day) => day !== null)
    .reduce<string | null>(
      (best, day) => (best === null || distance(day) < distance(best) ? day : best),
      null,
    );
}

function calendarDay(year: number, monthDay: string): string | null {
  const [month, day] = [Number(monthDay.slice(0, 2)), Number(monthDay.slice(2))];
  if (month === 2 && day === 30) return dayOf(year, 2, 29) ?? dayOf(year, 2, 28);
  return dayOf(year, month, day);
}
