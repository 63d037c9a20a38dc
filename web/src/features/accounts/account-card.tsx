'use client';

import { CircleAlert, Pencil, Scale, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { AccountView } from '@api/accounts/accounts.contract.ts';
import { Badge } from '@/components/badge.tsx';
import { Button, buttonClass } from '@/components/button.tsx';
import { Card } from '@/components/card.tsx';
import { Money } from '@/features/session/money.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { useMayChange } from '@/features/session/use-session.ts';
import { kindIcon } from './account-kinds.ts';

export type AccountAction = 'edit' | 'remove' | 'reconcile' | 'close' | 'reopen';

/** One account: what is on it, since when that is known, and what can be done with it. */
export function AccountCard({
  account,
  onAction,
}: {
  account: AccountView;
  onAction: (what: AccountAction) => void;
}): ReactNode {
  const t = useTranslations('accounts');
  const tk = useTranslations('accountKinds');
  const format = useFormat();
  const mayChange = useMayChange();
  const closed = account.closedOn !== null;
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
        {account.closedOn !== null ? (
          <Badge>{t('closedOn', { on: format.day(account.closedOn) })}</Badge>
        ) : (
          !account.spendable && <Badge>{t('setAside')}</Badge>
        )}
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
        {mayChange && !closed && (
          <>
            <Button
              size="small"
              onClick={() => onAction('edit')}
              aria-label={t('editNamed', { name: account.name })}
            >
              <Pencil aria-hidden className="size-4" />
              {t('edit')}
            </Button>
            <Button
              size="small"
              onClick={() => onAction('reconcile')}
              aria-label={t('reconcileNamed', { name: account.name })}
            >
              <Scale aria-hidden className="size-4" />
              {t('reconcile')}
            </Button>
          </>
        )}
        <Link
          href={`/transactions?accountId=${account.id}`}
          className={buttonClass('quiet', 'small')}
          aria-label={t('seeRowsNamed', { name: account.name })}
        >
          {t('seeRows')}
        </Link>
        <Link
          href={`/accounts/view?id=${account.id}`}
          className={buttonClass('quiet', 'small')}
          aria-label={t('seeDaysNamed', { name: account.name })}
        >
          {t('seeDays')}
        </Link>
        {mayChange && (
          <>
            <Button
              size="small"
              variant="quiet"
              onClick={() => onAction(closed ? 'reopen' : 'close')}
              aria-label={t(closed ? 'reopenNamed' : 'closeNamed', { name: account.name })}
            >
              {t(closed ? 'reopen' : 'close')}
            </Button>
            <Button
              size="small"
              variant="quiet"
              onClick={() => onAction('remove')}
              className="ml-auto"
              aria-label={t('removeNamed', { name: account.name })}
            >
              <Trash2 aria-hidden className="size-4" />
            </Button>
          </>
        )}
      </div>
    </Card>
  );
}
