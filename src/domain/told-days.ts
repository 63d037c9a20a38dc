import { addDays, daysIn, earlier, eachMonth, endOfMonth, later } from './calendar.ts';
import type { LocalDate, Span } from './calendar.ts';
import { countDays, intersect, union } from './spans.ts';

/** A committed statement as far as days go. */
export interface ToldSpan extends Span {
  readonly id: string;
}

/** A balance that somebody stated for the end of a day. */
export interface KnownBalance {
  readonly on: LocalDate;
  readonly balance: number;
}

/** Days between two statements, or after the last, that no statement tells. */
export interface Gap extends Span {
  readonly days: number;
  /** The known balances around it: what moved after the first day up to the second should be the difference. */
  readonly around: { readonly after: LocalDate; readonly to: LocalDate; readonly change: number } | null;
}

/** Days that two or more statements tell. */
export interface Overlap extends Span {
  readonly days: number;
  readonly statementIds: readonly string[];
}

export interface MonthTold {
  /** Its first day. */
  readonly month: LocalDate;
  /** Days of it that should be told: from the first that is known of to the last. */
  readonly days: number;
  readonly told: number;
  readonly twice: number;
  readonly missing: number;
}

export interface ToldDays {
  /** null where no statement tells anything: nothing is missing then. */
  readonly span: Span | null;
  readonly covered: readonly Span[];
  readonly gaps: readonly Gap[];
  readonly overlaps: readonly Overlap[];
  readonly months: readonly MonthTold[];
}

/**
 * Which days of an account its statements tell, which none tells and which several do, from the first day that one
 * tells up to `until`. Rows that people typed tell of themselves only, so they close no gap; two balances that agree
 * with what moved between them say that nothing is missing.
 */
export function toldDays(
  statements: readonly ToldSpan[],
  balances: readonly KnownBalance[],
  until: LocalDate,
): ToldDays {
  const told = statements.filter((one) => one.from <= one.to);
  const covered = union(told.map(({ from, to }) => ({ from, to })));
  const first = covered[0];
  const last = covered.at(-1);
  if (first === undefined || last === undefined)
    return { span: null, covered: [], gaps: [], overlaps: [], months: [] };
  const span = { from: first.from, to: later(last.to, until) };
  const gaps = between(covered, span).map((gap) => ({
    ...gap,
    days: daysIn(gap),
    around: balancesAround(gap, balances),
  }));
  const overlaps = overlapsOf(told);
  const twice = union(overlaps);
  const months = [...eachMonth(span)].map((month) => {
    const whole = { from: later(month, span.from), to: earlier(endOfMonth(month), span.to) };
    const here = countDays(intersect(covered, [whole]));
    const days = daysIn(whole);
    return { month, days, told: here, twice: countDays(intersect(twice, [whole])), missing: days - here };
  });
  return { span, covered, gaps, overlaps, months };
}

/** The days of a span that are in none of the others, which are as `union` gives them. */
function between(covered: readonly Span[], span: Span): Span[] {
  const left: Span[] = [];
  let next = span.from;
  for (const one of covered) {
    if (next < one.from) left.push({ from: next, to: addDays(one.from, -1) });
    next = addDays(one.to, 1);
  }
  if (next <= span.to) left.push({ from: next, to: span.to });
  return left;
}

/** Where days begin and end to be told twice, one sweep over all statements. */
function overlapsOf(statements: readonly ToldSpan[]): Overlap[] {
  const ends = statements
    .flatMap((one) => [
      { day: one.from, one, opens: true },
      { day: addDays(one.to, 1), one, opens: false },
    ])
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : Number(a.opens) - Number(b.opens)));
  const open = new Set<ToldSpan>();
  const found: Overlap[] = [];
  let since: LocalDate | null = null;
  for (const { day, one, opens } of ends) {
    if (since !== null && open.size > 1 && since < day) {
      const span = { from: since, to: addDays(day, -1) };
      found.push({ ...span, days: daysIn(span), statementIds: [...open].map(({ id }) => id).sort() });
    }
    if (opens) open.add(one);
    else open.delete(one);
    since = day;
  }
  return found;
}

function balancesAround(gap: Span, balances: readonly KnownBalance[]): Gap['around'] {
  let [before, behind]: [KnownBalance | null, KnownBalance | null] = [null, null];
  for (const one of balances) {
    if (one.on < gap.from && (before === null || one.on >= before.on)) before = one;
    if (one.on >= gap.to && (behind === null || one.on < behind.on)) behind = one;
  }
  if (before === null || behind === null) return null;
  return { after: before.on, to: behind.on, change: behind.balance - before.balance };
}
