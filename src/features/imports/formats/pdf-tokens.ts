import { readMoney } from './csv-amount.ts';
import type { PdfLine } from './pdf-lines.ts';

/** A word, or the words that together are one amount. */
export interface Token {
  text: string;
  x: number;
  right: number;
  size: number;
}

/** Parts of one amount ("1 234,56", "R 500.00", "12.00 CR") stand no farther apart than this part of their size. */
const AMOUNT_GAP = 0.45;

export function tokensOf({ words }: Pick<PdfLine, 'words'>): Token[] {
  const tokens: Token[] = [];
  for (const { text, x, right, size } of words) {
    const last = tokens.at(-1);
    if (last !== undefined && x - last.right <= AMOUNT_GAP * size && continuesAmount(last.text, text)) {
      last.text += ` ${text}`;
      last.right = right;
    } else {
      tokens.push({ text, x, right, size });
    }
  }
  return tokens;
}

function continuesAmount(before: string, text: string): boolean {
  if (/^[-−(]?\d{1,3}(?: \d{3})*$/.test(before)) return /^\d{3}(?:[.,]\d{1,2})?[)-]?$/.test(text);
  if (/^[-−+(]?(?:\p{Sc}|[A-Z]{1,3}\p{Sc}?|[Kk][Ss]h\.?|[Uu][Ss]h\.?|[-−+(])$/u.test(before))
    return /^[-−(]?\d[\d.,'’]*\)?$/.test(text);
  return /\d[.,]?\d*\)?$/.test(before) && /^(?:CR|DR|Cr|Dr|cr|dr|[-−]|\/=|F|FCFA|CFA)\.?$/.test(text);
}

/** An amount as statements print it: with decimals or groups, so that a plain number or a day is none. */
export function looksLikeMoney(text: string, country: string): boolean {
  if (!/\d[.,]\d\d(?!\d)|\d[.,'’ ]\d{3}(?!\d)|^\(?-?0\)?$/.test(text)) return false;
  return readMoney(text, '.', country) !== null || readMoney(text, ',', country) !== null;
}
