import { counterpartyName } from '../../../domain/counterparty-name.ts';
import {
  bigintArray,
  booleanArray,
  dateArray,
  hexArray,
  integerArray,
  textArray,
  uuidArray,
} from '../../../platform/database/binary-arrays.ts';
import { FINGERPRINT_BYTES } from './fingerprint.ts';
import { unpackColumns } from '../formats/row-block.ts';
import type { FileRow } from '../formats/row-block.ts';
import type { RowMark } from './row-mark.ts';

/** New rows as the columns of one bulk insert, each an array that PostgreSQL reads as it is. */
export interface NewRows {
  rows: number;
  columns: {
    index: Uint8Array;
    date: Uint8Array;
    valueDate: Uint8Array;
    amount: Uint8Array;
    description: Uint8Array;
    /** Places in `names`, from 1. */
    name: Uint8Array;
    categoryId: Uint8Array;
    /** JSON. */
    why: Uint8Array;
    bankId: Uint8Array;
    fingerprint: Uint8Array;
    doubtful: Uint8Array;
  };
  /** Each counterparty once. */
  names: string[];
  /** The rows of each set of tags, from 0. */
  tagged: { tagIds: readonly string[]; rows: number[] }[];
}

/** The rows of some blocks that are to become transactions, in the order of the file. */
export function takeNewRows(blocks: readonly { rows: Uint8Array; marks: Uint8Array }[]): NewRows {
  const index: number[] = [];
  const date: string[] = [];
  const valueDate: (string | null)[] = [];
  const amount: number[] = [];
  const description: string[] = [];
  const name: (number | null)[] = [];
  const categoryId: (string | null)[] = [];
  const why: (string | null)[] = [];
  const bankId: (string | null)[] = [];
  const fingerprint: string[] = [];
  const doubtful: boolean[] = [];
  const names = new Map<string, number>();
  const tagged = new Map<string, { tagIds: readonly string[]; rows: number[] }>();
  for (const block of blocks) {
    const rows = unpackColumns<FileRow>(block.rows);
    const marks = unpackColumns<RowMark>(block.marks);
    marks.verdict.forEach((verdict, at) => {
      if (verdict !== 'new') return;
      const [day, minor, print] = [rows.date[at], marks.amount[at], marks.fingerprint[at]];
      if (day == null || minor == null || print == null) {
        throw new Error(`row ${rows.index[at]} is to be taken over, but was staged without an account`);
      }
      const counterparty = marks.counterparty[at] ?? '';
      const tagIds = marks.tagIds[at] ?? null;
      if (tagIds !== null) {
        const key = tagIds.join();
        const group = tagged.get(key) ?? { tagIds, rows: [] };
        group.rows.push(index.length);
        tagged.set(key, group);
      }
      index.push(rows.index[at] ?? 0);
      date.push(day);
      valueDate.push(rows.valueDate[at] ?? null);
      amount.push(minor);
      const verbatim = rows.verbatim?.[at] === true;
      description.push(
        writtenDescription(rows.description[at] ?? '', rows.counterparty[at] ?? null, verbatim),
      );
      name.push(counterparty === '' ? null : placeOf(names, counterparty));
      categoryId.push(marks.categoryId[at] ?? null);
      why.push(marks.why[at] == null ? null : JSON.stringify(marks.why[at]));
      const reference = rows.reference[at] ?? null;
      bankId.push(reference === null ? null : clean(reference));
      fingerprint.push(print);
      doubtful.push(marks.doubt[at] != null);
    });
  }
  return {
    rows: index.length,
    columns: {
      index: integerArray(index),
      date: dateArray(date),
      valueDate: dateArray(valueDate),
      amount: bigintArray(amount),
      description: textArray(description),
      name: integerArray(name),
      categoryId: uuidArray(categoryId),
      why: textArray(why),
      bankId: textArray(bankId),
      fingerprint: hexArray(FINGERPRINT_BYTES, fingerprint),
      doubtful: booleanArray(doubtful),
    },
    names: [...names.keys()],
    tagged: [...tagged.values()],
  };
}

function placeOf(names: Map<string, number>, name: string): number {
  const place = names.get(name) ?? names.size + 1;
  names.set(name, place);
  return place;
}

/** Text and name of a row as the file has them, and whether they were exported here: then they stay as they are. */
export type GivenTexts = readonly [description: string, counterparty: string | null, verbatim: boolean];

/** As long as people may make a name. */
const LONGEST_NAME = 200;

/** The description of the transaction that a row becomes. */
export function writtenDescription(...[description, counterparty, verbatim]: GivenTexts): string {
  return clean(description === '' && !verbatim ? (counterparty ?? '') : description);
}

/** The name of the counterparty of the transaction that a row becomes; empty where the row has no text. */
export function writtenName(...[description, counterparty, verbatim]: GivenTexts): string {
  if (verbatim) return clean(counterparty ?? '').slice(0, LONGEST_NAME);
  return counterpartyName(clean(counterparty ?? description));
}

/** Postgres holds no NUL in text. */
function clean(text: string): string {
  return text.includes('\u0000') ? text.replaceAll('\u0000', '') : text;
}
