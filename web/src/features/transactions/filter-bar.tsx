'use client';

import { SlidersHorizontal, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { Button } from '@/components/button.tsx';
import { Sheet } from '@/components/dialog.tsx';
import { Field, Input, Select } from '@/components/field.tsx';
import { SearchBox } from '@/components/search-box.tsx';
import { useAccounts } from '@/features/accounts/use-accounts.ts';
import { CategorySelect } from '@/features/categories/category-select.tsx';
import { categoryKinds, useCategoryName } from '@/features/categories/use-categories.ts';
import { useCounterparty } from '@/features/counterparties/use-counterparties.ts';
import { useFormat } from '@/features/session/use-format.ts';
import { useTags } from '@/features/tags/use-tags.ts';
import type { FilterName, Filters } from './filters.ts';

type Set = (change: Partial<Record<FilterName, string>>) => void;

/** Search, one button to the other filters, and each filter in use as a chip that goes away on a tap. */
export function FilterBar({ filters, set }: { filters: Filters; set: Set }): ReactNode {
  const t = useTranslations('transactions');
  const tc = useTranslations('common');
  const [open, setOpen] = useState(false);
  const chips = useChips(filters);
  return (
    <div className="mb-4 space-y-3">
      <div className="flex gap-2">
        <SearchBox label={t('search')} value={filters.q ?? ''} onChange={(q) => set({ q })} />
        <Button onClick={() => setOpen(true)} aria-label={t('filters')}>
          <SlidersHorizontal aria-hidden className="size-5" />
          <span className="hidden sm:inline">{t('filters')}</span>
        </Button>
      </div>
      {chips.length > 0 && (
        <ul aria-label={t('inUse')} className="flex flex-wrap gap-2">
          {chips.map(({ name, text }) => (
            <li key={name}>
              <button
                type="button"
                onClick={() => set({ [name]: '' })}
                className="inline-flex min-h-9 items-center gap-1.5 rounded-full bg-leaf-soft pr-2 pl-3 text-sm font-medium text-leaf-ink"
              >
                {text}
                <X aria-hidden className="size-4" />
                <span className="sr-only">{t('removeFilter')}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <Sheet open={open} onClose={() => setOpen(false)} title={t('filters')}>
        <FilterFields filters={filters} set={set} />
        <Button variant="primary" className="mt-5 w-full" onClick={() => setOpen(false)}>
          {tc('done')}
        </Button>
      </Sheet>
    </div>
  );
}

function FilterFields({ filters, set }: { filters: Filters; set: Set }): ReactNode {
  const t = useTranslations('transactions');
  const tk = useTranslations('categoryKinds');
  const { data: accounts = [] } = useAccounts();
  const { data: tags = [] } = useTags();
  return (
    <div className="space-y-4">
      <Field label={t('account')}>
        {(wiring) => (
          <Select
            {...wiring}
            value={filters.accountId ?? ''}
            onChange={(e) => set({ accountId: e.target.value })}
          >
            <option value="">{t('allAccounts')}</option>
            {accounts.map((account) => (
              <option key={account.id} value={account.id}>
                {account.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('category')}>
        {(wiring) => (
          <CategorySelect
            {...wiring}
            none={[
              { value: '', label: t('allCategories') },
              { value: 'none', label: t('withoutCategory') },
            ]}
            value={filters.categoryId ?? ''}
            onChange={(e) => set({ categoryId: e.target.value })}
          />
        )}
      </Field>
      {(tags.length > 0 || filters.tagId !== undefined) && (
        <Field label={t('tag')}>
          {(wiring) => (
            <Select {...wiring} value={filters.tagId ?? ''} onChange={(e) => set({ tagId: e.target.value })}>
              <option value="">{t('allTags')}</option>
              {tags.map((tag) => (
                <option key={tag.id} value={tag.id}>
                  {tag.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <div className="grid grid-cols-2 gap-3">
        <Field label={t('direction')}>
          {(wiring) => (
            <Select
              {...wiring}
              value={filters.direction ?? ''}
              onChange={(e) => set({ direction: e.target.value })}
            >
              <option value="">{t('both')}</option>
              <option value="in">{t('in')}</option>
              <option value="out">{t('out')}</option>
            </Select>
          )}
        </Field>
        <Field label={t('kind')}>
          {(wiring) => (
            <Select {...wiring} value={filters.kind ?? ''} onChange={(e) => set({ kind: e.target.value })}>
              <option value="">{t('allKinds')}</option>
              {categoryKinds.map((kind) => (
                <option key={kind} value={kind}>
                  {tk(kind)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('from')}>
          {(wiring) => (
            <Input
              type="date"
              {...wiring}
              value={filters.from ?? ''}
              onChange={(e) => set({ from: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('to')}>
          {(wiring) => (
            <Input
              type="date"
              {...wiring}
              value={filters.to ?? ''}
              onChange={(e) => set({ to: e.target.value })}
            />
          )}
        </Field>
      </div>
    </div>
  );
}

function useChips(filters: Filters): { name: FilterName; text: string }[] {
  const t = useTranslations('transactions');
  const tk = useTranslations('categoryKinds');
  const format = useFormat();
  const categoryName = useCategoryName();
  const { data: accounts = [] } = useAccounts();
  const { data: tags = [] } = useTags();
  const { data: counterparty } = useCounterparty(filters.counterpartyId ?? null);
  const chips: { name: FilterName; text: string }[] = [];
  if (filters.q !== undefined) chips.push({ name: 'q', text: `“${filters.q}”` });
  if (filters.accountId !== undefined) {
    const account = accounts.find((each) => each.id === filters.accountId);
    chips.push({ name: 'accountId', text: account?.name ?? t('account') });
  }
  if (filters.categoryId !== undefined) {
    const none = filters.categoryId === 'none';
    chips.push({ name: 'categoryId', text: none ? t('withoutCategory') : categoryName(filters.categoryId) });
  }
  if (filters.kind !== undefined) chips.push({ name: 'kind', text: tk(filters.kind) });
  if (filters.direction !== undefined) chips.push({ name: 'direction', text: t(filters.direction) });
  if (filters.from !== undefined)
    chips.push({ name: 'from', text: t('fromDay', { day: format.day(filters.from) }) });
  if (filters.to !== undefined) chips.push({ name: 'to', text: t('toDay', { day: format.day(filters.to) }) });
  if (filters.tagId !== undefined) {
    const tag = tags.find((each) => each.id === filters.tagId);
    chips.push({ name: 'tagId', text: t('tagged', { name: tag?.name ?? '…' }) });
  }
  if (filters.counterpartyId !== undefined) {
    chips.push({ name: 'counterpartyId', text: counterparty?.name ?? t('oneName') });
  }
  if (filters.importId !== undefined) chips.push({ name: 'importId', text: t('ofOneImport') });
  return chips;
}
