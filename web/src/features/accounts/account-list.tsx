'use client';

import { CircleAlert, Pencil, Plus, Trash2, Wallet } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState, type ReactNode } from 'react';
import type { AccountView } from '@api/accounts/accounts.contract.ts';
import { Badge } from '@/components/badge.tsx';
import { Button, buttonClass } from '@/components/button.tsx';
import { Card } from '@/components/card.tsx';
import { Confirm, Sheet } from '@/components/dialog.tsx';
import { Empty } from '@/components/empty.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { useSay } from '@/components/toast.tsx';
import { Money } from '@/features/session/money.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { useMayChange } from '@/features/session/use-session.ts';
import { sentence } from '@/lib/api/problem.ts';
import { AccountForm } from './account-form.tsx';
import { kindIcon } from './account-kinds.ts';
import { useAccounts, useDeleteAccount } from './use-accounts.ts';

type Open =
  | { what: 'add' }
  | { what: 'edit'; account: AccountView }
  | { what: 'remove'; account: AccountView };

export function AccountList(): ReactNode {
  const t = useTranslations('accounts');
  const tc = useTranslations('common');
  const say = useSay();
  const accounts = useAccounts();
  const remove = useDeleteAccount();
  const mayChange = useMayChange();
  const [open, setOpen] = useState<Open | null>(null);
  const close = (): void => setOpen(null);

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
            <ul className="grid grid-cols-1 gap-4 md:grid-cols-2">
              {items.map((account) => (
                <li key={account.id}>
                  <AccountCard
                    account={account}
                    onEdit={() => setOpen({ what: 'edit', account })}
                    onRemove={() => setOpen({ what: 'remove', account })}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <Sheet open={open?.what === 'add'} onClose={close} title={t('addTitle')}>
        <AccountForm onSaved={close} />
      </Sheet>
      <Sheet open={open?.what === 'edit'} onClose={close} title={t('editTitle')}>
        {open?.what === 'edit' && <AccountForm account={open.account} onSaved={close} />}
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

function AccountCard({
  account,
  onEdit,
  onRemove,
}: {
  account: AccountView;
  onEdit: () => void;
  onRemove: () => void;
}): ReactNode {
  const t = useTranslations('accounts');
  const tk = useTranslations('accountKinds');
  const format = useFormat();
  const Icon = kindIcon[account.kind];
  return (
    <Card className="flex h-full flex-col gap-3">
      <div className="flex items-start gap-3">
        <span className="rounded-xl bg-leaf-soft p-2 text-leaf-ink">
          <Icon aria-hidden className="size-5" />
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-lg">{account.name}</h2>
          <p className="text-sm text-soft">
            {[
              tk(account.kind),
              account.institution,
              account.identifierLast4 && `•••• ${account.identifierLast4}`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        {!account.spendable && <Badge>{t('setAside')}</Badge>}
      </div>
      <div>
        {account.balance === null ? (
          <p className="text-soft">{t('balanceUnknown')}</p>
        ) : (
          <p className="text-2xl font-semibold">
            <Money amount={account.balance.amount} currency={account.balance.currency} />
          </p>
        )}
        {account.anchor !== null && (
          <p className="text-sm text-soft">
            {t(account.anchor.source === 'typed' ? 'anchorTyped' : 'anchorStatement', {
              on: format.day(account.anchor.on),
            })}
          </p>
        )}
        <p className="text-sm text-soft">
          {account.rows === 0 || account.firstOn === null || account.lastOn === null
            ? t('noRows')
            : t('rows', { count: account.rows, range: format.range(account.firstOn, account.lastOn) })}
        </p>
      </div>
      {account.disagreements.length > 0 && (
        <div className="rounded-xl bg-ochre-soft p-3 text-sm">
          <p className="flex items-center gap-2 font-semibold">
            <CircleAlert aria-hidden className="size-4" />
            {t('disagreeTitle')}
          </p>
          <ul className="mt-1 space-y-2">
            {account.disagreements.map((each) => (
              <li key={`${each.importId} ${each.on}`}>
                {t.rich('disagree', {
                  on: format.day(each.on),
                  stated: () => <Money amount={each.stated} currency={account.currency} />,
                  derived: () => <Money amount={each.derived} currency={account.currency} />,
                  difference: () => <Money amount={each.difference} currency={account.currency} signed />,
                })}{' '}
                <Link
                  className="font-medium underline underline-offset-4"
                  href={`/imports/view?id=${each.importId}`}
                >
                  {t('seeStatement')}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="mt-auto flex flex-wrap gap-2 pt-1">
        <Button size="small" onClick={onEdit} aria-label={t('editNamed', { name: account.name })}>
          <Pencil aria-hidden className="size-4" />
          {t('edit')}
        </Button>
        <Link
          href={`/transactions?accountId=${account.id}`}
          className={buttonClass('quiet', 'small')}
          aria-label={t('seeRowsNamed', { name: account.name })}
        >
          {t('seeRows')}
        </Link>
        <Button
          size="small"
          variant="quiet"
          onClick={onRemove}
          className="ml-auto"
          aria-label={t('removeNamed', { name: account.name })}
        >
          <Trash2 aria-hidden className="size-4" />
        </Button>
      </div>
    </Card>
  );
}
