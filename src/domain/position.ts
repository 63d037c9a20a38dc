import { addDays } from './calendar.ts';
import type { LocalDate, Span } from './calendar.ts';
import { purseCoverage } from './coverage.ts';
import type { AccountRecord } from './coverage.ts';
import { FORMULA_VERSION, unknown } from './figure.ts';
import type { Figure } from './figure.ts';
import { categorisedShare, essentialOutflow, inBaseCurrency, rateOn, totals } from './flows.ts';
import type { DatedRate, DayFlow, Excluded, UsedRate } from './flows.ts';
import { arrivalsOf, completePeriods, nextArrival } from './income-periods.ts';
import type { FixedRhythm } from './income-periods.ts';
import { convert } from './money.ts';
import { perDay } from './rhythm.ts';
import { safeToSpend } from './safe-to-spend.ts';
import type { SafeToSpend } from './safe-to-spend.ts';
import { cashFlowScore } from './score.ts';
import type { Score } from './score.ts';
import { countDays, lastDays } from './spans.ts';
import { nextStatedIncome, statedResult } from './stated.ts';
import type { StatedFigures } from './stated.ts';

export interface AccountBalance extends AccountRecord {
  readonly name: string;
  readonly currency: string;
  /** Today's balance in minor units of the account's currency; null while none is known. */
  readonly balance: number | null;
}

export interface PositionInput {
  readonly asOf: LocalDate;
  readonly base: string;
  readonly buffer: number;
  readonly accounts: readonly AccountBalance[];
  readonly flows: readonly DayFlow[];
  readonly rates: readonly DatedRate[];
  readonly fixed: FixedRhythm | null;
  readonly stated: StatedFigures | null;
}

/** Whether a figure rests on records or on what a person said. */
export type Source = 'records' | 'stated';

export interface CoverageReport {
  readonly days: number;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly rowsUsed: number;
  readonly excluded: readonly Excluded[];
  readonly rates: readonly UsedRate[];
  /** Share of the money out that has a category, 0 to 1. */
  readonly categorised: number | null;
  readonly accountsWithoutRecords: readonly string[];
}

export interface Position {
  readonly formulaVersion: number;
  readonly asOf: LocalDate;
  readonly currency: string;
  readonly liquid: Figure<{
    readonly amount: number;
    readonly source: Source;
    readonly leftOut: readonly string[];
  }>;
  readonly dailyOutflow: Figure<{
    readonly amount: number;
    readonly days: number;
    readonly source: Source;
    readonly from: LocalDate | null;
    readonly to: LocalDate | null;
  }>;
  readonly runway: Figure<{ readonly days: number; readonly source: Source }>;
  readonly safeToSpend: Figure<
    Omit<SafeToSpend, 'form'> & { readonly form: SafeToSpend['form'] | 'stated'; readonly overdue: boolean }
  >;
  readonly score: Score;
  readonly supportShare: number | null;
  readonly coverage: CoverageReport;
}

const OUTFLOW_DAYS = 90;
const ENOUGH_DAYS = 30;

/** Where a person stands today (docs/formulas.md §2 and §3). Pure: the same input gives the same answer. */
export function positionOf(input: PositionInput): Position {
  const { flows, excluded, rates } = inBaseCurrency(input.flows, input.base, input.rates);
  const coverage = purseCoverage(input.accounts, input.asOf);
  const covered = coverage.spans;
  const arrivals = arrivalsOf(flows.filter((flow) => flow.day <= input.asOf));
  const window = lastDays(covered, OUTFLOW_DAYS);
  const sums = totals(flows, window);
  const liquid = liquidFunds(input);
  const dailyOutflow = outflowPerDay(input, covered, window, flows);
  const runway = runwayOf(input, liquid, dailyOutflow);
  return {
    formulaVersion: FORMULA_VERSION,
    asOf: input.asOf,
    currency: input.base,
    liquid,
    dailyOutflow,
    runway,
    safeToSpend: spendable(input, liquid, flows, covered, arrivals),
    score: cashFlowScore({
      asOf: input.asOf,
      flows,
      covered,
      periods: completePeriods(arrivals, input.fixed, input.asOf),
      runwayDays:
        runway.known && runway.source === 'stated'
          ? unknown('too-few-days', 'The runway rests on stated figures.')
          : runway,
    }),
    supportShare: sums.income > 0 ? Math.max(0, sums.support) / sums.income : null,
    coverage: {
      days: countDays(covered),
      from: covered[0]?.from ?? null,
      to: covered.at(-1)?.to ?? null,
      rowsUsed: totals(flows, covered).rows,
      excluded,
      rates,
      categorised: categorisedShare(totals(flows, covered)),
      accountsWithoutRecords: coverage.withoutRecords,
    },
  };
}

