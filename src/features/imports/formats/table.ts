import type { TableMapping } from '../../../domain/table-mapping.ts';
import type { ParseLimits } from './statement.ts';
import type { TableReading } from './table-reading.ts';

/** One row of a table before anybody knows what its columns mean. */
export interface TableRecord {
  cells: string[];
  /** The row as it stands in the file. */
  raw: string;
  /** 1-based line of the file or row of the sheet. */
  line: number;
}

/** Rows that can be read as often as needed: lines of a text, rows of a sheet, lines of a page. */
export interface Table {
  /** What stands between cells; empty where the file keeps them apart itself. */
  delimiter: string;
  /** The name of the sheet or page, where a file has several. */
  sheet: string | null;
  /** Every record that is not blank, in file order, until `visit` returns false. */
  forEach: (visit: (record: TableRecord) => boolean) => void;
  /** The place a person can look up: 'line 12', 'sheet April, row 12'. */
  where: (line: number) => string;
}

export interface TableOptions {
  country: string;
  limits: ParseLimits;
  /** How many rows the file has had before this table. */
  rowsBefore?: number | undefined;
  /** How many statements the file has had before this table. */
  statementsBefore?: number | undefined;
  mappings?: Readonly<Record<number, TableMapping>> | undefined;
  remembered?: ReadonlyMap<string, TableMapping> | undefined;
  /** Every table that could be mapped is described here. */
  readings?: TableReading[] | undefined;
  onProgress?: ((rowsSoFar: number) => void) | undefined;
}
