import { addDays, daysBetween, weekday } from './calendar.ts';
import type { LocalDate, Span } from './calendar.ts';
import { committedOutflow, totals } from './flows.ts';
import type { DayFlow } from './flows.ts';
import { gapsOf, incomeOf, median } from './income-periods.ts';
import type { Arrival } from './income-periods.ts';
import { seedOf, seededRandom } from './prng.ts';
import type { Random } from './prng.ts';
import { countDays, includesDay } from './spans.ts';

/** What may be spent each day until the next income, or over a month of frequent income (docs/formulas.md §2). */
export interface SafeToSpend {
  readonly form: 'simulated' | 'simple';
  /** Minor units per day, rounded down; 0 where even nothing would not do. */
  readonly perDay: number;
  readonly basis: 'next-income' | 'thirty-days';
  readonly until: LocalDate;
  readonly days: number;
  /** Income that is counted on until then: none where the figure ends with the next income; mean of the paths. */
  readonly expected: number;
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
/** Income that comes more often than weekly is frequent: no single arrival of it carries a person to the next. */
const FREQUENT_GAP_DAYS = 7;
const RECENT_ARRIVALS = 30;
const FREQUENT_HORIZON_DAYS = 30;

/** History that suffices to draw from: 90 covered days, and six arrivals unless the rhythm is fixed. */
export function canSimulate(input: SafeToSpendInput): boolean {
  return countDays(input.covered) >= 90 && (input.fixed || input.arrivals.length >= 6);
}

/** Whether income usually comes again within a week: the median of the last gaps, of a rhythm that is not fixed. */
function isFrequent({ fixed, arrivals }: SafeToSpendInput): boolean {
  const gap = median(gapsOf(arrivals.slice(-RECENT_ARRIVALS)));
  return !fixed && arrivals.length >= 6 && gap !== null && gap < FREQUENT_GAP_DAYS;
}

/** How long the money at hand has to last, and what that is called. */
function horizonOf(input: SafeToSpendInput): Pick<SafeToSpend, 'basis' | 'until' | 'days'> {
  if (isFrequent(input)) {
    const until = addDays(input.asOf, FREQUENT_HORIZON_DAYS);
    return { basis: 'thirty-days', until, days: FREQUENT_HORIZON_DAYS };
  }
  const days = Math.max(1, daysBetween(input.asOf, input.nextIncomeOn));
  return { basis: 'next-income', until: input.nextIncomeOn, days };
}

/** The simulated form where history suffices, else the simple one. */
export function safeToSpend(input: SafeToSpendInput): SafeToSpend {
  return canSimulate(input) ? simulated(input) : simple(input);
}

/** (liquid + expected income − commitments until the end − buffer) / days left. */
export function simple(input: SafeToSpendInput): SafeToSpend {
  const horizon = horizonOf(input);
  const covered = countDays(input.covered);
  const sums = totals(input.flows, input.covered);
  const untilThen = (sum: number): number =>
    covered === 0 ? 0 : Math.round((Math.max(0, sum) / covered) * horizon.days);
  const committed = untilThen(committedOutflow(sums));
  const expected = horizon.basis === 'thirty-days' ? untilThen(sums.income) : 0;
  const free = input.liquid + expected - committed - input.buffer;
  return {
    form: 'simple',
    perDay: Math.max(0, Math.floor(free / horizon.days)),
    ...horizon,
    expected,
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
 * already lasted until today. Where income is frequent the wait is 30 days, and the income of the drawn days counts
 * from the day after (decision 027). For one path the largest spending is the least of (liquid − buffer + income so
 * far − committed so far) / days so far; the answer is the 20th percentile of those, which is what bisection on
 * common paths would approach. The seed comes from the inputs.
 */
export function simulated(input: SafeToSpendInput): SafeToSpend {
  const random = seededRandom(
    seedOf([input.asOf, input.liquid, input.buffer, input.nextIncomeOn, input.flows]),
  );
  const horizon = horizonOf(input);
  const counts = horizon.basis === 'thirty-days';
  const history = historyOf(input);
  const draw = blockDrawer(random, history, input.asOf);
  const waits = counts ? [horizon.days] : possibleWaits(input);
  const free = input.liquid - input.buffer;
  const limits: number[] = [];
  let [committedSum, incomeSum] = [0, 0];
  for (let path = 0; path < PATHS; path += 1) {
    const wait = waits[random.below(waits.length)] ?? 1;
    let limit = Infinity;
    let [committed, income] = [0, 0];
    const days = draw(wait);
    for (let index = 0; index < wait; index += 1) {
      const day = history[days[index] ?? 0];
      if (day !== undefined) committed += day.committed;
      limit = Math.min(limit, (free + income - committed) / (index + 1));
      if (counts && day !== undefined) income += day.income;
    }
    committedSum += committed;
    incomeSum += income;
    limits.push(limit);
  }
  limits.sort((left, right) => left - right);
  const limit = limits[Math.floor(PATHS * (1 - CHANCE))] ?? 0;
  const perDay = Math.max(0, Math.floor(limit));
  const kept = limits.filter((value) => value >= perDay).length / PATHS;
  return {
    form: 'simulated',
    perDay,
    ...horizon,
    expected: Math.round(incomeSum / PATHS),
    committed: Math.round(committedSum / PATHS),
    chancePercent: Math.min(99, Math.max(1, Math.round(kept * 100))),
    errorPercent: Math.round(Math.sqrt((kept * (1 - kept)) / PATHS) * 1000) / 10,
    short: limit < 0 ? Math.ceil(-limit * horizon.days) : 0,
  };
}

interface HistoryDay {
  readonly day: LocalDate;
  readonly committed: number;
  readonly income: number;
}

/** Every covered day with what was committed on it and what came in, oldest first. */
function historyOf(input: SafeToSpendInput): HistoryDay[] {
  const byDay = new Map<LocalDate, DayFlow[]>();
  for (const flow of input.flows) {
    if (!includesDay(input.covered, flow.day)) continue;
    const list = byDay.get(flow.day) ?? [];
    list.push(flow);
    byDay.set(flow.day, list);
  }
  const days: HistoryDay[] = [];
  for (const span of input.covered) {
    for (let day = span.from; day <= span.to; day = addDays(day, 1)) {
      const flows = byDay.get(day) ?? [];
      days.push({
        day,
        committed: flows.length === 0 ? 0 : Math.max(0, committedOutflow(totals(flows))),
        income: flows.reduce((sum, flow) => sum + incomeOf(flow), 0),
      });
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

/**
 * Draws the days after `asOf`, as places in the history, in blocks of seven that begin on the same day of the week. Dates
 * are looked at once: there are thousands of paths.
 */
function blockDrawer(
  random: Random,
  history: readonly HistoryDay[],
  asOf: LocalDate,
): (days: number) => Int32Array {
  const weekdays = history.map(({ day }) => weekday(day));
  const wanted = weekday(addDays(asOf, 1));
  const last = Math.max(0, history.length - BLOCK_DAYS);
  return (days) => {
    const drawn = new Int32Array(days);
    for (let next = 0; next < days; next += BLOCK_DAYS) {
      const start = random.below(last + 1);
      // Blocks are whole weeks, so that each begins on the day of the week on which the first one does.
      const aligned = start + wanted - (weekdays[start] ?? wanted);
      const from = Math.min(Math.max(0, aligned), last);
      for (let step = 0; step < BLOCK_DAYS && next + step < days; step += 1) drawn[next + step] = from + step;
    }
    return drawn;
  };
}
