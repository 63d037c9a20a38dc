import { readArchive } from './archive.ts';
import { parseCamt } from './camt.ts';
import { parseCsv } from './csv.ts';
import { isCompoundFile } from './compound-file.ts';
import { parseFetched } from './fetched.ts';
import { detectFile, isOpenDocument } from './detect.ts';
import type { Detected } from './detect.ts';
import { givenOf } from './messages/given.ts';
import { looksLikeMessages, parseBackup, parseGiven } from './messages/messages.ts';
import { parseMt940 } from './mt940.ts';
import { parseOfx } from './ofx.ts';
import { parseQif } from './qif.ts';
import { Refusal } from './refusal.ts';
import type { ParsedFile, ParsedStatement, ParseLimits, ParseOptions } from './statement.ts';
import { pageWithoutTable, sheetsOfHtml } from './html-table.ts';
import { readSheets } from './workbook.ts';
import type { Sheet } from './workbook.ts';
import { sheetsOfXls } from './xls.ts';
import { sheetsOfXlsx } from './xlsx.ts';
import { isWorkbookPart } from './xlsx-parts.ts';
import type { TableOptions } from './table.ts';
import type { TableReading } from './table-reading.ts';
import { sheetsOfXmlSpreadsheet } from './xml-spreadsheet.ts';
import { parsePdf } from './pdf.ts';
import { isZip } from '../../../platform/zip/zip-reader.ts';
import { filesOfZip, refuseMany } from './zip-archive.ts';

/** More files than any workbook is made of. */
const MOST_PARTS = 5000;

export const DEFAULT_LIMITS: ParseLimits = {
  maxRows: 200_000,
  maxBytes: 64 * 1024 * 1024,
  maxUnpackedBytes: 64 * 1024 * 1024,
  maxFieldLength: 20_000,
  maxDepth: 64,
};

/**
 * Reads a statement file of any known format. Never throws for what a file holds: a refusal is
 * `ParsedFile.error`, a row that cannot be used is in `rejected`, and the two lists together are `rowCount`.
 */
export function parseStatementFile(bytes: Uint8Array, given: ParseOptions): ParsedFile {
  const limits = { ...DEFAULT_LIMITS, ...given.limits };
  const options: Reading = { ...given, readings: [], seen: { detected: null, unpacked: 0 } };
  const read = readBytes(bytes, options, limits);
  return options.readings.length === 0 ? read : { tables: options.readings, ...read };
}

/** What is asked for, with what was met on the way: tables, the text of the last file, the bytes unpacked. */
type Reading = ParseOptions & {
  readings: TableReading[];
  seen: { detected: Detected | null; unpacked: number };
};

function readBytes(bytes: Uint8Array, options: Reading, limits: ParseLimits): ParsedFile {
  try {
    return readWhole(bytes, options, limits);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { format = null, encoding = '' } = options.seen.detected ?? {};
    return { format, encoding, statements: [], rowCount: 0, error: error.asError() };
  }
}

/** Throws Refusal. */
function readWhole(bytes: Uint8Array, options: Reading, limits: ParseLimits, isInner = false): ParsedFile {
  options.seen.detected = null;
  if (bytes.length > limits.maxBytes) {
    throw new Refusal(
      'too-large',
      `The file has ${bytes.length} bytes; at most ${limits.maxBytes} are read. Export a shorter period.`,
    );
  }
  if (isCompoundFile(bytes)) return readWorkbook('xls', sheetsOfXls(bytes, limits), options, limits);
  if (isZip(bytes)) return readZip(bytes, options, limits, isInner);
  const detected = detectFile(bytes, options.encoding);
  options.seen.detected = detected;
  return readDetected(detected, options, limits);
}

/**
 * A workbook, or an archive with statements in it. An archive inside an archive is refused unless it is a workbook:
 * what both unpack to counts together.
 */
function readZip(bytes: Uint8Array, options: Reading, limits: ParseLimits, isInner: boolean): ParsedFile {
  if (isOpenDocument(bytes)) {
    throw new Refusal(
      'unsupported-format',
      'The file is an OpenDocument spreadsheet. Open it, save it as .xlsx or CSV, and send that file.',
    );
  }
  const left = { ...limits, maxUnpackedBytes: limits.maxUnpackedBytes - options.seen.unpacked };
  const files = filesOfZip(bytes, left, MOST_PARTS);
  for (const { size } of files) options.seen.unpacked += size;
  if (files.some(({ path }) => isWorkbookPart(path))) {
    return readWorkbook('xlsx', sheetsOfXlsx(files, limits), options, limits);
  }
  if (files.some(({ path }) => /^xl\/workbook\.bin$/i.test(path))) {
    throw new Refusal(
      'unsupported-format',
      'The file is a binary workbook (.xlsb). Open it, save it as .xlsx or CSV, and send that file.',
    );
  }
  if (isInner) {
    throw new Refusal('unsupported-format', 'The ZIP archive holds another one. Unpack it first.');
  }
  refuseMany(files);
  return readArchive(files, {
    limits,
    readings: options.readings,
    parse: (inner, within, rows) =>
      readWhole(inner, counting(options, rows), { ...within, maxBytes: limits.maxUnpackedBytes }, true),
    pdf: (path, within, rows) => readOpened(path, counting(options, rows), within),
  });
}

