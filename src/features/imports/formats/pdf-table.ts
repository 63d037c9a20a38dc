import { labelOf } from './csv-vocabulary.ts';
import type { HeaderColumn } from './csv-vocabulary.ts';
import { edgesOf } from './pdf-columns.ts';
import { figureCells } from './pdf-facts.ts';
import type { PdfColumn } from './pdf-header.ts';
import { textOf } from './pdf-lines.ts';
import type { PdfLine } from './pdf-lines.ts';
import { areCentred, cellsOf, continuesText, recordOf, RowBuilder } from './pdf-rows.ts';
import type { CellLine } from './pdf-rows.ts';
import { isRowLike } from './pdf-sections.ts';
import type { PdfSection, PdfTable } from './pdf-sections.ts';
import { tokensOf } from './pdf-tokens.ts';
import type { TableRecord } from './table.ts';

/** The rows of a section's tables, in order, with the columns that they all have. */
export function sectionRecords(
  section: PdfSection,
  country: string,
  withYear: (day: string) => string,
): { columns: HeaderColumn[]; records: TableRecord[] } {
  const main = mainTable(section, country);
  const columns: HeaderColumn[] = main.header.columns;
  const tables = cellsOfTables(section.tables, country);
  const centred = areCentred(tables.flat());
  const rows: Row[] = [];
  for (const [i, table] of section.tables.entries()) {
    const lines = tables[i] ?? [];
    if (shapeOf(table.header.columns) !== shapeOf(main.header.columns)) {
      // Another table of the file (charges, a summary): its amounts are named, and are no rows.
      rows.push(...lines.map((line) => ({ lines: [line], columns: main.header.columns, isRow: false })));
      continue;
    }
    const own = rowsOf(lines, table.header.columns, centred);
    if (!centred) carryOver(own, rows, table.header.columns);
    rows.push(...own);
  }
  const records = rows.flatMap(recordsOf);
  const day = columns.findIndex(({ role }) => role === 'date');
  for (const { cells } of records) cells[day] = withYear(cells[day] ?? '');
  return { columns, records: withoutCarries(records, day) };
}

/** Charges and summaries may have a table of their own: the one with most rows is the statement. */
function mainTable(section: PdfSection, country: string): PdfTable {
  const rows = new Map<string, number>();
  for (const { header, lines } of section.tables) {
    const count = lines.filter((line) => isRowLike(line, country)).length;
    rows.set(shapeOf(header.columns), (rows.get(shapeOf(header.columns)) ?? 0) + count);
  }
  const [best] = [...rows].sort((a, b) => b[1] - a[1]);
  const found = section.tables.find(({ header }) => shapeOf(header.columns) === best?.[0]);
  if (found === undefined) throw new Error('a section without a table');
  return found;
}

function shapeOf(columns: readonly HeaderColumn[]): string {
  return columns.map(({ role, name }) => role ?? name).join('|');
}

/** Pages that repeat their header at the same place tell together where the columns end. */
function cellsOfTables(tables: readonly PdfTable[], country: string): CellLine[][] {
  const alike: PdfTable[][] = [];
  for (const table of tables) {
    const group = alike.find(([first]) => first !== undefined && isAtSamePlace(first, table));
    if (group === undefined) alike.push([table]);
    else group.push(table);
  }
  const cells = new Map<PdfTable, CellLine[]>();
  for (const group of alike) {
    const columns = group[0]?.header.columns ?? [];
    const rows = group.flatMap(({ lines }) => amongRows(lines, country));
    const edges = edgesOf(columns, rows.map(tokensOf), country);
    for (const table of group)
      cells.set(
        table,
        table.lines.map((line) => cellsOf(line, table.header.columns, edges, country)),
      );
  }
  return tables.map((table) => cells.get(table) ?? []);
}

/** On each page the lines from the first row to the last: texts that wrap show how wide their column is. */
function amongRows(lines: readonly PdfLine[], country: string): PdfLine[] {
  const pages = new Map<number, [first: number, last: number]>();
  for (const [at, line] of lines.entries()) {
    if (isRowLike(line, country)) pages.set(line.page, [pages.get(line.page)?.[0] ?? at, at]);
  }
  return [...pages.values()].flatMap(([first, last]) => lines.slice(first, last + 1));
}

function isAtSamePlace({ header: one }: PdfTable, { header: other }: PdfTable): boolean {
  return (
    one.columns.length === other.columns.length &&
    one.columns.every(({ x, name }, at) => {
      const column = other.columns[at];
      return name === column?.name && Math.abs(x - column.x) < 2;
    })
  );
}

interface Row {
  lines: CellLine[];
  columns: readonly PdfColumn[];
  /** False where it stands beside the rows: a footer, a figure, a notice. */
  isRow: boolean;
}

function rowsOf(lines: readonly CellLine[], columns: readonly PdfColumn[], centred: boolean): Row[] {
  const builder = new RowBuilder(columns, lines);
  const pages = new Map<number, CellLine[]>();
  for (const line of lines) {
    const page = pages.get(line.line.page) ?? [];
    page.push(line);
    pages.set(line.line.page, page);
  }
  return [...pages.values()].flatMap((page) =>
    builder.rows(page, centred).map((row) => {
      const [only] = row;
      const begins = row.some(({ kind }) => kind === 'begins');
      const sums = only?.kind === 'alone' && !isFigure(only, columns);
      return { lines: row, columns, isRow: begins || sums };
    }),
  );
}

function recordsOf({ lines, columns, isRow }: Row): TableRecord[] {
  return isRow ? [recordOf(lines, columns)] : lines.flatMap((line) => aside(line, columns));
}

/** A named figure whose amount stands in a column of movements, where it says nothing of a movement. */
function isFigure({ line, cells }: CellLine, columns: readonly PdfColumn[]): boolean {
  const balance = columns.findIndex(({ role }) => role === 'balance');
  return labelOf(textOf(line.words)) !== null && cells[balance] == null;
}

function aside({ line }: CellLine, columns: readonly PdfColumn[]): TableRecord[] {
  return figureCells(line).map((cells) => ({
    // Behind the columns: it may name a figure, but is never taken for a part of a row.
    cells: [...columns.map(() => ''), ...cells],
    raw: textOf(line.words),
    line: line.number,
  }));
}

/** A text that the end of a page broke goes on right below the header of the next page. */
function carryOver(own: Row[], before: readonly Row[], columns: readonly PdfColumn[]): void {
  const last = before.findLast(({ isRow }) => isRow);
  const first = last?.lines.find(({ kind }) => kind === 'begins');
  if (last === undefined || first === undefined || !own.some(({ isRow }) => isRow)) return;
  for (let next = own[0]; next !== undefined && !next.isRow; next = own[0]) {
    const [line] = next.lines;
    if (line === undefined || !continuesText(line, first, columns)) return;
    last.lines.push(line);
    own.shift();
  }
}

/** "Carried forward" at the end of a page and "brought forward" on the next repeat the balance between two rows. */
function withoutCarries(records: readonly TableRecord[], day: number): TableRecord[] {
  const labelIn = ({ cells }: TableRecord) => labelOf(cells.find((cell) => labelOf(cell) !== null) ?? '');
  const isMovement = (record: TableRecord) => /\d/.test(record.cells[day] ?? '') && labelIn(record) === null;
  const [first, last] = [records.findIndex(isMovement), records.findLastIndex(isMovement)];
  return records.filter((record, at) => {
    const label = labelIn(record);
    return label === null || label === 'total' || at < first || at > last;
  });
}
