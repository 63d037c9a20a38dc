'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { BulkEdit } from '@api/transactions/transactions.contract.ts';
import { Button } from '@/components/button.tsx';
import { Field, Input, Select } from '@/components/field.tsx';
import { Notice } from '@/components/notice.tsx';
import { useSay } from '@/components/toast.tsx';
import { CategorySelect } from '@/features/categories/category-select.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { useCreateTag, useTags } from '@/features/tags/use-tags.ts';
import { pointed } from '@/lib/api/problem.ts';
import { BulkRefusal } from './bulk-refusal.tsx';
import { useBulkEdit } from './use-bulk.ts';

/** No id and no word that a person could choose. */
const KEEP = 'keep';
const NONE = 'none';

const same = (left: string, right: string): boolean =>
  left.trim().toLocaleLowerCase() === right.trim().toLocaleLowerCase();

/** What many rows shall have in common from now on; every field left alone stays as each row has it. */
export function BulkForm({
  ids,
  onLeaveOut,
  onDone,
}: {
  ids: string[];
  onLeaveOut: (ids: readonly string[]) => void;
  onDone: () => void;
}): ReactNode {
  const t = useTranslations('bulk');
  const tr = useTranslations('transactions');
  const tc = useTranslations('common');
  const say = useSay();
  const format = useFormat();
  const { data: tags = [] } = useTags();
  const create = useCreateTag();
  const edit = useBulkEdit();
  const [categoryId, setCategoryId] = useState(KEEP);
  const [counterparty, setCounterparty] = useState('');
  const [addTag, setAddTag] = useState('');
  const [removeTag, setRemoveTag] = useState('');
  const [nothing, setNothing] = useState(false);
  const error = create.error ?? edit.error;

  const tagIdOf = async (name: string): Promise<string> =>
    (tags.find((each) => same(each.name, name)) ?? (await create.mutateAsync(name.trim()))).id;

  const save = async (): Promise<void> => {
    const set: BulkEdit['set'] = {};
    if (categoryId !== KEEP) set.categoryId = categoryId === NONE ? null : categoryId;
    if (counterparty.trim() !== '') set.counterparty = counterparty.trim();
    if (removeTag !== '') set.removeTagIds = [removeTag];
    if (addTag.trim() !== '') set.addTagIds = [await tagIdOf(addTag)];
    const { changed } = await edit.mutateAsync({ ids, set });
    say(t('changed', { count: changed }));
    onDone();
  };

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const untouched =
      categoryId === KEEP && counterparty.trim() === '' && addTag.trim() === '' && removeTag === '';
    setNothing(untouched);
    create.reset();
    // A refusal stands in the form, where useMutation keeps it.
    if (!untouched) save().catch(() => null);
  };

  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      <p className="text-sm text-soft">{t('changeLead')}</p>
      {nothing && (
        <Notice tone="attention" live>
          {t('nothing')}
        </Notice>
      )}
      {error !== null && (
        <BulkRefusal
          error={error}
          ids={edit.variables?.ids ?? []}
          onLeaveOut={(some) => {
            edit.reset();
            onLeaveOut(some);
          }}
        />
      )}
      <Field label={tr('category')} error={pointed(error, '/set/categoryId')}>
        {(wiring) => (
          <CategorySelect
            {...wiring}
            none={[
              { value: KEEP, label: t('keep') },
              { value: NONE, label: tc('uncategorised') },
            ]}
            value={categoryId}
            onChange={(event) => setCategoryId(event.target.value)}
          />
        )}
      </Field>
      <Field label={tr('counterparty')} hint={t('emptyKeeps')} error={pointed(error, '/set/counterparty')}>
        {(wiring) => (
          <Input
            {...wiring}
            maxLength={200}
            autoComplete="off"
            value={counterparty}
            onChange={(event) => setCounterparty(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('addTag')} hint={t('emptyKeeps')} error={pointed(error, '/set/addTagIds')}>
        {(wiring) => (
          <Input
            {...wiring}
            list="tags-to-add"
            maxLength={60}
            autoComplete="off"
            value={addTag}
            onChange={(event) => setAddTag(event.target.value)}
          />
        )}
      </Field>
      <datalist id="tags-to-add">
        {tags.map((tag) => (
          <option key={tag.id} value={tag.name} />
        ))}
      </datalist>
      {tags.length > 0 && (
        <Field label={t('removeTag')} error={pointed(error, '/set/removeTagIds')}>
          {(wiring) => (
            <Select {...wiring} value={removeTag} onChange={(event) => setRemoveTag(event.target.value)}>
              <option value="">{t('removeNoTag')}</option>
              {tags.map((tag) => (
                <option key={tag.id} value={tag.id}>
                  {tag.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <Button
        type="submit"
        variant="primary"
        busy={edit.isPending || create.isPending}
        disabled={ids.length === 0}
        className="w-full"
      >
        {t('change', { count: format.count(ids.length) })}
      </Button>
    </form>
  );
}
