'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState, type ReactNode } from 'react';
import type { ImportView } from '@api/imports/imports.contract.ts';
import { Button } from '@/components/button.tsx';
import { Confirm } from '@/components/dialog.tsx';
import { Notice } from '@/components/notice.tsx';
import { useSay } from '@/components/toast.tsx';
import { sentence } from '@/lib/api/problem.ts';
import { cx } from '@/lib/cx.ts';
import { useDiscardImport, useImportAction } from './use-imports.ts';

/** The number on the button is the number of rows that will be saved, not one more or less. */
export function CommitBar({ view }: { view: ImportView }): ReactNode {
  const t = useTranslations('imports');
  const tc = useTranslations('common');
  const say = useSay();
  const router = useRouter();
  const commit = useImportAction(view.id, 'commit');
  const discard = useDiscardImport();
  const [asking, setAsking] = useState(false);
  const undecided = view.statements.filter((each) => each.accountId === null && !each.skipped).length;
  const unaccepted = view.statements.filter(
    (each) => !each.skipped && each.proof?.state === 'off' && !each.proofAccepted,
  ).length;
  const asked = undecided > 0 || unaccepted > 0;
  const count = view.statements
    .filter((each) => each.accountId !== null && !each.skipped)
    .reduce((sum, each) => sum + each.counts.new, 0);

  return (
    // While something has to be chosen first, it does not float above that.
    <div
      data-bar={asked ? undefined : ''}
      className={cx(
        'space-y-3 rounded-2xl border border-line bg-card p-3',
        !asked && 'sticky bottom-20 z-10 shadow-xl lg:bottom-4',
      )}
    >
      {commit.isError && (
        <Notice tone="attention" live>
          {sentence(commit.error, tc('unreachable'))}
        </Notice>
      )}
      <p className="text-sm text-soft" role="status">
        {undecided > 0
          ? t('undecided', { count: undecided })
          : count === 0
            ? t('nothingNew')
            : unaccepted > 0
              ? t('unaccepted', { count: unaccepted })
              : t('canUndo')}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          className="flex-1"
          disabled={asked || count === 0}
          busy={commit.isPending}
          onClick={() => {
            commit.mutate();
            // Progress and outcome stand at the head of the page.
            window.scrollTo({ top: 0 });
          }}
        >
          {asked ? t('confirmLater') : t('confirm', { count })}
        </Button>
        <Button variant="quiet" onClick={() => setAsking(true)}>
          {t('discard')}
        </Button>
      </div>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('discardTitle')}
        action={t('discard')}
        busy={discard.isPending}
        onConfirm={() =>
          discard.mutate(view.id, {
            onSuccess: () => router.push('/imports'),
            onError: (error) => say(sentence(error, tc('unreachable'))),
            onSettled: () => setAsking(false),
          })
        }
      >
        <p>{t('discardBody')}</p>
      </Confirm>
    </div>
  );
}
