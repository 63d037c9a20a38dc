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

/** Opening + rows = closing, with the figures, or by how much it is off. */
export function Proof({
  proof,
  currency,
}: {
  proof: NonNullable<ImportStatementView['proof']>;
  currency: string;
}): ReactNode {
  const t = useTranslations('imports');
  const { icon: Icon, box } = looks[proof.state];
  return (
    <div className={cx('rounded-xl p-3', box)} data-proof={proof.state}>
      <p className="flex items-center gap-2 font-semibold">
        <Icon aria-hidden className="size-5 shrink-0" />
        {t(`proof.${proof.state}`)}
      </p>
      <dl className="mt-2 flex flex-wrap items-end gap-x-3 gap-y-1 text-sm">
        {proof.opening !== null && (
          <>
            <Figure name={t('opening')} amount={proof.opening} currency={currency} />
            <span aria-hidden className="pb-0.5 font-semibold">
              +
            </span>
          </>
        )}
        <Figure name={t('sumOfRows')} amount={proof.sum} currency={currency} />
        {proof.closing !== null && (
          <>
            <span aria-hidden className="pb-0.5 font-semibold">
              {proof.state === 'off' ? '≠' : '='}
            </span>
            <Figure name={t('closing')} amount={proof.closing} currency={currency} />
          </>
        )}
        {proof.difference !== null && proof.difference !== 0 && (
          <Figure name={t('difference')} amount={proof.difference} currency={currency} />
        )}
      </dl>
      {proof.note !== null && <p className="mt-2 text-sm font-medium">{proof.note}</p>}
      {proof.state === 'off' && <p className="mt-2 text-sm">{t('proofOffHelp')}</p>}
    </div>
  );
}

function Figure({ name, amount, currency }: { name: string; amount: number; currency: string }): ReactNode {
  return (
    <div>
      <dt className="text-soft">{name}</dt>
      <dd className="font-semibold">
        <Money amount={amount} currency={currency} />
      </dd>
    </div>
  );
}
