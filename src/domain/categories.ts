import { countryPack } from './country.ts';

/** What a category counts as in every figure (docs/formulas.md §1). */
export const CATEGORY_KINDS = [
  'income',
  'spending',
  'bill',
  'support',
  'dues',
  'debt',
  'fee',
  'transfer',
] as const;
export type CategoryKind = (typeof CATEGORY_KINDS)[number];

export interface FirstCategory {
  /** Stable name by which rules find the category, whatever a person calls it. */
  readonly key: string;
  readonly name: string;
  readonly kind: CategoryKind;
  /** A lucide icon. */
  readonly icon: string;
}

/** The categories that a new purse starts with, in the order in which they are shown. */
export function firstCategories(country: string): FirstCategory[] {
  const { savingsGroup, transport } = countryPack(country);
  const category = (key: string, name: string, kind: CategoryKind, icon: string) => ({
    key,
    name,
    kind,
    icon,
  });
  return [
    category('salary', 'Salary and wages', 'income', 'briefcase'),
    category('business', 'Business and side income', 'income', 'store'),
    category('gift-received', 'Gifts and support received', 'income', 'gift'),
    category('interest', 'Interest', 'income', 'percent'),
    category('group-payout', `${savingsGroup} payout`, 'income', 'hand-coins'),
    category('other-income', 'Other income', 'income', 'circle-plus'),
    category('food', 'Food and groceries', 'spending', 'shopping-basket'),
    category('eating-out', 'Eating out', 'spending', 'utensils'),
    category('transport', transport, 'spending', 'bus'),
    category('shopping', 'Shopping', 'spending', 'shopping-bag'),
    category('health', 'Health', 'spending', 'heart-pulse'),
    category('education', 'School fees and learning', 'spending', 'graduation-cap'),
    category('leisure', 'Leisure', 'spending', 'music'),
    category('personal-care', 'Personal care', 'spending', 'sparkles'),
    category('cash', 'Cash withdrawn', 'spending', 'banknote'),
    category('other-spending', 'Other spending', 'spending', 'circle-ellipsis'),
    category('rent', 'Rent and housing', 'bill', 'house'),
    category('electricity', 'Electricity and water', 'bill', 'zap'),
    category('airtime', 'Airtime and data', 'bill', 'smartphone'),
    category('subscriptions', 'Subscriptions and TV', 'bill', 'tv'),
    category('insurance', 'Insurance', 'bill', 'shield'),
    category('family', 'Family support', 'support', 'users'),
    category('community', 'Community and faith', 'dues', 'hand-heart'),
    category('group', `${savingsGroup} contribution`, 'dues', 'refresh-cw'),
    category('loan', 'Loan repayment', 'debt', 'landmark'),
    category('bank-fees', 'Bank charges and levies', 'fee', 'receipt'),
    category('mobile-fees', 'Mobile money charges', 'fee', 'wallet'),
    category('own-transfer', 'Between own accounts', 'transfer', 'arrow-left-right'),
  ];
}
