'use client';

import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { TransactionView } from '@api/transactions/transactions.contract.ts';
import { Button } from '@/components/button.tsx';
import { Field, Input } from '@/components/field.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { useMayChange } from '@/features/session/use-session.ts';
import { sentence } from '@/lib/api/problem.ts';
import { useCreateTag, useTags } from '@/features/tags/use-tags.ts';
import { useSetTags } from './use-row-parts.ts';

const same = (left: string, right: string): boolean =>
  left.trim().toLocaleLowerCase() === right.trim().toLocaleLowerCase();

/** Free words on a row, saved at each tap. Typing one that exists takes it, another name makes it. */
export function RowTags({ row }: { row: TransactionView }): ReactNode {
  const t = useTranslations('tags');
  const tc = useTranslations('common');
  const mayChange = useMayChange();
  const tags = useTags();
  const create = useCreateTag();
  const save = useSetTags(row.id);
  const [name, setName] = useState('');
  // What was just saved is newer than the row that was opened.
  const chosen = save.data?.tagIds ?? row.tagIds;
  const busy = create.isPending || save.isPending;
  const error = create.error ?? save.error;

  const add = async (): Promise<void> => {
    const known = tags.data?.find((each) => same(each.name, name));
    const tag = known ?? (await create.mutateAsync(name.trim()));
    await save.mutateAsync([...new Set([...chosen, tag.id])]);
    setName('');
  };

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // The refusal stands at the field, where useMutation keeps it.
    if (name.trim() !== '') add().catch(() => null);
  };

  return (
    <section aria-labelledby="row-tags" className="space-y-2">
      <h3 id="row-tags" className="text-sm font-semibold">
        {t('title')}
      </h3>
      <Loaded query={tags} lines={1}>
        {(known) => (
          <ul className="flex flex-wrap gap-2">
            {chosen.length === 0 && <li className="text-sm text-soft">{t('none')}</li>}
            {chosen.map((tagId) => {
              const label = known.find((each) => each.id === tagId)?.name ?? '…';
              return (
                <li
                  key={tagId}
                  className="inline-flex max-w-full items-center rounded-full border border-line bg-sunken pl-3 text-sm"
                >
                  <span className={mayChange ? 'truncate' : 'truncate py-1 pr-3'}>{label}</span>
                  {mayChange && (
                    <button
                      type="button"
                      disabled={busy}
                      aria-label={t('remove', { name: label })}
                      className="inline-flex size-9 shrink-0 items-center justify-center rounded-full hover:bg-card"
                      onClick={() => {
                        save.mutate(chosen.filter((each) => each !== tagId));
                      }}
                    >
                      <X aria-hidden className="size-4" />
                    </button>
                  )}
                </li>
              );
            })}
          </ul>
        )}
      </Loaded>
      {mayChange && (
        <form noValidate onSubmit={submit} className="flex items-end gap-2">
          <Field
            label={t('add')}
            error={error === null ? undefined : sentence(error, tc('unreachable'))}
            className="min-w-0 flex-1"
          >
            {(wiring) => (
              <Input
                {...wiring}
                list="known-tags"
                maxLength={60}
                autoComplete="off"
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <datalist id="known-tags">
            {(tags.data ?? [])
              .filter((each) => !chosen.includes(each.id))
              .map((each) => (
                <option key={each.id} value={each.name} />
              ))}
          </datalist>
          <Button type="submit" size="icon" busy={busy} aria-label={t('addThis')}>
            <Plus aria-hidden className="size-5" />
          </Button>
        </form>
      )}
    </section>
  );
}
