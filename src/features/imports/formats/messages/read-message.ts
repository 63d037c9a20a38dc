import { addDecimals, isZeroDecimal } from '../decimal.ts';
import { countryOfMoney, currencyOf } from './currency.ts';
import { COUNTRIES, LABEL_WORDS, STOP_WORDS, libraryOf } from './library.ts';
import type { CountryLibrary, ReadyShape } from './library.ts';
import { cleanName, narratedName } from './names.ts';
import { find } from './pattern.ts';
import type { Match } from './pattern.ts';
import { readDate, readTime } from './roles.ts';
import type { Capture, ReadContext, Role } from './roles.ts';
import type { Issuer, Reason } from './shape.ts';
import { Subject, fold } from './subject.ts';
import { isTelephone } from './telephone.ts';

export interface Message {
  text: string;
  sender: string | null;
  /** The day it came, 'YYYY-MM-DD', where it is known from outside. */
  receivedOn: string | null;
}

export interface Charge {
  kind: 'fee' | 'levy' | 'tax';
  amount: string;
}

export interface Payment {
  is: 'payment';
  issuer: Issuer | null;
  direction: 'in' | 'out';
  /** Decimal strings without sign, as the message states them. */
  amount: string;
  currency: string | null;
  charges: Charge[];
  balance: string | null;
  counterparty: string | null;
  reference: string | null;
  last4: string | null;
  /** As the message itself says. */
  date: string | null;
  time: string | null;
  what: string;
}

export type Reading =
  | Payment
  | { is: 'none'; issuer: Issuer | null; reason: Reason }
  | { is: 'unknown'; issuer: Issuer | null };

/** Messages of banks are short; a longer text is something else, and is not searched. */
export const LONGEST_MESSAGE = 1600;

/** Reads one message. Looks at nothing but its arguments, and never records what it does not understand. */
export function readMessage(message: Message, ownCountry: string): Reading {
  const text = message.text.trim();
  if (isTelephone(message.sender ?? '')) return { is: 'none', issuer: null, reason: 'person' };
  if (text.length > LONGEST_MESSAGE) return { is: 'none', issuer: null, reason: 'too-long' };
  const sender = foldSender(message.sender);
  const library = libraryOf(homeOf(fold(text), sender, ownCountry));
  const subject = new Subject(text, STOP_WORDS, LABEL_WORDS);
  const year = message.receivedOn === null ? null : Number(message.receivedOn.slice(0, 4));
  const reader = new Reader(subject, library, { country: library.country, year });
  const issuer = issuerOf(library, subject, sender, message.sender);
  return reader.read(issuer);
}

function foldSender(sender: string | null): string {
  return fold(sender ?? '').replace(/[\s.]/g, '');
}

/** The country of the money it speaks of, else that of its sender, else the purse's. */
function homeOf(folded: string, sender: string, own: string): string {
  const money = countryOfMoney(folded, own);
  const senders = COUNTRIES.filter(({ issuers }) => issuers.some((one) => one.senders.includes(sender)));
  if (money === null) {
    return senders.length === 1 && sender !== '' ? (senders[0]?.country ?? own) : own;
  }
  return money;
}

function issuerOf(
  library: CountryLibrary,
  subject: Subject,
  sender: string,
  written: string | null,
): Issuer | null {
  const told = ({ words }: Issuer): boolean => words.some((word) => speaks(subject, word));
  const signed = library.issuers.filter(({ senders }) => senders.includes(sender));
  const meant = signed.length === 0 ? library.issuers.filter(told) : signed;
  const found =
    meant.find(
      (one) => one.unless !== undefined && told(one) && !one.unless.some((word) => speaks(subject, word)),
    ) ?? meant.find(({ unless }) => unless === undefined);
  if (found !== undefined) return found;
  return written === null || sender === ''
    ? null
    : { key: `sender:${sender}`, name: written.trim(), wallet: false, senders: [sender], words: [] };
}

function speaks(subject: Subject, word: string): boolean {
  for (let at = subject.folded.indexOf(word); at >= 0; at = subject.folded.indexOf(word, at + 1)) {
    if (subject.has(word, at)) return true;
  }
  return false;
}

interface Found {
  shape: ReadyShape;
  match: Match;
}

const CHARGES = new Set<Role>(['fee', 'levy', 'tax', 'total', 'part']);

class Reader {
  readonly #claimed: Capture[] = [];
  readonly #facts = new Map<Role, Capture>();
  readonly #charges: Capture[] = [];
  readonly #subject: Subject;
  readonly #library: CountryLibrary;
  readonly #context: ReadContext;

  constructor(subject: Subject, library: CountryLibrary, context: ReadContext) {
    this.#subject = subject;
    this.#library = library;
    this.#context = context;
  }

