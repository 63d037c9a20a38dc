'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Confirm } from '@/components/dialog.tsx';
import { useSay } from '@/components/toast.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { BulkRefusal } from './bulk-refusal.tsx';
import { useBulkRemove } from './use-bulk.ts';

export function BulkRemoveDialog({
  open,
  ids,
  onLeaveOut,
  onClose,
  onDone,
}: {
  open: boolean;
  ids: string[];
  onLeaveOut: (ids: readonly string[]) => void;
  onClose: () => void;
  onDone: () => void;
}): ReactNode {
  const t = useTranslations('bulk');
  const say = useSay();
  const format = useFormat();
  const remove = useBulkRemove();
  const close = (): void => {
    remove.reset();
    onClose();
  };
  return (
    <Confirm
      open={open}
      onClose={close}
      title={t('removeTitle', { count: ids.length })}
      action={t('remove', { count: format.count(ids.length) })}
      busy={remove.isPending}
      onConfirm={() =>
        remove.mutate(ids, {
          onSuccess: ({ removed }) => {
            say(t('removed', { count: removed }));
            onDone();
          },
        })
      }
    >
      <p>{t('removeBody')}</p>
      {remove.isError && (
        <BulkRefusal
          error={remove.error}
          ids={remove.variables}
          onLeaveOut={(some) => {
            remove.reset();
            onLeaveOut(some);
          }}
        />
      )}
    </Confirm>
  );
}
