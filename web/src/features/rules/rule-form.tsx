'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { RuleView } from '@api/rules/rules.contract.ts';
import { Button } from '@/components/button.tsx';
import { AmountInput, Checkbox, Field, Input, Select } from '@/components/field.tsx';
import { Notice } from '@/components/notice.tsx';
import { useAccounts } from '@/features/accounts/use-accounts.ts';
import { CategorySelect } from '@/features/categories/category-select.tsx';
import { usePurse } from '@/features/session/use-session.ts';
import { useTags } from '@/features/tags/use-tags.ts';
import { newKey } from '@/lib/api/session-fetch.ts';
import { ApiProblem, pointed, sentence } from '@/lib/api/problem.ts';
import { useSettled } from '@/lib/forms/use-settled.ts';
import { RuleChanges } from './rule-changes.tsx';
import { EMPTY, bodyOf, draftOf, type RuleDraft } from './rule-draft.ts';
import { useRulePreview, useSaveRule } from './use-rules.ts';

/** Makes a rule or changes one; what it would do with the rows that are there stands below while it is made. */
export function RuleForm({
  rule,
  onSaved,
}: {
  rule: RuleView | null;
  onSaved: (rule: RuleView) => void;
}): ReactNode {
  const t = useTranslations('rules');
  const tt = useTranslations('transactions');
  const tc = useTranslations('common');
  const { baseCurrency } = usePurse();
  const { data: accounts = [] } = useAccounts();
  const { data: tags = [] } = useTags();
  const save = useSaveRule(rule);
  const [key] = useState(newKey);
  const first = rule?.when.currency ?? accounts.find(({ id }) => id === rule?.when.accountId)?.currency;
  const [draft, setDraft] = useState<RuleDraft>(rule === null ? EMPTY : draftOf(rule, first ?? baseCurrency));
  const [tried, setTried] = useState(false);
  const put = (change: Partial<RuleDraft>): void => setDraft((before) => ({ ...before, ...change }));

  const currency =
    accounts.find(({ id }) => id === draft.accountId)?.currency ?? rule?.when.currency ?? baseCurrency;
  // A currency that was there for an amount goes with it; one that stood by itself stays.
  const alone = rule !== null && rule.when.amountMin === null && rule.when.amountMax === null;
  const body = bodyOf(draft, currency, alone && draft.accountId === '' ? rule.when.currency : null);
  const fault = typeof body === 'string' ? body : null;
  const preview = useRulePreview(useSettled(typeof body === 'string' ? null : { ...body, overwrite: false }));
  const error = save.error;
  const gone = error instanceof ApiProblem && error.code === 'version-mismatch';

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (typeof body === 'string') return;
    save.mutate({ body, key }, { onSuccess: onSaved });
  };

  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      {error !== null && (
        <Notice tone="attention" live>
          {gone ? t('changedMeanwhile') : sentence(error, tc('unreachable'))}
        </Notice>
      )}
      <fieldset className="space-y-3">
        <legend className="mb-2 font-semibold">{t('when')}</legend>
        {tried && fault === 'nothing-asked' && (
          <Notice tone="attention" live>
            {t('nothingAsked')}
          </Notice>
        )}
        <Field label={t('counterparty')} hint={t('counterpartyHint')}>
          {(wiring) => (
            <Input
              {...wiring}
              autoComplete="off"
              maxLength={200}
              value={draft.counterparty}
              onChange={(event) => put({ counterparty: event.target.value })}
            />
          )}
        </Field>
        <Field
          label={t('text')}
          hint={t('textHint')}
          error={tried && fault === 'text' ? t('textShort') : undefined}
        >
          {(wiring) => (
            <Input
              {...wiring}
              autoComplete="off"
              maxLength={100}
              value={draft.text}
              onChange={(event) => put({ text: event.target.value })}
            />
          )}
        </Field>
        <Field label={tt('direction')}>
          {(wiring) => (
            <Select
              {...wiring}
              value={draft.direction}
              onChange={(event) => put({ direction: event.target.value as RuleDraft['direction'] })}
            >
              <option value="">{tt('both')}</option>
              <option value="out">{tt('out')}</option>
              <option value="in">{tt('in')}</option>
            </Select>
          )}
        </Field>
        <Field label={tt('account')} error={pointed(error, '/when/accountId')}>
          {(wiring) => (
            <Select
              {...wiring}
              value={draft.accountId}
              onChange={(event) => put({ accountId: event.target.value })}
            >
              <option value="">{tt('allAccounts')}</option>
              {accounts.map((account) => (
                <option key={account.id} value={account.id}>
                  {account.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div className="grid grid-cols-2 gap-3">
          {(['amountMin', 'amountMax'] as const).map((field) => (
            <Field
              key={field}
              label={t(field)}
              error={tried && fault === field ? t('amountWrong') : undefined}
            >
              {(wiring) => (
                <AmountInput
                  {...wiring}
                  currency={currency}
                  value={draft[field]}
                  onChange={(event) => put({ [field]: event.target.value })}
                />
              )}
            </Field>
          ))}
        </div>
      </fieldset>
      <fieldset className="space-y-3">
        <legend className="mb-2 font-semibold">{t('set')}</legend>
        {tried && fault === 'nothing-done' && (
          <Notice tone="attention" live>
            {t('nothingDone')}
          </Notice>
        )}
        <Field label={tt('category')} error={pointed(error, '/set/categoryId')}>
          {(wiring) => (
            <CategorySelect
              {...wiring}
              none={[{ value: '', label: t('noCategory') }]}
              chosen={rule?.set.categoryId ?? null}
              value={draft.categoryId}
              onChange={(event) => put({ categoryId: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('name')} hint={t('nameHint')}>
          {(wiring) => (
            <Input
              {...wiring}
              autoComplete="off"
              maxLength={200}
              value={draft.name}
              onChange={(event) => put({ name: event.target.value })}
            />
          )}
        </Field>
        {tags.length > 0 && (
          <fieldset>
            <legend className="text-sm font-medium">{t('tags')}</legend>
            {tags.map((tag) => (
              <Checkbox
                key={tag.id}
                label={tag.name}
                checked={draft.tagIds.includes(tag.id)}
                onChange={(event) =>
                  put({
                    tagIds: event.target.checked
                      ? [...draft.tagIds, tag.id]
                      : draft.tagIds.filter((id) => id !== tag.id),
                  })
                }
              />
            ))}
          </fieldset>
        )}
      </fieldset>
      <section aria-labelledby="rule-preview" className="rounded-2xl bg-sunken p-4">
        <h3 id="rule-preview" className="mb-1 font-semibold">
          {t('preview')}
        </h3>
        {fault === null && preview.data !== undefined ? (
          <RuleChanges preview={preview.data} />
        ) : (
          <p className="text-sm text-soft">{t('previewLater')}</p>
        )}
      </section>
      <Button type="submit" variant="primary" busy={save.isPending} className="w-full">
        {t(rule === null ? 'make' : 'save')}
      </Button>
    </form>
  );
}