  read(issuer: Issuer | null): Reading {
    let main = this.#main();
    if (main?.shape.sure !== true) {
      const none = this.#none((shape) => shape.weak !== true);
      if (none !== null) return { is: 'none', issuer, reason: none };
    }
    if (main !== null) for (const capture of main.match.captures) this.#take(capture);
    this.#gather(main?.shape.is === 'in' ? 'in' : main === null ? null : 'out');
    this.#findDay();
    main ??= this.#facts.has('balance') ? this.#lastResort() : null;
    const proof = (['balance', 'ref', 'date', 'last4'] as const).some((role) => this.#facts.has(role));
    if (main === null || !proof) {
      const none = this.#none((shape) => shape.weak === true);
      if (none !== null) return { is: 'none', issuer, reason: none };
    }
    // A number without its currency is an amount only where something else speaks for a payment.
    const bare = this.#facts.get('amount')?.currency == null && !proof;
    if (main !== null && !bare) return this.#payment(main, issuer);
    return this.#facts.has('balance') ? { is: 'none', issuer, reason: 'balance' } : { is: 'unknown', issuer };
  }

  /** The wording that fits best: the most letters and holes, those of the country before those of the language. */
  #main(): Found | null {
    let best: Found | null = null;
    let most = -Infinity;
    for (const shape of this.#library.moves) {
      if (shape.weak === true) continue;
      const match = find(shape.pattern, this.#subject, this.#context);
      if (match === null) continue;
      const named = match.captures.some(({ role }) => role === 'name' || role === 'narration');
      const score = shape.pattern.weight + (named ? 6 : 0) + (shape.own ? 8 : 0) - match.at / 25;
      if (score <= most) continue;
      most = score;
      best = { shape, match };
    }
    return best;
  }

  /** The first words of moving money whose amount is nothing else: neither balance nor charge. */
  #lastResort(): Found | null {
    let best: Found | null = null;
    for (const shape of this.#library.moves) {
      if (shape.weak !== true) continue;
      for (let from = 0; from < this.#subject.text.length;) {
        const match = find(shape.pattern, this.#subject, this.#context, from);
        if (match === null || (best !== null && match.at >= best.match.at)) break;
        if (!match.captures.some((capture) => this.#isClaimed(capture))) {
          best = { shape, match };
          break;
        }
        from = Math.max(match.end, from + 1);
      }
    }
    for (const capture of best?.match.captures ?? []) this.#take(capture);
    return best;
  }

  #none(wanted: (shape: ReadyShape) => boolean): Reason | null {
    for (const shape of this.#library.none) {
      if (wanted(shape) && find(shape.pattern, this.#subject, this.#context) !== null)
        return shape.reason ?? 'notice';
    }
    return null;
  }

  #gather(direction: 'in' | 'out' | null): void {
    for (const shape of this.#library.facts) {
      if (shape.only !== undefined && (shape.only !== direction || this.#hasName())) continue;
      for (let from = 0; from < this.#subject.text.length;) {
        const match = find(shape.pattern, this.#subject, this.#context, from);
        if (match === null) break;
        from = Math.max(match.end, from + 1);
        if (match.captures.some((capture) => this.#isClaimed(capture))) continue;
        for (const capture of match.captures) this.#take(capture);
      }
    }
  }

  #hasName(): boolean {
    return this.#facts.has('name') || this.#facts.has('narration');
  }

  #take(capture: Capture): void {
    this.#claimed.push(capture);
    if (CHARGES.has(capture.role)) this.#charges.push(capture);
    else if (!this.#facts.has(capture.role)) this.#facts.set(capture.role, capture);
  }

  #isClaimed({ at, end }: { at: number; end: number }): boolean {
    return this.#claimed.some((other) => at < other.end && other.at < end);
  }

  /** A day and a time may stand anywhere; the first that belong to nothing else are the payment's. */
  #findDay(): void {
    const subject = this.#subject;
    for (let at = subject.afterGap(0); at < subject.text.length; at += 1) {
      const before = subject.folded[at - 1] ?? ' ';
      const here = subject.folded[at] ?? '';
      if (!/[\da-z]/.test(here) || (/\d/.test(here) && /[\d/.,-]/.test(before))) continue;
      if (/[a-z]/.test(here) && /[a-z]/.test(before)) continue;
      if (!this.#facts.has('date')) {
        const date = readDate(subject, at, this.#context);
        if (date !== null && !this.#isClaimed(date)) {
          this.#take({ role: 'date', ...date });
          at = date.end - 1;
          continue;
        }
      }
      if (this.#facts.has('time') || !/\d/.test(here)) continue;
      const time = readTime(subject, at);
      if (time !== null && !this.#isClaimed(time)) this.#take({ role: 'time', ...time });
    }
  }

  #payment({ shape }: Found, issuer: Issuer | null): Payment {
    const value = (role: Role): string | null => this.#facts.get(role)?.value ?? null;
    const amount = this.#facts.get('amount');
    const name = value('name');
    const narration = value('narration');
    return {
      is: 'payment',
      issuer,
      direction: shape.is === 'in' ? 'in' : 'out',
      amount: amount?.value ?? '0.00',
      currency: amount?.currency ?? this.#facts.get('balance')?.currency ?? currencyOf(this.#library.country),
      charges: chargesOf(this.#charges),
      balance: value('balance'),
      counterparty:
        (name === null ? null : cleanName(name)) ?? (narration === null ? null : narratedName(narration)),
      reference: value('ref'),
      last4: issuer?.wallet === true ? null : value('last4'),
      date: value('date'),
      time: value('time'),
      what: shape.what ?? '',
    };
  }
}

/** Every charge by itself; a total only where what stands beside it does not add up to it. */
function chargesOf(captures: readonly Capture[]): Charge[] {
  const total = captures.find(({ role }) => role === 'total');
  const single = captures.filter(({ role }) => role !== 'total');
  const sum = single.reduce((left, { value }) => addDecimals(left, value), '0.00');
  if (total !== undefined && sum !== total.value) return [{ kind: 'fee', amount: total.value }];
  return single.map(({ role, value }, index): Charge => {
    const part = index === 0 ? 'fee' : 'levy';
    return { kind: role === 'levy' || role === 'tax' || role === 'fee' ? role : part, amount: value };
  });
}

/** The sum of all charges; null where the message states none. */
export function chargesSum(charges: readonly Charge[]): string | null {
  return charges.length === 0 ? null : charges.reduce((sum, { amount }) => addDecimals(sum, amount), '0.00');
}

/** Charges that move money. */
export function realCharges(charges: readonly Charge[]): Charge[] {
  return charges.filter(({ amount }) => !isZeroDecimal(amount));
}
