import type { PdfText } from '../../../platform/pdf/read-pdf.ts';
import { readTable } from './csv.ts';
import { factRecords } from './pdf-facts.ts';
import { headersOf } from './pdf-header.ts';
import { linesOf } from './pdf-lines.ts';
import type { PdfLine } from './pdf-lines.ts';
import { sectionsOf } from './pdf-sections.ts';
import type { PdfSection } from './pdf-sections.ts';
import { sectionRecords } from './pdf-table.ts';
import { yearsFor } from './pdf-year.ts';
import { Refusal } from './refusal.ts';
import type { CsvDialect, ParsedStatement, ParseLimits } from './statement.ts';
import type { Table } from './table.ts';

export interface ParsedPdf {
  statements: ParsedStatement[];
  dialect: CsvDialect | undefined;
}

/** Letters that a file does not explain may be this part of all, beyond it nothing can be trusted. */
const MOST_UNKNOWN = 0.2;

/**
 * Finds the tables in the words of a PDF and reads them as every table of rows is read. Each account that the file
 * names is a statement of its own.
 */
export function parsePdf(
  text: PdfText,
  country: string,
  limits: ParseLimits,
  onProgress?: (rowsSoFar: number) => void,
): ParsedPdf {
  refuseWithoutText(text);
  const lines = linesOf(text);
  const headers = headersOf(lines, country);
  if (headers.length === 0) {
    throw new Refusal(
      'no-header',
      'The PDF has text, but no line that names the columns of a table (such as Date, Details, Paid in, Paid out, Balance). If it is a statement, ask for it as CSV or Excel.',
    );
  }
  const sections = sectionsOf(lines, headers, country);
  const parsed: ParsedPdf = { statements: [], dialect: undefined };
  let rowsBefore = 0;
  for (const section of sections) {
    const read = readSection(section, lines, { country, limits, rowsBefore, onProgress });
    if (read === null && sections.length > 1) continue;
    if (read === null) {
      throw new Refusal(
        'no-statement',
        'The PDF names the columns of a statement, but has no row below them. Ask for a period that has transactions.',
      );
    }
    parsed.statements.push(...read.statements);
    parsed.dialect ??= read.dialect;
    for (const { rows } of read.statements) rowsBefore += rows.count();
  }
  if (parsed.statements.length === 0) {
    throw new Refusal(
      'no-statement',
      'The PDF names the columns of several statements, but has no row below them.',
    );
  }
  namePictures(text, parsed.statements, rowsBefore);
  return parsed;
}

function readSection(
  section: PdfSection,
  lines: readonly PdfLine[],
  options: Parameters<typeof readTable>[2],
): ReturnType<typeof readTable> | null {
  const preamble = factRecords(section.preamble);
  const { columns, records } = sectionRecords(section, options.country, yearsFor(preamble));
  if (records.length === 0) return null;
  const headerLine = lines[section.tables[0]?.header.last ?? 0]?.number ?? 0;
  const table: Table = {
    delimiter: '',
    sheet: null,
    forEach: (visit) => {
      for (const record of records) if (!visit(record)) return;
    },
    where: (number) => {
      const line = lines[number - 1];
      return line === undefined ? `line ${number}` : `page ${line.page}, line ${line.onPage}`;
    },
  };
  try {
    return readTable(table, { delimiter: '', headerLine, headerEnd: 0, columns, preamble }, options);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'no-statement') return null;
    throw error;
  }
}

/** Throws Refusal for a scan, or letters whose meaning the file keeps to itself. */
export function refuseWithoutText({ pages }: PdfText): void {
  let [letters, unknown] = [0, 0];
  for (const { words } of pages) {
    for (const { text } of words) {
      letters += text.length;
      unknown += text.length - text.replaceAll('\ufffd', '').length;
    }
  }
  if (letters === 0) {
    throw new Refusal(
      'no-text',
      'The PDF holds pictures of pages and no text, as a scan or a photograph does, so nothing in it can be read for certain. Ask for the statement as it was made, or as CSV or Excel.',
    );
  }
  if (unknown > letters * MOST_UNKNOWN) {
    throw new Refusal(
      'no-text',
      'The PDF shows letters, but does not say which letters they are, so they cannot be read for certain. Ask for the statement as CSV or Excel.',
    );
  }
}

/** A page that is a picture among pages of text may hold rows: that is said, and nothing is guessed. */
function namePictures({ pages }: PdfText, statements: readonly ParsedStatement[], rows: number): void {
  let index = rows;
  for (const { number, words, hasPicture } of pages) {
    if (words.length > 0 || !hasPicture) continue;
    statements.at(-1)?.rows.reject({
      index,
      where: `page ${number}`,
      raw: '',
      code: 'not-a-row',
      why: `Page ${number} is a picture without text. Look whether it shows transactions: they could not be read.`,
    });
    index += 1;
  }
}
