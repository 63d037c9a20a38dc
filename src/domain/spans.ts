import { addDays, daysIn, earlier, later } from './calendar.ts';
import type { LocalDate, Span } from './calendar.ts';

/** The same days as spans that neither overlap nor touch, in order. Empty spans (to before from) are dropped. */
export function union(spans: readonly Span[]): Span[] {
  const sorted = spans.filter((span) => span.from <= span.to).sort((a, b) => (a.from < b.from ? -1 : 1));
  const merged: Span[] = [];
  for (const span of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && span.from <= addDays(last.to, 1)) {
      merged[merged.length - 1] = { from: last.from, to: later(last.to, span.to) };
    } else merged.push(span);
  }
  return merged;
}

/** The days in both lists. Both are lists as `union` gives them. */
export function intersect(left: readonly Span[], right: readonly Span[]): Span[] {
  const both: Span[] = [];
  for (const a of left) {
    for (const b of right) {
      const from = later(a.from, b.from);
      const to = earlier(a.to, b.to);
      if (from <= to) both.push({ from, to });
    }
  }
  return union(both);
}

/** How many days a list covers. */
export function countDays(spans: readonly Span[]): number {
  return spans.reduce((days, span) => days + daysIn(span), 0);
}

/** The last `days` covered days, as spans. */
export function lastDays(spans: readonly Span[], days: number): Span[] {
  const taken: Span[] = [];
  let left = days;
  for (const span of [...spans].reverse()) {
    if (left <= 0) break;
    const length = daysIn(span);
    taken.unshift(length <= left ? span : { from: addDays(span.to, 1 - left), to: span.to });
    left -= length;
  }
  return taken;
}

/** Whether a day is covered. */
export function includesDay(spans: readonly Span[], day: LocalDate): boolean {
  return spans.some((span) => span.from <= day && day <= span.to);
}

/** Whether every day of `inner` is covered. */
export function includesSpan(spans: readonly Span[], inner: Span): boolean {
  return spans.some((span) => span.from <= inner.from && inner.to <= span.to);
}
