'use client';

import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState, type ReactNode } from 'react';
import type { TransactionView } from '@api/transactions/transactions.contract.ts';
import { Button } from '@/components/button.tsx';
import { Confirm } from '@/components/dialog.tsx';
import { useSay } from '@/components/toast.tsx';
import { HistoryList } from '@/features/audit/history-list.tsx';
import { useReasonText } from '@/features/categories/category-reason.tsx';
import { useMoneyText } from '@/features/session/money.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { useMayChange } from '@/features/session/use-session.ts';
import { sentence } from '@/lib/api/problem.ts';
import { RowFacts } from './row-facts.tsx';
import { RowSplits } from './row-splits.tsx';
import { RowSuggestion } from './row-suggestion.tsx';
import { RowTags } from './row-tags.tsx';
import { RowTransfer } from './row-transfer.tsx';
import { TransactionForm } from './transaction-form.tsx';
import { rowName } from './transaction-row.tsx';
import { useDeleteTransaction, useTransaction } from './use-transactions.ts';

/** One row: its fields, where it came from, and the way to remove it. */
export function TransactionPanel({
  row: opened,
  onDone,
}: {
  row: TransactionView;
  onDone: () => void;
}): ReactNode {
  const row = useTransaction(opened);
  const t = useTranslations('transactions');
  const tc = useTranslations('common');
  const say = useSay();
  const format = useFormat();
  const money = useMoneyText();
  const remove = useDeleteTransaction();
  const mayChange = useMayChange();
  const reasonText = useReasonText();
  const [asking, setAsking] = useState(false);
  return (
    <div className="space-y-6">
      {mayChange && <RowSuggestion row={row} onDone={onDone} />}
      {mayChange ? <TransactionForm row={opened} onSaved={onDone} /> : <RowFacts row={row} />}
      <RowTags row={row} />
      {mayChange && row.transferId === null && (
        <RowSplits key={row.splits.map((split) => split.id).join()} row={row} onDone={onDone} />
      )}
      <RowTransfer row={row} onDone={onDone} />
      <section aria-labelledby="row-origin" className="rounded-2xl bg-sunken p-4 text-sm">
        <h3 id="row-origin" className="mb-1 font-semibold">
          {t('origin')}
        </h3>
        <dl className="space-y-1">
          <Fact name={t('source')}>
            {row.source === 'typed' || row.importId === null ? (
              t('typedOn', { when: format.instant(row.createdAt) })
            ) : (
              <>
                {t('importedOn', { when: format.instant(row.createdAt) })}{' '}
                <Link
                  className="font-medium underline underline-offset-4"
                  href={`/imports/view?id=${row.importId}`}
                >
                  {t('seeImport')}
                </Link>
              </>
            )}
          </Fact>
          {row.categoryReason !== null && <Fact name={t('category')}>{reasonText(row.categoryReason)}</Fact>}
          {row.editedAt !== null && (
            <Fact name={t('changed')}>{t('changedOn', { when: format.instant(row.editedAt) })}</Fact>
          )}
          {row.possibleDuplicate && <Fact name={t('possibleDuplicate')}>{t('possibleDuplicateWhy')}</Fact>}
        </dl>
      </section>
      <section aria-labelledby="row-history">
        <h3 id="row-history" className="text-sm font-semibold">
          {t('history')}
        </h3>
        <HistoryList subjectId={row.id} />
      </section>
      {mayChange && (
        <Button variant="attention" className="w-full" onClick={() => setAsking(true)}>
          <Trash2 aria-hidden className="size-5" />
          {t('remove')}
        </Button>
      )}
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('removeTitle')}
        action={t('remove')}
        busy={remove.isPending}
        onConfirm={() =>
          remove.mutate(row.id, {
            onSuccess: () => {
              say(t('removed'));
              onDone();
            },
            onError: (error) => say(sentence(error, tc('unreachable'))),
            onSettled: () => setAsking(false),
          })
        }
      >
        <p>
          {t('removeBody', {
            name: rowName(row),
            day: format.day(row.date),
            amount: money(row.amount, row.currency),
          })}
        </p>
      </Confirm>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div className="flex flex-wrap gap-x-2">
      <dt className="text-soft">{name}:</dt>
      <dd>{children}</dd>
    </div>
  );
}
