'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import type { CreateTransaction, TransactionView } from '@api/transactions/transactions.contract.ts';
import type { AccountView } from '@api/accounts/accounts.contract.ts';
import { Button, ButtonLink } from '@/components/button.tsx';
import { AmountInput, Field, Input, Select, Textarea } from '@/components/field.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { Notice } from '@/components/notice.tsx';
import { Segmented } from '@/components/segmented.tsx';
import { useSay } from '@/components/toast.tsx';
import { useAccounts } from '@/features/accounts/use-accounts.ts';
import { CategorySelect } from '@/features/categories/category-select.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { newKey } from '@/lib/api/session-fetch.ts';
import { parseTyped, toTyped } from '@/lib/amount.ts';
import { showProblem, useContractResolver } from '@/lib/forms/use-contract-resolver.ts';
import { sentence } from '@/lib/api/problem.ts';
import { CategoryGuess } from './category-guess.tsx';
import { useCreateTransaction, useUpdateTransaction, type PreviewTransaction } from './use-transactions.ts';

const loadCreateTransaction = async () =>
  (await import('@api/transactions/transactions.contract.ts')).CreateTransaction;

interface Values {
  direction: 'out' | 'in';
  amount: string;
  date: string;
  accountId: string;
  counterparty: string;
  description: string;
  categoryId: string;
  note: string;
}

/** In minor units, null where it is no amount yet. */
function signedAmount({ amount, direction }: Values, currency: string): number | null {
  const size = parseTyped(amount, currency);
  return size === null ? null : direction === 'in' ? Math.abs(size) : -Math.abs(size);
}

