import { addDays, endOfMonth, startOfMonth, type LocalDate, type Span } from '@domain/calendar.ts';
import { includesDay } from '@domain/spans.ts';
import type { AccountCoverage } from '@api/statement-days/statement-days.contract.ts';

/** How a day is told: by a statement, by two, by rows that somebody typed, by nothing, or not expected to be. */
export type DayState = 'told' | 'twice' | 'typed' | 'missing' | 'outside';

export interface Month {
  first: LocalDate;
  /** Empty places before the first day, so that each column is one day of the week. */
  before: number;
  days: { day: LocalDate; number: number; state: DayState }[];
}

/** The months of a span, the newest first, with the state of every day. */
export function monthsOf(coverage: AccountCoverage, span: Span): Month[] {
  const months: Month[] = [];
  for (let first = startOfMonth(span.from); first <= span.to; first = addDays(endOfMonth(first), 1)) {
    const days: Month['days'] = [];
    for (let day = first; day <= endOfMonth(first); day = addDays(day, 1)) {
      days.push({ day, number: Number(day.slice(8)), state: stateOf(coverage, span, day) });
    }
    // Monday first, as most of the world prints it.
    const before = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
    months.unshift({ first, before, days });
  }
  return months;
}

function stateOf({ covered, overlaps, typed }: AccountCoverage, span: Span, day: LocalDate): DayState {
  if (day < span.from || day > span.to) return includesDay(typed, day) ? 'typed' : 'outside';
  if (includesDay(overlaps, day)) return 'twice';
  if (includesDay(covered, day)) return 'told';
  return includesDay(typed, day) ? 'typed' : 'missing';
}
