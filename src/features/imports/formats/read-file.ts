import type { PdfText } from '../../../platform/pdf/read-pdf.ts';
import { DEFAULT_LIMITS, parseStatementFile } from './parse.ts';
import { parsePdf } from './pdf.ts';
import { isPdf, openPdf } from './pdf-file.ts';
import { Refusal } from './refusal.ts';
import type { ParsedFile, ParseOptions } from './statement.ts';

export interface ReadOptions extends ParseOptions {
  /** Opens a locked PDF. */
  password?: string;
}

/** Reads a statement file of any known format, PDF too; everything else as `parseStatementFile` does. */
export async function readStatementFile(bytes: Uint8Array, options: ReadOptions): Promise<ParsedFile> {
  const { password, ...parsing } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  if (bytes.length > limits.maxBytes || !isPdf(bytes)) return parseStatementFile(bytes, parsing);
  try {
    return parseOpened(await openPdf(bytes, password ?? null), parsing);
  } catch (error) {
    return refused(error);
  }
}

/** Reads the words of a PDF. Its columns are where they stand: nobody is asked to map them. */
export function parseOpened(text: PdfText, options: ParseOptions): ParsedFile {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  try {
    const { statements, dialect } = parsePdf(text, options.country, limits, options.onProgress);
    const rowCount = statements.reduce((sum, one) => sum + one.rows.length + one.rejected.length, 0);
    const known = dialect === undefined ? {} : { dialect };
    return { format: 'pdf', encoding: '', ...known, statements, rowCount, error: null };
  } catch (error) {
    return refused(error);
  }
}

function refused(error: unknown): ParsedFile {
  if (!(error instanceof Refusal)) throw error;
  return { format: 'pdf', encoding: '', statements: [], rowCount: 0, error: error.asError() };
}
