'use client';

import { CalendarClock, HandHeart, Hourglass, Wallet, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { PositionView } from '@api/position/position.contract.ts';
import { Badge } from '@/components/badge.tsx';
import { useAccounts } from '@/features/accounts/use-accounts.ts';
import { Money } from '@/features/session/money.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { MissingList } from './missing-list.tsx';

/** Beyond this a number of days says no more than "long". */
const MANY_DAYS = 3650;

/** Safe to spend, runway, money at hand; each says what it rests on, or what it lacks. */
export function FigureCards({ position }: { position: PositionView }): ReactNode {
  const t = useTranslations('home');
  const format = useFormat();
  const { safeToSpend, runway, liquid, dailyOutflow, currency, supportShare } = position;
  return (
    <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3">
      <FigureCard
        icon={CalendarClock}
        title={t('safe')}
        stated={safeToSpend.known && safeToSpend.form === 'stated'}
        value={
          safeToSpend.known ? (
            <>
              <Money amount={safeToSpend.perDay} currency={currency} short />{' '}
              <span className="text-base font-normal">{t('aDay')}</span>
            </>
          ) : null
        }
      >
        {safeToSpend.known ? (
          <>
            <p>
              {safeToSpend.basis === 'thirty-days'
                ? t('safeMonth', { days: safeToSpend.days })
                : t('safeUntil', { until: format.day(safeToSpend.until), days: safeToSpend.days })}
              {safeToSpend.basis === 'next-income' && safeToSpend.overdue && ` ${t('overdue')}`}
            </p>
            {safeToSpend.chancePercent !== null && (
              <p>
                {t('chance', { percent: safeToSpend.chancePercent, error: safeToSpend.errorPercent ?? 0 })}
              </p>
            )}
            {safeToSpend.expected > 0 && (
              <p>
                {t.rich('expected', {
                  amount: () => <Money amount={safeToSpend.expected} currency={currency} short />,
                })}
              </p>
            )}
            {safeToSpend.committed > 0 && (
              <p>
                {t.rich('committed', {
                  amount: () => <Money amount={safeToSpend.committed} currency={currency} short />,
                })}
              </p>
            )}
            {safeToSpend.form === 'simple' && <p>{t('simpleForm')}</p>}
            {safeToSpend.short > 0 && (
              <p className="font-medium text-ochre">
                {t.rich('short', {
                  amount: () => <Money amount={safeToSpend.short} currency={currency} short />,
                })}
              </p>
            )}
          </>
        ) : (
          <MissingList missing={safeToSpend.missing} />
        )}
      </FigureCard>
      <FigureCard
        icon={Hourglass}
        title={t('runway')}
        stated={runway.known && runway.source === 'stated'}
        value={
          runway.known
            ? runway.days > MANY_DAYS
              ? t('overDays', { days: MANY_DAYS })
              : t('days', { days: runway.days })
            : null
        }
      >
        {runway.known ? (
          <>
            <p>{t('runwayWhy')}</p>
            {dailyOutflow.known && (
              <p>
                {t.rich(dailyOutflow.source === 'stated' ? 'dailyStated' : 'dailyRecords', {
                  days: dailyOutflow.days,
                  amount: () => <Money amount={dailyOutflow.amount} currency={currency} short />,
                })}
              </p>
            )}
          </>
        ) : (
          <MissingList missing={runway.missing} />
        )}
      </FigureCard>
      <FigureCard
        icon={Wallet}
        title={t('liquid')}
        stated={liquid.known && liquid.source === 'stated'}
        value={liquid.known ? <Money amount={liquid.amount} currency={currency} short /> : null}
      >
        {liquid.known ? (
          <>
            <p>{t(liquid.source === 'stated' ? 'liquidStated' : 'liquidRecords')}</p>
            <LeftOut ids={liquid.leftOut} />
          </>
        ) : (
          <MissingList missing={liquid.missing} />
        )}
      </FigureCard>
      {supportShare !== null && supportShare > 0 && (
        <p className="flex items-start gap-2 text-sm text-soft sm:col-span-2 lg:col-span-3">
          <HandHeart aria-hidden className="mt-0.5 size-4 shrink-0" />
          {t('support', { share: format.share(supportShare) })}
        </p>
      )}
    </div>
  );
}

function LeftOut({ ids }: { ids: readonly string[] }): ReactNode {
  const t = useTranslations('home');
  const { data: accounts = [] } = useAccounts();
  const names = accounts.filter((account) => ids.includes(account.id)).map((account) => account.name);
  return names.length === 0 ? null : <p>{t('leftOut', { names: names.join(', ') })}</p>;
}

function FigureCard({
  icon: Icon,
  title,
  value,
  stated,
  children,
}: {
  icon: LucideIcon;
  title: string;
  value: ReactNode;
  stated: boolean;
  children: ReactNode;
}): ReactNode {
  const t = useTranslations('home');
  return (
    <section aria-label={title} className="rounded-2xl border border-line bg-card p-4 shadow-card">
      <div className="flex items-center justify-between gap-2">
        <h2 className="flex items-center gap-2 font-sans text-sm font-medium text-soft">
          <Icon aria-hidden className="size-4" />
          {title}
        </h2>
        {stated && <Badge tone="attention">{t('fromStated')}</Badge>}
      </div>
      <p className="my-1 text-2xl font-semibold sm:text-3xl">
        {value ?? <span className="text-xl text-soft">{t('notKnown')}</span>}
      </p>
      <div className="space-y-1 text-sm text-soft">{children}</div>
    </section>
  );
}
