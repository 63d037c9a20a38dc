'use client';

import { useTranslations } from 'next-intl';
import { useEffect, type ReactNode } from 'react';
import { Button } from '@/components/button.tsx';
import { Notice } from '@/components/notice.tsx';

/** A page that broke says so in its place; the way to the other pages stays. */
export default function PageError({ error, reset }: { error: Error; reset: () => void }): ReactNode {
  const t = useTranslations('broken');
  useEffect(() => {
    void import('@/lib/errors/report.ts').then(({ report }) => report(error));
  }, [error]);
  return (
    <Notice tone="attention" live title={t('title')}>
      <p>{t('body')}</p>
      <p className="text-soft">{error.message}</p>
      <Button size="small" onClick={reset}>
        {t('again')}
      </Button>
    </Notice>
  );
}
