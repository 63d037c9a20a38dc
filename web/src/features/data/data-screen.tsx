'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card, CardTitle } from '@/components/card.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { usePurse } from '@/features/session/use-session.ts';
import { AccountStatement } from './account-statement.tsx';
import { DeletePart } from './delete-part.tsx';
import { ExportItem } from './export-item.tsx';
import { RestorePurse } from './restore-purse.tsx';

/** What is here belongs to the people: they can take it away and have it removed. */
export function DataScreen(): ReactNode {
  const t = useTranslations('data');
  const td = useTranslations('deletion');
  const purse = usePurse();
  const path = `/api/v1/purses/${purse.id}/export`;
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="space-y-4">
        <Card aria-labelledby="take-title">
          <CardTitle id="take-title" className="mb-4">
            {t('take')}
          </CardTitle>
          <ul className="divide-y divide-line">
            <ExportItem title={t('purse', { name: purse.name })} path={path}>
              {t('purseWhat')}
            </ExportItem>
            <ExportItem title={t('person')} path="/api/v1/me/export">
              {t('personWhat')}
            </ExportItem>
            <ExportItem title={t('journal', { name: purse.name })} path={`${path}/hledger`}>
              {t('journalWhat')}
            </ExportItem>
            <ExportItem title={t('beancount', { name: purse.name })} path={`${path}/beancount`}>
              {t('beancountWhat')}
            </ExportItem>
          </ul>
        </Card>
        <AccountStatement />
        <RestorePurse />
        {purse.role === 'owner' && (
          <Card aria-labelledby="delete-purse-title">
            <CardTitle id="delete-purse-title">{td('purse.heading', { name: purse.name })}</CardTitle>
            <p className="mt-1 mb-4 text-sm text-soft">{td('purse.lead')}</p>
            <DeletePart what="purse" />
          </Card>
        )}
        <Card aria-labelledby="delete-account-title">
          <CardTitle id="delete-account-title">{td('account.heading')}</CardTitle>
          <p className="mt-1 mb-4 text-sm text-soft">{td('account.lead')}</p>
          <DeletePart what="account" />
        </Card>
      </div>
    </>
  );
}
