'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { RuleView } from '@api/rules/rules.contract.ts';
import { useAccounts } from '@/features/accounts/use-accounts.ts';
import { useCategoryName } from '@/features/categories/use-categories.ts';
import { useMoneyText } from '@/features/session/money.tsx';
import { useTags } from '@/features/tags/use-tags.ts';

/** What a rule says, as two short lists of words. */
export function useRuleWords(): (rule: Pick<RuleView, 'when' | 'set'>) => { when: string[]; set: string[] } {
  const t = useTranslations('rules');
  const { data: accounts = [] } = useAccounts();
  const { data: tags = [] } = useTags();
  const categoryName = useCategoryName();
  const money = useMoneyText();
  return ({ when, set }) => {
    const account = accounts.find(({ id }) => id === when.accountId);
    const currency = when.currency ?? account?.currency ?? 'NGN';
    const { amountMin: min, amountMax: max } = when;
    const said: string[] = [];
    if (when.counterparty !== null) said.push(t('whenName', { name: when.counterparty }));
    if (when.text !== null) said.push(t('whenText', { text: when.text }));
    if (when.direction !== null) said.push(t(when.direction === 'in' ? 'whenIn' : 'whenOut'));
    if (min !== null && min === max) said.push(t('whenExactly', { amount: money(min, currency) }));
    else if (min !== null && max !== null)
      said.push(t('whenBetween', { from: money(min, currency), to: money(max, currency) }));
    else if (min !== null) said.push(t('whenFrom', { amount: money(min, currency) }));
    else if (max !== null) said.push(t('whenTo', { amount: money(max, currency) }));
    if (when.accountId !== null) said.push(t('whenAccount', { name: account?.name ?? '…' }));
    if (when.currency !== null) said.push(t('whenCurrency', { currency: when.currency }));
    const does: string[] = [];
    if (set.categoryId !== null) does.push(t('setCategory', { name: categoryName(set.categoryId) }));
    if (set.counterparty !== null) does.push(t('setName', { name: set.counterparty }));
    for (const id of set.tagIds)
      does.push(t('setTag', { name: tags.find((each) => each.id === id)?.name ?? '…' }));
    return { when: said, set: does };
  };
}

/** A rule as one sentence in two lines. */
export function RuleWords({ rule }: { rule: Pick<RuleView, 'when' | 'set'> }): ReactNode {
  const words = useRuleWords()(rule);
  return (
    <>
      <p className="font-medium wrap-anywhere">{words.when.join(' · ')}</p>
      <p className="text-sm text-soft wrap-anywhere">→ {words.set.join(' · ')}</p>
    </>
  );
}
