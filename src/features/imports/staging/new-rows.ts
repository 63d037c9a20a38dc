import { counterpartyName } from '../../../domain/counterparty-name.ts';
import type { FileRow, RowMark } from './row-block.ts';

/** New rows as columns, ready for one bulk insert. */
export interface NewRows {
  index: number[];
  date: string[];
  valueDate: (string | null)[];
  amount: number[];
  description: string[];
  counterparty: string[];
  categoryId: (string | null)[];
  /** JSON. */
  why: (string | null)[];
  /** Of marks of before reasons were kept. */
  categoryKey: (string | null)[];
  tagIds: (readonly string[] | null)[];
  bankId: (string | null)[];
  fingerprint: string[];
  doubtful: boolean[];
}

export function noNewRows(): NewRows {
  return {
    index: [],
    date: [],
    valueDate: [],
    amount: [],
    description: [],
    counterparty: [],
    categoryId: [],
    why: [],
    categoryKey: [],
    tagIds: [],
    bankId: [],
    fingerprint: [],
    doubtful: [],
  };
}

/** Adds the rows of a block that are to become transactions, in the order of the file. */
export function addNewRows(into: NewRows, rows: readonly FileRow[], marks: readonly RowMark[]): void {
  rows.forEach((row, index) => {
    const mark = marks[index];
    if (mark?.verdict !== 'new') return;
    const { amount, fingerprint } = mark;
    if (row.date === null || amount === null || fingerprint === null) {
      throw new Error(`row ${row.index} is to be taken over, but was staged without an account`);
    }
    into.index.push(row.index);
    into.date.push(row.date);
    into.valueDate.push(row.valueDate);
    into.amount.push(amount);
    const { description, counterparty } = writtenTexts(row);
    into.description.push(description);
    into.counterparty.push(mark.named ?? counterparty);
    into.categoryId.push(mark.categoryId ?? null);
    into.why.push(mark.why == null ? null : JSON.stringify(mark.why));
    into.categoryKey.push(mark.categoryKey ?? null);
    into.tagIds.push(mark.tagIds ?? null);
    into.bankId.push(row.reference === null ? null : clean(row.reference));
    into.fingerprint.push(fingerprint);
    into.doubtful.push(mark.doubt !== null);
  });
}

/** Description and name of the transaction that a row becomes. */
export function writtenTexts(row: Pick<FileRow, 'description' | 'counterparty'>): {
  description: string;
  counterparty: string;
} {
  return {
    description: clean(row.description === '' ? (row.counterparty ?? '') : row.description),
    counterparty: counterpartyName(clean(row.counterparty ?? row.description)),
  };
}

/** Postgres holds no NUL in text. */
function clean(text: string): string {
  return text.replaceAll('\u0000', '');
}
