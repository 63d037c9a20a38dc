'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { AccountView } from '@api/accounts/accounts.contract.ts';
import type { ReconcileAccount } from '@api/reconciliation/reconciliation.contract.ts';
import { Button } from '@/components/button.tsx';
import { AmountInput, Field, Input } from '@/components/field.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { Notice } from '@/components/notice.tsx';
import { useSay } from '@/components/toast.tsx';
import { Money, useMoneyText } from '@/features/session/money.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { parseTyped } from '@/lib/amount.ts';
import { sentence } from '@/lib/api/problem.ts';
import { useBalanceOn, useReconcile } from './use-accounts.ts';

type Way = ReconcileAccount['difference'];

/** Holds the records against what the bank says; the difference is shown while typing, before anything is saved. */
export function ReconcileForm({ account, onDone }: { account: AccountView; onDone: () => void }): ReactNode {
  const t = useTranslations('accounts');
  const tc = useTranslations('common');
  const tf = useTranslations('forms');
  const say = useSay();
  const format = useFormat();
  const [on, setOn] = useState(format.today());
  const [typed, setTyped] = useState('');
  const [way, setWay] = useState<Way>('add-row');
  const [tried, setTried] = useState(false);
  const balance = useBalanceOn(account.id, on);
  const save = useReconcile(account.id);
  const stated = parseTyped(typed, account.currency);
  const derived = balance.data?.on === on ? balance.data.balance : undefined;
  const difference = stated === null || typeof derived !== 'number' ? null : stated - derived;
  // A row on or before the anchor's day moves no later balance: the API refuses it.
  const mayAddRow = account.anchor === null || on > account.anchor.on;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (stated === null || derived === undefined) return;
    save.mutate(
      { on, balance: stated, difference: mayAddRow && derived !== null ? way : 'move-anchor' },
      {
        onSuccess: () => {
          say(t('reconciled', { name: account.name }));
          onDone();
        },
      },
    );
  };

  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      <p className="text-soft">{t('reconcileLead', { name: account.name })}</p>
      {save.isError && (
        <Notice tone="attention" live>
          {sentence(save.error, tc('unreachable'))}
        </Notice>
      )}
      <Field label={t('stated')} error={tried && stated === null ? tf('amount') : undefined}>
        {(wiring) => (
          <AmountInput
            {...wiring}
            currency={account.currency}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('statedOn')} error={on === '' ? tf('date') : undefined}>
        {(wiring) => (
          <Input
            type="date"
            max={format.today()}
            {...wiring}
            value={on}
            onChange={(event) => setOn(event.target.value)}
          />
        )}
      </Field>
      {on !== '' && (
        <Loaded query={balance} lines={1}>
          {(known) =>
            known.balance === null ? (
              <p className="text-sm text-soft">{t('derivedUnknown')}</p>
            ) : (
              <div role="status">
                <dl className="grid grid-cols-2 gap-y-1 rounded-xl bg-sunken p-3">
                  <dt className="text-soft">{t('derived')}</dt>
                  <dd className="text-right">
                    <Money amount={known.balance} currency={account.currency} />
                  </dd>
                  {difference !== null && (
                    <>
                      <dt className="font-semibold">{t('difference')}</dt>
                      <dd className="text-right font-semibold">
                        <Money amount={difference} currency={account.currency} signed />
                      </dd>
                    </>
                  )}
                </dl>
              </div>
            )
          }
        </Loaded>
      )}
      {difference === 0 && <Notice tone="good">{t('agrees')}</Notice>}
      {difference !== null && difference !== 0 && (
        <WhatNow
          way={mayAddRow ? way : 'move-anchor'}
          onWay={setWay}
          difference={difference}
          on={on}
          account={account}
          mayAddRow={mayAddRow}
        />
      )}
      <Button type="submit" variant="primary" busy={save.isPending} className="w-full">
        {t('reconcileSave')}
      </Button>
    </form>
  );
}

function WhatNow({
  way,
  onWay,
  difference,
  on,
  account,
  mayAddRow,
}: {
  way: Way;
  onWay: (way: Way) => void;
  difference: number;
  on: string;
  account: AccountView;
  mayAddRow: boolean;
}): ReactNode {
  const t = useTranslations('accounts');
  const format = useFormat();
  const money = useMoneyText();
  const choices: { value: Way; label: string; why: string }[] = [
    {
      value: 'add-row',
      label: t('addRow', { amount: money(difference, account.currency), on: format.day(on) }),
      why: t('addRowWhy'),
    },
    { value: 'move-anchor', label: t('moveAnchor'), why: t('moveAnchorWhy') },
  ];
  return (
    <fieldset className="space-y-2">
      <legend className="mb-1 text-sm font-medium">{t('whatNow')}</legend>
      {choices
        .filter(({ value }) => mayAddRow || value === 'move-anchor')
        .map(({ value, label, why }) => (
          <label key={value} className="flex gap-3 rounded-xl border border-line p-3">
            <input
              type="radio"
              name="difference"
              className="mt-1 size-4 shrink-0 accent-leaf"
              checked={way === value}
              onChange={() => onWay(value)}
            />
            <span>
              <span className="block font-medium">{label}</span>
              <span className="block text-sm text-soft">{why}</span>
            </span>
          </label>
        ))}
      {!mayAddRow && account.anchor !== null && (
        <p className="text-sm text-soft">{t('beforeAnchor', { on: format.day(account.anchor.on) })}</p>
      )}
    </fieldset>
  );
}
