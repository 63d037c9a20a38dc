'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/button.tsx';
import { Notice } from '@/components/notice.tsx';
import { sentence } from '@/lib/api/problem.ts';
import { refusedIds } from './use-bulk.ts';

/** Why nothing was changed, and a way on: without those rows that stand against it. */
export function BulkRefusal({
  error,
  ids,
  onLeaveOut,
}: {
  error: Error;
  /** What was sent. */
  ids: readonly string[];
  onLeaveOut: (ids: readonly string[]) => void;
}): ReactNode {
  const t = useTranslations('bulk');
  const tc = useTranslations('common');
  const refused = refusedIds(error, ids);
  return (
    <Notice tone="attention" live>
      <p>{sentence(error, tc('unreachable'))}</p>
      {refused.length > 0 && (
        <Button size="small" onClick={() => onLeaveOut(refused)}>
          {t('leaveOut', { count: refused.length })}
        </Button>
      )}
    </Notice>
  );
}
