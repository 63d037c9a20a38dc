'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ImportView } from '@api/imports/imports.contract.ts';
import { Card } from '@/components/card.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { useImportProgress } from './use-imports.ts';

export function ImportProgressBar({ view }: { view: ImportView }): ReactNode {
  const t = useTranslations('imports');
  const ts = useTranslations('importStatus');
  const format = useFormat();
  const progress = useImportProgress(view);
  const status = progress?.status ?? view.status;
  const total = progress?.total ?? null;
  return (
    <Card aria-live="polite">
      <p className="mb-2 font-medium">
        {ts(status)}
        {progress !== null && progress.done > 0 && (
          <span className="text-soft">
            {' '}
            {total === null
              ? t('soFar', { count: progress.done })
              : t('soFarOf', { done: format.count(progress.done), total: format.count(total) })}
          </span>
        )}
      </p>
      {/* Without a value the browser shows that something moves, but not how far it is. */}
      <progress
        aria-label={ts(status)}
        className="h-2 w-full accent-leaf"
        max={total ?? 1}
        {...(total === null || progress === null ? {} : { value: progress.done })}
      />
    </Card>
  );
}
