import type { Lock } from './lock.ts';
import type { Face, PageSetting, Run } from './pages.ts';
import type { MoneyStyle } from './shown.ts';

export type Role =
  | 'date'
  | 'valueDate'
  | 'description'
  | 'reference'
  | 'counterparty'
  | 'debit'
  | 'credit'
  | 'amount'
  | 'balance'
  | 'direction'
  | 'status'
  | 'ignored';

/** A text at a place of its line. */
export interface Placed {
  x: number;
  text: string;
  align?: Run['align'];
  size?: number;
  face?: Face;
}

export interface Column {
  role: Role;
  /** Its name, in as many lines as it has. */
  title: string[];
  x: number;
  align?: Run['align'];
  titleX?: number;
  titleAlign?: Run['align'];
  /** Points after which a text goes on in the next line. */
  width?: number;
}

export interface Row {
  date: string;
  description: string;
  amount: string;
  valueDate?: string;
  reference?: string;
  counterparty?: string;
  /** Shown in the status column. */
  status?: string;
  /** Words in a column that means nothing to us. */
  ignored?: string;
  /** Overrides what the date column shows. */
  shownDate?: string;
  /** The reader refuses this row with this code. */
  rejected?: string;
  /** The balance that stands behind it, where it is not what the rows make. */
  after?: string;
}

export interface Section {
  account: string | null;
  name: string | null;
  /** Its first and its last day. */
  period: [string, string] | null;
  currency: string | null;
  opening: string | null;
  closing: string | null;
  /** The balance before the first row, where the layout shows running balances. */
  from?: string;
  above: Placed[][];
  rows: Row[];
  below?: Placed[][];
  /** Codes of lines around the rows that are named as no rows, in order of the file: before, between and after. */
  rejectedAround?: { before?: string[]; after?: string[] };
}

/** How a statement looks, and what it says: from this the PDF and what is to be read of it are made. */
export interface StatementLayout {
  about: string;
  country: string;
  page: PageSetting;
  face?: Face;
  size: number;
  /** From line to line of a text, and what rows are further apart. */
  lead: number;
  rowGap: number;
  middle?: boolean;
  newestFirst?: boolean;
  dates: string;
  money: MoneyStyle;
  columns: Column[];
  /** How many rows a page takes; the names of the columns are repeated unless `headerOnce`. */
  rowsPerPage?: number;
  headerOnce?: boolean;
  /** `{page}` and `{pages}` are filled in. */
  top?: Placed[][];
  bottom?: Placed[][];
  /** Names of the balance at the end of a page and at the head of the next. */
  carried?: string;
  brought?: string;
  /** At the end of each page. */
  pageTotal?: string;
  lock?: Lock;
  packed?: boolean;
  sections: Section[];
}
