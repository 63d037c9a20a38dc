'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { TransactionView } from '@api/transactions/transactions.contract.ts';
import { Button } from '@/components/button.tsx';
import { Notice } from '@/components/notice.tsx';
import { useSay } from '@/components/toast.tsx';
import { useCategoryName } from '@/features/categories/use-categories.ts';
import { sentence } from '@/lib/api/problem.ts';
import { useUpdateTransaction } from './use-transactions.ts';

/** What a row without a category looks like; nothing is set until somebody says so. */
export function RowSuggestion({ row, onDone }: { row: TransactionView; onDone: () => void }): ReactNode {
  const t = useTranslations('reasons');
  const tc = useTranslations('common');
  const tt = useTranslations('transactions');
  const say = useSay();
  const update = useUpdateTransaction();
  const categoryName = useCategoryName();
  const { suggestion } = row;
  if (suggestion === null) return null;
  const name = categoryName(suggestion.categoryId);
  return (
    <Notice title={t('suggestion', { name, percent: suggestion.percent })}>
      {suggestion.text !== null && suggestion.text !== '' && (
        <p>{t('suggestionWhy', { text: suggestion.text })}</p>
      )}
      <Button
        size="small"
        busy={update.isPending}
        onClick={() =>
          update.mutate(
            { transactionId: row.id, body: { categoryId: suggestion.categoryId } },
            {
              onSuccess: () => {
                say(tt('saved'));
                onDone();
              },
              onError: (error) => say(sentence(error, tc('unreachable'))),
            },
          )
        }
      >
        {t('suggestionTake', { name })}
      </Button>
    </Notice>
  );
}
