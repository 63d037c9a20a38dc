// The port for services that fetch transactions from banks. A provider speaks to one service; nothing of it writes.
import { DomainError } from '../../../domain/errors.ts';
import type { ErrorKind } from '../../../domain/errors.ts';

/** A bank account that the person's consent opens. */
export interface ConnectedAccount {
  /** The provider's own; the same on every call. */
  id: string;
  /** As the bank writes it: IBAN or account number. */
  number: string | null;
  name: string | null;
  /** ISO 4217. */
  currency: string;
}

/** A transaction as the bank tells it: decimal strings and text, nothing converted. */
export interface FetchedTransaction {
  /** The bank's own id of the booking, the same on every call; null where the bank gives none. */
  id: string | null;
  /** Booking day, 'YYYY-MM-DD', the bank's own. */
  date: string;
  valueDate: string | null;
  /** Decimal string, negative = money out. */
  amount: string;
  currency: string;
  counterparty: string | null;
  description: string;
  /** A pending one may change or vanish: it is shown and never taken over. */
  state: 'booked' | 'pending';
}

/** What the bank says the account held, with all that was booked until then. */
export interface StatedBalance {
  amount: string;
  on: string;
}

export interface FetchedPage {
  /** In the bank's order. */
  transactions: readonly FetchedTransaction[];
  /** Before the first and after the last of all pages since the cursor, where the bank tells them. */
  opening: StatedBalance | null;
  closing: StatedBalance | null;
  /** Where to go on from: after these transactions. */
  cursor: string;
  /** Whether there is more to fetch now. */
  more: boolean;
}

/** What opens the accounts, as the provider gave it out. Secret: it is sealed wherever it is kept. */
export interface Consent {
  token: string;
  /** The last instant at which it is good. */
  until: Date;
}

/** Consent is given anew by the person, on pages of their bank. */
export interface Renewal {
  /** Where to send the person. */
  url: string;
  /** What the provider answers with once they are back. */
  reference: string;
}

/** One service. Every call may throw ConnectionError, and nothing else on purpose. */
export interface ConnectionProvider {
  /** Short and stable: it names the source of the rows. */
  readonly name: string;
  accounts(consent: Consent): Promise<readonly ConnectedAccount[]>;
  /** What was booked since the cursor, or as far back as the bank goes. The same cursor gives the same again. */
  transactions(consent: Consent, from: { accountId: string; cursor: string | null }): Promise<FetchedPage>;
  /** Begins to renew a consent, the sooner the better: it need not be over. */
  renew(consent: Consent, returnTo: string): Promise<Renewal>;
  /** The new consent, once the person gave it; null while they did not. */
  renewed(reference: string): Promise<Consent | null>;
}

export type ConnectionErrorCode =
  /** It ran out or was withdrawn: the person is asked to renew it. */
  | 'consent-needed'
  /** The consent does not open that account. */
  | 'account-unknown'
  /** It is too old or not of this account: the caller begins anew, duplicates are known. */
  | 'cursor-unknown'
  /** Asked too often: `retryAfterSeconds` says when again. */
  | 'too-many-requests'
  /** The bank or the service does not answer. */
  | 'unavailable'
  /** It answered what cannot be understood. */
  | 'bad-answer';

const KINDS: Record<ConnectionErrorCode, ErrorKind> = {
  'consent-needed': 'conflict',
  'account-unknown': 'not-found',
  'cursor-unknown': 'conflict',
  'too-many-requests': 'unavailable',
  unavailable: 'unavailable',
  'bad-answer': 'unavailable',
};

/** Why nothing was fetched. Its words are ours: those of a bank may hold anything. */
export class ConnectionError extends DomainError {
  override readonly name = 'ConnectionError';
  readonly retryAfterSeconds: number | null;

  constructor(code: ConnectionErrorCode, detail: string, retryAfterSeconds: number | null = null) {
    super(code, KINDS[code], detail);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
