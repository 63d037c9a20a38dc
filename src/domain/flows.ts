import { daysBetween } from './calendar.ts';
import type { LocalDate, Span } from './calendar.ts';
import type { CategoryKind } from './categories.ts';
import { convert } from './money.ts';
import { includesDay } from './spans.ts';

/** What moved on one day under one category in one currency; minor units, both not negative. */
export interface DayFlow {
  readonly day: LocalDate;
  /** null: the rows have no category. */
  readonly kind: CategoryKind | null;
  readonly categoryId: string | null;
  readonly currency: string;
  readonly in: number;
  readonly out: number;
  readonly rows: number;
}

/** Units of the base currency for one unit of another on a day. */
export interface DatedRate {
  readonly currency: string;
  readonly on: LocalDate;
  readonly rate: string;
  readonly source: string;
}

export interface Excluded {
  readonly reason: 'no-rate';
  readonly currency: string;
  readonly rows: number;
}

export interface UsedRate extends DatedRate {
  readonly rows: number;
}

export interface BaseFlows {
  readonly flows: readonly DayFlow[];
  readonly excluded: readonly Excluded[];
  readonly rates: readonly UsedRate[];
}

/** A rate older than this says nothing about a day. */
const RATE_VALID_DAYS = 31;

/** The newest rate of a currency that is not after `day` and not too old for it, or null. */
export function rateOn(rates: readonly DatedRate[], currency: string, day: LocalDate): DatedRate | null {
  let best: DatedRate | null = null;
  for (const rate of rates) {
    if (rate.currency !== currency || rate.on > day || daysBetween(rate.on, day) > RATE_VALID_DAYS) continue;
    if (best === null || rate.on > best.on) best = rate;
  }
  return best;
}

/**
 * Every flow in the base currency, at the rate of its day. Without a rate a flow is left out and counted; no rate is
 * ever taken to be 1 (docs/formulas.md §1).
 */
export function inBaseCurrency(
  flows: readonly DayFlow[],
  base: string,
  rates: readonly DatedRate[],
): BaseFlows {
  const converted: DayFlow[] = [];
  const excluded = new Map<string, number>();
  const used = new Map<string, UsedRate>();
  for (const flow of flows) {
    if (flow.currency === base) {
      converted.push(flow);
      continue;
    }
    const rate = rateOn(rates, flow.currency, flow.day);
    if (rate === null) {
      excluded.set(flow.currency, (excluded.get(flow.currency) ?? 0) + flow.rows);
      continue;
    }
    const change = (amount: number) => convert({ amount, currency: flow.currency }, rate.rate, base).amount;
    converted.push({ ...flow, currency: base, in: change(flow.in), out: change(flow.out) });
    const key = `${rate.currency} ${rate.on}`;
    used.set(key, { ...rate, rows: (used.get(key)?.rows ?? 0) + flow.rows });
  }
  return {
    flows: converted,
    excluded: [...excluded].map(([currency, rows]) => ({ reason: 'no-rate', currency, rows })),
    rates: [...used.values()],
  };
}

/** Sums of a stretch of time, minor units of the base currency. */
export interface Totals {
  /** Money in under income kinds or none, less what was taken back. */
  readonly income: number;
  /** Money out per kind, less refunds; rows without a category count as spending. */
  readonly spending: number;
  readonly bill: number;
  readonly support: number;
  readonly dues: number;
  readonly debt: number;
  readonly fee: number;
  /** Rows that counted. */
  readonly rows: number;
  /** Money out without a category, part of `spending`. */
  readonly uncategorised: number;
}

const OUTFLOW_KINDS = ['spending', 'bill', 'support', 'dues', 'debt', 'fee'] as const;
export type OutflowKind = (typeof OUTFLOW_KINDS)[number];

/** Sums the flows of the given days (all where none are given). Transfers are neither income nor spending. */
export function totals(flows: readonly DayFlow[], days?: readonly Span[]): Totals {
  const sums = {
    income: 0,
    spending: 0,
    bill: 0,
    support: 0,
    dues: 0,
    debt: 0,
    fee: 0,
    rows: 0,
    uncategorised: 0,
  };
  for (const flow of flows) {
    if (flow.kind === 'transfer' || (days !== undefined && !includesDay(days, flow.day))) continue;
    sums.rows += flow.rows;
    if (flow.kind === null) {
      sums.income += flow.in;
      sums.spending += flow.out;
      sums.uncategorised += flow.out;
    } else if (flow.kind === 'income') sums.income += flow.in - flow.out;
    else sums[flow.kind] += flow.out - flow.in;
  }
  return sums;
}

/** Spending, bills, fees, debt service, support and dues: what life costs (docs/formulas.md §1). */
export function essentialOutflow(sums: Totals): number {
  return OUTFLOW_KINDS.reduce((outflow, kind) => outflow + sums[kind], 0);
}

/** What is promised before a day begins: bills, support, dues, debt service and fees. */
export function committedOutflow(sums: Totals): number {
  return essentialOutflow(sums) - sums.spending;
}

/** Share of the money out that has a category, 0 to 1; null where nothing went out. */
export function categorisedShare(sums: Totals): number | null {
  const outflow = essentialOutflow(sums);
  return outflow <= 0 ? null : Math.max(0, Math.min(1, 1 - sums.uncategorised / outflow));
}