/** A PDF of an archive: opening one is not for this thread to do. */
function readOpened(path: string, options: Reading, limits: ParseLimits): ParsedFile | null {
  options.seen.detected = null;
  if (options.opened === undefined) {
    throw new Refusal('unsupported-format', 'A PDF is read only by itself. Unpack it and send the PDF.');
  }
  const text = options.opened(path);
  if (text === null) return null;
  return file('pdf', '', parsePdf(text, options.country, limits, options.onProgress).statements);
}

/** For one file of an archive: its rows count on from those before it. */
function counting(options: Reading, rowsBefore: number): Reading {
  const { onProgress } = options;
  if (onProgress === undefined) return options;
  return { ...options, onProgress: (rows) => onProgress(rowsBefore + rows) };
}

function readWorkbook(
  format: 'xlsx' | 'xls' | 'html' | 'xml-spreadsheet',
  sheets: readonly Sheet[],
  options: Reading,
  limits: ParseLimits,
  encoding: string = '',
): ParsedFile {
  const { statements, dialect } = readSheets(sheets, tableOptions(options, limits));
  return { ...file(format, encoding, statements), dialect };
}

/** A page whose tables are none of transactions is a page like any other. */
function readPage(text: string, encoding: string, options: Reading, limits: ParseLimits): ParsedFile {
  const tablesBefore = options.readings.length;
  try {
    return readWorkbook('html', sheetsOfHtml(text, limits), options, limits, encoding);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'no-header') throw error;
    // A page that is no statement asks for no mapping of its layout tables.
    if (options.readings.length > tablesBefore) throw error;
    throw pageWithoutTable();
  }
}

function readDetected(detected: Detected, options: Reading, limits: ParseLimits): ParsedFile {
  const { text, encoding, format } = detected;
  if (format === 'html') {
    return readPage(text, encoding, options, limits);
  }
  if (format === 'xml-spreadsheet') {
    const sheets = sheetsOfXmlSpreadsheet(detected.bytes, limits);
    return readWorkbook('xml-spreadsheet', sheets, options, limits, encoding);
  }
  if (format === 'csv') return readText(text, encoding, options, limits);
  if (format === 'messages') return file(format, encoding, parseGiven(givenOf(text), options, limits));
  if (format === 'connection') return file(format, encoding, parseFetched(text, limits, options.onProgress));
  if (format === 'sms-backup') return file(format, encoding, parseBackup(text, options, limits));
  if (format === 'ofx1' || format === 'ofx2') {
    return file(format, encoding, parseOfx(text, limits, options.onProgress));
  }
  if (format === 'qif') {
    const { statements, dialect } = parseQif(text, options.country, limits, options.onProgress);
    return { ...file(format, encoding, statements), dialect };
  }
  if (format === 'mt940' || format === 'mt942') {
    const swift = parseMt940(text, limits, options.onProgress);
    return file(swift.format, encoding, swift.statements);
  }
  const camt = parseCamt(text, limits, options.onProgress);
  return file(camt.format ?? format, encoding, camt.statements);
}

/** A table, or, where it is none, a text file of messages. */
function readText(text: string, encoding: string, options: Reading, limits: ParseLimits): ParsedFile {
  const tablesBefore = options.readings.length;
  try {
    const { statements, dialect } = parseCsv(text, tableOptions(options, limits));
    return { ...file('csv', encoding, statements), dialect };
  } catch (error) {
    if (!(error instanceof Refusal) || !looksLikeMessages(text, options.country)) throw error;
    options.readings.length = tablesBefore;
    return file('messages', encoding, parseGiven({ text }, options, limits));
  }
}

function tableOptions(options: Reading, limits: ParseLimits): TableOptions {
  const { country, onProgress, mappings, remembered, readings } = options;
  return { country, limits, onProgress, mappings, remembered, readings };
}

function file(format: ParsedFile['format'], encoding: string, statements: ParsedStatement[]): ParsedFile {
  const rowCount = statements.reduce((sum, one) => sum + one.rows.count(), 0);
  return { format, encoding, statements, rowCount, error: null };
}
