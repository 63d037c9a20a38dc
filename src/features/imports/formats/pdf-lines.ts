import type { PdfText } from '../../../platform/pdf/read-pdf.ts';
import type { PdfWord } from '../../../platform/pdf/words.ts';

/** Words that stand beside each other without a gap that would part columns. */
export interface Phrase {
  text: string;
  x: number;
  right: number;
}

/** One line of a page, as a reader sees it. */
export interface PdfLine {
  page: number;
  /** From 1 on its page. */
  onPage: number;
  /** From 1 in the whole file. */
  number: number;
  y: number;
  size: number;
  words: PdfWord[];
}

/** A gap of more than this part of the size of letters parts phrases; a space has about a quarter. */
const PHRASE_GAP = 0.6;

/** The lines of all pages in reading order. */
export function linesOf({ pages }: PdfText): PdfLine[] {
  const lines: PdfLine[] = [];
  for (const page of pages) {
    let line: PdfLine | null = null;
    let onPage = 0;
    for (const word of page.words) {
      const goesOn: boolean =
        line !== null && Math.abs(word.y - line.y) <= 0.35 * Math.max(word.size, line.size);
      if (line !== null && goesOn) {
        line.words.push(word);
        line.size = Math.max(line.size, word.size);
        continue;
      }
      onPage += 1;
      line = {
        page: page.number,
        onPage,
        number: lines.length + 1,
        y: word.y,
        size: word.size,
        words: [word],
      };
      lines.push(line);
    }
  }
  for (const { words } of lines) words.sort((a, b) => a.x - b.x);
  return lines;
}

export function phrasesOf(words: readonly PdfWord[], gap = PHRASE_GAP): Phrase[] {
  const phrases: Phrase[] = [];
  let last: PdfWord | null = null;
  for (const word of words) {
    const phrase = phrases.at(-1);
    if (
      phrase !== undefined &&
      last !== null &&
      word.x - last.right <= gap * Math.max(word.size, last.size)
    ) {
      phrase.text += ` ${word.text}`;
      phrase.right = Math.max(phrase.right, word.right);
    } else {
      phrases.push({ text: word.text, x: word.x, right: word.right });
    }
    last = word;
  }
  return phrases;
}

/** A line as a person would copy it. */
export function textOf(words: readonly { text: string }[]): string {
  return words.map(({ text }) => text).join(' ');
}

/** How many points two stretches share; negative is the gap between them. */
export function overlap(a: { x: number; right: number }, b: { x: number; right: number }): number {
  return Math.min(a.right, b.right) - Math.max(a.x, b.x);
}
