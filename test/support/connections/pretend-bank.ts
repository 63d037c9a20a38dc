import { ConnectionError } from '../../../src/features/imports/connections/provider.ts';
import type {
  ConnectedAccount,
  ConnectionProvider,
  Consent,
  FetchedPage,
  FetchedTransaction,
  Renewal,
} from '../../../src/features/imports/connections/provider.ts';

const PER_PAGE = 2;

/** A bank of the stories, with one account in naira and one in dollars. Cursors count what was told. */
export class PretendBank implements ConnectionProvider {
  readonly name = 'Pretend Bank';
  readonly #book = new Map<string, FetchedTransaction[]>([
    ['naira', []],
    ['dollars', []],
  ]);
  readonly #renewals = new Map<string, Consent | null>();
  #token = 'first';
  /** What it answers with instead, while it is set. */
  trouble: ConnectionError | null = null;

  consent(): Consent {
    return { token: this.#token, until: new Date('2099-01-01T00:00:00Z') };
  }

  /** The bank tells one more transaction. */
  tells(accountId: string, given: Partial<FetchedTransaction>): FetchedTransaction {
    const book = this.#book.get(accountId) ?? [];
    const one: FetchedTransaction = {
      id: `${accountId}-${book.length + 1}`,
      date: '2026-04-13',
      valueDate: null,
      amount: '-1500.00',
      currency: accountId === 'dollars' ? 'USD' : 'NGN',
      counterparty: 'Mama Put',
      description: 'POS PURCHASE',
      state: 'booked',
      ...given,
    };
    book.push(one);
    return one;
  }

  /** The person withdraws what they gave. */
  withdraw(): void {
    this.#token = `not ${this.#token}`;
  }

  /** The person gives their consent on the bank's page. */
  agree(reference: string): void {
    this.#token = `renewed by ${reference}`;
    this.#renewals.set(reference, this.consent());
  }

  async accounts(consent: Consent): Promise<ConnectedAccount[]> {
    this.#open(consent);
    return [
      { id: 'naira', number: '0123456789', name: 'Current', currency: 'NGN' },
      { id: 'dollars', number: null, name: 'Savings', currency: 'USD' },
    ];
  }

  async transactions(
    consent: Consent,
    { accountId, cursor }: { accountId: string; cursor: string | null },
  ): Promise<FetchedPage> {
    this.#open(consent);
    const book = this.#book.get(accountId);
    if (book === undefined)
      throw new ConnectionError('account-unknown', 'The consent opens no such account.');
    const told = cursor === null ? 0 : Number(/^after (\d+)$/.exec(cursor)?.[1] ?? Number.NaN);
    if (!(told <= book.length)) throw new ConnectionError('cursor-unknown', 'There is no such place.');
    const page = book.slice(told, told + PER_PAGE);
    return {
      transactions: page,
      opening: accountId === 'naira' ? { amount: sumOf(book.slice(0, told)), on: '2026-04-01' } : null,
      closing:
        accountId === 'naira' ? { amount: sumOf(book.slice(0, told + page.length)), on: '2026-04-30' } : null,
      cursor: `after ${told + page.length}`,
      more: told + page.length < book.length,
    };
  }

  async renew(_consent: Consent, returnTo: string): Promise<Renewal> {
    const reference = `renewal ${this.#renewals.size + 1}`;
    this.#renewals.set(reference, null);
    const url = new URL('https://bank.example/consent');
    url.searchParams.set('back', returnTo);
    return { url: url.href, reference };
  }

  async renewed(reference: string): Promise<Consent | null> {
    return this.#renewals.get(reference) ?? null;
  }

  #open({ token }: Consent): void {
    if (this.trouble !== null) throw this.trouble;
    if (token !== this.#token) throw new ConnectionError('consent-needed', 'The consent is over.');
  }
}

/** What was booked, from nothing; the amounts of the stories have two decimals. */
function sumOf(book: readonly FetchedTransaction[]): string {
  const hundredths = book
    .filter(({ state }) => state === 'booked')
    .reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
  return (hundredths / 100).toFixed(2);
}
