'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import type { ImportView } from '@api/imports/imports.contract.ts';
import { Confirm } from '@/components/dialog.tsx';
import { useSay } from '@/components/toast.tsx';
import { sentence } from '@/lib/api/problem.ts';
import { useImportAction } from './use-imports.ts';

/** Asks, undoes, and shows the import, where the kept rows are named. */
export function UndoImport({ view, onClose }: { view: ImportView; onClose: () => void }): ReactNode {
  const t = useTranslations('imports');
  const tc = useTranslations('common');
  const say = useSay();
  const router = useRouter();
  const undo = useImportAction(view.id, 'undo');
  return (
    <Confirm
      open
      onClose={onClose}
      title={t('undoTitle')}
      action={t('undo')}
      busy={undo.isPending}
      onConfirm={() =>
        undo.mutate(undefined, {
          onSuccess: () => router.push(`/imports/view?id=${view.id}`),
          onError: (error) => say(sentence(error, tc('unreachable'))),
          onSettled: onClose,
        })
      }
    >
      <p>{t('undoBody', { name: view.fileName })}</p>
    </Confirm>
  );
}
