'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { RuleChange, RulePreview } from '@api/sorting/sorting.contract.ts';
import { useCategoryName } from '@/features/categories/use-categories.ts';
import { Money } from '@/features/session/money.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { useTags } from '@/features/tags/use-tags.ts';

/** How many rows a rule would change, and the newest of them before and after. */
export function RuleChanges({ preview }: { preview: RulePreview }): ReactNode {
  const t = useTranslations('rules');
  const format = useFormat();
  const { total, matches, chosen, items } = preview;
  return (
    <div className="space-y-2 text-sm">
      <p role="status" className="font-medium">
        {t('wouldChange', { count: total, shown: format.count(total) })}
      </p>
      <p className="text-soft">
        {t('wouldMatch', { count: matches, shown: format.count(matches) })}{' '}
        {chosen > 0 && t('wouldLeave', { count: chosen, shown: format.count(chosen) })}
      </p>
      {items.length > 0 && (
        <ul
          aria-label={t('changes')}
          className="divide-y divide-line overflow-hidden rounded-xl border border-line"
        >
          {items.map((change) => (
            <Change key={change.transactionId} change={change} />
          ))}
        </ul>
      )}
      {total > items.length && items.length > 0 && (
        <p className="text-soft">
          {t('andMore', { count: total - items.length, shown: format.count(total - items.length) })}
        </p>
      )}
    </div>
  );
}

function Change({
  change: { date, amount, currency, description, before, after },
}: {
  change: RuleChange;
}): ReactNode {
  const t = useTranslations('rules');
  const format = useFormat();
  const categoryName = useCategoryName();
  const { data: tags = [] } = useTags();
  const added = after.tagIds.filter((id) => !before.tagIds.includes(id));
  const words: string[] = [];
  if (before.categoryId !== after.categoryId)
    words.push(t('from', { before: categoryName(before.categoryId), after: categoryName(after.categoryId) }));
  if (before.counterparty !== after.counterparty)
    words.push(
      t('from', { before: before.counterparty ?? t('nobody'), after: after.counterparty ?? t('nobody') }),
    );
  for (const id of added) words.push(t('setTag', { name: tags.find((each) => each.id === id)?.name ?? '…' }));
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 px-3 py-2">
      <p className="truncate font-medium">
        {before.counterparty ?? (description === '' ? t('nobody') : description)}
      </p>
      <Money amount={amount} currency={currency} signed className="text-right" />
      <p className="text-soft wrap-anywhere">{words.join(' · ')}</p>
      <p className="text-right text-soft">{format.day(date)}</p>
    </li>
  );
}
