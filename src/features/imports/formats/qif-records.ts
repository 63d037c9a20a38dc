import { Refusal } from './refusal.ts';
import type { ParseLimits } from './statement.ts';
import { forEachLine } from './text-lines.ts';

/** One entry as it stands in the file, its fields by their letters. */
export interface QifRecord {
  /** 1-based line of the file, and the place in the text. */
  line: number;
  at: number;
  end: number;
  /** Characters of all lines together; what is beyond the limit is counted, not kept. */
  length: number;
  fields: Map<string, string>;
  /** A field stands twice with two values, which only a missing '^' explains. */
  contradicts: string | null;
  splits: { category: string; memo: string; amount: string }[];
}

export interface QifSection {
  /** Among the sections, from 0. */
  position: number;
  kind: 'cash' | 'investment' | 'unknown';
  type: string;
  /** The name that the file gives the account, where it names exactly one. */
  account: string | null;
  /** Its entries so far. */
  records: number;
}

export interface QifContent {
  sections: QifSection[];
  /** The order of day and month that the file itself declares. */
  declaredOrder: 'day-first' | 'month-first' | null;
}

const CASH = /^(?:bank|cash|ccard|oth [al])$/;
const INVESTMENT = /^(?:invst|port)$/;
/** Lists of names and prices: nothing in them moved. */
const LIST =
  /^(?:cat|class|memorized|security|prices?|budget|tag|tax|payee|invitem|template|cust|vend|emp|account)\b/;

/** Does a text begin like QIF? */
export function isQif(head: string): boolean {
  return /^!\s?(?:type\s?:|account\b|option\s?:|clear\s?:)/i.test(head);
}

/**
 * Splits a file into the entries of its accounts, section by section; lists are left out. None is kept: what needs them
 * twice reads them twice.
 */
export function readRecords(
  text: string,
  limits: ParseLimits,
  visit: (record: QifRecord, section: QifSection) => void,
): QifContent {
  const sections: QifSection[] = [];
  let declaredOrder: QifContent['declaredOrder'] = null;
  let section: QifSection | null = null;
  let names: string[] | null = null;
  let account: string | null = null;
  let accountIsNew = false;
  let record: QifRecord | null = null;
  let count = 0;

  const close = (end: number): void => {
    if (record !== null && section !== null) {
      record.end = end;
      section.records += 1;
      visit(record, section);
      count += 1;
      if (count > limits.maxRows) {
        throw new Refusal('too-many-rows', `The file holds more than ${limits.maxRows} entries.`);
      }
    }
    record = null;
  };

  const header = (line: string): void => {
    const head = line.slice(0, 100).toLowerCase().replace(/\s+/g, ' ').trim();
    const option = /^! ?option ?: ?(mdy|dmy)$/.exec(head)?.[1];
    if (option !== undefined) declaredOrder = option === 'mdy' ? 'month-first' : 'day-first';
    if (/^! ?account\b/.test(head)) {
      [section, names] = [null, []];
      return;
    }
    const type = /^! ?type ?: ?(.*)$/.exec(head)?.[1];
    if (type === undefined) return;
    if (names !== null) {
      account = names.length === 1 ? (names[0] ?? null) : null;
      [names, accountIsNew] = [null, true];
    }
    if (LIST.test(type)) {
      section = null;
      return;
    }
    const last = sections.at(-1);
    if (last !== undefined && last.type === type && !accountIsNew) {
      // Some programs repeat the line above every entry.
      section = last;
      return;
    }
    const kind = CASH.test(type) ? 'cash' : INVESTMENT.test(type) ? 'investment' : 'unknown';
    section = { position: sections.length, kind, type, account, records: 0 };
    sections.push(section);
    accountIsNew = false;
  };

  forEachLine(text, (raw, at, number) => {
    const line = raw.trimStart();
    const letter = line.charAt(0);
    if (letter === '!') {
      close(at);
      header(line);
      return;
    }
    if (letter === '^') {
      close(at + raw.length);
      return;
    }
    if (letter === '') return;
    if (names !== null) {
      if (letter === 'N' && line.length <= limits.maxFieldLength) names.push(line.slice(1).trim());
      return;
    }
    if (section === null) return;
    // An entry has one date: a second one begins the next, whose '^' above was forgotten.
    if (letter === 'D' && record?.fields.has('D') === true) close(at);
    record ??= {
      line: number,
      at,
      end: at,
      length: 0,
      fields: new Map(),
      contradicts: null,
      splits: [],
    };
    record.length += raw.length + 1;
    if (record.length <= limits.maxFieldLength) keep(record, letter, line.slice(1).trim());
  });
  close(text.length);
  return { sections, declaredOrder };
}

function keep(record: QifRecord, letter: string, value: string): void {
  const { fields, splits } = record;
  const split = splits.at(-1);
  if (letter === 'S') {
    splits.push({ category: value, memo: '', amount: '' });
  } else if (letter === 'E' && split !== undefined) {
    split.memo = value;
  } else if (letter === '$' && split !== undefined) {
    split.amount = value;
  } else if (!fields.has(letter)) {
    fields.set(letter, value);
  } else if (letter === 'T' && fields.get(letter) !== value) {
    record.contradicts = letter;
  }
}
