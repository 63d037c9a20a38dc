'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useId, type ReactNode } from 'react';
import type { RestoreView } from '@api/restore/restore.contract.ts';
import { Button } from '@/components/button.tsx';
import { Card, CardTitle } from '@/components/card.tsx';
import { Notice } from '@/components/notice.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { sentence } from '@/lib/api/problem.ts';
import { newKey } from '@/lib/api/session-fetch.ts';
import { choosePurse } from '@/lib/chosen-purse.ts';
import { isMoving, useRestore, useRestores } from './use-restores.ts';

/** An exported purse becomes a new one: chosen, followed while it is taken in, and opened. */
export function RestorePurse(): ReactNode {
  const t = useTranslations('restore');
  const tc = useTranslations('common');
  const id = useId();
  const send = useRestore();
  const { data } = useRestores();
  // What is over is told where it was sent; later the purse itself is there.
  const shown = data?.items.find((one) => isMoving(one) || one.id === send.data?.id);
  const busy = send.isPending || (shown !== undefined && isMoving(shown));

  const take = (files: FileList | null): void => {
    const file = files?.[0];
    if (file !== undefined && !busy) send.mutate({ file, key: newKey() });
  };

  return (
    <Card aria-labelledby="restore-title" className="space-y-4">
      <div>
        <CardTitle id="restore-title">{t('title')}</CardTitle>
        <p className="mt-1 text-sm text-soft">{t('lead')}</p>
      </div>
      <div>
        <input
          id={id}
          type="file"
          className="peer sr-only"
          accept=".zip,application/zip"
          disabled={busy}
          onChange={(event) => {
            take(event.target.files);
            event.target.value = '';
          }}
        />
        <label
          htmlFor={id}
          className="inline-flex min-h-11 items-center rounded-full border border-edge bg-card px-5 font-medium peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-leaf peer-disabled:opacity-60 hover:bg-sunken"
        >
          {t(send.isPending ? 'sending' : 'choose')}
        </label>
      </div>
      {send.isError && (
        <Notice tone="attention" live title={t('failed')}>
          {sentence(send.error, tc('unreachable'))}
        </Notice>
      )}
      {shown !== undefined && <Taken restore={shown} />}
    </Card>
  );
}

function Taken({ restore }: { restore: RestoreView }): ReactNode {
  const t = useTranslations('restore');
  const format = useFormat();
  const client = useQueryClient();
  const router = useRouter();
  const { fileName, rows, total, purseId, problem } = restore;
  if (isMoving(restore)) {
    return (
      <div className="space-y-1" aria-live="polite">
        <p className="text-sm text-soft">
          {t('running', { name: fileName, rows: format.count(rows), total: format.count(total) })}
        </p>
        <progress
          aria-label={t('runningLabel')}
          className="h-2 w-full accent-leaf"
          max={Math.max(total, 1)}
          value={rows}
        />
      </div>
    );
  }
  if (problem !== null) {
    return (
      <Notice tone="attention" live title={t('failed')}>
        <p>{problem.detail}</p>
        {problem.where !== null && (
          <p className="text-sm wrap-anywhere">{t('where', { where: problem.where })}</p>
        )}
      </Notice>
    );
  }
  const open = async (): Promise<void> => {
    if (purseId === null) return;
    await client.invalidateQueries({ queryKey: ['session'] });
    choosePurse(purseId);
    router.push('/home');
  };
  return (
    <Notice tone="good" live title={t('done', { count: rows })}>
      <Button size="small" onClick={() => void open()}>
        {t('open')}
      </Button>
    </Notice>
  );
}
