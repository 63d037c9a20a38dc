import { extname } from 'node:path';
import type { SortingKnowledge } from '../../../domain/sorter.ts';
import type { AiMaterial } from '../formats/ai-material.ts';
import type { AiStatement } from '../formats/ai-statement.ts';
import type { RowBlock } from '../formats/row-block.ts';
import type { CsvDialect, FileError, FileFormat, ParsedStatement } from '../formats/statement.ts';
import type { TableMapping } from '../../../domain/table-mapping.ts';
import type { RememberedMapping } from '../formats/table-reading.ts';
import type { Survey } from './existing-rows.ts';
import type { Destination } from './stage-statement.ts';

/** The worker that reads statements, and what one that reads a whole file may take. */
export const STATEMENT_WORKER = new URL(`./statement.worker${extname(import.meta.url)}`, import.meta.url);
export const WORKER_LIMITS = { timeoutMs: 120_000, memoryMb: 768 };
/** Ten times what a row takes on a machine that has nothing else to do. */
const MOST_MS_PER_ROW = 0.3;

/** The same where so many rows are taken: many may take longer. */
export function limitsFor(maxRows: number): typeof WORKER_LIMITS {
  return { ...WORKER_LIMITS, timeoutMs: Math.max(WORKER_LIMITS.timeoutMs, maxRows * MOST_MS_PER_ROW) };
}

/** A file with what is known of how to read it. */
export interface FileToParse {
  bytes: Uint8Array;
  /** What `open` gave of each PDF, by its path in the archive; '' for the file itself. */
  opened: Readonly<Record<string, OpenOutput>>;
  /** What the AI says of the words of the PDF that the file is; null where it was not asked. */
  answer: AiStatement | null;
  country: string;
  fileName: string;
  maxRows: number;
  /** How a person wants its tables to be read, by their positions. */
  mappings: Readonly<Record<number, TableMapping>>;
  profiles: readonly RememberedMapping[];
}

/** What statement.worker.ts is to do. Blocks are compressed rows, in the order of the file. */
export type WorkerInput =
  | { kind: 'material'; opened: Uint8Array; country: string }
  | { kind: 'pdfs'; bytes: Uint8Array }
  | { kind: 'open'; bytes: Uint8Array; path: string | null; password: string | null }
  | (FileToParse & { kind: 'read' | 'tables' })
  | { kind: 'stage'; blocks: Uint8Array[]; to: Destination; knowledge: SortingKnowledge }
  | { kind: 'take'; blocks: readonly { rows: Uint8Array; marks: Uint8Array }[] };

/** What the worker asks meanwhile; `Answer` says with what it is answered. */
export type Question =
  | { ask: 'destinations'; statements: StatementFacts[] }
  | { ask: 'existing'; accountId: string; survey: Survey };

export interface Answers {
  destinations: { to: Destination[]; knowledge: SortingKnowledge };
  /** For `unpackExisting`. */
  existing: string;
}

export type StatementFacts = Omit<ParsedStatement, 'rows'>;

export interface BlockMarks {
  marks: Uint8Array;
  verdicts: Record<string, number>;
}

/** What became of a statement's rows. */
export interface StageOutput {
  blocks: BlockMarks[];
  counts: { new: number; duplicate: number; rejected: number; doubtful: number };
  movement: number | null;
  newestFirst: boolean;
}

export interface ReadStatement extends StatementFacts {
  accountId: string | null;
  rowCount: number;
  firstDay: string | null;
  lastDay: string | null;
  blocks: RowBlock[];
  staged: StageOutput;
}

/** The words of a PDF, packed, or why it cannot be read. */
export type OpenOutput = { opened: Uint8Array } | { error: FileError };

/** What the AI is shown of a PDF, or why it is not. */
export type MaterialOutput = AiMaterial | { error: FileError };

export interface ReadOutput {
  format: FileFormat | null;
  formats?: FileFormat[];
  encoding: string;
  dialect?: CsvDialect;
  /** The tables that a person may map otherwise, with the statement made of each. */
  tables: { position: number; statement: number | null }[];
  rowCount: number;
  error: FileError | null;
  statements: ReadStatement[];
}
