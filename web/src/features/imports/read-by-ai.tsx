'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ImportView } from '@api/imports/imports.contract.ts';
import { Notice } from '@/components/notice.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { formatMicroDollars } from '@/lib/format.ts';

/** That an AI read the file, which one, when, and what it cost: as long as the import is there. */
export function ReadByAi({ view }: { view: ImportView }): ReactNode {
  const t = useTranslations('imports');
  const format = useFormat();
  const { receipt } = view.ai;
  if (receipt === null) return null;
  const { model, at, microDollars } = receipt;
  const cost = formatMicroDollars(microDollars, format.locale);
  return (
    <Notice title={t('readByAi')}>
      {view.status === 'ready' && <p>{t('readByAiBody')}</p>}
      <p className="text-sm text-soft">{t('readByAiReceipt', { model, when: format.instant(at), cost })}</p>
    </Notice>
  );
}
