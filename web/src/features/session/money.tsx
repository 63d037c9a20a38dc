'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cx } from '@/lib/cx.ts';
import { usePreferences } from '@/lib/preferences.ts';
import { useFormat } from './use-format.ts';

/** An amount with its currency; dots when the person hid amounts on this device. */
export function Money({
  amount,
  currency,
  short = false,
  signed = false,
  className,
}: {
  amount: number;
  currency: string;
  short?: boolean;
  signed?: boolean;
  className?: string;
}): ReactNode {
  const t = useTranslations('common');
  const format = useFormat();
  const { hideAmounts } = usePreferences();
  if (hideAmounts) {
    return (
      <span className={className} data-amount="hidden">
        <span aria-hidden>•••••</span>
        <span className="sr-only">{t('amountHidden')}</span>
      </span>
    );
  }
  const exact = format.money(amount, currency, { signed });
  const shown = format.money(amount, currency, { signed, short });
  return (
    <span
      className={cx('whitespace-nowrap tabular-nums', className)}
      data-amount="shown"
      {...(shown === exact ? {} : { title: exact })}
    >
      {shown}
    </span>
  );
}

/** For sentences: the amount as text, or dots. */
export function useMoneyText(): (amount: number, currency: string, short?: boolean) => string {
  const format = useFormat();
  const { hideAmounts } = usePreferences();
  return (amount, currency, short = false) =>
    hideAmounts ? '•••••' : format.money(amount, currency, { short });
}
