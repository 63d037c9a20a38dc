import { dayOf, dayOfIso, fullYear } from './day.ts';
import type { DateOrder } from '../../../domain/table-mapping.ts';

const MONTHS: Record<string, number> = {};
[
  'jan january janv janvier janeiro',
  'feb february fev fevr fevrier fevereiro',
  'mar march mars marco',
  'apr april avr avril abr abril',
  'may mai maio',
  'jun june juin junho',
  'jul july juil juillet julho',
  'aug august aout ago agosto',
  'sep sept september septembre set setembro',
  'oct october octobre out outubro',
  'nov november novembre novembro',
  'dec december decembre dez dezembro',
].forEach((names, month) => names.split(' ').forEach((name) => (MONTHS[name] = month + 1)));

const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+/i;
const TIME = /^(?:[T\s,]+\d{1,2}[:.h]\d{2}.{0,24})?$/i;
const NUMERIC = /^(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?(\d{4}|\d{2})(?!\d)/;

/** Reads the dates of one file in one order; equal texts are read once. */
export class DateReader {
  readonly #order: DateOrder;
  readonly #known = new Map<string, string | null>();

  constructor(order: DateOrder) {
    this.#order = order;
  }

  /** 'YYYY-MM-DD' as written, the time of day left out; null when it is no day of the calendar. */
  read(text: string): string | null {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const day = readDate(text, this.#order);
    if (this.#known.size < 20_000) this.#known.set(text, day);
    return day;
  }
}

export function readDate(text: string, order: DateOrder): string | null {
  const clean = text.trim().replace(WEEKDAY, '');
  if (clean.length > 60) return null;
  const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/.exec(clean);
  if (iso !== null) return timed(clean, iso[0], () => dayOf(Number(iso[1]), Number(iso[3]), Number(iso[4])));
  const compact = /^(\d{4})(\d\d)(\d\d)(?!\d)/.exec(clean);
  if (compact !== null)
    return timed(clean, compact[0], () => dayOfIso(`${compact[1]}-${compact[2]}-${compact[3]}`));
  const numeric = NUMERIC.exec(clean);
  if (numeric !== null) {
    return timed(clean, numeric[0], () =>
      numericDay(numeric[1] ?? '', numeric[2] ?? '', numeric[3] ?? '', order),
    );
  }
  return namedDay(clean);
}

function numericDay(first: string, second: string, third: string, order: DateOrder): string | null {
  const [a, b, c] = [Number(first), Number(second), Number(third)];
  if (order === 'year-first' && third.length === 2) return dayOf(fullYear(first), b, c);
  return order === 'month-first' ? dayOf(fullYear(third), a, b) : dayOf(fullYear(third), b, a);
}

function namedDay(clean: string): string | null {
  const plain = clean.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  const dayMonth =
    /^(\d{1,2})(?:st|nd|rd|th)?[-/., ]{0,2}([A-Za-z]{3,10})[-/., ]{0,2}(\d{4}|\d{2})(?!\d)/.exec(plain);
  if (dayMonth !== null) return named(plain, dayMonth[0], dayMonth[1], dayMonth[2], dayMonth[3]);
  const monthDay =
    /^([A-Za-z]{3,10})[-/., ]{1,2}(\d{1,2})(?:st|nd|rd|th)?[-/., ]{1,2}(\d{4}|\d{2})(?!\d)/.exec(plain);
  if (monthDay !== null) return named(plain, monthDay[0], monthDay[2], monthDay[1], monthDay[3]);
  const yearFirst = /^(\d{4})[-/., ]([A-Za-z]{3,10})[-/., ](\d{1,2})(?!\d)/.exec(plain);
  return yearFirst === null ? null : named(plain, yearFirst[0], yearFirst[3], yearFirst[2], yearFirst[1]);
}

function named(text: string, matched: string, day = '', month = '', year = ''): string | null {
  const number = MONTHS[month.toLowerCase()];
  return number === undefined ? null : timed(text, matched, () => dayOf(fullYear(year), number, Number(day)));
}

/** The day, if nothing but a time of day follows it. */
function timed(text: string, matched: string, day: () => string | null): string | null {
  return TIME.test(text.slice(matched.length)) ? day() : null;
}

/** Gathers what the dates of a whole file show about the order of day and month. */
export class DateEvidence {
  readonly #counts: Record<DateOrder, number> = { 'day-first': 0, 'month-first': 0, 'year-first': 0 };
  readonly #examples: Partial<Record<DateOrder, string>> = {};
  readonly #seen = new Set<string>();
  #numeric = 0;

  add(text: string): void {
    const clean = text.trim().replace(WEEKDAY, '');
    const match = NUMERIC.exec(clean);
    if (match === null) return;
    this.#numeric += 1;
    if (this.#seen.size < 5000) this.#seen.add(clean);
    const [a, b] = [Number(match[1]), Number(match[2])];
    const order =
      a > 31 ? 'year-first' : a > 12 && b <= 12 ? 'day-first' : b > 12 && a <= 12 ? 'month-first' : null;
    if (order === null) return;
    this.#counts[order] += 1;
    this.#examples[order] ??= match[0];
  }

  /** The order and, in plain words, why. `period` are the first and last day the file itself states, if any. */
  decide(country: string, period: [string, string] | null): { order: DateOrder; why: string } {
    const local: DateOrder = /^(?:US|FM|MH|PW|PR|GU)$/i.test(country) ? 'month-first' : 'day-first';
    if (this.#numeric === 0) return { order: local, why: 'All dates name the month or begin with the year.' };
    const [best, second] = (Object.keys(this.#counts) as DateOrder[]).sort(
      (a, b) => this.#counts[b] - this.#counts[a],
    );
    if (best !== undefined && this.#counts[best] > 0) {
      const against = second !== undefined && this.#counts[second] > 0;
      const order = against && this.#counts[second] === this.#counts[best] ? local : best;
      return {
        order,
        why: against
          ? `The dates contradict each other (${this.#examples[best]} and ${this.#examples[second]}); most fit this order.`
          : `${this.#examples[best]} can be read in this order only.`,
      };
    }
    return (
      this.#byPeriod(period) ??
      this.#bySequence() ?? {
        order: local,
        why: `No date decides it; this is the order usual in ${country.toUpperCase()}.`,
      }
    );
  }

  #byPeriod(period: [string, string] | null): { order: DateOrder; why: string } | null {
    if (period === null) return null;
    const outside = (order: DateOrder): number =>
      [...this.#seen].filter((text) => {
        const day = readDate(text, order);
        return day === null || day < period[0] || day > period[1];
      }).length;
    const [dayFirst, monthFirst] = [outside('day-first'), outside('month-first')];
    if (dayFirst === monthFirst || Math.min(dayFirst, monthFirst) > 0) return null;
    const why = `Only this order puts all dates into the stated period ${period[0]} to ${period[1]}.`;
    return { order: dayFirst === 0 ? 'day-first' : 'month-first', why };
  }

  #bySequence(): { order: DateOrder; why: string } | null {
    if (this.#seen.size < 4) return null;
    const disorder = (order: DateOrder): number => {
      const days = [...this.#seen].map((text) => readDate(text, order) ?? '');
      const falls = days.filter((day, i) => i > 0 && day < (days[i - 1] ?? '')).length;
      const rises = days.filter((day, i) => i > 0 && day > (days[i - 1] ?? '')).length;
      return Math.min(falls, rises);
    };
    const [dayFirst, monthFirst] = [disorder('day-first'), disorder('month-first')];
    if (dayFirst === monthFirst || Math.min(dayFirst, monthFirst) > 0) return null;
    const why = 'Only in this order do the rows run steadily through time.';
    return { order: dayFirst === 0 ? 'day-first' : 'month-first', why };
  }
}
