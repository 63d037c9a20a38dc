import {
  Banknote,
  CreditCard,
  HandCoins,
  Landmark,
  PiggyBank,
  Smartphone,
  type LucideIcon,
} from 'lucide-react';
import type { AccountKind } from '@api/accounts/accounts.contract.ts';

/** In the order people meet them. */
export const accountKinds = [
  'current',
  'mobile-money',
  'cash',
  'savings',
  'credit',
  'loan',
] as const satisfies readonly AccountKind[];

export const kindIcon: Record<AccountKind, LucideIcon> = {
  cash: Banknote,
  'mobile-money': Smartphone,
  current: Landmark,
  savings: PiggyBank,
  credit: CreditCard,
  loan: HandCoins,
};

/** Money that everyday spending is paid from, unless the person says otherwise. */
export function isSpendableKind(kind: AccountKind): boolean {
  return kind === 'cash' || kind === 'mobile-money' || kind === 'current';
}
