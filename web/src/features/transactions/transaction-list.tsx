'use client';

import { ArrowLeftRight, Download, ListChecks, Plus, Store, Tag, Wand2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { RuleView } from '@api/rules/rules.contract.ts';
import type { ListedTransaction, TransactionView } from '@api/transactions/transactions.contract.ts';
import { Button, ButtonLink, buttonClass } from '@/components/button.tsx';
import { Sheet } from '@/components/dialog.tsx';
import { Empty } from '@/components/empty.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { ApplyRule } from '@/features/rules/apply-rule.tsx';
import { OfferNotice } from '@/features/rules/offer-notice.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { useMayChange } from '@/features/session/use-session.ts';
import { BulkBar } from './bulk-bar.tsx';
import { FilterBar } from './filter-bar.tsx';
import { useFilters } from './filters.ts';
import { TransactionForm } from './transaction-form.tsx';
import { TransactionPanel } from './transaction-panel.tsx';
import { ChoosableRow, TransactionRow } from './transaction-row.tsx';
import { useChoice, type Choice } from './use-choice.ts';
import { useTransactions } from './use-transactions.ts';

const DownloadList = dynamic(async () => (await import('./download-list.tsx')).DownloadList);

export function TransactionList(): ReactNode {
  const t = useTranslations('transactions');
  const tr = useTranslations('rules');
  const { filters, set } = useFilters();
  const query = useTransactions(filters);
  const mayChange = useMayChange();
  const [adding, setAdding] = useState(false);
  const [downloading, setDownloading] = useState(false);
  const [opened, setOpened] = useState<TransactionView | null>(null);
  const [made, setMade] = useState<RuleView | null>(null);
  const choice = useChoice(JSON.stringify(filters));
  const filtered = Object.keys(filters).length > 0;

  return (
    <>
      <PageHeader title={t('title')}>
        {mayChange && (
          <Button variant="primary" onClick={() => setAdding(true)} aria-label={t('addTitle')}>
            <Plus aria-hidden className="size-5" />
            {t('add')}
          </Button>
        )}
      </PageHeader>
      <FilterBar filters={filters} set={set} />
      <div className="-mt-1 mb-3 flex flex-wrap gap-1">
        <ButtonLink href="/transactions/names" variant="quiet" size="small">
          <Store aria-hidden className="size-4" />
          {t('names')}
        </ButtonLink>
        <ButtonLink href="/transactions/tags" variant="quiet" size="small">
          <Tag aria-hidden className="size-4" />
          {t('tags')}
        </ButtonLink>
        <ButtonLink href="/transactions/rules" variant="quiet" size="small">
          <Wand2 aria-hidden className="size-4" />
          {t('rules')}
        </ButtonLink>
        <Button variant="quiet" size="small" aria-label={t('csvTitle')} onClick={() => setDownloading(true)}>
          <Download aria-hidden className="size-4" />
          {t('csv')}
        </Button>
        {mayChange && (
          <Button
            variant={choice.choosing ? 'secondary' : 'quiet'}
            size="small"
            aria-label={t('chooseSeveral')}
            aria-pressed={choice.choosing}
            onClick={choice.choosing ? choice.end : choice.begin}
          >
            <ListChecks aria-hidden className="size-4" />
            {t('choose')}
          </Button>
        )}
      </div>
      <OfferNotice onMade={setMade} />
      <Loaded query={query} lines={8}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items);
          if (rows.length === 0) {
            return filtered ? (
              <Empty icon={ArrowLeftRight} title={t('noMatchTitle')}>
                <p>{t('noMatch')}</p>
              </Empty>
            ) : (
              <Empty icon={ArrowLeftRight} title={t('noneTitle')}>
                {mayChange && (
                  <>
                    <p>{t('none')}</p>
                    <Link href="/imports" className={buttonClass('primary')}>
                      {t('importStatement')}
                    </Link>
                  </>
                )}
              </Empty>
            );
          }
          return (
            <>
              <Days rows={rows} choice={choice} onOpen={setOpened} />
              <More
                has={query.hasNextPage}
                busy={query.isFetchingNextPage}
                onMore={() => void query.fetchNextPage()}
              />
            </>
          );
        }}
      </Loaded>
      {choice.choosing && <BulkBar choice={choice} filters={filters} />}
      <Sheet open={made !== null} onClose={() => setMade(null)} title={tr('applyTitle')}>
        {made !== null && <ApplyRule rule={made} onDone={() => setMade(null)} />}
      </Sheet>
      <Sheet open={adding} onClose={() => setAdding(false)} title={t('addTitle')}>
        <TransactionForm onSaved={() => setAdding(false)} />
      </Sheet>
      <Sheet open={downloading} onClose={() => setDownloading(false)} title={t('csvTitle')}>
        {downloading && <DownloadList filters={filters} />}
      </Sheet>
      <Sheet open={opened !== null} onClose={() => setOpened(null)} title={t('editTitle')}>
        {opened !== null && <TransactionPanel row={opened} onDone={() => setOpened(null)} />}
      </Sheet>
    </>
  );
}

/** Rows under the heading of their day, newest first. */
function Days({
  rows,
  choice,
  onOpen,
}: {
  rows: ListedTransaction[];
  choice: Choice;
  onOpen: (row: TransactionView) => void;
}): ReactNode {
  const format = useFormat();
  const shown = rows.map(({ id }) => id);
  const days = new Map<string, ListedTransaction[]>();
  for (const row of rows) {
    const day = days.get(row.date);
    if (day === undefined) days.set(row.date, [row]);
    else day.push(row);
  }
  return (
    <div className="space-y-4">
      {[...days].map(([date, ofDay]) => (
        <section key={date} aria-labelledby={`day-${date}`}>
          <h2 id={`day-${date}`} className="px-1 pb-1.5 font-sans text-sm font-semibold text-soft">
            {format.day(date, 'long')}
          </h2>
          <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-card shadow-card">
            {ofDay.map((row) => (
              <li key={row.id}>
                {choice.choosing ? (
                  <ChoosableRow
                    row={row}
                    chosen={choice.ids.has(row.id)}
                    onChoose={(on, along) => choice.choose(row.id, on, along, shown)}
                  />
                ) : (
                  <TransactionRow row={row} onOpen={onOpen} />
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Fetches the next page when its place comes near; the button does the same for those who tab to it. */
function More({ has, busy, onMore }: { has: boolean; busy: boolean; onMore: () => void }): ReactNode {
  const t = useTranslations('transactions');
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(onMore);
  useEffect(() => {
    latest.current = onMore;
  });
  useEffect(() => {
    const element = place.current;
    if (element === null || !has || busy) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && latest.current(),
      { rootMargin: '600px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [has, busy]);
  return (
    <div ref={place} className="flex justify-center py-6">
      {has ? (
        <Button busy={busy} onClick={onMore}>
          {t('more')}
        </Button>
      ) : (
        <p className="text-sm text-soft">{t('end')}</p>
      )}
    </div>
  );
}
