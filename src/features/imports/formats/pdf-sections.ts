import { accountIn } from './pdf-facts.ts';
import type { PdfHeader } from './pdf-header.ts';
import type { PdfLine } from './pdf-lines.ts';
import { phrasesOf } from './pdf-lines.ts';
import { looksLikeMoney } from './pdf-tokens.ts';

/** A header with the lines below it, up to the next header or statement. */
export interface PdfTable {
  header: PdfHeader;
  lines: PdfLine[];
}

/** What belongs to one account: the lines above its first table, and its tables page by page. */
export interface PdfSection {
  preamble: PdfLine[];
  tables: PdfTable[];
}

/** A day as rows begin with: three numbers, two with a stroke at the end of their line, or a month by its name. */
const DAY =
  /(?:^|\s)(?:\d{1,2}[-/. ]{1,2}\d{1,2}[-/. ]{1,2}(?:\d{4}|\d{2})\b|\d{1,2}[-/]\d{1,2}[-/]?$|\d{4}[-/.]\d{1,2}[-/.]\d|\d{1,2}[-/. ]{0,2}[A-Za-zÀ-ÿ]{3,9}\b|[A-Za-zÀ-ÿ]{3,9}\.? \d{1,2}\b)/;

/** Does a line hold a day and an amount? */
export function isRowLike(line: PdfLine, country: string): boolean {
  const phrases = phrasesOf(line.words);
  return (
    phrases.some(({ text }) => DAY.test(text)) && line.words.some(({ text }) => looksLikeMoney(text, country))
  );
}

/** Parts a file where another account begins. */
export function sectionsOf(
  lines: readonly PdfLine[],
  headers: readonly PdfHeader[],
  country: string,
): PdfSection[] {
  const sections: PdfSection[] = [];
  let account: string | null = null;
  let above = lines.slice(0, headers[0]?.first ?? 0);
  for (const [i, header] of headers.entries()) {
    const next = headers[i + 1];
    const body = lines.slice(header.last + 1, next?.first ?? lines.length);
    const named = accountIn(above);
    const isNew = sections.length === 0 || (named !== null && !isSame(named.account, account));
    if (isNew) sections.push({ preamble: above, tables: [] });
    else
      sections
        .at(-1)
        ?.tables.at(-1)
        ?.lines.push(...above);
    account = named?.account ?? account;
    const cut = next === undefined ? body.length : interlude(body, country);
    sections.at(-1)?.tables.push({ header, lines: body.slice(0, cut) });
    above = body.slice(cut);
  }
  return sections;
}

/** Where the lines begin that stand between a table and the next header: on a new page, or with an account's name. */
function interlude(body: readonly PdfLine[], country: string): number {
  let after = 0;
  for (const [at, line] of body.entries()) if (isRowLike(line, country)) after = at + 1;
  const rest = body.slice(after);
  const page = body[after - 1]?.page ?? rest[0]?.page;
  const turned = rest.findIndex((line) => line.page !== page);
  if (turned >= 0) return after + turned;
  const named = accountIn(rest);
  return after + (named?.at ?? rest.length);
}

function isSame(left: string, right: string | null): boolean {
  const bare = (text: string) => text.replace(/[\s.-]/g, '').toUpperCase();
  return right !== null && bare(left) === bare(right);
}
