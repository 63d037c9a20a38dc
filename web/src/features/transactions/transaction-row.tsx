'use client';

import { ArrowDownLeft, ArrowUpRight, PencilLine } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { TransactionView } from '@api/transactions/transactions.contract.ts';
import { Badge } from '@/components/badge.tsx';
import { useAccounts } from '@/features/accounts/use-accounts.ts';
import { useCategoryName } from '@/features/categories/use-categories.ts';
import { Money } from '@/features/session/money.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { cx } from '@/lib/cx.ts';

/** What a row is called: who, else what the bank wrote. */
export function rowName(row: Pick<TransactionView, 'counterparty' | 'description'>): string {
  return row.counterparty ?? row.description;
}

/** One row as a button; in or out is said by an arrow, a sign and a word, colour only helps. */
export function TransactionRow({
  row,
  onOpen,
  showDay = false,
  short = false,
}: {
  row: TransactionView;
  onOpen: (row: TransactionView) => void;
  /** Where no heading above says the day. */
  showDay?: boolean;
  /** Without decimals from 1,000 up; the exact amount stands in the opened row. */
  short?: boolean;
}): ReactNode {
  const t = useTranslations('transactions');
  const categoryName = useCategoryName();
  const format = useFormat();
  const { data: accounts = [] } = useAccounts();
  const account = accounts.find((each) => each.id === row.accountId);
  const incoming = row.amount > 0;
  const Arrow = incoming ? ArrowDownLeft : ArrowUpRight;
  return (
    <button
      type="button"
      onClick={() => onOpen(row)}
      className="flex min-h-16 w-full items-center gap-3 px-3 py-2.5 text-left hover:bg-sunken sm:px-4"
    >
      <span
        className={cx('rounded-full p-2', incoming ? 'bg-leaf-soft text-leaf-ink' : 'bg-sunken text-soft')}
      >
        <Arrow aria-hidden className="size-4" />
        <span className="sr-only">{t(incoming ? 'in' : 'out')}</span>
      </span>
      <span className="min-w-0 flex-1">
        <span className="line-clamp-2 font-medium">{rowName(row) === '' ? t('unnamed') : rowName(row)}</span>
        <span className="line-clamp-2 text-sm text-soft">
          <span className={cx(row.categoryId === null && row.splits.length === 0 && 'italic')}>
            {row.splits.length > 0 ? t('split', { count: row.splits.length }) : categoryName(row.categoryId)}
          </span>
          {showDay && ` · ${format.day(row.date)}`}
          {!showDay && accounts.length > 1 && account !== undefined && ` · ${account.name}`}
        </span>
        {(row.editedAt !== null || row.possibleDuplicate) && (
          <span className="flex flex-wrap items-center gap-2 text-sm text-soft">
            {row.editedAt !== null && (
              <span className="inline-flex items-center gap-1">
                <PencilLine aria-hidden className="size-3" />
                {t('edited')}
              </span>
            )}
            {row.possibleDuplicate && <Badge tone="attention">{t('possibleDuplicate')}</Badge>}
          </span>
        )}
      </span>
      <Money
        amount={row.amount}
        currency={row.currency}
        signed
        short={short}
        className={cx('font-semibold', incoming && 'text-leaf-ink')}
      />
    </button>
  );
}
