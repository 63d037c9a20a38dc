import { noFacts, readFacts } from './csv-facts.ts';
import { labelOf } from './csv-vocabulary.ts';
import { overlap, phrasesOf, textOf } from './pdf-lines.ts';
import type { PdfLine, Phrase } from './pdf-lines.ts';
import type { TableRecord } from './table.ts';

/** What stands around a table, as the reader of facts takes it: a name, then its value. */
export function factRecords(lines: readonly PdfLine[]): TableRecord[] {
  const direct: TableRecord[] = [];
  const stacked: TableRecord[] = [];
  for (const [at, line] of lines.entries()) {
    const phrases = phrasesOf(line.words);
    const raw = textOf(line.words);
    direct.push({ cells: phrases.map(({ text }) => text), raw, line: line.number });
    direct.push({ cells: nameAndValue(phrases), raw, line: line.number });
    const below = lines[at + 1];
    if (below === undefined || !isBelow(line, below)) continue;
    for (const cells of namesAbove(phrases, phrasesOf(below.words)))
      stacked.push({ cells, raw: `${raw}\n${textOf(below.words)}`, line: line.number });
  }
  return [...direct, ...stacked];
}

/** The account number that some lines name, and the first line that does. */
export function accountIn(lines: readonly PdfLine[]): { account: string; at: number } | null {
  const facts = noFacts();
  for (const [at] of lines.entries()) {
    for (const { cells } of factRecords(lines.slice(at, at + 2))) readFacts(cells, facts);
    if (facts.account !== null) return { account: facts.account, at };
  }
  return null;
}

/** The lines of figures below a table, each figure by itself ("Opening balance 10.00   Closing balance 20.00"). */
export function figureCells(line: PdfLine): string[][] {
  const groups: string[][] = [];
  for (const text of nameAndValue(phrasesOf(line.words))) {
    if (groups.length === 0 || labelOf(text) !== null) groups.push([]);
    groups.at(-1)?.push(text);
  }
  return groups;
}

/** "Account No 0123" without a colon is a name and its value. */
function nameAndValue(phrases: readonly Phrase[]): string[] {
  return phrases.flatMap(({ text }) => {
    if (/:\s*\S/.test(text)) return [text];
    const parts =
      /^([^\d:]*[^\d:\s][^\d:]*?):?\s+([-+(]?\p{Sc}?[\dX*].*|[A-Z]{2,3}\p{Sc}?\s?[-+(]?\d.*)$/u.exec(text);
    return parts?.[1] === undefined || parts[2] === undefined ? [text] : [parts[1], parts[2]];
  });
}

/** Names that stand above their values, as boxes at the head of a statement have them. */
function namesAbove(upper: readonly Phrase[], lower: readonly Phrase[]): string[][] {
  return upper.flatMap((name) => {
    if (/[\d:]/.test(name.text)) return [];
    const value = lower.find((phrase) => overlap(name, phrase) > 0);
    return value === undefined ? [] : [[name.text, value.text]];
  });
}

function isBelow(upper: PdfLine, lower: PdfLine): boolean {
  return upper.page === lower.page && lower.y - upper.y <= 2.4 * Math.max(upper.size, lower.size);
}
