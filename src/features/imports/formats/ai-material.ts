import type { PdfText } from '../../../platform/pdf/read-pdf.ts';
import { maskedWords } from './ai-masked.ts';
import { linesOf, phrasesOf } from './pdf-lines.ts';
import { refuseWithoutText } from './pdf.ts';
import { Refusal } from './refusal.ts';

/** What the AI is shown of a PDF. */
export interface AiMaterial {
  text: string;
  lines: number;
}

const MOST_LINES = 2500;
const MOST_LETTERS = 150_000;

/**
 * The lines of a PDF for the AI: the number of each, its page, and its parts with the place where each begins, counted
 * in points from the left. As JSON, so that no letter of the document can end it. Throws Refusal.
 */
export function aiMaterial(text: PdfText, country: string): AiMaterial {
  refuseWithoutText(text);
  const lines = linesOf(text);
  const shown = lines.map((line) => {
    const masked = maskedWords(line, country);
    const parts = phrasesOf(line.words.map((word, at) => ({ ...word, text: masked[at] ?? '' })));
    return JSON.stringify([
      line.number,
      line.page,
      ...parts.map(({ x, text: part }) => [Math.round(x), part]),
    ]);
  });
  const material = `{"lines":[\n${shown.join(',\n')}\n]}`;
  if (lines.length > MOST_LINES || material.length > MOST_LETTERS) {
    throw new Refusal(
      'too-large',
      'The PDF has more text than the AI is shown at once. Ask for the statement of a shorter period.',
    );
  }
  return { text: material, lines: lines.length };
}
