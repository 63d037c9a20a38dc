'use client';

import { Plus, Wallet } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import type { AccountView } from '@api/accounts/accounts.contract.ts';
import { Button } from '@/components/button.tsx';
import { Confirm, Sheet } from '@/components/dialog.tsx';
import { Empty } from '@/components/empty.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { useSay } from '@/components/toast.tsx';
import { useMayChange } from '@/features/session/use-session.ts';
import { sentence } from '@/lib/api/problem.ts';
import { AccountCard, type AccountAction } from './account-card.tsx';
import { AccountForm } from './account-form.tsx';
import { CloseForm } from './close-form.tsx';
import { ReconcileForm } from './reconcile-form.tsx';
import { Totals } from './totals.tsx';
import { useAccounts, useDeleteAccount, useReopenAccount } from './use-accounts.ts';

type Open = { what: 'add' } | { what: Exclude<AccountAction, 'reopen'>; account: AccountView };

export function AccountList(): ReactNode {
  const t = useTranslations('accounts');
  const tc = useTranslations('common');
  const say = useSay();
  const accounts = useAccounts();
  const remove = useDeleteAccount();
  const reopen = useReopenAccount();
  const mayChange = useMayChange();
  const [open, setOpen] = useState<Open | null>(null);
  const close = (): void => setOpen(null);
  const openAgain = ({ id, name }: AccountView): void =>
    reopen.mutate(id, {
      onSuccess: () => say(t('reopened', { name })),
      onError: (error) => say(sentence(error, tc('unreachable'))),
    });

  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')}>
        {mayChange && (
          <Button variant="primary" onClick={() => setOpen({ what: 'add' })}>
            <Plus aria-hidden className="size-5" />
            {t('add')}
          </Button>
        )}
      </PageHeader>
      <Loaded query={accounts} lines={6}>
        {(items) =>
          items.length === 0 ? (
            <Empty icon={Wallet} title={t('noneTitle')}>
              <p>{t('none')}</p>
            </Empty>
          ) : (
            <>
              <Totals />
              <ul className="grid grid-cols-1 gap-4 md:grid-cols-2">
                {items.map((account) => (
                  <li key={account.id}>
                    <AccountCard
                      account={account}
                      onAction={(what) =>
                        what === 'reopen' ? openAgain(account) : setOpen({ what, account })
                      }
                    />
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
      <Sheet open={open?.what === 'add'} onClose={close} title={t('addTitle')}>
        <AccountForm onSaved={close} />
      </Sheet>
      <Sheet open={open?.what === 'edit'} onClose={close} title={t('editTitle')}>
        {open?.what === 'edit' && <AccountForm account={open.account} onSaved={close} />}
      </Sheet>
      <Sheet open={open?.what === 'reconcile'} onClose={close} title={t('reconcileTitle')}>
        {open?.what === 'reconcile' && <ReconcileForm account={open.account} onDone={close} />}
      </Sheet>
      <Sheet open={open?.what === 'close'} onClose={close} title={t('closeTitle')}>
        {open?.what === 'close' && <CloseForm account={open.account} onDone={close} />}
      </Sheet>
      <Confirm
        open={open?.what === 'remove'}
        onClose={close}
        title={t('removeTitle', { name: open?.what === 'remove' ? open.account.name : '' })}
        action={t('remove')}
        busy={remove.isPending}
        onConfirm={() => {
          if (open?.what !== 'remove') return;
          remove.mutate(open.account.id, {
            onSuccess: () => say(t('removed', { name: open.account.name })),
            onError: (error) => say(sentence(error, tc('unreachable'))),
            onSettled: close,
          });
        }}
      >
        <p>{t('removeBody', { count: open?.what === 'remove' ? open.account.rows : 0 })}</p>
      </Confirm>
    </>
  );
}
