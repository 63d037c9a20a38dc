import type { PdfText } from '../../../platform/pdf/read-pdf.ts';
import { parseAnswered } from './ai-statement.ts';
import type { AiStatement } from './ai-statement.ts';
import { pdfsOf } from './archive-pdfs.ts';
import { DEFAULT_LIMITS, parseStatementFile } from './parse.ts';
import { parsePdf } from './pdf.ts';
import type { ParsedPdf } from './pdf.ts';
import { isPdf, openPdf } from './pdf-file.ts';
import { Refusal } from './refusal.ts';
import type { ParsedFile, ParseLimits, ParseOptions } from './statement.ts';

export interface ReadOptions extends ParseOptions {
  /** Opens a locked PDF, or those in an archive. */
  password?: string;
}

/** Reads a statement file of any known format, PDF too; everything else as `parseStatementFile` does. */
export async function readStatementFile(bytes: Uint8Array, options: ReadOptions): Promise<ParsedFile> {
  const { password = null, ...parsing } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  if (bytes.length > limits.maxBytes) return parseStatementFile(bytes, parsing);
  if (!isPdf(bytes)) {
    const opened = new Map<string, PdfText | Refusal>();
    for (const { path, unpack } of pdfsOf(bytes, limits))
      opened.set(path, await openOrRefuse(unpack(), password));
    return parseStatementFile(bytes, { ...parsing, opened: (path) => openedOf(opened.get(path)) });
  }
  const text = await openOrRefuse(bytes, password);
  return text instanceof Refusal ? refused(text) : parseOpened(text, parsing);
}

/** Reads the words of a PDF. Its columns are where they stand: nobody is asked to map them. */
export function parseOpened(text: PdfText, options: ParseOptions): ParsedFile {
  return parsed((limits) => parsePdf(text, options.country, limits, options.onProgress), options);
}

/** Reads the words of a PDF by what the AI says of them. */
export function parseByAi(text: PdfText, answer: AiStatement, options: ParseOptions): ParsedFile {
  return parsed((limits) => parseAnswered(text, answer, options.country, limits), options);
}

function parsed(parse: (limits: ParseLimits) => ParsedPdf, options: ParseOptions): ParsedFile {
  try {
    const { statements, dialect } = parse({ ...DEFAULT_LIMITS, ...options.limits });
    const rowCount = statements.reduce((sum, one) => sum + one.rows.count(), 0);
    const known = dialect === undefined ? {} : { dialect };
    return { format: 'pdf', encoding: '', ...known, statements, rowCount, error: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refused(error);
  }
}

async function openOrRefuse(bytes: Uint8Array, password: string | null): Promise<PdfText | Refusal> {
  try {
    return await openPdf(bytes, password);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error;
  }
}

function openedOf(text: PdfText | Refusal | undefined): PdfText | null {
  if (text instanceof Refusal) throw text;
  return text ?? null;
}

function refused(refusal: Refusal): ParsedFile {
  return { format: 'pdf', encoding: '', statements: [], rowCount: 0, error: refusal.asError() };
}
