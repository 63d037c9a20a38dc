import { MOST_COLUMNS } from '../../../domain/table-mapping.ts';
import { Refusal } from './refusal.ts';
import type { ParseLimits } from './statement.ts';
import type { Table } from './table.ts';

/** Blank and foreign rows beside those of a statement. */
const MORE_ROWS = 10_000;
const BETWEEN = '\u0000';
const LONGEST_MERGE = 1000;
const MOST_MERGES = 20_000;

/** Cells of one column that are shown as one. */
export interface MergedCells {
  column: number;
  first: number;
  last: number;
}

/**
 * The rows of a sheet in little memory: one text per row. Bounded in columns, rows and letters, since a small workbook
 * can name one long text a million times.
 */
export class SheetRows {
  readonly #limits: ParseLimits;
  readonly #place: string;
  readonly #lines: number[] = [];
  readonly #rows: string[] = [];
  #letters = 0;

  constructor(place: string, limits: ParseLimits) {
    this.#place = place;
    this.#limits = limits;
  }

  /** Adds a row; `cells` may have holes. */
  add(line: number, cells: readonly (string | undefined)[]): void {
    if (cells.length === 0) return;
    const row = Array.from(cells, (cell) => (cell ?? '').replaceAll(BETWEEN, ''));
    while (row.length > 0 && (row.at(-1) ?? '').trim() === '') row.pop();
    if (row.length === 0) return;
    const packed = row.join(BETWEEN);
    this.#letters += packed.length;
    if (this.#letters > this.#limits.maxUnpackedBytes) {
      throw new Refusal(
        'too-large',
        'The sheet holds far more text than any statement. Export a shorter period.',
        this.#at(line),
      );
    }
    if (this.#rows.length >= this.#limits.maxRows + MORE_ROWS) {
      throw new Refusal(
        'too-many-rows',
        `The file holds more than ${this.#limits.maxRows} rows. Export a shorter period.`,
      );
    }
    this.#lines.push(line);
    this.#rows.push(packed);
  }

  get isEmpty(): boolean {
    return this.#rows.length === 0;
  }

  /** The place of a cell in its row, from 0; throws Refusal where no statement has a column. */
  column(index: number, line: number): number {
    if (index < MOST_COLUMNS) return index;
    throw new Refusal(
      'too-large',
      `The sheet has a cell in column ${index + 1}; at most ${MOST_COLUMNS} columns are read. Export the statement alone.`,
      this.#at(line),
    );
  }

  /** What is written once for several rows (a day, a name) counts for each; a number is one amount and stays one. */
  fillMerged(merged: readonly MergedCells[]): void {
    if (merged.length === 0 || merged.length > MOST_MERGES) return;
    const places = new Map(this.#lines.map((line, at) => [line, at]));
    for (const { column, first, last } of merged) {
      const value = this.#rows[places.get(first) ?? -1]?.split(BETWEEN)[column] ?? '';
      if (value === '' || /^-?[\d.,]+$/.test(value) || last - first > LONGEST_MERGE) continue;
      for (let line = first + 1; line <= last; line += 1) this.#fill(places.get(line), column, value);
    }
  }

  /** @param sheet the name of the sheet; null where the file has one table only */
  table(sheet: string | null): Table {
    return {
      delimiter: '',
      sheet,
      forEach: (visit) => {
        for (const [at, row] of this.#rows.entries()) {
          const cells = row.split(BETWEEN);
          if (!visit({ cells, raw: cells.join('\t'), line: this.#lines[at] ?? 0 })) return;
        }
      },
      where: (line) => this.#at(line),
    };
  }

  #fill(at: number | undefined, column: number, value: string): void {
    const row = at === undefined ? undefined : this.#rows[at];
    if (at === undefined || row === undefined) return;
    const cells = row.split(BETWEEN);
    if (column >= cells.length || cells[column] !== '') return;
    cells[column] = value;
    this.#rows[at] = cells.join(BETWEEN);
  }

  #at(line: number): string {
    return `${this.#place}row ${line}`;
  }
}

/** How `where` begins for rows of this sheet. */
export function placeOfSheet(name: string): string {
  return `sheet ${name}, `;
}

/** A sheet's name for people: no control characters, not endless. */
export function plainSheetName(name: string): string {
  return name.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').slice(0, 60);
}
