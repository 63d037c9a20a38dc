'use client';

import type { Span } from '@domain/calendar.ts';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import type { AccountCoverage } from '@api/statement-days/statement-days.contract.ts';
import { Button } from '@/components/button.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { cx } from '@/lib/cx.ts';
import { monthsOf, type DayState, type Month } from './day-states.ts';

/** Each state has a shape of its own; the colour only helps. */
const looks: Record<DayState, string> = {
  told: 'bg-leaf text-on-leaf',
  twice:
    'bg-leaf text-on-leaf underline decoration-2 underline-offset-2 ring-2 ring-inset ring-ochre font-bold',
  typed: 'border border-edge bg-card text-ink',
  missing: 'border border-dashed border-rust bg-rust-soft text-rust line-through',
  outside: 'text-soft',
};
const SHOWN = ['told', 'twice', 'typed', 'missing'] as const satisfies DayState[];
const AT_FIRST = 6;

/** Months as a calendar prints them. Drawn for the eye; the table beside it says the same in words. */
export function DayCalendar({ coverage, span }: { coverage: AccountCoverage; span: Span }): ReactNode {
  const t = useTranslations('calendar');
  const [shown, setShown] = useState(AT_FIRST);
  const months = monthsOf(coverage, span);
  return (
    <div className="mt-3 space-y-4">
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {SHOWN.map((state) => (
          <li key={state} className="flex items-center gap-2">
            <span
              aria-hidden
              className={cx('flex size-6 items-center justify-center rounded-md text-xs', looks[state])}
            >
              7
            </span>
            {t(`state.${state}`)}
          </li>
        ))}
      </ul>
      <div
        aria-hidden
        className="grid grid-cols-1 gap-5 min-[400px]:grid-cols-2 xl:grid-cols-3"
        data-testid="calendar"
      >
        {months.slice(0, shown).map((month) => (
          <MonthGrid key={month.first} month={month} />
        ))}
      </div>
      {months.length > shown && (
        <Button size="small" onClick={() => setShown(shown + 12)}>
          {t('earlier')}
        </Button>
      )}
    </div>
  );
}

function MonthGrid({ month: { first, before, days } }: { month: Month }): ReactNode {
  const format = useFormat();
  return (
    <div data-month={first.slice(0, 7)}>
      <p className="mb-1 text-sm font-semibold">{format.day(first, 'month')}</p>
      <div className="grid grid-cols-7 gap-0.5">
        {Array.from({ length: before }, (_, index) => (
          <span key={index} />
        ))}
        {days.map(({ day, number, state }) => (
          <span
            key={day}
            data-state={state}
            className={cx(
              'flex aspect-square items-center justify-center rounded-md text-xs tabular-nums',
              looks[state],
            )}
          >
            {number}
          </span>
        ))}
      </div>
    </div>
  );
}
