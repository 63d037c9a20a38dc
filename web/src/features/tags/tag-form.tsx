'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { TagView } from '@api/tags/tags.contract.ts';
import { Button } from '@/components/button.tsx';
import { Field, Input } from '@/components/field.tsx';
import { Notice } from '@/components/notice.tsx';
import { useSay } from '@/components/toast.tsx';
import { ApiProblem, pointed, sentence } from '@/lib/api/problem.ts';
import { useCreateTag, useRenameTag } from './use-tags.ts';

/** Names a new tag, or an old one anew. */
export function TagForm({ tag, onDone }: { tag?: TagView; onDone: () => void }): ReactNode {
  const t = useTranslations('tags');
  const tc = useTranslations('common');
  const tf = useTranslations('forms');
  const say = useSay();
  const create = useCreateTag();
  const rename = useRenameTag();
  const [name, setName] = useState(tag?.name ?? '');
  const [missing, setMissing] = useState(false);
  const error = create.error ?? rename.error;
  const taken = error instanceof ApiProblem && error.code === 'tag-name-taken';
  const atField = taken ? t('taken') : pointed(error, '/name');

  const save = async (wanted: string): Promise<void> => {
    if (tag === undefined) await create.mutateAsync(wanted);
    else await rename.mutateAsync({ tagId: tag.id, name: wanted });
    say(t('saved', { name: wanted }));
    onDone();
  };

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(name.trim() === '');
    // The refusal stands in the form, where useMutation keeps it.
    if (name.trim() !== '') save(name.trim()).catch(() => null);
  };

  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      {error !== null && atField === undefined && (
        <Notice tone="attention" live>
          {sentence(error, tc('unreachable'))}
        </Notice>
      )}
      <Field label={t('name')} hint={t('nameHint')} error={missing ? tf('missing') : atField}>
        {(wiring) => (
          <Input
            {...wiring}
            maxLength={60}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" busy={create.isPending || rename.isPending} className="w-full">
        {tc('save')}
      </Button>
    </form>
  );
}
