import { describe, expect, it } from '@jest/globals';
import { isLocalDate } from '../../../src/domain/calendar.ts';
import { isCurrency } from '../../../src/domain/money.ts';
import type {
  ConnectionProvider,
  Consent,
  FetchedPage,
  FetchedTransaction,
} from '../../../src/features/imports/connections/provider.ts';

/** What the contract needs of a service beside its provider: a sandbox that does as it is told. */
export interface Sandbox {
  provider: ConnectionProvider;
  /** Opens at least one account. */
  consent: () => Consent;
  /** An account of the consent whose transactions `book` makes. */
  accountId: string;
  /** The bank books one transaction more. */
  book: () => void;
  /** The bank tells of one that is not booked yet. */
  announce: () => void;
  withdraw: () => void;
  /** The person says yes on the bank's page. */
  agree: (reference: string) => void;
}

/** What every provider must do. `open` makes a new sandbox. */
export function describeProvider(name: string, open: () => Sandbox): void {
  describe(`the contract of providers, kept by ${name}`, () => {
    it('has a name, and tells the same accounts each time, in currencies that are known', async () => {
      const { provider, consent } = open();
      expect(provider.name.trim()).not.toBe('');
      const accounts = await provider.accounts(consent());
      expect(accounts.length).toBeGreaterThan(0);
      expect(await provider.accounts(consent())).toEqual(accounts);
      expect(new Set(accounts.map(({ id }) => id)).size).toBe(accounts.length);
      expect(accounts.filter(({ currency }) => !isCurrency(currency))).toEqual([]);
    });

    it('gives every transaction once, page by page, each as the bank tells it', async () => {
      const sandbox = open();
      for (let n = 0; n < 5; n += 1) sandbox.book();
      sandbox.announce();
      const { transactions } = await everything(sandbox, null);
      const booked = transactions.filter(({ state }) => state === 'booked');
      expect([booked.length, transactions.length]).toEqual([5, 6]);
      const ids = booked.map(({ id }) => id).filter((id) => id !== null);
      expect(new Set(ids).size).toBe(ids.length);
      const wrong = transactions.filter(
        ({ date, valueDate, amount, currency }) =>
          !isLocalDate(date) ||
          (valueDate !== null && !isLocalDate(valueDate)) ||
          !/^-?\d+(\.\d+)?$/.test(amount) ||
          !isCurrency(currency),
      );
      expect(wrong).toEqual([]);
    });

    it('answers the same for the same cursor, and after the last one only what came since', async () => {
      const sandbox = open();
      for (let n = 0; n < 3; n += 1) sandbox.book();
      const all = await everything(sandbox, null);
      expect(await everything(sandbox, null)).toEqual(all);
      expect((await everything(sandbox, all.cursor)).transactions).toEqual([]);
      sandbox.book();
      const since = await everything(sandbox, all.cursor);
      expect(since.transactions).toHaveLength(1);
      expect(all.transactions).not.toContainEqual(since.transactions[0]);
    });

    it('refuses an account and a cursor that it does not know', async () => {
      const { provider, consent, accountId } = open();
      const ask = (from: { accountId: string; cursor: string | null }) =>
        provider.transactions(consent(), from);
      await expect(ask({ accountId: 'nobody’s', cursor: null })).rejects.toMatchObject({
        name: 'ConnectionError',
        code: 'account-unknown',
      });
      await expect(ask({ accountId, cursor: 'nowhere' })).rejects.toMatchObject({
        name: 'ConnectionError',
        code: 'cursor-unknown',
      });
    });

    it('asks for a new consent when one is withdrawn, and goes on with the new one', async () => {
      const sandbox = open();
      const { provider, accountId } = sandbox;
      sandbox.book();
      const old = sandbox.consent();
      const { cursor } = await everything(sandbox, null);
      sandbox.withdraw();
      const needed = { name: 'ConnectionError', code: 'consent-needed' };
      await expect(provider.accounts(old)).rejects.toMatchObject(needed);
      await expect(provider.transactions(old, { accountId, cursor })).rejects.toMatchObject(needed);
      const { url, reference } = await provider.renew(old, 'https://ikpa.example/back');
      expect(new URL(url).protocol).toBe('https:');
      expect(await provider.renewed(reference)).toBeNull();
      sandbox.agree(reference);
      const consent = await provider.renewed(reference);
      if (consent === null) throw new Error('the consent that was given is not told');
      expect(consent.until).toBeInstanceOf(Date);
      expect(await provider.transactions(consent, { accountId, cursor })).toMatchObject({ transactions: [] });
    });
  });
}

async function everything(
  { provider, consent, accountId }: Sandbox,
  since: string | null,
): Promise<{ transactions: FetchedTransaction[]; cursor: string }> {
  const transactions: FetchedTransaction[] = [];
  let page: FetchedPage | null = null;
  do {
    const cursor: string | null = page?.cursor ?? since;
    page = await provider.transactions(consent(), { accountId, cursor });
    transactions.push(...page.transactions);
    expect(page.more && page.cursor === cursor).toBe(false);
  } while (page.more);
  return { transactions, cursor: page.cursor };
}
