import { Refusal } from './refusal.ts';

export interface MarkupHandler {
  /** `at` is the position of '<' in the whole text, `end` the position after '>'. */
  open(name: string, at: number, end: number): void;
  close(name: string, at: number, end: number): void;
  /** All text between two tags, character references resolved. */
  text(value: string): void;
}

const EXCLAMATION = 33;
const SLASH = 47;
const QUESTION = 63;

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * Splits OFX, both SGML (1.x) and XML (2.x), into tags and text. It takes the text in chunks cut anywhere and
 * gives the same tokens for every way of cutting. It knows no schema; a '<' that starts no tag is text.
 */
export class MarkupTokenizer {
  readonly #handler: MarkupHandler;
  readonly #maxFieldLength: number;
  #carry = '';
  #carryAt = 0;
  #text = '';

  constructor(handler: MarkupHandler, maxFieldLength: number) {
    this.#handler = handler;
    this.#maxFieldLength = maxFieldLength;
  }

  feed(chunk: string): void {
    const input = this.#carry === '' ? chunk : this.#carry + chunk;
    const used = this.#scan(input);
    this.#carry = input.slice(used);
    this.#carryAt += used;
    this.#refuseLong(this.#carry.length, this.#carryAt);
  }

  end(): void {
    const used = this.#scan(this.#carry);
    this.#text += this.#carry.slice(used);
    this.#flush();
    this.#carry = '';
  }

  #scan(input: string): number {
    let from = 0;
    for (;;) {
      const at = this.#nextTag(input, from);
      if (at < 0) {
        this.#append(input.slice(from), from);
        return input.length;
      }
      if (at > from) this.#append(input.slice(from, at), from);
      const end = this.#tag(input, at);
      if (end < 0) return at;
      from = end;
    }
  }

  /** The next '<' that may start a tag; one at the very end of the input may, too. */
  #nextTag(input: string, from: number): number {
    let at = input.indexOf('<', from);
    while (at >= 0 && at + 1 < input.length && !startsTag(input.charCodeAt(at + 1))) {
      at = input.indexOf('<', at + 1);
    }
    return at;
  }

  /** Handles the tag at `at`; the position behind it, or -1 when the input ends inside it. */
  #tag(input: string, at: number): number {
    const first = input.charCodeAt(at + 1);
    if (first === EXCLAMATION) return this.#declaration(input, at);
    const end = input.indexOf('>', at);
    if (end < 0) return -1;
    if (first === QUESTION) return end + 1;
    this.#flush();
    const start = this.#carryAt + at;
    const closing = first === SLASH;
    const selfClosing = !closing && input.charCodeAt(end - 1) === SLASH;
    const name = nameIn(input, at + (closing ? 2 : 1), selfClosing ? end - 1 : end);
    this.#refuseLong(end - at, start);
    const after = start + end + 1 - at;
    if (closing) this.#handler.close(name, start, after);
    else this.#handler.open(name, start, after);
    if (selfClosing) this.#handler.close(name, start, after);
    return end + 1;
  }

  #declaration(input: string, at: number): number {
    const head = input.slice(at, at + 9).toUpperCase();
    if (head.startsWith('<!--')) {
      const end = input.indexOf('-->', at + 4);
      this.#refuseLong(end - at, this.#carryAt + at);
      return end < 0 ? -1 : end + 3;
    }
    if (head === '<![CDATA[') {
      const end = input.indexOf(']]>', at + 9);
      if (end < 0) return -1;
      this.#append(escaped(input.slice(at + 9, end)), at);
      return end + 3;
    }
    if (head.length < 9) return -1;
    throw new Refusal(
      'forbidden-doctype',
      'The file holds a DOCTYPE or another markup declaration, which no bank statement needs and which can be used to attack the reader. It was not read.',
      `character ${this.#carryAt + at + 1}`,
    );
  }

  #append(text: string, at: number): void {
    if (text === '') return;
    this.#text = this.#text === '' ? text : this.#text + text;
    this.#refuseLong(this.#text.length, this.#carryAt + at);
  }

  #flush(): void {
    if (this.#text === '') return;
    const value = this.#text.includes('&') ? resolveReferences(this.#text) : this.#text;
    this.#text = '';
    this.#handler.text(value);
  }

  #refuseLong(length: number, at: number): void {
    if (length <= this.#maxFieldLength) return;
    throw new Refusal(
      'field-too-long',
      `A single value of the file is longer than ${this.#maxFieldLength} characters; no statement has that.`,
      `character ${at + 1}`,
    );
  }
}

/** Character references of XML; what is none of them stays as it is. */
export function resolveReferences(text: string): string {
  return text.replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,4});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
      ? String.fromCodePoint(code)
      : whole;
  });
}

/** CDATA is literal, so its ampersands must survive resolveReferences. */
function escaped(text: string): string {
  return text.includes('&') ? text.replaceAll('&', '&amp;') : text;
}

/** The first word of a tag, in capitals. */
function nameIn(input: string, from: number, to: number): string {
  let end = from;
  let isPlain = true;
  for (; end < to; end += 1) {
    const code = input.charCodeAt(end);
    if (code <= 32 || code > 127) break;
    if (code >= 97) isPlain = false;
  }
  // Nearly every name of nearly every file: only letters that are capitals already.
  if (isPlain && (end === to || isBlank(input.charCodeAt(end)))) return input.slice(from, end);
  const inner = input.slice(from, to);
  const space = inner.search(/\s/);
  return (space < 0 ? inner : inner.slice(0, space)).toUpperCase();
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function startsTag(code: number): boolean {
  return (
    (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 47 || code === 33 || code === 63
  );
}
