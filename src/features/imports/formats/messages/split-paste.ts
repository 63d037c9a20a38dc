// Tells the messages of a paste apart: by blank lines, by lines that begin a message, and inside a line where one
// message runs on into the next. What is not understood stays as it stands, as a message of its own.
import { fold } from './subject.ts';
import { Subject } from './subject.ts';
import { COUNTRIES, LABEL_WORDS, STOP_WORDS } from './library.ts';
import { compile, startsIn } from './pattern.ts';
import { LONGEST_MESSAGE, readMessage } from './read-message.ts';
import type { Reading } from './read-message.ts';
import { readDate, readTime } from './roles.ts';
import { isTelephone } from './telephone.ts';

export interface PastedMessage {
  text: string;
  sender: string | null;
  receivedOn: string | null;
}

const SENDERS = new Set(COUNTRIES.flatMap(({ issuers }) => issuers.flatMap(({ senders }) => senders)));
const LABEL = /^\s*(txn|acct|acc|ac|a\/c|debit(?: alert)?|credit(?: alert)?|dear|sender)\b\s*[:!,]?/;
const GREETING = /^\s*(?:dear|hello|hi|y'ello|bonjour|caro|cara|ndugu|mpendwa|congratulations)\b/;
const FROM = /^\s*(?:from|sender|de|kutoka)\s*:\s*(.{1,40})$/i;
const CHAT = /^\s*\[?(\d[^[\]]{5,24}?(?:\s?[ap]\.?m\.?)?)\]?\s*[-\u2013]?\s([^:]{1,60}):\s+(\S.*)$/i;
/** A telephone number alone, as a telephone shows it over a message. */
const NUMBER_LINE = /^[+0(][^\p{L}:]*$/u;
/** Chats put them round numbers and names; they are not seen. */
const UNSEEN = /\p{Cf}/gu;

/** What the other lines of a message with a one-time code speak of: a line without it is the person's own. */
const OF_CODES =
  /\d|https?:|www|@|code|otp|pin|passw|share|secre|secur|never|anyone|call|contact|expir|valid|minute|request|thank|partag|communiqu|jamais|personne|confiden|partilh|ninguem|siri|usi|mtu|\p{Script=Arabic}/u;

/** Messages with codes are short; a longer line has run on into something else. */
const LONGEST_CODE = 200;

/** Words with which messages begin that are often pasted without a break. */
const BEGINNINGS = [
  '{ref} (confirmed|imethibitishwa|accepted)',
  'congratulations {ref} confirmed',
  'confirmado {ref}',
  '(failed|fnb) {word}',
  'payment (received|made) for {amount}',
  'cash (in received|out made) for {amount}',
  'acct {last4}',
  'txn (debit|credit)',
  '(paid|sent|received|withdrawn) tid {ref}',
  '(umepokea|umetuma|umelipa|umetoa) {amount}',
  'vous avez (recu|envoye|paye|retire)',
  "(dear|y'ello) {word}",
  'you (have|just) {word} {amount}',
  'transaction id {ref} you',
].map(compile);

/**
 * The messages of a paste in their order. It takes time by the length of the paste: no text longer than a message is
 * ever read, whatever the paste holds.
 *
 * @param read reads what may be a message
 */
export function splitPaste(paste: string, ownCountry: string, read = readMessage): PastedMessage[] {
  return new Splitter(ownCountry, read).split(paste);
}

class Splitter {
  readonly #known = new Map<string, Reading>();
  readonly #ownCountry: string;
  readonly #read: typeof readMessage;

  constructor(ownCountry: string, read: typeof readMessage) {
    this.#ownCountry = ownCountry;
    this.#read = read;
  }

  split(paste: string): PastedMessage[] {
    const messages: PastedMessage[] = [];
    let heading: Heading = NO_HEADING;
    for (const block of paste.replace(/\r\n?/g, '\n').split(/\n[^\S\n]*\n\s*/)) {
      for (const lines of this.#pieces(block)) {
        const { heading: own, rest } = headingOf(lines);
        if (own !== null) heading = own;
        if (rest.trim() === '') continue;
        for (const text of this.#runOn(rest.trim())) {
          messages.push({ text, sender: heading.sender, receivedOn: heading.receivedOn });
        }
        heading = NO_HEADING;
      }
    }
    return messages;
  }

  #pieces(block: string): string[][] {
    const pieces: Piece[] = [];
    for (const line of block.split('\n')) {
      if (line.trim() === '') continue;
      const current = pieces.at(-1);
      if (current === undefined || this.#begins(current, line)) pieces.push(new Piece(line));
      else current.add(line);
    }
    return pieces.map(({ lines }) => lines);
  }

  #begins(current: Piece, line: string): boolean {
    if (isHeading(line)) return current.label !== undefined;
    const label = labelOf(line);
    if (label !== null && label === current.label) return true;
    const reading = this.#reading(current.text());
    const next = this.#reading(line);
    if (reading.is === 'payment') {
      const whole = reading.balance !== null || reading.date !== null;
      // A second account is another message's, and so is a line that is a payment by itself.
      if (label === 'acct' && reading.last4 !== null) return true;
      if (label === 'txn' || label === 'acct' || label === 'entry')
        return whole || (this.#isWholeOrNone(line) && next.is === 'payment');
      if (GREETING.test(fold(line))) return true;
      if (line.trim().length < 20 || next.is === 'unknown') return false;
      return next.is === 'payment' || PLAIN.has(next.reason) || reading.balance !== null;
    }
    if (reading.is === 'none') {
      if (line.trim().length < 20) return false;
      if (next.is !== 'unknown') return true;
      return reading.reason === 'code' && current.text().length <= LONGEST_CODE && !OF_CODES.test(fold(line));
    }
    // Words of the person's own before a message that is whole in itself.
    const [first = ''] = current.lines;
    return !GREETING.test(fold(first)) && labelOf(first) === null && this.#isWhole(line);
  }

  /** A line that holds several messages, cut where the parts are messages by themselves. */
  #runOn(text: string): string[] {
    const cuts = beginnings(text, this.#ownCountry);
    if (cuts.length === 0) return [text];
    const parts = cuts.map((at, index) => text.slice(at, cuts[index + 1] ?? text.length));
    const messages: string[] = [];
    let current = text.slice(0, cuts[0]);
    let open = '';
    for (const part of parts) {
      const cut = this.#isWholeOrNone(current) ? this.#cutBefore(open, part) : null;
      if (cut === null) {
        open += part;
        if (!this.#isWholeOrNone(current)) [current, open] = [current + open, ''];
        continue;
      }
      messages.push((current + (cut === 'part' ? open : '')).trim());
      current = cut === 'part' ? part : open + part;
      open = '';
    }
    current += open;
    messages.push(current.trim());
    return messages.filter((message) => message !== '');
  }

  /** Whether the next message begins with this part, or with what was open before it. */
  #cutBefore(open: string, part: string): 'open' | 'part' | null {
    if (this.#isWhole(part)) return 'part';
    if (open !== '' && this.#isWhole(open + part)) return 'open';
    return this.#isWholeOrNone(part) ? 'part' : null;
  }

  #isWhole(text: string): boolean {
    const reading = this.#reading(text);
    return reading.is === 'payment' && reading.reference !== null;
  }

  #isWholeOrNone(text: string): boolean {
    const reading = this.#reading(text);
    if (reading.is === 'none') return PLAIN.has(reading.reason);
    return reading.is === 'payment' && (reading.reference !== null || reading.balance !== null);
  }

  #reading(text: string): Reading {
    // Not even looked up: what grows with every line would be walked over with every line.
    if (text.length > LONGEST_MESSAGE) return TOO_LONG;
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const reading = this.#read({ text, sender: null, receivedOn: null }, this.#ownCountry);
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(text, reading);
    return reading;
  }
}

/** Lines that stand together so far. */
class Piece {
  readonly lines: string[] = [];
  /** The label that its message begins with; undefined while there are only lines about sender and time. */
  label: string | null | undefined;
  #text = '';

  constructor(line: string) {
    this.add(line);
  }

  add(line: string): void {
    this.#text = this.lines.length === 0 ? line : `${this.#text}\n${line}`;
    this.lines.push(line);
    if (this.label !== undefined) return;
    const chat = chatOf(line);
    if (chat !== null) this.label = labelOf(chat.rest);
    else if (!isHeading(line)) this.label = labelOf(line);
  }

  text(): string {
    return this.#text;
  }
}

const TOO_LONG: Reading = { is: 'none', issuer: null, reason: 'too-long' };
/** A text is asked about again while it is looked at, and hardly later. */
const MOST_KNOWN = 64;

const PLAIN = new Set(['code', 'failed', 'pending', 'request', 'notice']);

interface Heading {
  sender: string | null;
  receivedOn: string | null;
}
const NO_HEADING: Heading = { sender: null, receivedOn: null };

function labelOf(line: string): string | null {
  const label = LABEL.exec(fold(line))?.[1];
  if (label === undefined || label === 'dear') return null;
  return label.startsWith('debit') || label.startsWith('credit') ? 'entry' : label;
}

/** A line that says who sent the next message. */
function isHeading(line: string): boolean {
  return chatOf(line) !== null || FROM.test(line) || senderOf(line) !== null;
}

function senderOf(line: string): string | null {
  const plain = fold(line).replace(/[\s.:]/g, '');
  return plain.length <= 20 && SENDERS.has(plain) ? line.replace(/[:\s]+$/, '').trim() : null;
}

function numberOf(line: string): string | null {
  const plain = line.replace(UNSEEN, '').trim();
  return plain.length <= 24 && NUMBER_LINE.test(plain) && dayOf(plain) === null && isTelephone(plain)
    ? plain
    : null;
}

/** 'Fri, 20 Nov 2026, 18:04' and its kind, with nothing else in the line. */
function dayOf(line: string): string | null {
  const plain = line
    .trim()
    .replace(/^(?:date|received|time)\s*:\s*/i, '')
    .replace(/^[a-z]{3,9},?\s+(?=\d)/i, '');
  if (plain.length > 32 || !/\d/.test(plain)) return null;
  const subject = new Subject(plain, STOP_WORDS, LABEL_WORDS);
  const date = readDate(subject, 0, { country: '', year: null });
  if (date === null) return null;
  const rest = subject.afterGap(date.end);
  const time = readTime(subject, rest);
  const end = time?.end ?? rest;
  return subject.afterGap(end) >= plain.length || /^t?[\d:.z]*$/.test(subject.folded.slice(end))
    ? date.value
    : null;
}

function chatOf(line: string): { heading: Heading; rest: string } | null {
  const found = CHAT.exec(line.replace(UNSEEN, ''));
  if (found === null) return null;
  const [, when = '', who = '', rest = ''] = found;
  const telephone = isTelephone(who);
  // 'Acct 1234: …' is no name.
  if (!telephone && /\d/.test(who)) return null;
  const receivedOn = dayOf(when);
  return receivedOn === null
    ? null
    : { heading: { sender: telephone ? who.trim() : senderOf(who), receivedOn }, rest };
}

/** Takes the lines about sender and time off a message. */
function headingOf(lines: readonly string[]): { heading: Heading | null; rest: string } {
  let sender: string | null = null;
  let receivedOn: string | null = null;
  let at = 0;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const chat = chatOf(line);
    if (chat !== null) {
      return { heading: chat.heading, rest: [chat.rest, ...lines.slice(at + 1)].join('\n') };
    }
    const from = FROM.exec(line)?.[1]?.trim() ?? (at === 0 ? numberOf(line) : null) ?? senderOf(line);
    const day = from === null ? dayOf(line) : null;
    if (from === null && day === null) break;
    sender = from ?? sender;
    receivedOn = day ?? receivedOn;
  }
  const heading = sender === null && receivedOn === null ? null : { sender, receivedOn };
  return { heading, rest: lines.slice(at).join('\n') };
}

/** Places inside a text, after its start, where a message may begin. */
function beginnings(text: string, ownCountry: string): number[] {
  const subject = new Subject(text, STOP_WORDS, LABEL_WORDS);
  const starts = startsIn(BEGINNINGS, subject, { country: ownCountry, year: null });
  const found: number[] = [];
  for (
    let at = subject.afterGap(subject.wordEnd(0));
    at < text.length;
    at = subject.afterGap(subject.wordEnd(at))
  ) {
    if (starts(at)) found.push(at);
  }
  return found;
}
