import { DomainError } from './errors.ts';

/** A calendar day, `YYYY-MM-DD`. Texts of days compare like the days. */
export type LocalDate = string;

/** Days from the first to the last, both included. */
export interface Span {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** A text that names no day of the calendar. */
export class InvalidDate extends DomainError {
  override readonly name = 'InvalidDate';
  constructor(text: string) {
    super('invalid-date', 'invalid', `“${text.slice(0, 40)}” is not a day of the calendar.`);
  }
}

const MILLISECONDS_PER_DAY = 86_400_000;

/** Whether the text is `YYYY-MM-DD` and names a day that exists (years 0001 to 9999). */
export function isLocalDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [, year = '', month = '', day = ''] = match;
  const monthNumber = Number(month);
  if (Number(year) < 1 || monthNumber < 1 || monthNumber > 12) return false;
  return Number(day) >= 1 && Number(day) <= daysInMonth(Number(year), monthNumber);
}

/** Days of a month (1 to 12) of the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The day that many days later (or earlier). Throws InvalidDate. */
export function addDays(day: LocalDate, days: number): LocalDate {
  return fromDayNumber(dayNumber(day) + days);
}

/** Days from the first to the second; negative when the second is earlier. Throws InvalidDate. */
export function daysBetween(first: LocalDate, second: LocalDate): number {
  return dayNumber(second) - dayNumber(first);
}

/** Days of a span, both ends included. */
export function daysIn(span: Span): number {
  return daysBetween(span.from, span.to) + 1;
}

/** The same day of the month that many months later; the last day of that month where it is shorter. */
export function addMonths(day: LocalDate, months: number): LocalDate {
  const { year, month, date } = partsOf(day);
  const index = year * 12 + (month - 1) + months;
  const newYear = Math.floor(index / 12);
  const newMonth = index - newYear * 12 + 1;
  return textOf(newYear, newMonth, Math.min(date, daysInMonth(newYear, newMonth)));
}

export function startOfMonth(day: LocalDate): LocalDate {
  partsOf(day);
  return `${day.slice(0, 8)}01`;
}

export function endOfMonth(day: LocalDate): LocalDate {
  const { year, month } = partsOf(day);
  return textOf(year, month, daysInMonth(year, month));
}

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export function weekday(day: LocalDate): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
}

/** Each day of a span, in order. */
export function* eachDay(span: Span): Generator<LocalDate> {
  const last = dayNumber(span.to);
  for (let number = dayNumber(span.from); number <= last; number += 1) yield fromDayNumber(number);
}

/** First days of the months that a span touches, in order. */
export function* eachMonth(span: Span): Generator<LocalDate> {
  for (let month = startOfMonth(span.from); month <= span.to; month = addMonths(month, 1)) yield month;
}

/** The earlier of two days. */
export function earlier(left: LocalDate, right: LocalDate): LocalDate {
  return left < right ? left : right;
}

/** The later of two days. */
export function later(left: LocalDate, right: LocalDate): LocalDate {
  return left > right ? left : right;
}

/** Whether the text is an IANA time zone that this runtime knows. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The calendar day of an instant in an IANA zone. Throws RangeError for an unknown zone. */
export function localDateIn(instant: Date, zone: string): LocalDate {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(instant);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** Days since 1970-01-01. Throws InvalidDate. */
export function dayNumber(day: LocalDate): number {
  if (!isLocalDate(day)) throw new InvalidDate(day);
  return Math.round(Date.parse(`${day}T00:00:00Z`) / MILLISECONDS_PER_DAY);
}

/** The day that many days after 1970-01-01. Throws InvalidDate outside years 0001 to 9999. */
export function fromDayNumber(number: number): LocalDate {
  const day = new Date(number * MILLISECONDS_PER_DAY);
  const text = Number.isNaN(day.getTime()) ? '' : day.toISOString().slice(0, 10);
  if (!isLocalDate(text)) throw new InvalidDate(text === '' ? `${number}` : text);
  return text;
}

function partsOf(day: LocalDate): { year: number; month: number; date: number } {
  if (!isLocalDate(day)) throw new InvalidDate(day);
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), date: Number(day.slice(8, 10)) };
}

function textOf(year: number, month: number, date: number): LocalDate {
  const text = `${`${year}`.padStart(4, '0')}-${`${month}`.padStart(2, '0')}-${`${date}`.padStart(2, '0')}`;
  if (!isLocalDate(text)) throw new InvalidDate(text);
  return text;
}
