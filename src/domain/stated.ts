import { daysBetween } from './calendar.ts';
import type { LocalDate } from './calendar.ts';
import { FORMULA_VERSION, unknown } from './figure.ts';
import type { Figure } from './figure.ts';
import { nextAfter, perDay } from './rhythm.ts';
import type { Rhythm } from './rhythm.ts';

/** Three figures a person types before any record exists; minor units of one currency. */
export interface StatedFigures {
  readonly moneyAtHand: number;
  readonly income: { readonly amount: number; readonly rhythm: Rhythm; readonly nextOn: LocalDate | null };
  readonly spending: { readonly amount: number; readonly rhythm: Rhythm };
}

/** A first result, labelled as stated; never a score (docs/formulas.md §1). */
export interface StatedResult {
  readonly formulaVersion: number;
  readonly source: 'stated';
  readonly runway: Figure<{ readonly days: number }>;
  readonly safeToSpend: Figure<{ readonly perDay: number; readonly until: LocalDate; readonly days: number }>;
}

/** Runway without income, and what may be spent each day until the next one, from what a person says. */
export function statedResult(stated: StatedFigures, asOf: LocalDate): StatedResult {
  const daily = perDay(stated.spending.amount, stated.spending.rhythm);
  const until = nextStatedIncome(stated, asOf);
  const days = until === null ? 0 : Math.max(1, daysBetween(asOf, until));
  return {
    formulaVersion: FORMULA_VERSION,
    source: 'stated',
    runway:
      daily > 0
        ? { known: true, days: Math.floor(stated.moneyAtHand / daily) }
        : unknown('no-spending', 'Say what you usually spend.'),
    safeToSpend:
      until === null
        ? unknown('no-income', 'Say what usually comes in and how often.')
        : { known: true, perDay: Math.floor(stated.moneyAtHand / days), until, days },
  };
}

/** The next stated income after `asOf`, rolled forward by its rhythm; null where no income was stated. */
export function nextStatedIncome(stated: StatedFigures, asOf: LocalDate): LocalDate | null {
  if (stated.income.amount <= 0) return null;
  let next = stated.income.nextOn ?? nextAfter(asOf, stated.income.rhythm);
  while (next <= asOf) next = nextAfter(next, stated.income.rhythm);
  return next;
}