function liquidFunds(input: PositionInput): Position['liquid'] {
  const spendableAccounts = input.accounts.filter((account) => account.spendable);
  if (input.accounts.length === 0) {
    if (input.stated === null) return unknown('no-account', 'Add an account with its balance.');
    return { known: true, amount: input.stated.moneyAtHand, source: 'stated', leftOut: [] };
  }
  if (spendableAccounts.length === 0)
    return unknown('no-spendable-account', 'No account is marked as money you can spend.');
  let amount = 0;
  const leftOut: string[] = [];
  for (const account of spendableAccounts) {
    if (account.balance === null) {
      leftOut.push(account.accountId);
      continue;
    }
    if (account.currency === input.base) amount += account.balance;
    else {
      const rate = rateOn(input.rates, account.currency, input.asOf);
      if (rate === null) leftOut.push(account.accountId);
      else
        amount += convert(
          { amount: account.balance, currency: account.currency },
          rate.rate,
          input.base,
        ).amount;
    }
  }
  if (leftOut.length === spendableAccounts.length) {
    return unknown(
      'no-balance',
      'No account has a balance yet: give one, or import a statement that states it.',
    );
  }
  return { known: true, amount, source: 'records', leftOut };
}

function outflowPerDay(
  input: PositionInput,
  covered: readonly Span[],
  window: readonly Span[],
  flows: readonly DayFlow[],
): Position['dailyOutflow'] {
  const days = countDays(window);
  if (countDays(covered) >= ENOUGH_DAYS) {
    const outflow = essentialOutflow(totals(flows, window));
    if (outflow <= 0) return unknown('no-spending', 'No spending is recorded in the covered days.');
    return {
      known: true,
      amount: Math.max(1, Math.round(outflow / days)),
      days,
      source: 'records',
      from: window[0]?.from ?? null,
      to: window.at(-1)?.to ?? null,
    };
  }
  if (input.stated === null || input.stated.spending.amount <= 0) {
    return unknown('too-few-days', `${countDays(covered)} of ${ENOUGH_DAYS} days are covered by records.`);
  }
  const { spending } = input.stated;
  const amount = Math.max(1, Math.round(perDay(spending.amount, spending.rhythm)));
  return { known: true, amount, days: 0, source: 'stated', from: null, to: null };
}

function runwayOf(
  input: PositionInput,
  liquid: Position['liquid'],
  daily: Position['dailyOutflow'],
): Position['runway'] {
  if (!liquid.known) return liquid;
  if (!daily.known) return daily;
  if (daily.source === 'stated' && input.stated !== null) {
    const result = statedResult(
      { ...input.stated, moneyAtHand: Math.max(0, liquid.amount) },
      input.asOf,
    ).runway;
    return result.known ? { known: true, days: result.days, source: 'stated' } : result;
  }
  return { known: true, days: Math.max(0, Math.floor(liquid.amount / daily.amount)), source: daily.source };
}

function spendable(
  input: PositionInput,
  liquid: Position['liquid'],
  flows: readonly DayFlow[],
  covered: readonly Span[],
  arrivals: ReturnType<typeof arrivalsOf>,
): Position['safeToSpend'] {
  if (!liquid.known) return liquid;
  const expected = nextArrival(arrivals, input.fixed, input.asOf);
  const statedNext = input.stated === null ? null : nextStatedIncome(input.stated, input.asOf);
  const nextIncomeOn = expected?.on ?? statedNext;
  if (nextIncomeOn === null) {
    return unknown('no-next-income', 'Say when income usually comes, or record three arrivals of it.');
  }
  const result = safeToSpend({
    asOf: input.asOf,
    liquid: liquid.amount,
    buffer: input.buffer,
    nextIncomeOn,
    flows: flows.filter((flow) => flow.day > addDays(input.asOf, -365)),
    covered: lastDays(covered, OUTFLOW_DAYS * 2),
    arrivals,
    fixed: input.fixed !== null && input.fixed.rhythm !== 'irregular',
  });
  const stated = liquid.source === 'stated' || expected === null;
  return {
    known: true,
    ...result,
    form: stated && result.form === 'simple' ? 'stated' : result.form,
    overdue: expected?.overdue ?? false,
  };
}
