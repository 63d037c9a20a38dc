'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import type { ReactNode } from 'react';
import type { AccountView } from '@api/accounts/accounts.contract.ts';
import type { AccountCoverage } from '@api/statement-days/statement-days.contract.ts';
import { ButtonLink } from '@/components/button.tsx';
import { Card, CardTitle } from '@/components/card.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { Notice } from '@/components/notice.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { useAccounts } from '@/features/accounts/use-accounts.ts';
import { Money } from '@/features/session/money.tsx';
import { CalendarTable } from './calendar-table.tsx';
import { DayCalendar } from './day-calendar.tsx';
import { GapList } from './gap-list.tsx';
import { StatementList } from './statement-list.tsx';
import { useCoverage } from './use-statement-days.ts';

/** One account: which of its days are told, which months are missing, and by which statements. */
export function AccountScreen(): ReactNode {
  const t = useTranslations('calendar');
  const id = useSearchParams().get('id');
  const accounts = useAccounts();
  return (
    <Loaded query={accounts} lines={6}>
      {(items) => {
        const account = items.find((each) => each.id === id);
        return account === undefined ? (
          <Notice title={t('noAccount')}>
            <ButtonLink href="/accounts" size="small">
              {t('toAccounts')}
            </ButtonLink>
          </Notice>
        ) : (
          <OneAccount key={account.id} account={account} />
        );
      }}
    </Loaded>
  );
}

function OneAccount({ account }: { account: AccountView }): ReactNode {
  const t = useTranslations('calendar');
  const query = useCoverage(account.id);
  return (
    <div className="space-y-5">
      <PageHeader title={<span className="wrap-anywhere">{account.name}</span>} lead={t('lead')}>
        <ButtonLink href={`/transactions?accountId=${account.id}`}>{t('seeRows')}</ButtonLink>
      </PageHeader>
      {account.balance !== null && (
        <p className="text-2xl font-semibold">
          <Money amount={account.balance.amount} currency={account.balance.currency} />
        </p>
      )}
      <Loaded query={query} lines={8}>
        {(coverage) => <Days coverage={coverage} />}
      </Loaded>
    </div>
  );
}

function Days({ coverage }: { coverage: AccountCoverage }): ReactNode {
  const t = useTranslations('calendar');
  if (coverage.span === null) {
    return (
      <Notice title={t('noneTitle')}>
        <p>{t(coverage.typed.length > 0 ? 'noneTyped' : 'none')}</p>
        <Link href="/imports" className="font-medium underline underline-offset-4">
          {t('import')}
        </Link>
      </Notice>
    );
  }
  return (
    <>
      <GapList coverage={coverage} />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Card>
          <CardTitle>{t('days')}</CardTitle>
          <DayCalendar coverage={coverage} span={coverage.span} />
        </Card>
        <Card>
          <CardTitle>{t('months')}</CardTitle>
          <CalendarTable months={coverage.months} />
        </Card>
      </div>
      <Card>
        <CardTitle>{t('statements')}</CardTitle>
        <StatementList statements={coverage.statements} currency={coverage.currency} />
      </Card>
    </>
  );
}
