'use client';

import { Combine, Store } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import type { CounterpartyView } from '@api/counterparties/counterparties.contract.ts';
import { Button } from '@/components/button.tsx';
import { ChosenBar } from '@/components/chosen-bar.tsx';
import { Sheet } from '@/components/dialog.tsx';
import { Empty } from '@/components/empty.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { SearchBox } from '@/components/search-box.tsx';
import { useMayChange } from '@/features/session/use-session.ts';
import { CounterpartyRow } from './counterparty-row.tsx';
import { MergeForm } from './merge-form.tsx';
import { RenameForm } from './rename-form.tsx';
import { useCounterparties } from './use-counterparties.ts';

/** Everyone that money came from or went to: find, rename, and join those that are one and the same. */
export function CounterpartyScreen(): ReactNode {
  const t = useTranslations('names');
  const mayChange = useMayChange();
  const [q, setQ] = useState('');
  const query = useCounterparties(q);
  // Kept whole, so that a choice survives another search.
  const [chosen, setChosen] = useState<readonly CounterpartyView[]>([]);
  const [renaming, setRenaming] = useState<CounterpartyView | null>(null);
  const [merging, setMerging] = useState(false);
  const drop = (gone: readonly string[]): void =>
    setChosen((before) => before.filter(({ id }) => !gone.includes(id)));

  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="mb-4 flex">
        <SearchBox label={t('search')} value={q} onChange={setQ} />
      </div>
      <Loaded query={query} lines={8}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) {
            return (
              <Empty icon={Store} title={t(q === '' ? 'noneTitle' : 'noMatchTitle')}>
                <p>{t(q === '' ? 'none' : 'noMatch')}</p>
              </Empty>
            );
          }
          return (
            <>
              <ul
                aria-label={t('list')}
                className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-card shadow-card"
              >
                {items.map((item) => (
                  <CounterpartyRow
                    key={item.id}
                    item={item}
                    chosen={chosen.some(({ id }) => id === item.id)}
                    onChoose={(on) => {
                      drop([item.id]);
                      if (on) setChosen((before) => [...before, item]);
                    }}
                    onRename={() => setRenaming(item)}
                  />
                ))}
              </ul>
              {query.hasNextPage && (
                <div className="flex justify-center py-6">
                  <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                    {t('more')}
                  </Button>
                </div>
              )}
            </>
          );
        }}
      </Loaded>
      {mayChange && chosen.length > 0 && (
        <ChosenBar said={t('chosen', { count: chosen.length })} onClear={() => setChosen([])}>
          {chosen.length === 1 ? (
            <p className="text-sm text-soft">{t('oneMore')}</p>
          ) : (
            <Button variant="primary" onClick={() => setMerging(true)}>
              <Combine aria-hidden className="size-5" />
              {t('merge', { count: chosen.length })}
            </Button>
          )}
        </ChosenBar>
      )}
      <Sheet open={renaming !== null} onClose={() => setRenaming(null)} title={t('renameTitle')}>
        {renaming !== null && <RenameForm item={renaming} onDone={() => setRenaming(null)} />}
      </Sheet>
      <Sheet open={merging} onClose={() => setMerging(false)} title={t('mergeTitle')}>
        {merging && (
          <MergeForm
            items={chosen}
            onMerged={drop}
            onDone={() => {
              setChosen([]);
              setMerging(false);
            }}
          />
        )}
      </Sheet>
    </>
  );
}
