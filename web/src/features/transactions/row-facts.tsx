'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { TransactionView } from '@api/transactions/transactions.contract.ts';
import { useAccounts } from '@/features/accounts/use-accounts.ts';
import { useCategoryName } from '@/features/categories/use-categories.ts';
import { Money } from '@/features/session/money.tsx';
import { useFormat } from '@/features/session/use-format.ts';

/** A row for somebody who may look but not change: no form that would only be refused. */
export function RowFacts({ row }: { row: TransactionView }): ReactNode {
  const t = useTranslations('transactions');
  const format = useFormat();
  const categoryName = useCategoryName();
  const { data: accounts = [] } = useAccounts();
  const facts: [string, ReactNode][] = [
    [t('amount'), <Money key="amount" amount={row.amount} currency={row.currency} signed />],
    [t('date'), format.day(row.date)],
    [t('account'), accounts.find((each) => each.id === row.accountId)?.name ?? '…'],
    [t('counterparty'), row.counterparty],
    [
      t('category'),
      row.splits.length > 0 ? t('split', { count: row.splits.length }) : categoryName(row.categoryId),
    ],
    [t('description'), row.description],
    [t('note'), row.note],
  ];
  return (
    <dl className="space-y-2">
      {facts
        .filter(([, value]) => value !== null && value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt className="text-sm text-soft">{name}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
