import type { CsvDialect, FileError, FileFormat, ParsedStatement } from '../formats/statement.ts';
import type { ExistingRow } from './match-rows.ts';
import type { Destination, NewRows, Survey } from './stage-statement.ts';

/** What statement.worker.ts is asked. Blocks are compressed rows, in the order of the file. */
export type WorkerInput =
  | { kind: 'read'; bytes: Uint8Array; country: string; fileName: string; maxRows: number }
  | { kind: 'survey'; blocks: Uint8Array[]; to: Destination }
  | { kind: 'match'; blocks: Uint8Array[]; to: Destination; existing: ExistingRow[]; withRows: boolean };

export interface ReadBlock {
  firstIndex: number;
  rows: number;
  bytes: Uint8Array;
}

export interface ReadStatement extends Omit<ParsedStatement, 'rows' | 'rejected'> {
  rowCount: number;
  rejectedCount: number;
  firstDay: string | null;
  lastDay: string | null;
  blocks: ReadBlock[];
}

export interface ReadOutput {
  format: FileFormat | null;
  encoding: string;
  dialect?: CsvDialect;
  rowCount: number;
  error: FileError | null;
  statements: ReadStatement[];
}

export interface MatchOutput {
  blocks: { marks: Uint8Array; verdicts: Record<string, number> }[];
  counts: { new: number; duplicate: number; rejected: number; doubtful: number };
  movement: number | null;
  newRows: NewRows | null;
}

export type WorkerOutput = ReadOutput | Survey | MatchOutput;
