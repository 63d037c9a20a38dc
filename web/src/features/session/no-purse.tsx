'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '@/components/button.tsx';
import { Card } from '@/components/card.tsx';
import { Field, Input } from '@/components/field.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { SignOut } from '@/features/settings/sign-out.tsx';
import { answer, api } from '@/lib/api/client.ts';
import { choosePurse } from '@/lib/chosen-purse.ts';
import { pointed, sentence } from '@/lib/api/problem.ts';

/** For somebody whose last purse was deleted: a new one, empty, is one name away. */
export function NoPurse(): ReactNode {
  const t = useTranslations('purses');
  const tc = useTranslations('common');
  const tf = useTranslations('forms');
  const client = useQueryClient();
  const [name, setName] = useState(t('firstName'));
  const [missing, setMissing] = useState(false);
  const open = useMutation({
    mutationFn: (wanted: string) => answer(api.POST('/api/v1/purses', { body: { name: wanted } })),
    onSuccess: ({ id }) => {
      choosePurse(id);
      return client.invalidateQueries({ queryKey: ['session'] });
    },
  });
  const refusal =
    open.error === null
      ? undefined
      : (pointed(open.error, '/name') ?? sentence(open.error, tc('unreachable')));

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(name.trim() === '');
    if (name.trim() !== '') open.mutate(name.trim());
  };

  return (
    <div className="mx-auto max-w-md space-y-4">
      <PageHeader title={t('noneTitle')} lead={t('none')} />
      <Card>
        <form noValidate onSubmit={submit} className="space-y-4">
          <Field label={t('newName')} error={missing ? tf('missing') : refusal}>
            {(wiring) => (
              <Input
                {...wiring}
                maxLength={80}
                autoComplete="off"
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <Button type="submit" variant="primary" busy={open.isPending} className="w-full">
            {t('open')}
          </Button>
        </form>
      </Card>
      <SignOut />
    </div>
  );
}
