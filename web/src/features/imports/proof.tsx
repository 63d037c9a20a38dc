'use client';

import { CircleAlert, CircleCheck, CircleHelp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ImportStatementView } from '@api/imports/imports.contract.ts';
import { Money } from '@/features/session/money.tsx';
import { cx } from '@/lib/cx.ts';

const looks = {
  proved: { icon: CircleCheck, box: 'bg-leaf-soft' },
  off: { icon: CircleAlert, box: 'bg-ochre-soft' },
  'not-stated': { icon: CircleHelp, box: 'bg-sunken' },
} as const;

/** Opening + rows = closing, with the figures, or by how much it is off and, below, what a person says to that. */
export function Proof({
  proof,
  currency,
  children,
}: {
  proof: NonNullable<ImportStatementView['proof']>;
  currency: string;
  children: ReactNode;
}): ReactNode {
  const t = useTranslations('imports');
  const { icon: Icon, box } = looks[proof.state];
  return (
    <div className={cx('rounded-xl p-3', box)} data-proof={proof.state}>
      <p className="flex items-center gap-2 font-semibold">
        <Icon aria-hidden className="size-5 shrink-0" />
        {t(`proof.${proof.state}`)}
      </p>
      {/* Written as one adds up on paper. */}
      <dl className="mt-2 max-w-sm text-sm">
        {proof.opening !== null && <Figure name={t('opening')} amount={proof.opening} currency={currency} />}
        <Figure
          sign={proof.opening === null ? '' : '+'}
          name={t('sumOfRows')}
          amount={proof.sum}
          currency={currency}
        />
        {proof.closing !== null && (
          <Figure
            sign={proof.state === 'proved' ? '=' : '≠'}
            name={t('closing')}
            amount={proof.closing}
            currency={currency}
            result
          />
        )}
        {proof.difference !== null && proof.difference !== 0 && (
          <Figure name={t('difference')} amount={proof.difference} currency={currency} />
        )}
      </dl>
      {proof.note !== null && <p className="mt-2 text-sm font-medium">{proof.note}</p>}
      {proof.state === 'off' && (
        <div className="mt-2 space-y-1 text-sm">
          <p>{t('proofOffHelp')}</p>
          {children}
        </div>
      )}
    </div>
  );
}

function Figure({
  sign = '',
  name,
  amount,
  currency,
  result = false,
}: {
  sign?: string;
  name: string;
  amount: number;
  currency: string;
  result?: boolean;
}): ReactNode {
  return (
    <div className={cx('flex items-baseline gap-2 py-0.5', result && 'border-t border-edge')}>
      <span aria-hidden className="w-3 text-center font-semibold">
        {sign}
      </span>
      <dt className="flex-1">{name}</dt>
      <dd className="font-semibold">
        <Money amount={amount} currency={currency} />
      </dd>
    </div>
  );
}
