'use client';

import { ChevronRight, FileText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState, type ReactNode } from 'react';
import type { ImportView } from '@api/imports/imports.contract.ts';
import { Button } from '@/components/button.tsx';
import { Empty } from '@/components/empty.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { Notice } from '@/components/notice.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { useMayChange } from '@/features/session/use-session.ts';
import { DropZone } from './drop-zone.tsx';
import { PasteBox } from './paste-box.tsx';
import { Profiles } from './profiles.tsx';
import { StatusBadge } from './status-badge.tsx';
import { UndoImport } from './undo-import.tsx';
import { useImports } from './use-imports.ts';

export function ImportList(): ReactNode {
  const t = useTranslations('imports');
  const tp = useTranslations('purses');
  const mayChange = useMayChange();
  const query = useImports();
  const [undoing, setUndoing] = useState<ImportView | null>(null);
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      {mayChange ? (
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <DropZone />
          <PasteBox />
        </div>
      ) : (
        <Notice>{tp('lookOnly')}</Notice>
      )}
      <section aria-labelledby="earlier" className="mt-8">
        <h2 id="earlier" className="mb-3 text-xl">
          {t('earlier')}
        </h2>
        <Loaded query={query}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            if (items.length === 0) {
              return (
                <Empty icon={FileText} title={t('noneTitle')}>
                  <p>{t('none')}</p>
                </Empty>
              );
            }
            return (
              <>
                <ul className="space-y-3">
                  {items.map((view) => (
                    <ImportItem key={view.id} view={view} onUndo={() => setUndoing(view)} />
                  ))}
                </ul>
                {query.hasNextPage && (
                  <Button
                    className="mt-4"
                    busy={query.isFetchingNextPage}
                    onClick={() => void query.fetchNextPage()}
                  >
                    {t('more')}
                  </Button>
                )}
              </>
            );
          }}
        </Loaded>
      </section>
      {mayChange && <Profiles />}
      {undoing !== null && <UndoImport view={undoing} onClose={() => setUndoing(null)} />}
    </>
  );
}

function ImportItem({ view, onUndo }: { view: ImportView; onUndo: () => void }): ReactNode {
  const t = useTranslations('imports');
  const mayChange = useMayChange();
  const format = useFormat();
  return (
    <li className="flex flex-wrap items-center gap-3 rounded-2xl border border-line bg-card p-3 shadow-card sm:p-4">
      <Link href={`/imports/view?id=${view.id}`} className="flex min-w-0 flex-1 basis-60 items-center gap-3">
        <FileText aria-hidden className="size-6 shrink-0 text-leaf-ink" />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{view.fileName}</span>
          <span className="block text-sm text-soft">
            {format.instant(view.createdAt)} ·{' '}
            {t('itemRows', { count: view.counts.rows, fresh: view.counts.new })}
            {view.ai.receipt !== null && ` · ${t('itemByAi')}`}
          </span>
        </span>
        <ChevronRight aria-hidden className="size-5 shrink-0 text-soft" />
      </Link>
      <span className="flex items-center gap-2">
        <StatusBadge status={view.status} />
        {mayChange && view.status === 'committed' && (
          <Button size="small" onClick={onUndo} aria-label={t('undoNamed', { name: view.fileName })}>
            {t('undo')}
          </Button>
        )}
      </span>
    </li>
  );
}
