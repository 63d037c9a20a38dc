import type { Account } from '../accounts/account.entity.ts';
import type { EarlierDestination } from './imports.queries.ts';

/** What messages tell of the account they speak of. */
export interface MessagesOf {
  accountName: string | null;
  currency: string | null;
  origin: { wallet: boolean; last4: string | null };
}

/**
 * The account that messages belong to: the one with these last digits; the one where the messages of this issuer
 * went before; the only one that carries its name; the only one of its kind and currency. Else null: the person says.
 */
export function accountOfMessages(
  { accountName, currency, origin }: MessagesOf,
  accounts: readonly Account[],
  earlier: readonly EarlierDestination[],
  statements: number,
): Account | null {
  const fits = accounts.filter(
    (account) =>
      account.closedOn == null &&
      (currency === null || account.currency === currency) &&
      mayHave(account, origin.last4),
  );
  const { last4 } = origin;
  const numbered = fits.filter(
    (account) => last4 !== null && account.identifierLast4?.endsWith(last4) === true,
  );
  if (numbered.length === 1) return numbered[0] ?? null;
  const before = earlier.find(
    (one) => one.name === accountName && one.last4 === last4 && one.currency === currency,
  );
  const known = fits.find(({ id }) => id === before?.accountId);
  if (known !== undefined) return known;
  const word = plain(accountName ?? '');
  const named = fits.filter(
    ({ name, institution }) =>
      word.length > 2 && [name, institution ?? ''].some((text) => plain(text).includes(word)),
  );
  if (named.length === 1) return named[0] ?? null;
  const alike = fits.filter(({ kind }) =>
    origin.wallet ? kind === 'mobile-money' : kind !== 'mobile-money' && kind !== 'cash',
  );
  return alike.length === 1 && statements === 1 && named.length === 0 ? (alike[0] ?? null) : null;
}

/** An account with other last digits is another account. */
function mayHave(account: Account, last4: string | null): boolean {
  const own = account.identifierLast4;
  return last4 === null || own == null || own.endsWith(last4) || last4.endsWith(own);
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
