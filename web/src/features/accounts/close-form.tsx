'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { AccountView } from '@api/accounts/accounts.contract.ts';
import { Button } from '@/components/button.tsx';
import { Field, Input } from '@/components/field.tsx';
import { useSay } from '@/components/toast.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { sentence } from '@/lib/api/problem.ts';
import { useCloseAccount } from './use-accounts.ts';

export function CloseForm({ account, onDone }: { account: AccountView; onDone: () => void }): ReactNode {
  const t = useTranslations('accounts');
  const tc = useTranslations('common');
  const tf = useTranslations('forms');
  const say = useSay();
  const format = useFormat();
  const close = useCloseAccount();
  const [on, setOn] = useState(format.today());
  const error = on === '' ? tf('date') : close.isError ? sentence(close.error, tc('unreachable')) : undefined;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (on === '') return;
    close.mutate(
      { accountId: account.id, on },
      {
        onSuccess: () => {
          say(t('closed', { name: account.name }));
          onDone();
        },
      },
    );
  };

  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      <p className="text-soft">{t('closeBody', { name: account.name })}</p>
      <Field label={t('closeOn')} error={error}>
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
      <Button type="submit" variant="primary" busy={close.isPending} className="w-full">
        {t('closeTitle')}
      </Button>
    </form>
  );
}
