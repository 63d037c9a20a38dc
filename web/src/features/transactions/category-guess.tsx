'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/button.tsx';
import { Notice } from '@/components/notice.tsx';
import { useReasonText } from '@/features/categories/category-reason.tsx';
import { useCategoryName } from '@/features/categories/use-categories.ts';
import { useSettled } from '@/lib/forms/use-settled.ts';
import { useTransactionPreview, type PreviewTransaction } from './use-transactions.ts';

/** What a row that is being typed looks like. Only a touch chooses it; what saving does without one is said here. */
export function CategoryGuess({
  row,
  onTake,
}: {
  /** null while it says too little. */
  row: PreviewTransaction | null;
  onTake: (categoryId: string) => void;
}): ReactNode {
  const t = useTranslations('reasons');
  const categoryName = useCategoryName();
  const reasonText = useReasonText();
  const settled = useSettled(row);
  const { data } = useTransactionPreview(settled);
  // What was said of an earlier text is no longer true.
  if (data === undefined || JSON.stringify(settled) !== JSON.stringify(row)) return null;
  const { categoryReason, suggestion } = data;
  const categoryId = data.categoryId ?? suggestion?.categoryId;
  if (categoryId === undefined) return null;
  const name = categoryName(categoryId);
  return (
    <Notice
      live
      title={
        categoryReason === null
          ? t('suggestion', { name, percent: suggestion?.percent ?? 0 })
          : t('because', { name, why: reasonText(categoryReason) })
      }
    >
      {categoryReason !== null && <p>{t('guessed')}</p>}
      {suggestion !== null && suggestion.text !== null && suggestion.text !== '' && (
        <p>{t('suggestionWhy', { text: suggestion.text })}</p>
      )}
      <Button size="small" onClick={() => onTake(categoryId)}>
        {t('suggestionTake', { name })}
      </Button>
    </Notice>
  );
}
