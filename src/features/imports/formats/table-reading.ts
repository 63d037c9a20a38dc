import { createHash } from 'node:crypto';
import { MOST_COLUMNS } from '../../../domain/table-mapping.ts';
import type { ColumnRole, DateOrder, DirectionRule, TableMapping } from '../../../domain/table-mapping.ts';
import { plainWords } from './csv-vocabulary.ts';
import type { Table, TableRecord } from './table.ts';

/** 'certain' is proved by the rows, 'likely' follows from a name or most cells, 'guess' from little. */
export type Confidence = 'certain' | 'likely' | 'guess';

export interface ReadColumn {
  name: string;
  role: ColumnRole | null;
  confidence: Confidence;
  /** Plain words: what speaks for it. */
  why: string;
}

/** How a table was read, or could be, for a person to see and correct. */
export interface TableReading {
  position: number;
  sheet: string | null;
  width: number;
  headerLine: number | null;
  columns: ReadColumn[];
  dateOrder: DateOrder;
  dateOrderWhy: string;
  decimalMark: '.' | ',';
  decimalMarkWhy: string;
  /** null where nothing says which way money went: a person has to. */
  direction: DirectionRule | null;
  directionWhy: string;
  source: 'inferred' | 'given' | 'remembered';
  /** Stays the same for the next file of the same kind. */
  fingerprint: string;
  rows: { line: number; cells: string[] }[];
  /** The statement that was made of it; null where it could not be read. */
  statement: number | null;
}

/** A mapping that a person gave earlier to tables of the same kind. */
export interface RememberedMapping {
  fingerprint: string;
  /** null for one that goes for any account. */
  accountId: string | null;
  mapping: TableMapping;
}

/** Tables with the same names in the same order are of the same kind. */
export function headerFingerprint(names: readonly string[]): string {
  return fingerprintOf(`names\n${trimmed(names.map(plainOrRaw)).join('\n')}`);
}

/** Tables without names are of the same kind if they are equally wide. */
export function bareFingerprint(width: number): string {
  return fingerprintOf(`width\n${width}`);
}

const TOP_ROWS = 15;
const BELOW_HEADER = 8;
const LONGEST_SHOWN = 120;

/** The first rows of a table, and those below its header row. */
export function sampleOf(table: Table, headerLine: number | null): { line: number; cells: string[] }[] {
  const rows: { line: number; cells: string[] }[] = [];
  let below = 0;
  table.forEach(({ cells, line }: TableRecord) => {
    const isBelow = headerLine !== null && line > headerLine;
    if (isBelow) below += 1;
    if (rows.length < TOP_ROWS || line === headerLine || (isBelow && below <= BELOW_HEADER)) {
      rows.push({ line, cells: cells.slice(0, MOST_COLUMNS).map((cell) => cell.slice(0, LONGEST_SHOWN)) });
    }
    return rows.length < TOP_ROWS || (headerLine !== null && below < BELOW_HEADER);
  });
  return rows;
}

function fingerprintOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Names in other scripts have no plain words. */
function plainOrRaw(name: string): string {
  const plain = plainWords(name);
  return plain === '' ? name.trim() : plain;
}

function trimmed(names: readonly string[]): readonly string[] {
  const last = names.findLastIndex((name) => name !== '');
  return names.slice(0, last + 1);
}
