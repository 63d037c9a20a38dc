'use client';

import { Download as DownloadIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/button.tsx';
import { Notice } from '@/components/notice.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { sentence } from '@/lib/api/problem.ts';
import { useDownload } from '@/lib/api/use-download.ts';
import { formatBytes } from '@/lib/format.ts';

/** One thing to take away: what it holds, how far it is, and what became of it. */
export function ExportItem({
  title,
  path,
  children,
}: {
  title: string;
  path: string;
  children: ReactNode;
}): ReactNode {
  const t = useTranslations('data');
  const tc = useTranslations('common');
  const { locale } = useFormat();
  const { state, start, stop } = useDownload(path);
  return (
    <li className="space-y-2 py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="min-w-0 flex-1 basis-60">
          <h3 className="font-semibold">{title}</h3>
          <p className="text-sm text-soft">{children}</p>
        </div>
        {state.is === 'running' ? (
          <Button size="small" onClick={stop} aria-label={t('stopNamed', { title })}>
            {t('stop')}
          </Button>
        ) : (
          <Button size="small" onClick={start} aria-label={t('downloadNamed', { title })}>
            <DownloadIcon aria-hidden className="size-4" />
            {t('download')}
          </Button>
        )}
      </div>
      {state.is === 'running' && (
        <div className="space-y-1">
          {/* Nobody knows the size before it is written: the bar moves, the figure says how much is here. */}
          <progress aria-label={t('running', { title })} className="h-2 w-full accent-leaf" />
          <p className="text-sm text-soft">{t('soFar', { size: formatBytes(state.bytes, locale) })}</p>
        </div>
      )}
      {state.is === 'done' && (
        <Notice tone="good" live>
          {t('done', { name: state.name, size: formatBytes(state.bytes, locale) })}
        </Notice>
      )}
      {state.is === 'failed' && (
        <Notice tone="attention" live title={t('failed')}>
          {sentence(state.error, tc('unreachable'))}
        </Notice>
      )}
    </li>
  );
}
