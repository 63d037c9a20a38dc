'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ImportRowView, RowVerdict } from '@api/imports/imports.contract.ts';
import { Badge, type Tone } from '@/components/badge.tsx';
import { useReasonText } from '@/features/categories/category-reason.tsx';
import { useCategoryName } from '@/features/categories/use-categories.ts';
import { Money } from '@/features/session/money.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { useTags } from '@/features/tags/use-tags.ts';

const tones: Record<RowVerdict, Tone> = { new: 'good', duplicate: 'plain', rejected: 'refused' };

/** One row of a file: what it says, what will happen to it and why. */
export function PreviewRow({ row }: { row: ImportRowView }): ReactNode {
  const t = useTranslations('imports');
  const format = useFormat();
  const why = row.reason ?? row.doubt;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1 px-3 py-2.5 sm:px-4">
      <div className="min-w-0">
        <p className="line-clamp-2 font-medium">
          {row.counterparty ?? (row.description === '' ? row.raw : row.description)}
        </p>
        <p className="text-sm text-soft">
          {[row.date === null ? t('noDate') : format.day(row.date), row.where].filter(Boolean).join(' · ')}
        </p>
      </div>
      <div className="flex flex-col items-end gap-1">
        {row.amount !== null && row.currency !== null ? (
          <Money amount={row.amount} currency={row.currency} signed className="font-semibold" />
        ) : (
          <span className="text-soft">{row.amountText ?? t('noAmount')}</span>
        )}
        <span className="flex flex-wrap justify-end gap-1">
          <Badge tone={tones[row.verdict]}>{t(`verdict.${row.verdict}`)}</Badge>
          {row.doubt !== null && row.verdict === 'new' && (
            <Badge tone="attention">{t('verdict.doubtful')}</Badge>
          )}
        </span>
      </div>
      {row.verdict === 'new' && <Sorting row={row} />}
      {why !== null && <p className="col-span-2 text-sm">{why}</p>}
    </div>
  );
}

/** The category that a new row gets and why, or could have; the name and tags that rules give. */
function Sorting({ row }: { row: ImportRowView }): ReactNode {
  const t = useTranslations('reasons');
  const categoryName = useCategoryName();
  const reasonText = useReasonText();
  const { data: tags = [] } = useTags();
  const { categoryId, categoryReason, suggestion, named, tagIds } = row;
  const words: string[] = [];
  if (categoryId !== null)
    words.push(
      categoryReason === null
        ? categoryName(categoryId)
        : t('because', { name: categoryName(categoryId), why: reasonText(categoryReason) }),
    );
  else if (suggestion !== null)
    words.push(t('suggestion', { name: categoryName(suggestion.categoryId), percent: suggestion.percent }));
  if (named !== null) words.push(t('named', { name: named }));
  for (const id of tagIds)
    words.push(t('tagged', { name: tags.find((each) => each.id === id)?.name ?? '…' }));
  if (words.length === 0) return null;
  return <p className="col-span-2 text-sm text-soft">{words.join(' · ')}</p>;
}
