'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { CounterpartyView } from '@api/counterparties/counterparties.contract.ts';
import { Button } from '@/components/button.tsx';
import { Field, Input } from '@/components/field.tsx';
import { Notice } from '@/components/notice.tsx';
import { useSay } from '@/components/toast.tsx';
import { ApiProblem, pointed, sentence } from '@/lib/api/problem.ts';
import { useRenameCounterparty } from './use-counterparties.ts';

export function RenameForm({ item, onDone }: { item: CounterpartyView; onDone: () => void }): ReactNode {
  const t = useTranslations('names');
  const tc = useTranslations('common');
  const tf = useTranslations('forms');
  const say = useSay();
  const rename = useRenameCounterparty();
  const [name, setName] = useState(item.name);
  const [missing, setMissing] = useState(false);
  const taken = rename.error instanceof ApiProblem && rename.error.code === 'counterparty-name-taken';
  const atField = taken ? t('taken') : pointed(rename.error, '/name');

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(name.trim() === '');
    if (name.trim() === '') return;
    rename.mutate(
      { counterpartyId: item.id, name: name.trim() },
      {
        onSuccess: (renamed) => {
          say(t('renamed', { name: renamed.name }));
          onDone();
        },
      },
    );
  };

  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      {rename.isError && atField === undefined && (
        <Notice tone="attention" live>
          {sentence(rename.error, tc('unreachable'))}
        </Notice>
      )}
      <Field label={t('name')} hint={t('renameHint')} error={missing ? tf('missing') : atField}>
        {(wiring) => (
          <Input
            {...wiring}
            maxLength={200}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" busy={rename.isPending} className="w-full">
        {tc('save')}
      </Button>
    </form>
  );
}
