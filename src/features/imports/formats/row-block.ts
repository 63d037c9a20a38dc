import { gunzipSync, gzipSync } from 'node:zlib';
import type { ParsedRow, RejectedCode, RejectedRow } from './statement.ts';

/** Rows of one block: small enough to read a page of them at once, large enough to compress well. */
export const ROWS_PER_BLOCK = 1000;

/** A row of the file as it was read, rejected ones included; `code` and `why` are null for the others. */
export interface FileRow {
  index: number;
  where: string;
  raw: string;
  date: string | null;
  valueDate: string | null;
  amount: string | null;
  currency: string | null;
  reference: string | null;
  counterparty: string | null;
  description: string;
  /** Of our own export; not in blocks of before there was one. */
  verbatim?: boolean | undefined;
  code: RejectedCode | null;
  why: string | null;
  /** Only where it may still have to tell which way the money went. */
  balance?: string | null;
}

/** Some rows in the order of the file, compressed. */
export interface RowBlock {
  firstIndex: number;
  rows: number;
  bytes: Uint8Array;
}

export function isRejected(row: ParsedRow | RejectedRow): row is RejectedRow {
  return 'code' in row;
}

/** The row as it is stored: without its running balance, which was followed by then. */
export function fileRow(row: ParsedRow | RejectedRow): FileRow {
  return isRejected(row) ? refusedRow(row) : bookedRow(row);
}

/** The row as its parser gave it. */
export function parsedRow(row: FileRow): ParsedRow | RejectedRow {
  const { index, where, raw } = row;
  if (row.code !== null) return { index, where, raw, code: row.code, why: row.why ?? '' };
  return {
    index,
    where,
    raw,
    date: row.date ?? '',
    valueDate: row.valueDate,
    amount: row.amount ?? '',
    currency: row.currency,
    reference: row.reference,
    counterparty: row.counterparty,
    description: row.description,
    balance: row.balance ?? null,
    ...(row.verbatim === true ? { verbatim: true } : {}),
  };
}

function bookedRow(row: ParsedRow): FileRow {
  return {
    index: row.index,
    where: row.where,
    raw: row.raw,
    date: row.date,
    valueDate: row.valueDate,
    amount: row.amount,
    currency: row.currency,
    reference: row.reference,
    counterparty: row.counterparty,
    description: row.description,
    verbatim: row.verbatim ?? false,
    code: null,
    why: null,
  };
}

function refusedRow({ index, where, raw, code, why }: RejectedRow): FileRow {
  return {
    index,
    where,
    raw,
    date: null,
    valueDate: null,
    amount: null,
    currency: null,
    reference: null,
    counterparty: null,
    description: '',
    verbatim: false,
    code,
    why,
  };
}

/** Compresses rows. Throws RangeError for none. */
export function packRows(rows: readonly FileRow[]): RowBlock {
  const [first] = rows;
  if (first === undefined) throw new RangeError('a block has a row');
  return { firstIndex: first.index, rows: rows.length, bytes: packColumns(rows) };
}

export function unpackRows(bytes: Uint8Array): FileRow[] {
  return unpackItems<FileRow>(bytes);
}

/**
 * Compressed JSON of the items of a block, column by column: a third of the work and of the size that objects would
 * take. The first item says which columns there are.
 */
export function packColumns<T extends object>(items: readonly T[]): Uint8Array {
  const keys = Object.keys(items[0] ?? {});
  const columns = keys.map((key) => items.map((item) => (item as Record<string, unknown>)[key]));
  return gzipSync(JSON.stringify({ keys, columns }), { level: 1 });
}

/** The columns of a block; an item has the same place in each. */
export function unpackColumns<T>(bytes: Uint8Array): { [Key in keyof T]-?: T[Key][] } {
  const { keys, columns } = JSON.parse(gunzipSync(bytes).toString()) as {
    keys: string[];
    columns: unknown[][];
  };
  return Object.fromEntries(keys.map((key, at) => [key, columns[at] ?? []])) as {
    [Key in keyof T]-?: T[Key][];
  };
}

/** The items of a block. */
export function unpackItems<T>(bytes: Uint8Array): T[] {
  const each = Object.entries<unknown[]>(unpackColumns<T>(bytes));
  return (each[0]?.[1] ?? []).map((_, index) => {
    const row: Record<string, unknown> = {};
    for (const [key, values] of each) row[key] = values[index];
    return row as T;
  });
}
