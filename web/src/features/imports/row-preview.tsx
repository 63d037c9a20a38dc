'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import type { ImportView, RowVerdict } from '@api/imports/imports.contract.ts';
import { Segmented } from '@/components/segmented.tsx';
import { RowList } from './row-list.tsx';

/** Every row of the file and what will happen to it. */
export function RowPreview({ view }: { view: ImportView }): ReactNode {
  const t = useTranslations('imports');
  const [verdict, setVerdict] = useState<RowVerdict | 'all'>('all');
  const { counts } = view;
  return (
    <section aria-labelledby="rows" className="space-y-3">
      <h2 id="rows" className="text-xl">
        {t('rowsTitle')}
      </h2>
      <Segmented
        label={t('show')}
        hideLabel
        value={verdict}
        onChange={setVerdict}
        options={[
          { value: 'all', label: t('tabAll', { count: counts.rows }) },
          { value: 'new', label: t('tabNew', { count: counts.new }) },
          { value: 'duplicate', label: t('tabDuplicate', { count: counts.duplicate }) },
          { value: 'rejected', label: t('tabRejected', { count: counts.rejected }) },
        ]}
      />
      <RowList key={verdict} view={view} verdict={verdict} />
    </section>
  );
}
