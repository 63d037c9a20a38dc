'use client';

import { Download as DownloadIcon, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import type { ImportView } from '@api/imports/imports.contract.ts';
import { Button } from '@/components/button.tsx';
import { Confirm } from '@/components/dialog.tsx';
import { Notice } from '@/components/notice.tsx';
import { useSay } from '@/components/toast.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { useMayChange, usePurse } from '@/features/session/use-session.ts';
import { sentence } from '@/lib/api/problem.ts';
import { useDownload } from '@/lib/api/use-download.ts';
import { formatBytes } from '@/lib/format.ts';
import { useRemoveFile } from './use-imports.ts';

/** The file as it was given, once the import is over: to take away, or to delete while its rows stay. */
export function KeptFile({ view }: { view: ImportView }): ReactNode {
  const t = useTranslations('imports');
  const tc = useTranslations('common');
  const { id: purseId } = usePurse();
  const { locale } = useFormat();
  const say = useSay();
  const mayChange = useMayChange();
  const [asking, setAsking] = useState(false);
  const { state, start } = useDownload(`/api/v1/purses/${purseId}/imports/${view.id}/file`);
  const remove = useRemoveFile(view.id);
  if (!['committed', 'undone'].includes(view.status)) return null;
  return (
    <section aria-labelledby="kept-file" className="space-y-2">
      <h2 id="kept-file" className="text-xl">
        {t('file')}
      </h2>
      {view.hasFile ? (
        <>
          <p className="text-soft">{t('fileKept', { size: formatBytes(view.byteSize, locale) })}</p>
          <div className="flex flex-wrap gap-2">
            <Button size="small" onClick={start} busy={state.is === 'running'}>
              <DownloadIcon aria-hidden className="size-4" />
              {t('fileDownload')}
            </Button>
            {mayChange && (
              <Button size="small" variant="attention" onClick={() => setAsking(true)}>
                <Trash2 aria-hidden className="size-4" />
                {t('fileDelete')}
              </Button>
            )}
          </div>
        </>
      ) : (
        <p className="text-soft">{t('fileGone')}</p>
      )}
      {state.is === 'failed' && (
        <Notice tone="attention" live>
          {sentence(state.error, tc('unreachable'))}
        </Notice>
      )}
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('fileDeleteTitle')}
        action={t('fileDelete')}
        busy={remove.isPending}
        onConfirm={() =>
          remove.mutate(undefined, {
            onError: (error) => say(sentence(error, tc('unreachable'))),
            onSettled: () => setAsking(false),
          })
        }
      >
        <p>{t('fileDeleteBody', { name: view.fileName })}</p>
      </Confirm>
    </section>
  );
}
