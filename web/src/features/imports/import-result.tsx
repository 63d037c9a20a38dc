'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import type { ImportView } from '@api/imports/imports.contract.ts';
import { Button, ButtonLink } from '@/components/button.tsx';
import { Notice } from '@/components/notice.tsx';
import { useSay } from '@/components/toast.tsx';
import { Money } from '@/features/session/money.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { useMayChange } from '@/features/session/use-session.ts';
import { sentence } from '@/lib/api/problem.ts';
import { UndoImport } from './undo-import.tsx';
import { useImportAction } from './use-imports.ts';

/** After the fact: what was saved, or what was taken back and what stayed. */
export function ImportResult({ view }: { view: ImportView }): ReactNode {
  const t = useTranslations('imports');
  const format = useFormat();
  const mayChange = useMayChange();
  const [undoing, setUndoing] = useState(false);
  const redo = useImportAction(view.id, 'redo');
  const say = useSay();
  const tc = useTranslations('common');
  if (view.status === 'committed') {
    return (
      <Notice tone="good" live title={t('committed', { count: view.counts.new })}>
        <p>{t('committedBody', { duplicate: view.counts.duplicate, rejected: view.counts.rejected })}</p>
        <div className="flex flex-wrap gap-2 pt-1">
          <ButtonLink href="/home" variant="primary" size="small">
            {t('seePicture')}
          </ButtonLink>
          <ButtonLink href={`/transactions?importId=${view.id}`} size="small">
            {t('seeRows')}
          </ButtonLink>
          {mayChange && (
            <Button size="small" onClick={() => setUndoing(true)}>
              {t('undo')}
            </Button>
          )}
        </div>
        {undoing && <UndoImport view={view} onClose={() => setUndoing(false)} />}
      </Notice>
    );
  }
  if (view.status === 'undone' && view.undo !== null) {
    const { removed, kept } = view.undo;
    return (
      <Notice tone="good" live title={t('undone', { count: removed })}>
        {kept.length === 0 ? (
          <p>{t('nothingKept')}</p>
        ) : (
          <>
            <p>{t('kept', { count: kept.length })}</p>
            <ul aria-label={t('keptList')} className="space-y-1">
              {kept.map((row) => (
                <li key={row.transactionId} className="flex flex-wrap gap-x-2">
                  <span>{format.day(row.date)}</span>
                  <span className="font-medium">{row.description}</span>
                  <Money amount={row.amount} currency={row.currency} signed />
                </li>
              ))}
            </ul>
          </>
        )}
        <div className="flex flex-wrap gap-2 pt-1">
          <ButtonLink href="/transactions" variant="primary" size="small">
            {t('seeAllRows')}
          </ButtonLink>
          {mayChange && removed > 0 && (
            <Button
              size="small"
              busy={redo.isPending}
              onClick={() =>
                redo.mutate(undefined, { onError: (error) => say(sentence(error, tc('unreachable'))) })
              }
            >
              {t('redo')}
            </Button>
          )}
        </div>
      </Notice>
    );
  }
  return null;
}
