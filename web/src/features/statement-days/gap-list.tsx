'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { AccountCoverage, CoverageGap } from '@api/statement-days/statement-days.contract.ts';
import { ButtonLink } from '@/components/button.tsx';
import { Notice } from '@/components/notice.tsx';
import { Money } from '@/features/session/money.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { useMayChange } from '@/features/session/use-session.ts';

/** What to fetch from the bank: each run of days that no statement tells, and whether anything can be missing in it. */
export function GapList({
  coverage: { gaps, overlaps, currency },
}: {
  coverage: AccountCoverage;
}): ReactNode {
  const t = useTranslations('calendar');
  const format = useFormat();
  const mayChange = useMayChange();
  const open = gaps.filter(({ balances }) => balances !== 'agree');
  return (
    <div className="space-y-3">
      {gaps.length === 0 ? (
        <Notice tone="good" title={t('noGap')} />
      ) : (
        <Notice
          tone={open.length === 0 ? 'good' : 'attention'}
          title={open.length === 0 ? t('gapsAgree') : t('gapsTitle', { count: open.length })}
        >
          <ul className="space-y-1" aria-label={t('gaps')}>
            {gaps.toReversed().map((gap) => (
              <li key={gap.from}>
                <span className="font-medium">{format.range(gap.from, gap.to)}</span> (
                {t('dayCount', { count: gap.days })}). <Judgement gap={gap} currency={currency} />
              </li>
            ))}
          </ul>
          {mayChange && open.length > 0 && (
            <ButtonLink href="/imports" size="small">
              {t('import')}
            </ButtonLink>
          )}
        </Notice>
      )}
      {overlaps.length > 0 && (
        <Notice title={t('overlapsTitle', { count: overlaps.length })}>
          <p>{t('overlaps', { days: overlaps.map(({ from, to }) => format.range(from, to)).join('; ') })}</p>
        </Notice>
      )}
    </div>
  );
}

function Judgement({ gap, currency }: { gap: CoverageGap; currency: string }): ReactNode {
  const t = useTranslations('calendar');
  return (
    <>
      {gap.balances === 'agree' && t('agree')}
      {gap.balances === 'unknown' && t('unknown')}
      {gap.balances === 'differ' &&
        t.rich('differ', {
          amount: () => <Money amount={gap.difference ?? 0} currency={currency} signed />,
        })}{' '}
      {gap.rows > 0 && t('typedRows', { count: gap.rows })}
    </>
  );
}
