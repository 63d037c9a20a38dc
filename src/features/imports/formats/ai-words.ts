import { maskedWords } from './ai-masked.ts';
import type { PdfLine } from './pdf-lines.ts';

interface Word {
  /** As the AI was shown it. */
  shown: string;
  /** As it stands in the document. */
  text: string;
  isUsed: boolean;
}

/** Lines below the one that a row begins on which may be parts of it. */
const LINES_BELOW = 5;
const LINES_ABOVE = 1;
/** Looking for a text ends after so many words: one that repeats itself could be looked for without end. */
const MOST_STEPS = 100_000;

/** The words of a document, each of which a row may take once. */
export class DocumentWords {
  readonly #lines: Word[][];
  #steps = 0;

  constructor(lines: readonly PdfLine[], country: string) {
    this.#lines = lines.map((line) => {
      const masked = maskedWords(line, country);
      return line.words.map(({ text }, at) => ({ shown: plain(masked[at] ?? ''), text, isUsed: false }));
    });
  }

  /** Takes a text that stands in one line at this place: its words as the document has them; null where it does not. */
  takeWhole(given: string, line: number): string | null {
    const wanted = wordsOf(given);
    for (const at of this.#near(line)) {
      const words = this.#lines[at] ?? [];
      const from = words.findIndex((_, start) => runLength(words, start, wanted) === wanted.length);
      if (from >= 0) return take(words.slice(from, from + wanted.length));
    }
    return null;
  }

  /** Takes a text that may go on in lines below: a run of words in each of them, in their order. */
  takeText(given: string, line: number): string | null {
    const near = this.#near(line);
    const wanted = wordsOf(given);
    this.#steps = 0;
    const found =
      this.#find(
        wanted,
        near.filter((at) => at >= line - 1),
      ) ??
      this.#find(
        wanted,
        near.toSorted((a, b) => a - b),
      );
    return found === null ? null : take(found);
  }

  /** Whether a row took something of a line (from 1). */
  isUsed(line: number): boolean {
    return (this.#lines[line - 1] ?? []).some(({ isUsed }) => isUsed);
  }

  #find(wanted: readonly string[], lines: readonly number[]): Word[] | null {
    if (wanted.length === 0) return [];
    for (const [index, at] of lines.entries()) {
      const words = this.#lines[at] ?? [];
      for (let start = 0; start < words.length; start += 1) {
        this.#steps += 1;
        if (this.#steps > MOST_STEPS) return null;
        for (let length = runLength(words, start, wanted); length > 0; length -= 1) {
          const rest = this.#find(wanted.slice(length), lines.slice(index + 1));
          if (rest !== null) return [...words.slice(start, start + length), ...rest];
        }
      }
    }
    return null;
  }

  /** Indices of the lines where a row that begins on this one may have its parts, the likeliest first. */
  #near(line: number): number[] {
    const own = line - 1;
    const below = Array.from({ length: LINES_BELOW + 1 }, (_, after) => own + after);
    const above = Array.from({ length: LINES_ABOVE }, (_, before) => own - before - 1);
    return [...below, ...above].filter((at) => at >= 0 && at < this.#lines.length);
  }
}

/** How many words from here on are wanted ones that nobody took, one after the other. */
function runLength(words: readonly Word[], start: number, wanted: readonly string[]): number {
  let length = 0;
  while (length < wanted.length) {
    const word = words[start + length];
    if (word === undefined || word.isUsed || word.shown !== wanted[length]) break;
    length += 1;
  }
  return length;
}

function take(words: readonly Word[]): string {
  for (const word of words) word.isUsed = true;
  return words.map(({ text }) => text).join(' ');
}

function wordsOf(text: string): string[] {
  return plain(text)
    .split(' ')
    .filter((word) => word !== '');
}

/** Letters that look the same are the same; everything else is as it stands. */
function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/g, ' ').trim();
}
