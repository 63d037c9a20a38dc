'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import type { ImportRowView, ImportView, RowVerdict } from '@api/imports/imports.contract.ts';
import { Badge, type Tone } from '@/components/badge.tsx';
import { Button } from '@/components/button.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { Segmented } from '@/components/segmented.tsx';
import { useReasonText } from '@/features/categories/category-reason.tsx';
import { useCategoryName } from '@/features/categories/use-categories.ts';
import { Money } from '@/features/session/money.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { useTags } from '@/features/tags/use-tags.ts';
import { useImportRows } from './use-imports.ts';

const tones: Record<RowVerdict, Tone> = { new: 'good', duplicate: 'plain', rejected: 'refused' };

/** Every row of the file and what will happen to it. */
export function RowPreview({ view }: { view: ImportView }): ReactNode {
  const t = useTranslations('imports');
  const [verdict, setVerdict] = useState<RowVerdict | 'all'>('all');
  const query = useImportRows(view, verdict);
  const { counts } = view;
  return (
    <section aria-labelledby="rows" className="space-y-3">
      <h2 id="rows" className="text-xl">
        {t('rowsTitle')}
      </h2>
      <Segmented
        label={t('show')}
        hideLabel
        value={verdict}
        onChange={setVerdict}
        options={[
          { value: 'all', label: t('tabAll', { count: counts.rows }) },
          { value: 'new', label: t('tabNew', { count: counts.new }) },
          { value: 'duplicate', label: t('tabDuplicate', { count: counts.duplicate }) },
          { value: 'rejected', label: t('tabRejected', { count: counts.rejected }) },
        ]}
      />
      <Loaded query={query} lines={6}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items);
          if (rows.length === 0) return <p className="py-4 text-soft">{t('noSuchRows')}</p>;
          return (
            <>
              <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-card shadow-card">
                {rows.map((row) => (
                  <PreviewRow key={`${row.statementId} ${row.index}`} row={row} />
                ))}
              </ul>
              {query.hasNextPage && (
                <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {t('moreRows')}
                </Button>
              )}
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

function PreviewRow({ row }: { row: ImportRowView }): ReactNode {
  const t = useTranslations('imports');
  const format = useFormat();
  const why = row.reason ?? row.doubt;
  return (
    <li
      className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1 px-3 py-2.5 sm:px-4"
      data-verdict={row.verdict}
    >
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
    </li>
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
