// A message prepared for matching: every question a pattern asks of a position is answered in constant time.

/** Lower case, without accents, straight quotes: one character for each of the text, so that positions agree. */
export function fold(text: string): string {
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase();
  let folded = '';
  for (let at = 0; at < text.length; at += 1) folded += foldUnit(text[at] ?? '');
  return folded;
}

function foldUnit(unit: string): string {
  if (unit < '\u0080') return unit.toLowerCase();
  if (unit === '\u2018' || unit === '\u2019' || unit === '\u02bc') return "'";
  if (unit === '\u00a0' || unit === '\u202f' || unit === '\u2009') return ' ';
  return unit.normalize('NFD').charAt(0).toLowerCase().charAt(0) || unit;
}

/** Marks that a pattern does not care about: they may stand, or be left out, between any two of its words. */
const GAP = /[\s.,;:!?+\-\u2013\u2014*|()[\]"'=<>~@#]/;
const DAY =
  /(?:on\s)?(?:\d{1,2}(?:st|nd|rd|th)?[-/. ]?[a-z]{3,9}[-/. ,]{1,2}\d{2,4}|\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}:\d\d(?!\d))/y;
const NUMBER = /[\s,;:(-]{0,4}\+?[\dx*]{3,24}[)]?/y;
const NO_NAME = /(?:your|fees?|charges?|bal|balance|ref|reference|txn|tid|txnid|salio|solde|saldo)(?![a-z])/y;
const ABBREVIATION = /(?:^|[^a-z])(?:[a-z]|mr|mrs|ms|dr|st|alh|eng|prof)$/;

export class Subject {
  readonly text: string;
  readonly folded: string;
  /** Where the run of spaces and marks that begins here ends. */
  readonly #gapEnd: Int32Array;
  /** Where the run of anything else that begins here ends. */
  readonly #runEnd: Int32Array;
  readonly #stops: Int8Array;
  readonly #held = new Map<string, boolean>();

  readonly #stopWords: RegExp;
  readonly #labels: RegExp;

  constructor(text: string, stopWords: RegExp, labels: RegExp) {
    this.text = text;
    this.#stopWords = stopWords;
    this.#labels = labels;
    this.folded = fold(text);
    const size = text.length;
    this.#gapEnd = new Int32Array(size + 1).fill(size);
    this.#runEnd = new Int32Array(size + 1).fill(size);
    this.#stops = new Int8Array((size + 1) * 2).fill(-1);
    for (let at = size - 1; at >= 0; at -= 1) {
      const gap = GAP.test(this.folded[at] ?? '');
      this.#gapEnd[at] = gap ? (this.#gapEnd[at + 1] ?? size) : at;
      this.#runEnd[at] = gap ? at : (this.#runEnd[at + 1] ?? size);
    }
  }

  /** The first position from `at` on that is neither space nor mark. */
  afterGap(at: number): number {
    return this.#gapEnd[at] ?? this.text.length;
  }

  /** The end of the next word from `at` on. */
  wordEnd(at: number): number {
    return this.#runEnd[this.afterGap(at)] ?? this.text.length;
  }

  /** Whether a word stands here and ends here: no letter goes on after it. */
  has(word: string, at: number): boolean {
    if (!this.folded.startsWith(word, at)) return false;
    const end = at + word.length;
    return !(isLetter(this.folded, end - 1) && isLetter(this.folded, end));
  }

  /** Whether a word stands anywhere. */
  holds(word: string): boolean {
    let held = this.#held.get(word);
    if (held === undefined) {
      let at = this.folded.indexOf(word);
      while (at >= 0 && !this.has(word, at)) at = this.folded.indexOf(word, at + 1);
      held = at >= 0;
      this.#held.set(word, held);
    }
    return held;
  }

  /** Whether something begins here: no letter goes before it. */
  begins(at: number): boolean {
    return !(isLetter(this.folded, at) && isLetter(this.folded, at - 1));
  }

  /** Whether a day is written here. */
  isDay(at: number): boolean {
    DAY.lastIndex = at;
    return DAY.test(this.folded);
  }

  /** The end of a telephone or account number that stands behind a name; null where none does. */
  numberEnd(at: number): number | null {
    const next = this.afterGap(at);
    if (this.isDay(next)) return null;
    NUMBER.lastIndex = at;
    const found = NUMBER.exec(this.folded);
    return found === null || !/\d/.test(found[0]) ? null : at + found[0].length;
  }

  /** Whether a name, or a bank's narration, that has come so far can go no further. */
  stops(at: number, narration: boolean): boolean {
    const slot = at * 2 + (narration ? 1 : 0);
    const known = this.#stops[slot];
    if (known === 0 || known === 1) return known === 1;
    const stops = this.#judge(at, narration);
    this.#stops[slot] = stops ? 1 : 0;
    return stops;
  }

  /** Whether the word of a charge, a balance or a reference stands where a name should. */
  isLabel(at: number): boolean {
    NO_NAME.lastIndex = at;
    return NO_NAME.test(this.folded);
  }

  /** Whether nothing is written between a label and what comes next: another line, or the next label. */
  isEmptyFrom(at: number, next: number): boolean {
    if (this.folded.slice(at, next).includes('\n')) return true;
    this.#labels.lastIndex = next;
    return this.#labels.test(this.folded);
  }

  #judge(at: number, narration: boolean): boolean {
    const next = this.afterGap(at);
    if (next >= this.text.length) return true;
    const gap = this.folded.slice(at, Math.min(next, at + 40));
    if (gap.includes('\n') || this.isDay(next)) return true;
    this.#labels.lastIndex = next;
    if (this.#labels.test(this.folded)) return true;
    if (/;/.test(gap)) return true;
    if (/[.!]\s/.test(gap) && !ABBREVIATION.test(this.folded.slice(Math.max(0, at - 6), at))) return true;
    if (narration) return false;
    if (/[,(:\-\u2013]/.test(gap) && /[\d*]/.test(gap.at(-1) === '*' ? '*' : (this.folded[next] ?? '')))
      return true;
    this.#stopWords.lastIndex = next;
    return this.#stopWords.test(this.folded);
  }
}

function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code >= 97 && code <= 122) || (code > 0xbf && code !== 0xd7 && code !== 0xf7);
}
