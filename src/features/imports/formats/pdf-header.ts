import { isHeader, readHeader } from './csv-vocabulary.ts';
import type { HeaderColumn } from './csv-vocabulary.ts';
import { overlap, phrasesOf } from './pdf-lines.ts';
import type { PdfLine, Phrase } from './pdf-lines.ts';
import type { ColumnRole } from '../../../domain/table-mapping.ts';

/** A column as its header places it. */
export interface PdfColumn extends HeaderColumn {
  x: number;
  right: number;
}

/** The lines that name the columns of a table, and where the columns stand. */
export interface PdfHeader {
  /** Places of its first and last line among all lines. */
  first: number;
  last: number;
  columns: PdfColumn[];
}

const MOST_LINES = 4;

/** Every header of the file, in order. */
export function headersOf(lines: readonly PdfLine[], country: string): PdfHeader[] {
  const headers: PdfHeader[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    let best = headerAt(lines, at, country);
    if (best === null) continue;
    // A line above the header may have been taken for a part of it: what begins below then knows more of itself.
    for (let later = at + 1; later <= best.last; later += 1) {
      const other = headerAt(lines, later, country);
      if (other !== null && worth(other.columns) > worth(best.columns)) best = other;
    }
    headers.push(best);
    at = best.last;
  }
  return headers;
}

/** The best header that begins with this line: most columns known, then fewest lines. */
function headerAt(lines: readonly PdfLine[], at: number, country: string): PdfHeader | null {
  let best: PdfHeader | null = null;
  for (let last = at; last < Math.min(at + MOST_LINES, lines.length); last += 1) {
    const [line, before] = [lines[last], lines[last - 1]];
    if (line === undefined || !mayName(line)) break;
    if (last > at && (before === undefined || !areClose(before, line))) break;
    const columns = columnsIn(lines.slice(at, last + 1), country);
    if (!isHeader(columns) || columns.length < 3) continue;
    if (best === null || known(columns) > known(best.columns)) best = { first: at, last, columns };
  }
  return best;
}

/** Names of columns hold no figures; "Currency: KES" is a fact. */
function mayName({ words }: PdfLine): boolean {
  return words.length <= 40 && words.every(({ text }) => !/[\d:]/.test(text));
}

function areClose(upper: PdfLine, lower: PdfLine): boolean {
  return upper.page === lower.page && lower.y - upper.y <= 1.6 * Math.max(upper.size, lower.size);
}

function columnsIn(lines: readonly PdfLine[], country: string): PdfColumn[] {
  const rows = lines.map((line) => phrasesOf(line.words).flatMap((phrase) => split(phrase, line, country)));
  const names = lines.length === 1 ? (rows[0] ?? []) : joined(rows);
  const columns = readHeader(
    names.map(({ text }) => nameOf(text, country)),
    country,
  );
  return columns.map((column, i) => {
    const { x = 0, right = 0 } = names[i] ?? {};
    return { ...column, name: names[i]?.text ?? column.name, x, right };
  });
}

/** Names over several lines: the line with most names has the columns, the others add to them. */
function joined(rows: readonly Phrase[][]): Phrase[] {
  const base = rows.reduce((most, row) => (row.length > most.length ? row : most), []);
  const columns = base.map((phrase) => ({
    parts: [] as { row: number; text: string }[],
    x: phrase.x,
    right: phrase.right,
  }));
  for (const [row, phrases] of rows.entries()) {
    for (const phrase of phrases) {
      const over = columns.filter((column) => overlap(column, phrase) > 0);
      // A name over several columns ("Amount" above Debit and Credit) names none of them.
      if (over.length > 1) continue;
      const [only] = over;
      if (only === undefined) {
        columns.push({ parts: [{ row, text: phrase.text }], x: phrase.x, right: phrase.right });
        columns.sort((a, b) => a.x - b.x);
        continue;
      }
      only.parts.push({ row, text: phrase.text });
      only.x = Math.min(only.x, phrase.x);
      only.right = Math.max(only.right, phrase.right);
    }
  }
  return columns.map(({ parts, x, right }) => ({
    text: parts
      .sort((a, b) => a.row - b.row)
      .map(({ text }) => text)
      .join(' '),
    x,
    right,
  }));
}

/** Names that stand close ("Withdrawn Balance") are told apart where each part is a name and the whole is none. */
function split(phrase: Phrase, line: PdfLine, country: string): Phrase[] {
  if (roleOf(nameOf(phrase.text, country), country) !== null) return [phrase];
  const words = line.words.filter((word) => word.x >= phrase.x - 0.01 && word.right <= phrase.right + 0.01);
  if (words.length < 2 || words.length > 12) return [phrase];
  /** For each number of words: the fewest names they make up, as the places where the names begin. */
  const ways: (number[] | null)[] = [[]];
  for (let end = 1; end <= words.length; end += 1) {
    ways[end] = null;
    for (let start = Math.max(0, end - 4); start < end; start += 1) {
      const before = ways[start];
      const best = ways[end];
      if (before == null || roleOf(textBetween(words, start, end), country) === null) continue;
      if (best == null || before.length + 1 < best.length) ways[end] = [...before, start];
    }
  }
  const starts = ways[words.length];
  if (starts == null) return [phrase];
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? words.length;
    return {
      text: textBetween(words, start, end),
      x: words[start]?.x ?? phrase.x,
      right: words[end - 1]?.right ?? phrase.right,
    };
  });
}

function textBetween(words: readonly { text: string }[], start: number, end: number): string {
  return words
    .slice(start, end)
    .map(({ text }) => text)
    .join(' ');
}

/** Headers in two languages ("Date / Tarehe") are known by either. */
function nameOf(text: string, country: string): string {
  if (roleOf(text, country) !== null) return text;
  const parts = text.split(/\s*[/|]\s*/).filter((part) => part !== '');
  return parts.length > 1 ? (parts.find((part) => roleOf(part, country) !== null) ?? text) : text;
}

function roleOf(name: string, country: string): ColumnRole | null {
  return readHeader([name], country)[0]?.role ?? null;
}

function worth(columns: readonly HeaderColumn[]): number {
  return known(columns) * 11 - columns.length;
}

function known(columns: readonly HeaderColumn[]): number {
  return columns.filter(({ role }) => role !== null).length;
}
