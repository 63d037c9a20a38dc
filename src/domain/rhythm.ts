import { addDays, addMonths, daysInMonth } from './calendar.ts';
import type { LocalDate } from './calendar.ts';

/** How often an amount comes or goes. Irregular: the amount is that of a usual month. */
export type Rhythm = 'daily' | 'weekly' | 'fortnightly' | 'monthly' | 'irregular';

/** The longer cadences of series, beside the rhythms. */
export type Cadence = Rhythm | 'quarterly' | 'half-yearly' | 'yearly';

/** An exact fraction. */
export interface Rational {
  readonly numerator: number;
  readonly denominator: number;
}

/** How many of a cadence make a month: exact, with a year of 365.25 days (docs/formulas.md §1). */
export function perMonth(cadence: Cadence): Rational {
  const rationals: Record<Cadence, Rational> = {
    daily: { numerator: 36_525, denominator: 1_200 },
    weekly: { numerator: 36_525, denominator: 8_400 },
    fortnightly: { numerator: 36_525, denominator: 16_800 },
    monthly: { numerator: 1, denominator: 1 },
    irregular: { numerator: 1, denominator: 1 },
    quarterly: { numerator: 1, denominator: 3 },
    'half-yearly': { numerator: 1, denominator: 6 },
    yearly: { numerator: 1, denominator: 12 },
  };
  return rationals[cadence];
}

/** The amount of a usual month, rounded half up to whole minor units. */
export function monthEquivalent(amount: number, cadence: Cadence): number {
  const { numerator, denominator } = perMonth(cadence);
  return Math.round((amount * numerator) / denominator);
}

/** The amount of a usual day, not rounded: it is an intermediate result. */
export function perDay(amount: number, cadence: Cadence): number {
  const { numerator, denominator } = perMonth(cadence);
  return ((amount * numerator) / denominator) * (12 / 365.25);
}

/** The first day after `from` on which something of that rhythm comes next, counted from `from`. */
export function nextAfter(from: LocalDate, rhythm: Rhythm): LocalDate {
  switch (rhythm) {
    case 'daily':
      return addDays(from, 1);
    case 'weekly':
      return addDays(from, 7);
    case 'fortnightly':
      return addDays(from, 14);
    case 'monthly':
    case 'irregular':
      return addMonths(from, 1);
  }
}

/** The day `dayOfMonth` of the month of `day`, or its last day where the month is shorter. */
export function dayOfMonthIn(day: LocalDate, dayOfMonth: number): LocalDate {
  const last = daysInMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7)));
  return `${day.slice(0, 8)}${`${Math.min(dayOfMonth, last)}`.padStart(2, '0')}`;
}
