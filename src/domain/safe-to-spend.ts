import { addDays, daysBetween, weekday } from './calendar.ts';
import type { LocalDate, Span } from './calendar.ts';
import { committedOutflow, totals } from './flows.ts';
import type { DayFlow } from './flows.ts';
import { gapsOf } from './income-periods.ts';
import type { Arrival } from './income-periods.ts';
import { seedOf, seededRandom } from './prng.ts';
import type { Random } from './prng.ts';
import { countDays, includesDay } from './spans.ts';

/** What may be spent each day until the next income (docs/formulas.md §2). */
export interface SafeToSpend {
  readonly form: 'simulated' | 'simple';
  /** Minor units per day, rounded down; 0 where even nothing would not do. */
  readonly perDay: number;
  readonly until: LocalDate;
  readonly days: number;
  /** What is set aside for commitments until then (simple form), or their mean over the paths. */
  readonly committed: number;
  /** Chance that the balance stays at or above the buffer, whole percent 1 to 99; null in the simple form. */
  readonly chancePercent: number | null;
  /** Standard error of that chance in percentage points; null in the simple form. */
  readonly errorPercent: number | null;
  /** Money is short of commitments and buffer by this much, 0 where it is not. */
  readonly short: number;
}

export interface SafeToSpendInput {
  readonly asOf: LocalDate;
  readonly liquid: number;
  readonly buffer: number;
  readonly nextIncomeOn: LocalDate;
  readonly flows: readonly DayFlow[];
  readonly covered: readonly Span[];
  readonly arrivals: readonly Arrival[];
  /** A fixed rhythm: the day of the next income is not drawn. */
  readonly fixed: boolean;
}

const PATHS = 2_000;
const BLOCK_DAYS = 7;
const CHANCE = 0.8;
const LONGEST_WAIT = 366;

/** History that suffices to draw from: 90 covered days, and six arrivals unless the rhythm is fixed. */
export function canSimulate(input: SafeToSpendInput): boolean {
  return countDays(input.covered) >= 90 && (input.fixed || input.arrivals.length >= 6);
}

/** The simulated form where history suffices, else the simple one. */
export function safeToSpend(input: SafeToSpendInput): SafeToSpend {
  return canSimulate(input) ? simulated(input) : simple(input);
}

/** (liquid − commitments until the next income − buffer) / days left. */
export function simple(input: SafeToSpendInput): SafeToSpend {
  const days = Math.max(1, daysBetween(input.asOf, input.nextIncomeOn));
  const covered = countDays(input.covered);
  const daily =
    covered === 0 ? 0 : Math.max(0, committedOutflow(totals(input.flows, input.covered))) / covered;
  const committed = Math.round(daily * days);
  const free = input.liquid - committed - input.buffer;
  return {
    form: 'simple',
    perDay: Math.max(0, Math.floor(free / days)),
    until: input.nextIncomeOn,
    days,
    committed,
    chancePercent: null,
    errorPercent: null,
    short: Math.max(0, -free),
  };
}

/**
 * The largest constant daily spending for which the balance stays at or above the buffer until the next income in
 * at least 80 % of 2,000 paths. On each path the commitments of the days come from the person's own covered days in
 * weekday-aligned blocks of seven, and the wait from the person's own gaps between arrivals, given that it has
 * already lasted until today. For one path the largest spending is the least of (liquid − buffer − committed so
 * far) / days so far; the answer is the 20th percentile of those, which is what bisection on common paths would
 * approach. The seed comes from the inputs.
 */
export function simulated(input: SafeToSpendInput): SafeToSpend {
  const random = seededRandom(
    seedOf([input.asOf, input.liquid, input.buffer, input.nextIncomeOn, input.flows]),
  );
  const history = committedByDay(input);
  const waits = possibleWaits(input);
  const free = input.liquid - input.buffer;
  const limits: number[] = [];
  let committedSum = 0;
  for (let path = 0; path < PATHS; path += 1) {
    const wait = waits[random.below(waits.length)] ?? 1;
    const committed = drawDays(random, history, input.asOf, wait);
    let limit = Infinity;
    let sum = 0;
    for (let day = 0; day < wait; day += 1) {
      sum += committed[day] ?? 0;
      limit = Math.min(limit, (free - sum) / (day + 1));
    }
    committedSum += sum;
    limits.push(limit);
  }
  limits.sort((left, right) => left - right);
  const limit = limits[Math.floor(PATHS * (1 - CHANCE))] ?? 0;
  const perDay = Math.max(0, Math.floor(limit));
  const kept = limits.filter((value) => value >= perDay).length / PATHS;
  const days = Math.max(1, daysBetween(input.asOf, input.nextIncomeOn));
  return {
    form: 'simulated',
    perDay,
    until: input.nextIncomeOn,
    days,
    committed: Math.round(committedSum / PATHS),
    chancePercent: Math.min(99, Math.max(1, Math.round(kept * 100))),
    errorPercent: Math.round(Math.sqrt((kept * (1 - kept)) / PATHS) * 1000) / 10,
    short: limit < 0 ? Math.ceil(-limit * days) : 0,
  };
}

interface CommittedDay {
  readonly day: LocalDate;
  readonly committed: number;
}

function committedByDay(input: SafeToSpendInput): CommittedDay[] {
  const byDay = new Map<LocalDate, DayFlow[]>();
  for (const flow of input.flows) {
    if (!includesDay(input.covered, flow.day)) continue;
    const list = byDay.get(flow.day) ?? [];
    list.push(flow);
    byDay.set(flow.day, list);
  }
  const days: CommittedDay[] = [];
  for (const span of input.covered) {
    for (let day = span.from; day <= span.to; day = addDays(day, 1)) {
      const flows = byDay.get(day);
      days.push({ day, committed: flows === undefined ? 0 : Math.max(0, committedOutflow(totals(flows))) });
    }
  }
  return days;
}

/** Whole days from today to the next income, one of which a path draws. */
function possibleWaits(input: SafeToSpendInput): number[] {
  const planned = Math.max(1, daysBetween(input.asOf, input.nextIncomeOn));
  const last = input.arrivals.at(-1);
  if (input.fixed || last === undefined) return [planned];
  const elapsed = daysBetween(last.day, input.asOf);
  const waits = gapsOf(input.arrivals)
    .map((gap) => gap - elapsed)
    .filter((wait) => wait >= 1)
    .map((wait) => Math.min(wait, LONGEST_WAIT));
  return waits.length === 0 ? [planned] : waits;
}

function drawDays(random: Random, history: readonly CommittedDay[], asOf: LocalDate, days: number): number[] {
  const drawn: number[] = [];
  while (drawn.length < days) {
    const wanted = weekday(addDays(asOf, drawn.length + 1));
    let start = random.below(Math.max(1, history.length - BLOCK_DAYS + 1));
    const shift = wanted - weekday(history[start]?.day ?? asOf);
    start = Math.min(Math.max(0, start + shift), Math.max(0, history.length - BLOCK_DAYS));
    for (let step = 0; step < BLOCK_DAYS && drawn.length < days; step += 1) {
      drawn.push(history[start + step]?.committed ?? 0);
    }
  }
  return drawn;
}
