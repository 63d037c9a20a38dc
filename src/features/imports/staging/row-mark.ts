import type { CategoryWhy } from '../../../domain/category-why.ts';
import { unpackItems } from '../formats/row-block.ts';

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

export function unpackMarks(bytes: Uint8Array): RowMark[] {
  return unpackItems<RowMark>(bytes);
}
