'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { CounterpartyView } from '@api/counterparties/counterparties.contract.ts';
import { Button } from '@/components/button.tsx';
import { Notice } from '@/components/notice.tsx';
import { useSay } from '@/components/toast.tsx';
import { sentence } from '@/lib/api/problem.ts';
import { NotAllMerged, useMergeCounterparties } from './use-counterparties.ts';

/** Two names or more become one: which of them stays is said first, and what happens to the others. */
export function MergeForm({
  items,
  onMerged,
  onDone,
}: {
  items: readonly CounterpartyView[];
  /** Ids that are gone although not all went well. */
  onMerged: (ids: readonly string[]) => void;
  onDone: () => void;
}): ReactNode {
  const t = useTranslations('names');
  const tc = useTranslations('common');
  const say = useSay();
  const merge = useMergeCounterparties();
  const [into, setInto] = useState(() => items.toSorted((a, b) => b.rows - a.rows)[0]?.id ?? '');
  const stays = items.find(({ id }) => id === into);
  const others = items.filter(({ id }) => id !== into);
  const moved = others.reduce((sum, { rows }) => sum + rows, 0);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (stays === undefined) return;
    merge.mutate(
      { ids: others.map(({ id }) => id), into },
      {
        onSuccess: () => {
          say(t('merged', { count: items.length, name: stays.name }));
          onDone();
        },
        onError: (error) => error instanceof NotAllMerged && onMerged(error.merged),
      },
    );
  };

  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      {merge.isError && (
        <Notice tone="attention" live>
          {sentence(merge.error instanceof NotAllMerged ? merge.error.cause : merge.error, tc('unreachable'))}
        </Notice>
      )}
      <fieldset className="space-y-1">
        <legend className="mb-1.5 text-sm font-medium">{t('whichStays')}</legend>
        {items.map((item) => (
          <label key={item.id} className="flex min-h-11 items-center gap-3 rounded-xl px-2 hover:bg-sunken">
            <input
              type="radio"
              name="stays"
              className="size-5 shrink-0 accent-leaf"
              checked={item.id === into}
              onChange={() => setInto(item.id)}
            />
            <span className="min-w-0">
              <span className="block font-medium wrap-anywhere">{item.name}</span>
              <span className="block text-sm text-soft">{t('rows', { count: item.rows })}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Notice>
        <p>{t('mergeWhat', { count: moved, name: stays?.name ?? '' })}</p>
        <p>{t('mergeForGood')}</p>
      </Notice>
      <Button
        type="submit"
        variant="primary"
        busy={merge.isPending}
        disabled={stays === undefined || others.length === 0}
        className="w-full"
      >
        {t('mergeInto', { count: items.length, name: stays?.name ?? '' })}
      </Button>
    </form>
  );
}
