import { readTable } from './csv.ts';
import { layoutOf } from './csv-layout.ts';
import { Refusal } from './refusal.ts';
import type { CsvDialect, ParsedStatement } from './statement.ts';
import type { Table, TableOptions } from './table.ts';

/** A sheet of a workbook, or a table of a page. */
export interface Sheet {
  name: string;
  hidden: boolean;
  /** Reads its cells. Throws Refusal where they are damaged or too many. */
  read: () => Table;
}

export interface ReadSheets {
  statements: ParsedStatement[];
  /** How the first statement was read. */
  dialect: CsvDialect;
}

const MOST_NAMES = 5;

/**
 * Reads every sheet that holds a table of transactions as a statement of its own. Sheets without one (notes, charts,
 * sums) are passed over, hidden ones are not looked at; what is wrong with one of the statements refuses the file.
 */
export function readSheets(sheets: readonly Sheet[], options: TableOptions): ReadSheets {
  const statements: ParsedStatement[] = [];
  let dialect: CsvDialect | null = null;
  let empty: Refusal | null = null;
  let rowsBefore = 0;
  for (const sheet of sheets.filter(({ hidden }) => !hidden)) {
    const table = sheet.read();
    const layout = layoutOf(table, options.country);
    try {
      const read = readTable(table, layout, {
        ...options,
        rowsBefore,
        statementsBefore: statements.length,
      });
      statements.push(...read.statements);
      dialect ??= read.dialect;
      for (const { rows } of read.statements) rowsBefore += rows.count();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const placed = new Refusal(error.code, error.message, error.where ?? `sheet ${sheet.name}`);
      // A sheet without such a row is a note beside the statements, or may become one by a mapping.
      if (layout === null && error.code === 'no-header') continue;
      if (error.code !== 'no-statement') throw placed;
      empty ??= placed;
    }
  }
  if (dialect !== null) return { statements, dialect };
  throw empty ?? withoutStatement(sheets);
}

function withoutStatement(sheets: readonly Sheet[]): Refusal {
  const visible = sheets.filter(({ hidden }) => !hidden);
  const hidden = sheets.length - visible.length;
  const others =
    hidden === 0
      ? ''
      : ` ${hidden === 1 ? 'One sheet is' : `${hidden} sheets are`} hidden and was not looked at; if the statement is there, show it in your spreadsheet program and save the file again.`;
  if (visible.length === 0) {
    return new Refusal('no-statement', `The workbook shows no sheet with cells.${others}`);
  }
  return new Refusal(
    'no-header',
    `No sheet has a row that names the columns of a statement (${listed(visible.map(({ name }) => name))}). A statement needs a row with names such as Date, Description, Debit, Credit or Amount above its rows; add one and send the file again.${others}`,
  );
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown;
}
