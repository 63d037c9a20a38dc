import { isBlankMoney, readMoney } from './csv-amount.ts';
import { readDate } from './csv-date.ts';
import { labelOf } from './csv-vocabulary.ts';
import { MONEY_ROLES } from './pdf-columns.ts';
import type { PdfColumn } from './pdf-header.ts';
import { textOf } from './pdf-lines.ts';
import type { PdfLine } from './pdf-lines.ts';
import { looksLikeMoney, tokensOf } from './pdf-tokens.ts';
import type { ColumnRole } from '../../../domain/table-mapping.ts';
import type { TableRecord } from './table.ts';

interface Cell {
  text: string;
  x: number;
  right: number;
}

/** A line with its words given to the columns of a table. */
export interface CellLine {
  line: PdfLine;
  /** Where its text stands: days and amounts may stand a little higher or lower. */
  y: number;
  cells: (Cell | null)[];
  /** It begins a row, goes on with one, or stands for itself. */
  kind: 'begins' | 'goes-on' | 'alone';
}

const TEXT_ROLES: ReadonlySet<ColumnRole | null> = new Set(['description', 'counterparty', 'reference']);
/** Words stand as close as this inside a text, by the size of letters. */
const TEXT_GAP = 0.42;

/** Gives each word of a line to a column, and says what the line is to the rows around it. */
export function cellsOf(
  line: PdfLine,
  columns: readonly PdfColumn[],
  edges: readonly number[],
  country: string,
): CellLine {
  const cells: (Cell | null)[] = columns.map(() => null);
  let before: { column: number; right: number } | null = null;
  for (const token of tokensOf(line)) {
    const middle = (token.x + token.right) / 2;
    const found = edges.findIndex((edge) => middle < edge);
    let column = found < 0 ? columns.length - 1 : found;
    // A text that is longer than its column goes on in the next one; an amount there is the column's own.
    if (
      before !== null &&
      before.column < column &&
      !isMoney(columns[before.column]) &&
      token.x - before.right <= TEXT_GAP * token.size &&
      !looksLikeMoney(token.text, country)
    ) {
      column = before.column;
    }
    const cell = cells[column];
    if (cell == null) cells[column] = { text: token.text, x: token.x, right: token.right };
    else [cell.text, cell.right] = [`${cell.text} ${token.text}`, token.right];
    before = { column, right: token.right };
  }
  const text = cells.find((cell, at) => cell !== null && TEXT_ROLES.has(columns[at]?.role ?? null));
  const y = line.words.find(({ x }) => x === text?.x)?.y ?? line.y;
  return { line, y, cells, kind: kindOf(cells, columns) };
}

function isMoney(column: PdfColumn | undefined): boolean {
  return MONEY_ROLES.has(column?.role ?? null);
}

function kindOf(cells: readonly (Cell | null)[], columns: readonly PdfColumn[]): CellLine['kind'] {
  const date = textIn(cells, columns, 'date');
  const sums = cells.some((cell, at) => cell !== null && isMoney(columns[at]) && isAmount(cell.text));
  if (isDay(date) || (/\d/.test(date) && labelOf(date) === null && sums)) return 'begins';
  return sums ? 'alone' : 'goes-on';
}

function isAmount(text: string): boolean {
  return !isBlankMoney(text) && (readMoney(text, '.', '') ?? readMoney(text, ',', '')) !== null;
}

function textIn(cells: readonly (Cell | null)[], columns: readonly PdfColumn[], role: 'date'): string {
  return cells[columns.findIndex((column) => column.role === role)]?.text ?? '';
}

function isDay(text: string): boolean {
  return readDate(text, 'day-first') !== null || readDate(text, 'month-first') !== null;
}

/** Lines of a table put together to rows. */
export class RowBuilder {
  readonly #columns: readonly PdfColumn[];
  readonly #pitch: number;

  constructor(columns: readonly PdfColumn[], lines: readonly CellLine[]) {
    this.#columns = columns;
    this.#pitch = pitchOf(lines, columns);
  }

  /** The rows of some lines on one page, in order. Lines that belong to no row are rows of their own. */
  rows(lines: readonly CellLine[], centred: boolean): CellLine[][] {
    const owners = this.#owners(lines, centred);
    const rows: CellLine[][] = [];
    let open: { owner: number; row: CellLine[] } | null = null;
    for (const [at, line] of lines.entries()) {
      const owner = owners[at] ?? -1;
      if (open !== null && owner >= 0 && open.owner === owner) open.row.push(line);
      else {
        open = { owner, row: [line] };
        rows.push(open.row);
      }
    }
    return rows;
  }

