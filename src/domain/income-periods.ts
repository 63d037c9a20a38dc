import { addDays, addMonths, daysBetween, startOfMonth } from './calendar.ts';
import type { LocalDate, Span } from './calendar.ts';
import type { DayFlow } from './flows.ts';
import { dayOfMonthIn } from './rhythm.ts';

/** A day on which income came that is large enough to begin a period. */
export interface Arrival {
  readonly day: LocalDate;
  readonly amount: number;
}

/** How a purse fixes its periods; null or irregular: by the arrivals themselves. */
export interface FixedRhythm {
  readonly rhythm: 'weekly' | 'fortnightly' | 'monthly' | 'irregular';
  readonly dayOfMonth: number | null;
}

/** Income of a day counts as an arrival from this share of the median arrival on. */
const SHARE_OF_MEDIAN = 0.25;

/** The middle value; the mean of the two middle ones for an even count; null of none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** What a flow brings in, in minor units: of an unknown kind, whatever comes in counts. */
export function incomeOf(flow: DayFlow): number {
  if (flow.kind === 'income') return flow.in - flow.out;
  return flow.kind === null ? flow.in : 0;
}

/** Arrivals of income, oldest first (docs/formulas.md §1). */
export function arrivalsOf(flows: readonly DayFlow[]): Arrival[] {
  const byDay = new Map<LocalDate, number>();
  for (const flow of flows) {
    const income = incomeOf(flow);
    if (income !== 0) byDay.set(flow.day, (byDay.get(flow.day) ?? 0) + income);
  }
  const days = [...byDay].filter(([, amount]) => amount > 0);
  const threshold = (median(days.map(([, amount]) => amount)) ?? 0) * SHARE_OF_MEDIAN;
  return days
    .filter(([, amount]) => amount >= threshold)
    .map(([day, amount]) => ({ day, amount }))
    .sort((left, right) => (left.day < right.day ? -1 : 1));
}

/**
 * Complete income periods up to and without the one that `asOf` lies in, oldest first: from an arrival to the day
 * before the next, or by the fixed rhythm.
 */
export function completePeriods(
  arrivals: readonly Arrival[],
  fixed: FixedRhythm | null,
  asOf: LocalDate,
): Span[] {
  const starts = periodStarts(arrivals, fixed, asOf).filter((day) => day <= asOf);
  return starts.slice(0, -1).map((from, index) => ({ from, to: addDays(starts[index + 1] ?? from, -1) }));
}

/** First day of the period in which `asOf` lies, or null before the first arrival. */
export function currentPeriodStart(
  arrivals: readonly Arrival[],
  fixed: FixedRhythm | null,
  asOf: LocalDate,
): LocalDate | null {
  return (
    periodStarts(arrivals, fixed, asOf)
      .filter((day) => day <= asOf)
      .at(-1) ?? null
  );
}

export interface ExpectedIncome {
  readonly on: LocalDate;
  readonly from: 'rhythm' | 'arrivals';
  /** The arrivals led to expect it before today. */
  readonly overdue: boolean;
}

/** When income is expected next after `asOf`, or null while nothing tells: a fixed rhythm, or three arrivals. */
export function nextArrival(
  arrivals: readonly Arrival[],
  fixed: FixedRhythm | null,
  asOf: LocalDate,
): ExpectedIncome | null {
  if (fixed !== null && fixed.rhythm !== 'irregular') {
    const on = periodStarts(arrivals, fixed, addMonths(asOf, 2)).find((day) => day > asOf);
    return on === undefined ? null : { on, from: 'rhythm', overdue: false };
  }
  const gap = median(gapsOf(arrivals));
  const last = arrivals.at(-1);
  if (gap === null || last === undefined || arrivals.length < 3) return null;
  const expected = monthlyNext(arrivals) ?? addDays(last.day, Math.max(1, Math.round(gap)));
  if (expected > asOf) return { on: expected, from: 'arrivals', overdue: false };
  // Late income is expected from one day to the next, as long ago as the wait has already been is no promise.
  return { on: addDays(asOf, Math.max(1, Math.round(gap / 4))), from: 'arrivals', overdue: true };
}

/** Gaps of a salary that is paid once a month, a weekend or holiday early or late. */
const MONTH_GAPS = { shortest: 25, longest: 34 };
/** So many of the last arrivals are asked whether they are monthly. */
const ARRIVALS_ASKED = 6;

/** The usual day of the month after the last arrival, where the last ones came once a month; else null. */
function monthlyNext(arrivals: readonly Arrival[]): LocalDate | null {
  const recent = arrivals.slice(-ARRIVALS_ASKED);
  const last = recent.at(-1);
  const { shortest, longest } = MONTH_GAPS;
  if (last === undefined || gapsOf(recent).some((gap) => gap < shortest || gap > longest)) return null;
  const usual = median(recent.map((arrival) => Number(arrival.day.slice(8))));
  const spread = recent.map((arrival) => Math.abs(Number(arrival.day.slice(8)) - (usual ?? 0)));
  if (usual === null || spread.some((days) => days > 4)) return null;
  const next = dayOfMonthIn(addMonths(startOfMonth(last.day), 1), Math.round(usual));
  return next > last.day ? next : null;
}

/** Days between consecutive arrivals. */
export function gapsOf(arrivals: readonly Arrival[]): number[] {
  return arrivals
    .slice(1)
    .map((arrival, index) => daysBetween(arrivals[index]?.day ?? arrival.day, arrival.day));
}

function periodStarts(
  arrivals: readonly Arrival[],
  fixed: FixedRhythm | null,
  until: LocalDate,
): LocalDate[] {
  const first = arrivals[0]?.day;
  if (first === undefined) return [];
  if (fixed === null || fixed.rhythm === 'irregular') return arrivals.map((arrival) => arrival.day);
  const starts: LocalDate[] = [];
  if (fixed.rhythm === 'monthly') {
    const dayOfMonth = fixed.dayOfMonth ?? Number((arrivals.at(-1)?.day ?? first).slice(8));
    for (let month = startOfMonth(first); month <= until; month = addMonths(month, 1)) {
      const start = dayOfMonthIn(month, dayOfMonth);
      if (start >= addMonths(first, -1) && start <= until) starts.push(start);
    }
    return starts;
  }
  const step = fixed.rhythm === 'weekly' ? 7 : 14;
  for (let start = first; start <= until; start = addDays(start, step)) starts.push(start);
  return starts;
}
