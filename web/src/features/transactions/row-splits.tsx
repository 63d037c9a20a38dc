'use client';

import { Plus, Split as SplitIcon, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { TransactionView } from '@api/transactions/transactions.contract.ts';
import { Button } from '@/components/button.tsx';
import { AmountInput, Field } from '@/components/field.tsx';
import { Notice } from '@/components/notice.tsx';
import { useSay } from '@/components/toast.tsx';
import { CategorySelect } from '@/features/categories/category-select.tsx';
import { useMoneyText } from '@/features/session/money.tsx';
import { parseTyped, toTyped } from '@/lib/amount.ts';
import { sentence } from '@/lib/api/problem.ts';
import { useSetSplits } from './use-row-parts.ts';

interface Part {
  key: number;
  amount: string;
  categoryId: string;
  note: string | null;
}

const blank = (key: number): Part => ({ key, amount: '', categoryId: '', note: null });

/** One payment for several things. Sizes are typed without a sign: all parts go the way of the row. */
export function RowSplits({ row, onDone }: { row: TransactionView; onDone: () => void }): ReactNode {
  const t = useTranslations('parts');
  const [editing, setEditing] = useState(row.splits.length > 0);
  if (!editing) {
    return (
      <Button className="w-full" onClick={() => setEditing(true)}>
        <SplitIcon aria-hidden className="size-5" />
        {t('split')}
      </Button>
    );
  }
  return <Editor row={row} onDone={onDone} onCancel={() => setEditing(false)} />;
}

function Editor({
  row,
  onDone,
  onCancel,
}: {
  row: TransactionView;
  onDone: () => void;
  onCancel: () => void;
}): ReactNode {
  const t = useTranslations('parts');
  const tc = useTranslations('common');
  const say = useSay();
  const money = useMoneyText();
  const save = useSetSplits(row.id);
  const [parts, setParts] = useState<Part[]>(() =>
    row.splits.length > 0
      ? row.splits.map((split, key) => ({
          key,
          amount: toTyped(Math.abs(split.amount), row.currency),
          categoryId: split.categoryId ?? '',
          note: split.note,
        }))
      : [{ ...blank(0), categoryId: row.categoryId ?? '' }, blank(1)],
  );
  const whole = Math.abs(row.amount);
  const sizes = parts.map((part) => parseTyped(part.amount, row.currency));
  const sum = sizes.reduce<number>((total, size) => total + (size ?? 0), 0);
  const complete = sizes.every((size) => size !== null && size > 0);
  const left = whole - sum;

  const set = (key: number, change: Partial<Part>): void =>
    setParts((before) => before.map((part) => (part.key === key ? { ...part, ...change } : part)));

  const send = (splits: Parameters<typeof save.mutate>[0], said: string): void =>
    save.mutate(splits, {
      onSuccess: () => {
        say(said);
        onDone();
      },
    });

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!complete || left !== 0) return;
    send(
      parts.map(({ categoryId, note }, index) => ({
        categoryId: categoryId === '' ? null : categoryId,
        amount: Math.sign(row.amount) * (sizes[index] ?? 0),
        note,
      })),
      t('saved'),
    );
  };

  return (
    <form
      noValidate
      onSubmit={submit}
      aria-labelledby="row-parts"
      className="space-y-3 rounded-2xl border border-line p-4"
    >
      <h3 id="row-parts" className="font-semibold">
        {t('title')}
      </h3>
      {save.isError && (
        <Notice tone="attention" live>
          {sentence(save.error, tc('unreachable'))}
        </Notice>
      )}
      <ol className="space-y-3">
        {parts.map((part, index) => (
          <li key={part.key} className="grid grid-cols-[1fr_2.75rem] items-end gap-2">
            <div className="grid gap-2 sm:grid-cols-2">
              <Field label={t('amountOf', { number: index + 1 })}>
                {(wiring) => (
                  <AmountInput
                    {...wiring}
                    currency={row.currency}
                    value={part.amount}
                    onChange={(event) => set(part.key, { amount: event.target.value })}
                  />
                )}
              </Field>
              <Field label={t('categoryOf', { number: index + 1 })}>
                {(wiring) => (
                  <CategorySelect
                    {...wiring}
                    none={[{ value: '', label: tc('uncategorised') }]}
                    chosen={part.categoryId}
                    value={part.categoryId}
                    onChange={(event) => set(part.key, { categoryId: event.target.value })}
                  />
                )}
              </Field>
            </div>
            <Button
              variant="quiet"
              size="icon"
              disabled={parts.length <= 2}
              aria-label={t('removePart', { number: index + 1 })}
              onClick={() => setParts((before) => before.filter((each) => each.key !== part.key))}
            >
              <X aria-hidden className="size-4" />
            </Button>
          </li>
        ))}
      </ol>
      <Button
        size="small"
        onClick={() =>
          setParts((before) => [
            ...before,
            // What is still missing is most often the last part.
            {
              ...blank(1 + Math.max(...before.map((each) => each.key))),
              amount: left > 0 ? toTyped(left, row.currency) : '',
            },
          ])
        }
      >
        <Plus aria-hidden className="size-4" />
        {t('add')}
      </Button>
      <p role="status" className="text-sm font-medium">
        {left === 0
          ? t('even', { whole: money(whole, row.currency) })
          : t(left > 0 ? 'left' : 'over', {
              sum: money(sum, row.currency),
              whole: money(whole, row.currency),
              off: money(Math.abs(left), row.currency),
            })}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={save.isPending} disabled={!complete || left !== 0}>
          {t('save')}
        </Button>
        {row.splits.length > 0 ? (
          <Button busy={save.isPending} onClick={() => send([], t('whole'))}>
            {t('makeWhole')}
          </Button>
        ) : (
          <Button onClick={onCancel}>{tc('cancel')}</Button>
        )}
      </div>
      {row.splits.length === 0 && row.categoryId !== null && (
        <p className="text-sm text-soft">{t('replaces')}</p>
      )}
    </form>
  );
}
