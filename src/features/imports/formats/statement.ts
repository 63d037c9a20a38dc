import type { ColumnRole, DateOrder, TableMapping } from '../../../domain/table-mapping.ts';
import type { PdfText } from '../../../platform/pdf/read-pdf.ts';
import type { StatementRows } from './statement-rows.ts';
import type { TableReading } from './table-reading.ts';

// What every parser of this folder gives back: decimal strings and text as the bank wrote them. Nothing here
// knows accounts, currencies' minor units or the database; the commit step decides what those can hold.

export type FileFormat =
  | 'csv'
  | 'ofx1'
  | 'ofx2'
  | 'camt.052'
  | 'camt.053'
  | 'camt.054'
  | 'mt940'
  | 'mt942'
  | 'qif'
  | 'xlsx'
  | 'xls'
  | 'html'
  | 'xml-spreadsheet'
  | 'pdf'
  | 'messages'
  | 'sms-backup'
  | 'zip'
  | 'connection';

export interface ParsedRow {
  /** Position among the rows of the whole file, from 0; rejected rows take a number too. */
  index: number;
  /** The place a person can look up in the file: 'line 12', 'Ntry 3', 'STMTTRN 4'. */
  where: string;
  /** The row's own text, for proof and for reading it again. */
  raw: string;
  /** Booking day, 'YYYY-MM-DD', as the bank wrote it (no time-zone shift). */
  date: string;
  valueDate: string | null;
  /** Decimal string, negative = money out; at least two decimals, trailing zeros beyond that cut. */
  amount: string;
  /** ISO 4217 code the row or its statement states; null where the file does not say. */
  currency: string | null;
  /** The bank's own id of the booking. */
  reference: string | null;
  counterparty: string | null;
  description: string;
  /** Running balance after the row, where the file has one. */
  balance: string | null;
  /** Of our own export: text and name are what people see and stay as they are. */
  verbatim?: boolean;
}

export type RejectedCode =
  | 'not-booked'
  | 'bad-date'
  | 'bad-amount'
  | 'no-amount'
  | 'no-cash-amount'
  | 'no-direction'
  | 'not-a-row'
  | 'field-too-long'
  | 'no-payment'
  | 'not-understood'
  | 'no-day'
  | 'left-out';

export interface RejectedRow {
  index: number;
  where: string;
  raw: string;
  code: RejectedCode;
  /** Plain words: what is wrong with this row. */
  why: string;
}

/** Does the statement add up? 'not-stated' where the file has no balances to prove it with. */
export interface BalanceProof {
  state: 'proved' | 'off' | 'not-stated';
  /** Plain words; for 'off' they name the first place where the sums part. */
  why: string;
}

export interface ParsedStatement {
  /** The account number as the bank wrote it. */
  account: string | null;
  accountName: string | null;
  currency: string | null;
  opening: string | null;
  closing: string | null;
  openingOn: string | null;
  closingOn: string | null;
  periodFrom: string | null;
  periodTo: string | null;
  rows: StatementRows;
  proof: BalanceProof;
  /** The name of its file in a ZIP archive, where it came in one. */
  file?: string;
  /** Of messages: they name an account by its last digits at most, and a wallet's name none. */
  origin?: { wallet: boolean; last4: string | null };
}

/** How a table or a QIF file was read, so that the preview can show it and a person can contradict it. */
export interface CsvDialect {
  /** Empty for QIF, which has no columns, and for sheets, whose cells are apart. */
  delimiter: string;
  /** 1-based line of the header row; null when the file has none. */
  headerLine: number | null;
  columns: { name: string; role: ColumnRole | null }[];
  dateOrder: DateOrder;
  /** Plain words: what decided the order of day and month. */
  dateOrderWhy: string;
  decimalMark: '.' | ',';
  /** Plain words: what decided which rows are money in and which are money out. */
  directionWhy: string;
  newestFirst: boolean;
  /** Who decided what the columns mean: the file itself, a person now, or a person earlier. */
  source?: 'inferred' | 'given' | 'remembered';
}

export type FileErrorCode =
  | 'no-statement'
  | 'bank-error'
  | 'unreadable'
  | 'unknown-format'
  | 'unknown-encoding'
  | 'unsupported-format'
  | 'locked'
  | 'too-many-rows'
  | 'too-large'
  | 'too-deep'
  | 'field-too-long'
  | 'truncated'
  | 'forbidden-doctype'
  | 'no-header'
  | 'no-direction'
  | 'password-needed'
  | 'wrong-password'
  | 'no-text'
  | 'ai-several-accounts'
  | 'ai-no-rows'
  | 'ai-row'
  | 'ai-not-proved'
  | 'empty';

export interface FileError {
  code: FileErrorCode;
  /** Plain words: what the file is or lacks, and what to do about it. */
  why: string;
  /** The place in the file, where there is one. */
  where?: string;
}

export interface ParsedFile {
  /** null when the file was refused before its format was known; 'zip' of an archive with several statement files. */
  format: FileFormat | null;
  /** Of the files in such an archive, each once. */
  formats?: FileFormat[];
  encoding: string;
  dialect?: CsvDialect;
  /** The tables that a person may map otherwise, read or not. */
  tables?: TableReading[];
  /** Empty whenever `error` is set: a file is read whole or refused whole. */
  statements: ParsedStatement[];
  /** Rows of the file: all parsed rows and all rejected rows together. */
  rowCount: number;
  error: FileError | null;
}

export interface ParseLimits {
  maxRows: number;
  maxBytes: number;
  /** All files of an archive together, unpacked. */
  maxUnpackedBytes: number;
  /** Longest cell, element text or tag value, in characters. */
  maxFieldLength: number;
  /** Deepest nesting of XML and OFX elements. */
  maxDepth: number;
}

export interface ParseOptions {
  /** ISO 3166 code of the purse's country: decides day or month first where the file leaves it open. */
  country: string;
  /** An encoding known from outside the file; it wins over everything but a byte order mark. */
  encoding?: string;
  /** Shown in messages only; the format is never taken from it. */
  fileName?: string;
  limits?: Partial<ParseLimits>;
  /** How a person wants tables to be read, by their positions. */
  mappings?: Readonly<Record<number, TableMapping>>;
  /** How tables of the same kind were read before, by their fingerprints. */
  remembered?: ReadonlyMap<string, TableMapping>;
  /** The words of a PDF in an archive, by its path, as it was opened before; null for one that is not asked for now. */
  opened?: (path: string) => PdfText | null;
  onProgress?: (rowsSoFar: number) => void;
}
