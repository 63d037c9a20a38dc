import type { RuleView } from '@api/rules/rules.contract.ts';
import { parseTyped, toTyped } from '@/lib/amount.ts';
import type { SaveRule } from './use-rules.ts';

/** A rule as it stands in the form. */
export interface RuleDraft {
  counterparty: string;
  text: string;
  direction: '' | 'in' | 'out';
  accountId: string;
  amountMin: string;
  amountMax: string;
  categoryId: string;
  name: string;
  tagIds: string[];
}

export const EMPTY: RuleDraft = {
  counterparty: '',
  text: '',
  direction: '',
  accountId: '',
  amountMin: '',
  amountMax: '',
  categoryId: '',
  name: '',
  tagIds: [],
};

/** What the form shows of a rule that is there. */
export function draftOf({ when, set }: RuleView, currency: string): RuleDraft {
  const typed = (amount: number | null): string => (amount === null ? '' : toTyped(amount, currency));
  return {
    counterparty: when.counterparty ?? '',
    text: when.text ?? '',
    direction: when.direction ?? '',
    accountId: when.accountId ?? '',
    amountMin: typed(when.amountMin),
    amountMax: typed(when.amountMax),
    categoryId: set.categoryId ?? '',
    name: set.counterparty ?? '',
    tagIds: set.tagIds,
  };
}

/** Which fields say what no rule can say. */
export type DraftFault = 'nothing-asked' | 'nothing-done' | 'amountMin' | 'amountMax' | 'text';

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/**
 * What is sent of a draft, or what is wrong with it.
 *
 * @param currency of the account or, without one, the currency that amounts are meant in
 * @param kept a currency that the rule asks for without amounts
 */
export function bodyOf(draft: RuleDraft, currency: string, kept: string | null): SaveRule | DraftFault {
  const size = (text: string): number | null | undefined => {
    if (text.trim() === '') return undefined;
    const parsed = parseTyped(text, currency);
    return parsed === null ? null : Math.abs(parsed);
  };
  const [min, max] = [size(draft.amountMin), size(draft.amountMax)];
  if (min === null) return 'amountMin';
  if (max === null || (min !== undefined && max !== undefined && max < min)) return 'amountMax';
  const text = orNull(draft.text);
  if (text !== null && text.length < 2) return 'text';
  const hasAmount = min !== undefined || max !== undefined;
  const when = {
    counterparty: orNull(draft.counterparty),
    text,
    direction: draft.direction === '' ? null : draft.direction,
    accountId: orNull(draft.accountId),
    currency: hasAmount && draft.accountId === '' ? currency : kept,
    amountMin: min ?? null,
    amountMax: max ?? null,
  };
  const set = {
    categoryId: orNull(draft.categoryId),
    counterparty: orNull(draft.name),
    tagIds: draft.tagIds,
  };
  if (Object.values(when).every((value) => value === null)) return 'nothing-asked';
  if (set.categoryId === null && set.counterparty === null && set.tagIds.length === 0) return 'nothing-done';
  return { when, set };
}
