'use client';

import { FileUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useId, useState, type ReactNode } from 'react';
import { Notice } from '@/components/notice.tsx';
import { cx } from '@/lib/cx.ts';
import { newKey } from '@/lib/api/session-fetch.ts';
import { sentence } from '@/lib/api/problem.ts';
import { useUpload } from './use-imports.ts';

/** A place to drop a file, and a button that opens the phone's or computer's own chooser. */
export function DropZone(): ReactNode {
  const t = useTranslations('imports');
  const tc = useTranslations('common');
  const id = useId();
  const router = useRouter();
  const upload = useUpload();
  const [over, setOver] = useState(false);

  const take = (files: FileList | null): void => {
    const file = files?.[0];
    if (file === undefined || upload.isPending) return;
    upload.mutate(
      { file, key: newKey() },
      { onSuccess: (view) => router.push(`/imports/view?id=${view.id}`) },
    );
  };

  return (
    <div className="space-y-3">
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
        className={cx(
          'rounded-3xl border-2 border-dashed px-5 py-8 text-center transition-colors',
          over ? 'border-leaf bg-leaf-soft' : 'border-edge bg-card',
        )}
      >
        <FileUp aria-hidden className="mx-auto mb-3 size-8 text-leaf-ink" />
        <p className="font-serif text-lg font-semibold">{t(upload.isPending ? 'sending' : 'dropHere')}</p>
        <p className="mx-auto mt-1 mb-4 max-w-md text-sm text-soft">{t('dropWhat')}</p>
        <input
          id={id}
          type="file"
          className="peer sr-only"
          disabled={upload.isPending}
          accept=".pdf,.csv,.tsv,.txt,.xlsx,.xlsm,.xls,.ofx,.qfx,.qif,.xml,.sta,.mt940,.940,.942,.zip,application/pdf,text/csv,application/xml"
          onChange={(event) => {
            take(event.target.files);
            event.target.value = '';
          }}
        />
        <label
          htmlFor={id}
          className="inline-flex min-h-11 items-center rounded-full bg-leaf px-5 font-medium text-on-leaf peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-leaf hover:bg-leaf-hover"
        >
          {t('chooseFile')}
        </label>
      </div>
      {upload.isError && (
        <Notice tone="attention" live title={t('notTaken')}>
          {sentence(upload.error, tc('unreachable'))}
        </Notice>
      )}
    </div>
  );
}
