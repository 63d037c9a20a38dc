import { forEachRecord } from './csv-records.ts';
import type { CsvRecord } from './csv-records.ts';
import { isHeader, readHeader } from './csv-vocabulary.ts';
import type { HeaderColumn } from './csv-vocabulary.ts';
import { Refusal } from './refusal.ts';

export interface CsvLayout {
  delimiter: string;
  /** Lines of the header row, first and last (two where the names are spread over two lines). */
  headerLine: number;
  headerEnd: number;
  columns: HeaderColumn[];
  preamble: CsvRecord[];
}

const DELIMITERS = [',', ';', '\t', '|'];
const SAMPLE = 65_536;
const SAMPLE_RECORDS = 200;

/** Finds delimiter and header row together: the reading under which most columns have a known meaning wins. */
export function findLayout(text: string, country: string): CsvLayout {
  const named = /^\s*sep=(.)\n/i.exec(text)?.[1];
  const sample = text.length > SAMPLE ? text.slice(0, text.lastIndexOf('\n', SAMPLE) + 1 || SAMPLE) : text;
  let best: CsvLayout | null = null;
  let bestScore = 0;
  let table = false;
  for (const delimiter of named === undefined ? DELIMITERS : [named]) {
    const records: CsvRecord[] = [];
    const take = (record: CsvRecord): boolean => records.push(record) < SAMPLE_RECORDS;
    forEachRecord(sample, delimiter, take, true);
    if (records.filter((record) => record.cells.length >= 3).length >= 2) table = true;
    const layout = headerIn(records, delimiter, country);
    if (layout === null) continue;
    const score =
      layout.columns.filter((column) => column.role !== null).length * 100 + layout.columns.length;
    if (score > bestScore) [best, bestScore] = [layout, score];
  }
  if (best !== null) return best;
  throw table
    ? new Refusal(
        'no-header',
        'No row names the columns. A statement needs a row with names such as Date, Description, Debit, Credit or Amount above its rows; add one and send the file again.',
      )
    : new Refusal(
        'unknown-format',
        'The file is text, but no table of transactions, OFX or CAMT. Ask the bank for the statement as CSV, OFX/QFX or CAMT (XML).',
      );
}

function headerIn(records: CsvRecord[], delimiter: string, country: string): CsvLayout | null {
  for (const [i, record] of records.entries()) {
    const columns = readHeader(record.cells, country);
    if (!isHeader(columns)) continue;
    const line = record.line;
    return { delimiter, headerLine: line, headerEnd: line, columns, preamble: records.slice(0, i) };
  }
  for (const [i, record] of records.entries()) {
    const below = records[i + 1];
    if (below === undefined || record.cells.length < 3 || below.line !== record.line + 1) continue;
    const width = Math.max(record.cells.length, below.cells.length);
    const joined = Array.from({ length: width }, (_, column) =>
      `${record.cells[column] ?? ''} ${below.cells[column] ?? ''}`.trim(),
    );
    const columns = readHeader(joined, country);
    if (!isHeader(columns)) continue;
    return {
      delimiter,
      headerLine: record.line,
      headerEnd: below.line,
      columns,
      preamble: records.slice(0, i),
    };
  }
  return null;
}
