import { readDate } from './csv-date.ts';
import type { PdfLine } from './pdf-lines.ts';
import { looksLikeMoney } from './pdf-tokens.ts';

/** A run of digits as account numbers, cards and telephone numbers have it. */
const LONG = /\d(?:[-./]?\d){7,}/g;
/** What stands of such a number when it is written in groups. */
const GROUP = /^[A-Z]{0,2}\d{2,4}$/;
const LEAST_GROUPS = 3;
const SHOWN = 4;

/** The words of a line as the AI may see them: of long numbers only the last four digits. One for each word. */
export function maskedWords({ words }: Pick<PdfLine, 'words'>, country: string): string[] {
  const masked = words.map(({ text }) =>
    isAmountOrDay(text, country) ? text : text.replaceAll(LONG, (number) => hide(number)),
  );
  let from = 0;
  for (let at = 0; at <= words.length; at += 1) {
    if (at < words.length && GROUP.test(words[at]?.text ?? '')) continue;
    hideGroups(masked, from, at);
    from = at + 1;
  }
  return masked;
}

function isAmountOrDay(text: string, country: string): boolean {
  return (
    looksLikeMoney(text, country) ||
    readDate(text, 'day-first') !== null ||
    readDate(text, 'month-first') !== null
  );
}

function hideGroups(masked: string[], from: number, to: number): void {
  const groups = masked.slice(from, to).filter((text) => text.length === SHOWN);
  if (groups.length < LEAST_GROUPS) return;
  for (let at = from; at < to - 1; at += 1) masked[at] = (masked[at] ?? '').replaceAll(/\d/g, '#');
}

function hide(number: string): string {
  let shown = number.replaceAll(/\D/g, '').length;
  return number.replaceAll(/\d/g, (digit) => {
    shown -= 1;
    return shown < SHOWN ? digit : '#';
  });
}
