'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Loaded } from '@/components/loaded.tsx';
import { ExportItem } from '@/features/data/export-item.tsx';
import { usePurse } from '@/features/session/use-session.ts';
import type { Filters } from './filters.ts';
import { useMatching } from './use-bulk.ts';

/** How many rows the filters match, and the file that holds just these. */
export function DownloadList({ filters }: { filters: Filters }): ReactNode {
  const t = useTranslations('transactions');
  const { id } = usePurse();
  const query = useMatching(filters, true);
  const search = new URLSearchParams(Object.entries(filters).map(([name, value]) => [name, String(value)]));
  return (
    <Loaded query={query} lines={2}>
      {({ total }) => (
        <ul>
          <ExportItem
            title={t('csvFile', { count: total })}
            path={`/api/v1/purses/${id}/export/csv?${search.toString()}`}
          >
            {t('csvRows', { count: total })}
          </ExportItem>
        </ul>
      )}
    </Loaded>
  );
}
