import { MOST_COLUMNS } from '../../../domain/table-mapping.ts';
import type { TableMapping } from '../../../domain/table-mapping.ts';
import { forEachRecord } from './csv-records.ts';
import { isHeader, readHeader } from './csv-vocabulary.ts';
import type { HeaderColumn } from './csv-vocabulary.ts';
import { NoStatement, Refusal } from './refusal.ts';
import type { Table, TableRecord } from './table.ts';

export interface CsvLayout {
  delimiter: string;
  /** Lines of the header row, first and last (two where the names are spread over two lines). */
  /** null where no row names the columns. */
  headerLine: number | null;
  headerEnd: number;
  columns: HeaderColumn[];
  preamble: TableRecord[];
}

const DELIMITERS = [',', ';', '\t', '|'];
const SAMPLE = 65_536;
const SAMPLE_RECORDS = 200;

/** The header row of a table whose cells are apart already; null when no row names the columns. */
export function layoutOf(table: Table, country: string): CsvLayout | null {
  const records: TableRecord[] = [];
  table.forEach((record) => records.push(record) < SAMPLE_RECORDS);
  return headerIn(records, table.delimiter, country);
}

/**
 * Finds delimiter and header row together: the reading under which most columns have a known meaning wins. Where no
 * row names columns in words that are known, the delimiter that makes a table. Throws Refusal where none does.
 */
export function findLayout(text: string, country: string): { delimiter: string; layout: CsvLayout | null } {
  const named = /^\s*sep=(.)\n/i.exec(text)?.[1];
  const sample = text.length > SAMPLE ? text.slice(0, text.lastIndexOf('\n', SAMPLE) + 1 || SAMPLE) : text;
  let best: CsvLayout | null = null;
  let bestScore = 0;
  let widest: { delimiter: string; records: number } | null = null;
  for (const delimiter of named === undefined ? DELIMITERS : [named]) {
    const records: TableRecord[] = [];
    const take = (record: TableRecord): boolean => records.push(record) < SAMPLE_RECORDS;
    forEachRecord(sample, delimiter, take, true);
    const wide = records.filter((record) => record.cells.length >= 3).length;
    if (wide >= 2 && wide > (widest?.records ?? 0)) widest = { delimiter, records: wide };
    const layout = headerIn(records, delimiter, country);
    if (layout === null) continue;
    const score = known(layout.columns) * 100 + layout.columns.length;
    if (score > bestScore) [best, bestScore] = [layout, score];
  }
  if (best !== null && best.columns.length > MOST_COLUMNS) {
    throw new Refusal(
      'too-large',
      `The table has ${best.columns.length} columns; at most ${MOST_COLUMNS} are read. Export the statement alone.`,
      `line ${best.headerLine}`,
    );
  }
  if (best !== null) return { delimiter: best.delimiter, layout: best };
  if (widest !== null) return { delimiter: widest.delimiter, layout: null };
  throw new NoStatement(
    'unknown-format',
    'The file is text, but no table of transactions, OFX, CAMT, MT940 or QIF. Ask the bank for the statement as CSV, OFX/QFX, CAMT (XML), MT940 or QIF.',
  );
}

/** The layout that a mapping makes of a table; null where the table has no such header row. */
export function mappedLayout(
  table: Table,
  { headerLine, columns }: TableMapping,
  inferred: CsvLayout | null,
  country: string,
): CsvLayout | null {
  const withRoles = (header: HeaderColumn[]): HeaderColumn[] =>
    Array.from({ length: Math.max(header.length, columns.length) }, (_, i) => ({
      name: header[i]?.name ?? '',
      currency: header[i]?.currency ?? null,
      role: columns[i] ?? null,
    }));
  const delimiter = table.delimiter;
  if (headerLine === null) {
    return { delimiter, headerLine: null, headerEnd: 0, columns: withRoles([]), preamble: [] };
  }
  if (inferred?.headerLine === headerLine) return { ...inferred, columns: withRoles(inferred.columns) };
  const preamble: TableRecord[] = [];
  let header: TableRecord | null = null;
  table.forEach((record) => {
    if (record.line === headerLine) header = record;
    else preamble.push(record);
    return record.line < headerLine && preamble.length < SAMPLE_RECORDS;
  });
  const found = header as TableRecord | null;
  if (found === null) return null;
  return {
    delimiter,
    headerLine,
    headerEnd: headerLine,
    columns: withRoles(readHeader(found.cells, country)),
    preamble,
  };
}

function headerIn(records: TableRecord[], delimiter: string, country: string): CsvLayout | null {
  let found: CsvLayout | null = null;
  for (const [i, record] of records.entries()) {
    const alone = readHeader(record.cells, country);
    if (isHeader(alone)) {
      found = {
        delimiter,
        headerLine: record.line,
        headerEnd: record.line,
        columns: alone,
        preamble: records.slice(0, i),
      };
    }
    const above = records[i - 1];
    if (above !== undefined && above.cells.length >= 3 && above.line === record.line - 1) {
      const joined = readHeader(joinNames(above.cells, record.cells), country);
      // "Withdrawal" above "Amount": together they may name more columns than the lower line alone.
      if (isHeader(joined) && (found === null || known(joined) > known(found.columns))) {
        found = {
          delimiter,
          headerLine: above.line,
          headerEnd: record.line,
          columns: joined,
          preamble: records.slice(0, i - 1),
        };
      }
    }
    if (found !== null) return found;
  }
  return null;
}

function joinNames(upper: string[], lower: string[]): string[] {
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, column) =>
    `${upper[column] ?? ''} ${lower[column] ?? ''}`.trim(),
  );
}

function known(columns: HeaderColumn[]): number {
  return columns.filter((column) => column.role !== null).length;
}
