'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { PositionView } from '@api/position/position.contract.ts';
import { Card, CardTitle } from '@/components/card.tsx';
import { useAccounts } from '@/features/accounts/use-accounts.ts';
import { useFormat } from '@/features/session/use-format.ts';

/** What all figures of the page rest on, and what had to be left out. */
export function CoverageNote({ position }: { position: PositionView }): ReactNode {
  const t = useTranslations('coverage');
  const format = useFormat();
  const { data: accounts = [] } = useAccounts();
  const { days, from, to, rowsUsed, categorised, excluded, rates, accountsWithoutRecords } =
    position.coverage;
  const silent = accounts.filter((account) => accountsWithoutRecords.includes(account.id));
  return (
    <Card aria-labelledby="coverage" className="space-y-2 text-sm">
      <CardTitle id="coverage">{t('title')}</CardTitle>
      <p>
        {from === null || to === null
          ? t('none')
          : t('days', { days, rows: rowsUsed, range: format.range(from, to) })}
      </p>
      {categorised !== null && (
        <p>
          {t('categorised', { share: format.share(categorised) })}{' '}
          {categorised < 1 && (
            <Link href="/transactions?categoryId=none" className="font-medium underline underline-offset-4">
              {t('seeUncategorised')}
            </Link>
          )}
        </p>
      )}
      {silent.length > 0 && <p>{t('silent', { names: silent.map((account) => account.name).join(', ') })}</p>}
      {excluded.length > 0 && (
        <ul className="space-y-1">
          {excluded.map((each, index) => (
            <li key={index}>{t('excluded', { rows: each.rows, currency: each.currency })}</li>
          ))}
        </ul>
      )}
      {rates.length > 0 && (
        <ul className="space-y-1">
          {rates.map((rate, index) => (
            <li key={index}>
              {t('rate', {
                currency: rate.currency,
                rate: rate.rate,
                on: format.day(rate.on),
                source: rate.source,
              })}
            </li>
          ))}
        </ul>
      )}
      <p className="text-soft">{t('formula', { version: position.formulaVersion })}</p>
    </Card>
  );
}
