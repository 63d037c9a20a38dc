'use client';

import { ArrowDownLeft, ArrowUpRight, PencilLine } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ListedTransaction, TransactionView } from '@api/transactions/transactions.contract.ts';
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

interface Shown {
  row: ListedTransaction;
  /** Where no heading above says the day. */
  showDay?: boolean;
  /** Without decimals from 1,000 up; the exact amount stands in the opened row. */
  short?: boolean;
}

const line = 'flex min-h-16 w-full items-center gap-3 px-3 py-2.5 text-left sm:px-4';

/** One row as a button. */
export function TransactionRow({
  onOpen,
  ...shown
}: Shown & { onOpen: (row: TransactionView) => void }): ReactNode {
  return (
    <button type="button" onClick={() => onOpen(shown.row)} className={cx(line, 'hover:bg-sunken')}>
      <RowWords {...shown} />
    </button>
  );
}

/** One row to choose; with shift it takes along what lies between it and the one before. */
export function ChoosableRow({
  chosen,
  onChoose,
  ...shown
}: Shown & { chosen: boolean; onChoose: (on: boolean, along: boolean) => void }): ReactNode {
  return (
    <label className={cx(line, 'cursor-pointer select-none', chosen ? 'bg-leaf-soft' : 'hover:bg-sunken')}>
      <input
        type="checkbox"
        className="size-5 shrink-0 accent-leaf"
        checked={chosen}
        // A change event does not know about the shift key; a click does, also one that the space bar made.
        onClick={(event) => onChoose(!chosen, event.shiftKey)}
        readOnly
      />
      <RowWords {...shown} />
    </label>
  );
}

/** In or out is said by an arrow, a sign and a word, colour only helps. */
function RowWords({ row, showDay = false, short = false }: Shown): ReactNode {
  const t = useTranslations('transactions');
  const categoryName = useCategoryName();
  const format = useFormat();
  const { data: accounts = [] } = useAccounts();
  const account = accounts.find((each) => each.id === row.accountId);
  const incoming = row.amount > 0;
  const Arrow = incoming ? ArrowDownLeft : ArrowUpRight;
  return (
    <>
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
      <span className="text-right">
        <Money
          amount={row.amount}
          currency={row.currency}
          signed
          short={short}
          className={cx('font-semibold', incoming && 'text-leaf-ink')}
        />
        {row.balanceAfter !== null && (
          <span className="block text-xs text-soft">
            {t('balanceAfter')} <Money amount={row.balanceAfter} currency={row.currency} />
          </span>
        )}
      </span>
    </>
  );
}