/** What can be said of a row that is being typed: null while it has no amount or no words. */
function toPreview(values: Values, currency: string): PreviewTransaction | null {
  const amount = signedAmount(values, currency);
  const [counterparty, description] = [orNull(values.counterparty), values.description.trim()];
  if (amount === null || amount === 0 || (counterparty === null && description === '')) return null;
  return { accountId: values.accountId, amount, counterparty, description };
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** Types a row in, or changes one; it waits for the accounts, so that the first of them is chosen already. */
export function TransactionForm(props: { row?: TransactionView; onSaved: () => void }): ReactNode {
  const accounts = useAccounts();
  return (
    <Loaded query={accounts} lines={6}>
      {/* The device may remember a time without accounts: the form starts anew when there is one. */}
      {(items) => <RowForm key={items.length === 0 ? 'none' : 'some'} {...props} accounts={items} />}
    </Loaded>
  );
}

/** Only what was changed is sent, so an untouched field stays the bank's. */
function RowForm({
  row,
  accounts,
  onSaved,
}: {
  row?: TransactionView;
  accounts: AccountView[];
  onSaved: () => void;
}): ReactNode {
  const t = useTranslations('transactions');
  const tc = useTranslations('common');
  const say = useSay();
  const format = useFormat();
  // A closed account takes no new rows; its old ones stay in it.
  const open = accounts.filter((each) => each.closedOn === null || each.id === row?.accountId);
  const create = useCreateTransaction();
  const update = useUpdateTransaction();
  const [key] = useState(newKey);
  const [problem, setProblem] = useState<string | null>(null);
  const currencyOf = (accountId: string): string =>
    accounts.find((each) => each.id === accountId)?.currency ?? row?.currency ?? 'NGN';

  const { register, handleSubmit, setError, setValue, watch, formState } = useForm<
    Values,
    unknown,
    CreateTransaction
  >({
    defaultValues: {
      direction: row !== undefined && row.amount > 0 ? 'in' : 'out',
      amount: row === undefined ? '' : toTyped(Math.abs(row.amount), row.currency),
      date: row?.date ?? format.today(),
      accountId: row?.accountId ?? open[0]?.id ?? '',
      counterparty: row?.counterparty ?? '',
      description: row?.description ?? '',
      categoryId: row?.categoryId ?? '',
      note: row?.note ?? '',
    },
    resolver: useContractResolver(loadCreateTransaction, (values: Values) => {
      return {
        accountId: values.accountId,
        date: values.date,
        amount: signedAmount(values, currencyOf(values.accountId)),
        description: values.description,
        counterparty: orNull(values.counterparty),
        categoryId: orNull(values.categoryId),
        note: orNull(values.note),
      };
    }),
  });
  const { errors, isSubmitting } = formState;
  const values = watch();
  const fields = [
    'amount',
    'date',
    'accountId',
    'counterparty',
    'description',
    'categoryId',
    'note',
  ] as const;

  const submit = handleSubmit(async (body) => {
    setProblem(null);
    try {
      if (row === undefined) {
        await create.mutateAsync({ body, key });
        say(t('added'));
      } else {
        const change = Object.fromEntries(
          fields.filter((name) => body[name] !== row[name]).map((name) => [name, body[name]]),
        );
        if (Object.keys(change).length > 0) await update.mutateAsync({ transactionId: row.id, body: change });
        say(t('saved'));
      }
      onSaved();
    } catch (error) {
      setProblem(showProblem(error, setError, fields) ?? sentence(error, tc('unreachable')));
    }
  });

  if (open.length === 0) {
    return (
      <Notice title={t('needAccountTitle')}>
        <p>{t('needAccount')}</p>
        <ButtonLink href="/accounts" variant="primary" size="small">
          {t('goToAccounts')}
        </ButtonLink>
      </Notice>
    );
  }

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="space-y-4">
      {problem !== null && (
        <Notice tone="attention" live>
          {problem}
        </Notice>
      )}
      <Segmented
        label={t('direction')}
        value={values.direction}
        onChange={(direction) => setValue('direction', direction, { shouldDirty: true })}
        options={[
          { value: 'out', label: t('out') },
          { value: 'in', label: t('in') },
        ]}
      />
      <div className="grid grid-cols-2 gap-3">
        <Field label={t('amount')} error={errors.amount?.message}>
          {(wiring) => (
            <AmountInput currency={currencyOf(values.accountId)} {...wiring} {...register('amount')} />
          )}
        </Field>
        <Field label={t('date')} error={errors.date?.message}>
          {(wiring) => <Input type="date" {...wiring} {...register('date')} />}
        </Field>
      </div>
      <Field label={t('account')} error={errors.accountId?.message}>
        {(wiring) => (
          <Select {...wiring} {...register('accountId')}>
            {open.map((account) => (
              <option key={account.id} value={account.id}>
                {account.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('counterparty')} error={errors.counterparty?.message}>
        {(wiring) => <Input autoComplete="off" {...wiring} {...register('counterparty')} />}
      </Field>
      {/* A split row has its categories in its parts. */}
      {(row === undefined || row.splits.length === 0) && (
        <Field label={t('category')} error={errors.categoryId?.message}>
          {(wiring) => (
            <CategorySelect
              {...wiring}
              none={[{ value: '', label: tc('uncategorised') }]}
              chosen={row?.categoryId ?? null}
              {...register('categoryId')}
            />
          )}
        </Field>
      )}
      {row === undefined && values.categoryId === '' && (
        <CategoryGuess
          row={toPreview(values, currencyOf(values.accountId))}
          onTake={(categoryId) => setValue('categoryId', categoryId, { shouldDirty: true })}
        />
      )}
      <Field label={t('description')} error={errors.description?.message}>
        {(wiring) => <Input autoComplete="off" {...wiring} {...register('description')} />}
      </Field>
      <Field label={t('note')} error={errors.note?.message}>
        {(wiring) => <Textarea rows={2} {...wiring} {...register('note')} />}
      </Field>
      <Button type="submit" variant="primary" busy={isSubmitting} className="w-full">
        {row === undefined ? t('addTitle') : tc('save')}
      </Button>
    </form>
  );
}
