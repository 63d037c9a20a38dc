import { addDays, earlier, eachMonth, endOfMonth, later } from './calendar.ts';
import type { LocalDate, Span } from './calendar.ts';
import { essentialOutflow, totals } from './flows.ts';
import type { DayFlow, Totals } from './flows.ts';
import { completePeriods, currentPeriodStart } from './income-periods.ts';
import type { Arrival, FixedRhythm } from './income-periods.ts';

/** Money in and out of one stretch of time; minor units of the base currency. */
export interface CashFlowPeriod extends Span {
  /** The stretch is over, and no part of it lies before the first record. */
  readonly complete: boolean;
  readonly in: number;
  readonly out: number;
  readonly net: number;
  /** Support as a share of the money in, its own figure and never a fault; null without income. */
  readonly supportShare: number | null;
  readonly totals: Totals;
}

/** Per calendar month, a view that everybody knows; oldest first. */
export function byMonth(flows: readonly DayFlow[], range: Span, asOf: LocalDate): CashFlowPeriod[] {
  return [...eachMonth(range)].map((month) =>
    periodOf(flows, { from: month, to: endOfMonth(month) }, endOfMonth(month) < asOf && month >= range.from),
  );
}

/**
 * Per income period, the model of time here: from one arrival of income to the next; the current one is not
 * complete, and what lies before the first arrival is one too. A period that began before the range is told whole:
 * `flows` and `arrivals` reach back to where it began.
 */
export function byIncomePeriod(
  flows: readonly DayFlow[],
  arrivals: readonly Arrival[],
  fixed: FixedRhythm | null,
  range: Span,
  asOf: LocalDate,
): CashFlowPeriod[] {
  const complete = completePeriods(arrivals, fixed, asOf).filter(
    (period) => period.to >= range.from && period.from <= range.to,
  );
  const start = currentPeriodStart(arrivals, fixed, asOf);
  const first = complete[0]?.from ?? start;
  const lead =
    first === null || first > range.from
      ? [{ from: range.from, to: first === null ? range.to : addDays(first, -1) }]
      : [];
  return [
    ...lead.map((span) => periodOf(flows, span, false)),
    ...complete.map((span) => periodOf(flows, span, true)),
    ...(start === null
      ? []
      : [
          periodOf(
            flows,
            { from: later(start, range.from), to: earlier(asOf, later(range.to, start)) },
            false,
          ),
        ]),
  ].filter((period) => period.from <= period.to);
}

function periodOf(flows: readonly DayFlow[], span: Span, complete: boolean): CashFlowPeriod {
  const sums = totals(flows, [span]);
  const out = essentialOutflow(sums);
  return {
    ...span,
    complete,
    in: sums.income,
    out,
    net: sums.income - out,
    supportShare: sums.income > 0 ? Math.max(0, sums.support) / sums.income : null,
    totals: sums,
  };
}
