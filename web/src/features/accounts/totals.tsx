'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Money } from '@/features/session/money.tsx';
import { useAccountTotals } from './use-accounts.ts';

/** What is there in each currency. Two currencies stand side by side: adding them would need a rate. */
export function Totals(): ReactNode {
  const t = useTranslations('accounts');
  const { data: totals = [] } = useAccountTotals();
  if (totals.length === 0) return null;
  return (
    <section aria-labelledby="totals" className="mb-5">
      <h2 id="totals" className="mb-2 text-lg">
        {t('totals')}
      </h2>
      <ul className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {totals.map((each) => (
          <li key={each.currency} className="rounded-2xl bg-sunken p-4">
            <p className="text-sm text-soft">{t('total', { currency: each.currency })}</p>
            <p className="text-xl font-semibold">
              <Money amount={each.total} currency={each.currency} />
            </p>
            <p className="text-sm text-soft">
              {t.rich('totalSpendable', {
                amount: () => <Money amount={each.spendable} currency={each.currency} />,
              })}
            </p>
            {each.withoutBalance > 0 && (
              <p className="text-sm text-soft">{t('totalWithout', { count: each.withoutBalance })}</p>
            )}
          </li>
        ))}
      </ul>
      {totals.length > 1 && <p className="mt-2 text-sm text-soft">{t('neverAdded')}</p>}
    </section>
  );
}