  /** For each line the line that begins its row; -1 where it has none. */
  #owners(lines: readonly CellLine[], centred: boolean): number[] {
    const owners = lines.map(({ kind }, at) => (kind === 'begins' ? at : -1));
    const begins = owners.filter((at) => at >= 0);
    for (const [i, begin] of begins.entries()) {
      const next = begins[i + 1] ?? lines.length;
      const between = range(begin + 1, next);
      const cut = next === lines.length ? next : this.#cut(lines, begin, next);
      this.#claim(
        lines,
        owners,
        begin,
        between.filter((at) => at < cut),
      );
      if (next < lines.length) this.#claim(lines, owners, next, between.filter((at) => at >= cut).reverse());
    }
    const first = begins[0];
    if (first !== undefined && centred) this.#claim(lines, owners, first, range(0, first).reverse());
    return owners;
  }

  /** The widest gap between two rows' own lines is where the second row begins, if it is not right above its line. */
  #cut(lines: readonly CellLine[], begin: number, next: number): number {
    const gaps = range(begin + 1, next + 1).map((at) => gapBetween(lines[at - 1], lines[at]));
    const widest = Math.max(...gaps);
    return (gaps.at(-1) ?? 0) > widest * 0.93 ? next : begin + 1 + gaps.indexOf(widest);
  }

  /** Gives lines to a row from its first line outwards, until one does not fit. */
  #claim(lines: readonly CellLine[], owners: number[], begin: number, others: readonly number[]): void {
    const first = lines[begin];
    let near = first;
    for (const at of others) {
      const line = lines[at];
      if (line === undefined || first === undefined || near === undefined || !this.#fits(line, first, near))
        return;
      owners[at] = begin;
      near = line;
    }
  }

  #fits(line: CellLine, first: CellLine, near: CellLine): boolean {
    const gap = Math.abs(line.y - near.y);
    if (gap > this.#pitch * 1.5) return false;
    // The amounts of a row that began without any.
    if (line.kind === 'alone') return this.#lacksMoney(first) && near === first && !isLabel(line);
    return continuesText(line, first, this.#columns);
  }

  #lacksMoney({ cells }: CellLine): boolean {
    return cells.every((cell, at) => cell === null || !isMoney(this.#columns[at]));
  }
}

/** Does a line's text stand where the texts of a row's first line stand? */
export function continuesText(line: CellLine, first: CellLine, columns: readonly PdfColumn[]): boolean {
  const filled = line.cells.flatMap((cell, at) => (cell === null ? [] : [{ cell, at }]));
  return filled.every(({ cell, at }) => {
    const own = first.cells[at];
    if (own == null) return filled.length === 1 && TEXT_ROLES.has(columns[at]?.role ?? null);
    const size = line.line.size;
    return (
      Math.abs(cell.x - own.x) <= size ||
      Math.abs(cell.right - own.right) <= size ||
      Math.abs(cell.x + cell.right - own.x - own.right) <= size
    );
  });
}

function isLabel({ cells }: CellLine): boolean {
  return /\b(?:total|balance|brought|carried|solde|saldo)\b/i.test(
    cells.map((cell) => cell?.text ?? '').join(' '),
  );
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}

function gapBetween(upper: CellLine | undefined, lower: CellLine | undefined): number {
  return upper === undefined || lower === undefined ? 0 : lower.y - upper.y;
}

/** How far the lines of one text are apart: the least distance in a column of texts that is common. */
function pitchOf(lines: readonly CellLine[], columns: readonly PdfColumn[]): number {
  const gaps: number[] = [];
  const above = new Map<number, CellLine>();
  let size = 0;
  for (const one of lines) {
    const { line, cells, y } = one;
    size = Math.max(size, line.size);
    for (const [at, cell] of cells.entries()) {
      if (cell === null || !TEXT_ROLES.has(columns[at]?.role ?? null)) continue;
      const upper = above.get(at);
      if (upper !== undefined && upper.line.page === line.page) gaps.push(y - upper.y);
      above.set(at, one);
    }
  }
  const likely = gaps.filter((gap) => gap > 0 && gap < size * 2.2).sort((a, b) => a - b);
  return likely[Math.floor(likely.length / 5)] ?? size * 1.2;
}

/** Does text above a row's own line belong to it? Then rows are set around the middle of their texts. */
export function areCentred(lines: readonly CellLine[]): boolean {
  let [above, below] = [0, 0];
  for (const [at, line] of lines.entries()) {
    if (line.kind !== 'goes-on') continue;
    const [up, down] = [onPage(line, lines[at - 1]), onPage(line, lines[at + 1])];
    const [over, under] = [gapBetween(up, line), gapBetween(line, down)];
    // Closer than two lines of text ever are: the row's own line stands between two lines of its text.
    const half = 0.8 * line.line.size;
    if (down?.kind === 'begins' && under < half) above += 1;
    else if (up?.kind === 'begins' && over < half) continue;
    else if (up === undefined || down === undefined)
      above += isFirstOfThree(line, down, lines[at + 2]) ? 1 : 0;
    else if (down.kind === 'begins' && under < over * 0.93) above += 1;
    else if (up.kind === 'begins' && over < under * 0.93) below += 1;
  }
  return above >= 2 || (above > 0 && above >= below * 0.1);
}

/** At the head of a page: as far above the row's own line as another line is below it. */
function isFirstOfThree(first: CellLine, second: CellLine | undefined, third: CellLine | undefined): boolean {
  if (second?.kind !== 'begins' || third?.kind !== 'goes-on') return false;
  const [above, below] = [gapBetween(first, second), gapBetween(second, third)];
  return below > 0 && Math.abs(above - below) < below * 0.05;
}

function onPage({ line }: CellLine, other: CellLine | undefined): CellLine | undefined {
  return other?.line.page === line.page ? other : undefined;
}

/** A row of lines as the reader of tables takes it. */
export function recordOf(row: readonly CellLine[], columns: readonly PdfColumn[]): TableRecord {
  const own = row.find(({ kind }) => kind === 'begins') ?? row[0];
  const cells = columns.map((column, at) => {
    const parts = row.flatMap((line) => line.cells[at]?.text ?? []);
    return column.role === 'description' || column.role === 'counterparty' ? parts.join(' ') : tightly(parts);
  });
  return { cells, raw: row.map(({ line }) => textOf(line.words)).join('\n'), line: own?.line.number ?? 0 };
}

/** "01-Jan-" and "2026", or the two halves of a long reference; a time goes to its day with a space. */
function tightly(parts: readonly string[]): string {
  return parts.reduce((all, part) => {
    const halves =
      /[-/.]$/.test(all) ||
      (!/\s/.test(all + part) && /\d/.test(all + part) && !/^\d{1,2}[:h]\d\d/.test(part));
    return all === '' ? part : halves ? all + part : `${all} ${part}`;
  }, '');
}
