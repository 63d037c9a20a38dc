'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/button.tsx';
import { useSay } from '@/components/toast.tsx';
import { sentence } from '@/lib/api/problem.ts';
import { useCancelDeletion, type Deleted } from './use-deletion.ts';

/** One tap, without a question: keeping harms nobody. */
export function KeepButton({ what }: { what: Deleted }): ReactNode {
  const t = useTranslations('deletion');
  const tc = useTranslations('common');
  const say = useSay();
  const cancel = useCancelDeletion(what);
  return (
    <Button
      size="small"
      busy={cancel.isPending}
      onClick={() =>
        cancel.mutate(undefined, {
          onSuccess: () => say(t(`${what}.kept`)),
          onError: (error) => say(sentence(error, tc('unreachable'))),
        })
      }
    >
      {t(`${what}.keep`)}
    </Button>
  );
}
