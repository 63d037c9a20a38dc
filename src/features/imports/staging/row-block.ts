import { gunzipSync, gzipSync } from 'node:zlib';
import type { CategoryWhy } from '../../../domain/category-why.ts';
import type { ParsedRow, ParsedStatement, RejectedCode, RejectedRow } from '../formats/statement.ts';

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
}

/** What would become, or became, of a row. */
export interface RowMark {
  verdict: 'new' | 'duplicate' | 'rejected';
  /** Minor units; null where they are not known. */
  amount: number | null;
  reason: string | null;
  doubt: string | null;
  /** The transaction that a duplicate or doubtful row looks like. */
  matches: string | null;
  /** What a new row is sorted into, and why; a reason without a category is a suggestion. */
  categoryId: string | null;
  why: CategoryWhy | null;
  /** The counterparty of a new row; empty where its text names none. */
  counterparty: string | null;
  /** The name and the tags that rules give a new row. */
  named: string | null;
  tagIds: readonly string[] | null;
  /** Hex, of a row that becomes a transaction; null for the others and while no account is chosen. */
  fingerprint: string | null;
}

/**
 * Everything of a statement in the order of the file, block by block. Takes the rows out of the statement, so that what
 * is done with can leave the memory.
 */
export function* takeBlocks(statement: ParsedStatement): Generator<FileRow[]> {
  const { rows, rejected } = statement;
  while (rows.length + rejected.length > 0) {
    const block: FileRow[] = [];
    const [booked, refused] = [rows.slice(0, ROWS_PER_BLOCK), rejected.slice(0, ROWS_PER_BLOCK)];
    let [nextBooked, nextRefused] = [0, 0];
    while (block.length < ROWS_PER_BLOCK) {
      const row = booked[nextBooked];
      const refusal = refused[nextRefused];
      if (row !== undefined && (refusal === undefined || row.index < refusal.index)) {
        block.push(bookedRow(row));
        nextBooked += 1;
      } else if (refusal !== undefined) {
        block.push(refusedRow(refusal));
        nextRefused += 1;
      } else break;
    }
    rows.splice(0, nextBooked);
    rejected.splice(0, nextRefused);
    yield block;
  }
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

/**
 * Compressed JSON of a block's rows or marks, column by column: a third of the work and of the size that objects
 * would take.
 */
export function pack(items: readonly FileRow[] | readonly RowMark[]): Uint8Array {
  const keys = Object.keys(items[0] ?? {});
  const columns = keys.map((key) => items.map((item) => (item as unknown as Record<string, unknown>)[key]));
  return gzipSync(JSON.stringify({ keys, columns }), { level: 1 });
}

export function unpackRows(bytes: Uint8Array): FileRow[] {
  return rowsOf(unpackColumns<FileRow>(bytes));
}

export function unpackMarks(bytes: Uint8Array): RowMark[] {
  return rowsOf(unpackColumns<RowMark>(bytes));
}

/** The columns of a block; a row has the same place in each. */
export function unpackColumns<T>(bytes: Uint8Array): { [Key in keyof T]-?: T[Key][] } {
  const { keys, columns } = JSON.parse(gunzipSync(bytes).toString()) as {
    keys: string[];
    columns: unknown[][];
  };
  return Object.fromEntries(keys.map((key, at) => [key, columns[at] ?? []])) as {
    [Key in keyof T]-?: T[Key][];
  };
}

function rowsOf<T>(columns: { [Key in keyof T]-?: T[Key][] }): T[] {
  const each = Object.entries<unknown[]>(columns);
  return (each[0]?.[1] ?? []).map((_, index) => {
    const row: Record<string, unknown> = {};
    for (const [key, values] of each) row[key] = values[index];
    return row as T;
  });
}
