// How shapes of messages are written down. A new wording is a new line in the file of its country (or language):
// a pattern and a message, invented, that shows it. messages.spec.ts reads every example.

/** Why a message moves no money. */
export type Reason =
  | 'code'
  | 'failed'
  | 'pending'
  | 'request'
  | 'balance'
  | 'advert'
  | 'notice'
  | 'twin'
  | 'person'
  | 'too-long';

export interface Shape {
  /** Money in or out, a fact about it (balance, fee, date …), or no money at all. */
  is: 'in' | 'out' | 'fact' | 'no';
  pattern: string;
  examples: readonly string[];
  /** in, out: what happened, in a few words. */
  what?: string;
  /** in, out: holds even where the words of a failed payment stand beside it: money that came back. */
  sure?: true;
  /** no: why. */
  reason?: Reason;
  /**
   * no: only where nothing proves a payment (a balance after it, a reference, a day). in, out: only where a balance
   * after it proves one and no other wording fits.
   */
  weak?: true;
  /** fact: for payments of this direction only. */
  only?: 'in' | 'out';
}

export const moneyIn = (what: string, pattern: string, ...examples: string[]): Shape => ({
  is: 'in',
  what,
  pattern,
  examples,
});

export const moneyOut = (what: string, pattern: string, ...examples: string[]): Shape => ({
  is: 'out',
  what,
  pattern,
  examples,
});

export const cameBack = (what: string, pattern: string, ...examples: string[]): Shape => ({
  ...moneyIn(what, pattern, ...examples),
  sure: true,
});

/** The last resort: words of moving money beside an amount, believed only with a balance after it. */
export const perhapsIn = (pattern: string, ...examples: string[]): Shape => ({
  ...moneyIn('Received', pattern, ...examples),
  weak: true,
});

export const perhapsOut = (pattern: string, ...examples: string[]): Shape => ({
  ...moneyOut('Paid', pattern, ...examples),
  weak: true,
});

export const fact = (pattern: string, ...examples: string[]): Shape => ({ is: 'fact', pattern, examples });

export const factOf = (only: 'in' | 'out', pattern: string, ...examples: string[]): Shape => ({
  is: 'fact',
  only,
  pattern,
  examples,
});

export const noMoney = (reason: Reason, pattern: string, ...examples: string[]): Shape => ({
  is: 'no',
  reason,
  pattern,
  examples,
});

/** Says why a text is no payment, but never against the proof of one. */
export const perhapsNone = (reason: Reason, pattern: string, ...examples: string[]): Shape => ({
  ...noMoney(reason, pattern, ...examples),
  weak: true,
});

export interface Issuer {
  /** Stable, and unique among all countries. */
  key: string;
  /** As people call it. */
  name: string;
  /** Mobile money: one account for each telephone number, without an account number in its messages. */
  wallet: boolean;
  /** As the telephone shows who sent it, folded and without spaces. */
  senders: readonly string[];
  /** Words of its messages that no other issuer of the country uses. */
  words: readonly string[];
  /** Where one sender writes of several purses: it is this one where `words` stand and none of these. */
  unless?: readonly string[];
}

export interface CountryShapes {
  /** ISO 3166. */
  country: string;
  zone: string;
  issuers: readonly Issuer[];
  shapes: readonly Shape[];
}

export const wallet = (key: string, name: string, senders: string, words: string): Issuer => ({
  key,
  name,
  wallet: true,
  senders: senders.split(' '),
  words: words === '' ? [] : words.split('|'),
});

/** A second purse of a sender, with a balance of its own. */
export const purse = (key: string, name: string, senders: string, words: string, unless: string): Issuer => ({
  ...wallet(key, name, senders, words),
  unless: unless.split('|'),
});

export const bank = (key: string, name: string, senders: string, words: string): Issuer => ({
  ...wallet(key, name, senders, words),
  wallet: false,
});
