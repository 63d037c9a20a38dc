'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '@/components/button.tsx';
import { Field, Input } from '@/components/field.tsx';
import { useSay } from '@/components/toast.tsx';
import { usePurse } from '@/features/session/use-session.ts';
import { sentence } from '@/lib/api/problem.ts';
import { useRenamePurse } from './use-sharing.ts';

/** Every purse begins as "Personal": whoever shares one needs a name that others can tell from their own. */
export function PurseName(): ReactNode {
  const t = useTranslations('people');
  const tc = useTranslations('common');
  const tf = useTranslations('forms');
  const say = useSay();
  const purse = usePurse();
  const rename = useRenamePurse();
  const [name, setName] = useState(purse.name);
  const [error, setError] = useState<string | undefined>();

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') {
      setError(tf('missing'));
      return;
    }
    setError(undefined);
    rename.mutate(name.trim(), {
      onSuccess: () => say(t('renamed')),
      onError: (refusal) => setError(sentence(refusal, tc('unreachable'))),
    });
  };

  return (
    <form noValidate onSubmit={submit} className="flex max-w-md flex-wrap items-end gap-2">
      <Field label={t('purseName')} error={error} className="min-w-0 flex-1 basis-48">
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
      <Button type="submit" busy={rename.isPending}>
        {t('rename')}
      </Button>
    </form>
  );
}
