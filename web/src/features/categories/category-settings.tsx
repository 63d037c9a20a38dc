'use client';

import { Archive, ArchiveRestore, Pencil, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import type { CreateCategory, CategoryKind, CategoryView } from '@api/categories/categories.contract.ts';
import { Badge } from '@/components/badge.tsx';
import { Button } from '@/components/button.tsx';
import { Sheet } from '@/components/dialog.tsx';
import { Field, Input, Select } from '@/components/field.tsx';
import { Loaded } from '@/components/loaded.tsx';
import { Notice } from '@/components/notice.tsx';
import { useSay } from '@/components/toast.tsx';
import { newKey } from '@/lib/api/session-fetch.ts';
import { showProblem, useContractResolver } from '@/lib/forms/use-contract-resolver.ts';
import { sentence } from '@/lib/api/problem.ts';
import { categoryKinds, useCategories, useCreateCategory, useUpdateCategory } from './use-categories.ts';

const loadCreateCategory = async () =>
  (await import('@api/categories/categories.contract.ts')).CreateCategory;

/** Categories by kind: rename, put away, add. What is put away stays on the rows that have it. */
export function CategorySettings(): ReactNode {
  const t = useTranslations('categories');
  const tk = useTranslations('categoryKinds');
  const tc = useTranslations('common');
  const say = useSay();
  const query = useCategories();
  const update = useUpdateCategory();
  const [open, setOpen] = useState<CategoryView | 'new' | null>(null);

  const putAway = (category: CategoryView): void =>
    update.mutate(
      { categoryId: category.id, body: { archived: !category.archived } },
      { onError: (error) => say(sentence(error, tc('unreachable'))) },
    );

  return (
    <div className="space-y-4">
      <Button onClick={() => setOpen('new')}>
        <Plus aria-hidden className="size-5" />
        {t('add')}
      </Button>
      <Loaded query={query} lines={6}>
        {(items) => (
          <div className="gap-6 sm:columns-2">
            {categoryKinds.map((kind) => (
              <section key={kind} aria-labelledby={`kind-${kind}`} className="mb-4 break-inside-avoid">
                <h3 id={`kind-${kind}`} className="text-sm font-semibold text-soft">
                  {tk(kind)}
                </h3>
                <ul className="divide-y divide-line">
                  {items
                    .filter((each) => each.kind === kind)
                    .map((category) => (
                      <li key={category.id} className="flex items-center justify-between gap-2 py-0.5">
                        <span className={category.archived ? 'text-soft line-through' : ''}>
                          {category.name}
                        </span>
                        <span className="flex items-center">
                          {category.archived && <Badge>{t('away')}</Badge>}
                          <Button
                            variant="quiet"
                            size="icon"
                            aria-label={t('editNamed', { name: category.name })}
                            onClick={() => setOpen(category)}
                          >
                            <Pencil aria-hidden className="size-4" />
                          </Button>
                          <Button
                            variant="quiet"
                            size="icon"
                            aria-label={t(category.archived ? 'bringBackNamed' : 'putAwayNamed', {
                              name: category.name,
                            })}
                            onClick={() => putAway(category)}
                          >
                            {category.archived ? (
                              <ArchiveRestore aria-hidden className="size-4" />
                            ) : (
                              <Archive aria-hidden className="size-4" />
                            )}
                          </Button>
                        </span>
                      </li>
                    ))}
                </ul>
              </section>
            ))}
          </div>
        )}
      </Loaded>
      <Sheet open={open !== null} onClose={() => setOpen(null)} title={t(open === 'new' ? 'add' : 'edit')}>
        {open !== null && (
          <CategoryForm {...(open === 'new' ? {} : { category: open })} onSaved={() => setOpen(null)} />
        )}
      </Sheet>
    </div>
  );
}

interface Values {
  name: string;
  kind: CategoryKind;
}

function CategoryForm({ category, onSaved }: { category?: CategoryView; onSaved: () => void }): ReactNode {
  const t = useTranslations('categories');
  const tk = useTranslations('categoryKinds');
  const tc = useTranslations('common');
  const create = useCreateCategory();
  const update = useUpdateCategory();
  const [key] = useState(newKey);
  const [problem, setProblem] = useState<string | null>(null);
  const { register, handleSubmit, setError, formState } = useForm<Values, unknown, CreateCategory>({
    defaultValues: { name: category?.name ?? '', kind: category?.kind ?? 'spending' },
    resolver: useContractResolver(loadCreateCategory, (values: Values) => values),
  });
  const { errors, isSubmitting } = formState;
  const submit = handleSubmit(async ({ name, kind, icon }) => {
    setProblem(null);
    try {
      if (category === undefined) await create.mutateAsync({ body: { name, kind, icon }, key });
      else await update.mutateAsync({ categoryId: category.id, body: { name, kind } });
      onSaved();
    } catch (error) {
      setProblem(showProblem(error, setError, ['name', 'kind']) ?? sentence(error, tc('unreachable')));
    }
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="space-y-4">
      {problem !== null && (
        <Notice tone="attention" live>
          {problem}
        </Notice>
      )}
      <Field label={t('name')} error={errors.name?.message}>
        {(wiring) => <Input autoComplete="off" {...wiring} {...register('name')} />}
      </Field>
      <Field label={t('kind')} hint={t('kindHint')} error={errors.kind?.message}>
        {(wiring) => (
          <Select {...wiring} {...register('kind')}>
            {categoryKinds.map((kind) => (
              <option key={kind} value={kind}>
                {tk(kind)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button type="submit" variant="primary" busy={isSubmitting} className="w-full">
        {tc('save')}
      </Button>
    </form>
  );
}
