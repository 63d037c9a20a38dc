'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/button.tsx';
import { Notice } from '@/components/notice.tsx';
import { Skeleton } from '@/components/skeleton.tsx';
import { sentence } from '@/lib/api/problem.ts';

/** What a query has, or why it has nothing, or grey lines while it asks. */
export function Loaded<T>({
  query,
  lines = 3,
  children,
}: {
  query: UseQueryResult<T>;
  lines?: number;
  children: (data: T) => ReactNode;
}): ReactNode {
  const t = useTranslations('common');
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return (
      <Notice tone="attention" live title={t('notLoaded')}>
        <p>{sentence(query.error, t('unreachable'))}</p>
        <Button size="small" onClick={() => void query.refetch()}>
          {t('tryAgain')}
        </Button>
      </Notice>
    );
  }
  return <Skeleton label={t('loading')} lines={lines} />;
}
