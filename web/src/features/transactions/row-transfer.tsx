'use client';

import { ArrowRightLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import type { TransactionView } from '@api/transactions/transactions.contract.ts';
import type { TransferLeg } from '@api/transfers/transfers.contract.ts';
import { Button } from '@/components/button.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { useSay } from '@/components/toast.tsx';
import { useAccounts } from '@/features/accounts/use-accounts.ts';
import { Money } from '@/features/session/money.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { useMayChange } from '@/features/session/use-session.ts';
import { sentence } from '@/lib/api/problem.ts';
import { useLinkTransfer, useTransfer, useTransferSuggestions, useUnlinkTransfer } from './use-row-parts.ts';

/** Money that only moved between two own accounts is neither income nor spending: the pair says so. */
export function RowTransfer({ row, onDone }: { row: TransactionView; onDone: () => void }): ReactNode {
  const t = useTranslations('transfers');
  const mayChange = useMayChange();
  const [looking, setLooking] = useState(false);
  if (row.transferId !== null) {
    return <Linked transferId={row.transferId} row={row} onDone={onDone} />;
  }
  // A row in parts cannot be half of a transfer, and a viewer links nothing.
  if (!mayChange || row.splits.length > 0) return null;
  if (looking) return <Suggestions row={row} onDone={onDone} />;
  return (
    <Button className="w-full" onClick={() => setLooking(true)}>
      <ArrowRightLeft aria-hidden className="size-5" />
      {t('link')}
    </Button>
  );
}

function Leg({ leg }: { leg: TransferLeg }): ReactNode {
  const format = useFormat();
  const { data: accounts = [] } = useAccounts();
  return (
    <div className="min-w-0 text-sm">
      <p className="font-medium">
        {accounts.find((each) => each.id === leg.accountId)?.name ?? '…'}{' '}
        <Money amount={leg.amount} currency={leg.currency} signed />
      </p>
      <p className="break-words text-soft">
        {format.day(leg.date)}
        {leg.description !== '' && ` · ${leg.description}`}
      </p>
    </div>
  );
}

function Linked({
  transferId,
  row,
  onDone,
}: {
  transferId: string;
  row: TransactionView;
  onDone: () => void;
}): ReactNode {
  const t = useTranslations('transfers');
  const tc = useTranslations('common');
  const say = useSay();
  const mayChange = useMayChange();
  const query = useTransfer(transferId);
  const unlink = useUnlinkTransfer();
  return (
    <section aria-labelledby="row-transfer" className="space-y-2 rounded-2xl border border-line p-4">
      <h3 id="row-transfer" className="text-sm font-semibold">
        {t('linked')}
      </h3>
      <Loaded query={query} lines={1}>
        {(transfer) => <Leg leg={transfer.out.transactionId === row.id ? transfer.in : transfer.out} />}
      </Loaded>
      {mayChange && (
        <Button
          size="small"
          busy={unlink.isPending}
          onClick={() =>
            unlink.mutate(transferId, {
              onSuccess: () => {
                say(t('parted'));
                onDone();
              },
              onError: (error) => say(sentence(error, tc('unreachable'))),
            })
          }
        >
          {t('unlink')}
        </Button>
      )}
    </section>
  );
}

function Suggestions({ row, onDone }: { row: TransactionView; onDone: () => void }): ReactNode {
  const t = useTranslations('transfers');
  const tc = useTranslations('common');
  const say = useSay();
  const query = useTransferSuggestions(row.date);
  const link = useLinkTransfer();
  return (
    <section aria-labelledby="row-transfer" className="space-y-2 rounded-2xl border border-line p-4">
      <h3 id="row-transfer" className="text-sm font-semibold">
        {t('other')}
      </h3>
      <Loaded query={query} lines={1}>
        {(items) => {
          const pairs = items.filter(
            (pair) => pair.out.transactionId === row.id || pair.in.transactionId === row.id,
          );
          if (pairs.length === 0) return <p className="text-sm text-soft">{t('none')}</p>;
          return (
            <ul className="divide-y divide-line">
              {pairs.map((pair) => (
                <li
                  key={`${pair.out.transactionId} ${pair.in.transactionId}`}
                  className="flex flex-wrap items-center justify-between gap-2 py-2"
                >
                  <Leg leg={pair.out.transactionId === row.id ? pair.in : pair.out} />
                  <Button
                    size="small"
                    variant="primary"
                    busy={link.isPending}
                    onClick={() =>
                      link.mutate(
                        { out: pair.out.transactionId, in: pair.in.transactionId },
                        {
                          onSuccess: () => {
                            say(t('done'));
                            onDone();
                          },
                          onError: (error) => say(sentence(error, tc('unreachable'))),
                        },
                      )
                    }
                  >
                    {t('linkThis')}
                  </Button>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </section>
  );
}
