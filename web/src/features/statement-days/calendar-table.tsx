'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { AccountCoverage } from '@api/statement-days/statement-days.contract.ts';
import { Badge } from '@/components/badge.tsx';
import { useFormat } from '@/features/session/use-format.ts';

/** The calendar in words: a line for each month, the newest first. */
export function CalendarTable({ months }: { months: AccountCoverage['months'] }): ReactNode {
  const t = useTranslations('calendar');
  const format = useFormat();
  return (
    // Reachable by keyboard where it is longer than the screen.
    <div className="mt-3 max-h-[32rem] overflow-auto" tabIndex={0} role="region" aria-label={t('months')}>
      <table className="w-full text-sm">
        <thead className="text-left text-soft">
          <tr>
            <th scope="col" className="pr-2 pb-1 font-medium">
              {t('month')}
            </th>
            <th scope="col" className="pr-2 pb-1 text-right font-medium">
              {t('daysTold')}
            </th>
            <th scope="col" className="pb-1 text-right font-medium">
              {t('result')}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {months.toReversed().map(({ month, days, told, twice, missing }) => (
            <tr key={month}>
              <th scope="row" className="py-1.5 pr-2 text-left font-medium whitespace-nowrap">
                {format.day(month, 'month')}
              </th>
              <td className="py-1.5 pr-2 text-right tabular-nums">{t('of', { told, days })}</td>
              <td className="space-x-1 py-1.5 text-right">
                {missing > 0 && <Badge tone="refused">{t('missing', { count: missing })}</Badge>}
                {twice > 0 && <Badge tone="attention">{t('twice', { count: twice })}</Badge>}
                {missing === 0 && twice === 0 && <Badge tone="good">{t('whole')}</Badge>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
