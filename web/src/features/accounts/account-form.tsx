'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import type { CreateAccount, AccountView } from '@api/accounts/accounts.contract.ts';
import { CURRENCIES } from '@domain/money.ts';
import { Button } from '@/components/button.tsx';
import { AmountInput, Checkbox, Field, Input, Select } from '@/components/field.tsx';
import { Notice } from '@/components/notice.tsx';
import { useSay } from '@/components/toast.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { usePurse } from '@/features/session/use-session.ts';
import { newKey } from '@/lib/api/session-fetch.ts';
import { parseTyped, toTyped } from '@/lib/amount.ts';
import { showProblem, useContractResolver } from '@/lib/forms/use-contract-resolver.ts';
import { sentence } from '@/lib/api/problem.ts';
import { accountKinds, isSpendableKind } from './account-kinds.ts';
import { useCreateAccount, useUpdateAccount } from './use-accounts.ts';

const loadCreateAccount = async () => (await import('@api/accounts/accounts.contract.ts')).CreateAccount;

interface Values {
  name: string;
  kind: CreateAccount['kind'];
  currency: string;
  institution: string;
  balance: string;
  on: string;
  spendable: boolean;
}

const places = { 'anchor.balance': 'balance', 'anchor.on': 'on' } as const;

/**
 * Adds an account, or changes one. The balance of one day is enough: all others follow from the rows.
 * With `save` the form only gives the account away: an import makes it together with its statement.
 */
export function AccountForm({
  account,
  initial = {},
  save,
  onSaved,
}: {
  account?: AccountView;
  initial?: { name?: string; currency?: string };
  save?: (body: CreateAccount) => Promise<unknown>;
  onSaved: () => void;
}): ReactNode {
  const t = useTranslations('accounts');
  const tk = useTranslations('accountKinds');
  const tc = useTranslations('common');
  const say = useSay();
  const format = useFormat();
  const purse = usePurse();
  const create = useCreateAccount();
  const update = useUpdateAccount();
  const [key] = useState(newKey);
  const [problem, setProblem] = useState<string | null>(null);

  const { register, handleSubmit, setError, setValue, watch, formState } = useForm<
    Values,
    unknown,
    CreateAccount
  >({
    defaultValues: {
      name: account?.name ?? initial.name ?? '',
      kind: account?.kind ?? 'current',
      currency: account?.currency ?? initial.currency ?? purse.baseCurrency,
      institution: account?.institution ?? '',
      balance:
        account?.anchor === null || account === undefined
          ? ''
          : toTyped(account.anchor.balance, account.currency),
      on: account?.anchor?.on ?? format.today(),
      spendable: account?.spendable ?? true,
    },
    resolver: useContractResolver(
      loadCreateAccount,
      (values: Values) => ({
        name: values.name,
        kind: values.kind,
        currency: values.currency,
        institution: values.institution.trim() === '' ? null : values.institution,
        spendable: values.spendable,
        anchor:
          values.balance.trim() === ''
            ? null
            : { on: values.on, balance: parseTyped(values.balance, values.currency) },
      }),
      places,
    ),
  });
  const { errors, isSubmitting } = formState;
  const currency = watch('currency');

  const submit = handleSubmit(async (body) => {
    setProblem(null);
    try {
      if (save !== undefined) {
        await save(body);
      } else if (account === undefined) {
        const saved = await create.mutateAsync({ body, key });
        say(t('added', { name: saved.name }));
      } else {
        const { currency: _fixed, ...change } = body;
        const saved = await update.mutateAsync({ accountId: account.id, body: change });
        say(t('saved', { name: saved.name }));
      }
      onSaved();
    } catch (error) {
      const fields = ['name', 'kind', 'currency', 'institution', 'spendable'] as const;
      setProblem(showProblem(error, setError, fields, places) ?? sentence(error, tc('unreachable')));
    }
  });

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="space-y-4">
      {problem !== null && (
        <Notice tone="attention" live>
          {problem}
        </Notice>
      )}
      <Field label={t('name')} hint={t('nameHint')} error={errors.name?.message}>
        {(wiring) => <Input autoComplete="off" {...wiring} {...register('name')} />}
      </Field>
      <div className="grid grid-cols-[1fr_6.5rem] gap-3">
        <Field label={t('kind')} error={errors.kind?.message}>
          {(wiring) => (
            <Select
              {...wiring}
              {...register('kind', {
                onChange: (event: { target: { value: Values['kind'] } }) =>
                  setValue('spendable', isSpendableKind(event.target.value)),
              })}
            >
              {accountKinds.map((kind) => (
                <option key={kind} value={kind}>
                  {tk(kind)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('currency')} error={errors.currency?.message}>
          {(wiring) => (
            <Select disabled={account !== undefined} {...wiring} {...register('currency')}>
              {[purse.baseCurrency, ...CURRENCIES.filter((code) => code !== purse.baseCurrency)].map(
                (code) => (
                  <option key={code} value={code}>
                    {code}
                  </option>
                ),
              )}
            </Select>
          )}
        </Field>
      </div>
      <Field label={t('institution')} error={errors.institution?.message}>
        {(wiring) => <Input autoComplete="off" {...wiring} {...register('institution')} />}
      </Field>
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-[1fr_11rem]">
        <Field label={t('balance')} error={errors.balance?.message}>
          {(wiring) => <AmountInput currency={currency} {...wiring} {...register('balance')} />}
        </Field>
        <Field label={t('balanceOn')} error={errors.on?.message}>
          {(wiring) => <Input type="date" max={format.today()} {...wiring} {...register('on')} />}
        </Field>
      </div>
      <p className="text-sm text-soft">{t(save === undefined ? 'balanceHint' : 'balanceFromStatement')}</p>
      <Checkbox label={t('spendable')} {...register('spendable')} />
      <Button type="submit" variant="primary" busy={isSubmitting} className="w-full">
        {account === undefined ? t('add') : tc('save')}
      </Button>
    </form>
  );
}
