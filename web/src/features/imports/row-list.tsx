'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { useRef, type ReactNode } from 'react';
import type { ImportView, RowVerdict } from '@api/imports/imports.contract.ts';
import { Button } from '@/components/button.tsx';
import { Notice } from '@/components/notice.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { sentence } from '@/lib/api/problem.ts';
import { PreviewRow } from './preview-row.tsx';
import { ROWS_AT_ONCE, useImportRows } from './use-imports.ts';

/** No browser scrolls much further than these are high. */
const MOST_ROWS = 150_000;
const USUAL_HEIGHT = 84;

/** All rows of one kind, of which only those in sight are on the page and fetched. */
export function RowList({ view, verdict }: { view: ImportView; verdict: RowVerdict | 'all' }): ReactNode {
  const t = useTranslations('imports');
  const tc = useTranslations('common');
  const format = useFormat();
  const scroller = useRef<HTMLDivElement>(null);
  const total = verdict === 'all' ? view.counts.rows : view.counts[verdict];
  const count = Math.min(total, MOST_ROWS);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => USUAL_HEIGHT,
    overscan: 8,
  });
  const seen = virtual.getVirtualItems();
  const [first, last] = [seen[0], seen.at(-1)];
  const firstPage = Math.floor((first?.index ?? 0) / ROWS_AT_ONCE);
  const lastPage = Math.floor((last?.index ?? 0) / ROWS_AT_ONCE);
  const pages = useImportRows(
    view,
    verdict,
    Array.from({ length: count === 0 ? 0 : lastPage - firstPage + 1 }, (_, at) => firstPage + at),
  );
  const failed = pages.find(({ isError }) => isError);
  const rowAt = (index: number) =>
    pages[Math.floor(index / ROWS_AT_ONCE) - firstPage]?.data?.items[index % ROWS_AT_ONCE];
  // Of an import that is long over, the rows of the file may be gone.
  const isGone = firstPage === 0 && pages[0]?.data?.items.length === 0;
  if (count === 0 || isGone) return <p className="py-4 text-soft">{t('noSuchRows')}</p>;
  return (
    <>
      {failed !== undefined && (
        <Notice tone="attention" live title={tc('notLoaded')}>
          <p>{sentence(failed.error, tc('unreachable'))}</p>
          <Button size="small" onClick={() => void failed.refetch()}>
            {tc('tryAgain')}
          </Button>
        </Notice>
      )}
      <div
        ref={scroller}
        role="region"
        aria-label={t('rowsOfFile')}
        tabIndex={0}
        className="max-h-[70dvh] overflow-y-auto overscroll-contain rounded-2xl border border-line bg-card shadow-card"
      >
        <ul
          aria-busy={pages.some(({ isPending }) => isPending)}
          style={{
            paddingTop: first?.start ?? 0,
            paddingBottom: virtual.getTotalSize() - (last?.end ?? 0),
          }}
        >
          {seen.map(({ index, key }) => {
            const row = rowAt(index);
            return (
              <li
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                data-verdict={row?.verdict}
                aria-setsize={count}
                aria-posinset={index + 1}
                className="border-b border-line last:border-b-0"
              >
                {row === undefined ? (
                  <div aria-hidden className="space-y-3 px-3 py-4 sm:px-4" style={{ height: USUAL_HEIGHT }}>
                    <div className="h-4 w-3/5 rounded-full bg-line" />
                    <div className="h-4 w-2/5 rounded-full bg-line" />
                  </div>
                ) : (
                  <PreviewRow row={row} />
                )}
              </li>
            );
          })}
        </ul>
      </div>
      {count < total && (
        <p className="text-sm text-soft">
          {t('firstRows', { shown: format.count(count), total: format.count(total) })}
        </p>
      )}
    </>
  );
}
