import { addDays } from './calendar.ts';
import type { LocalDate } from './calendar.ts';
import { money, toDecimal, minorUnits } from './money.ts';

export interface JournalAccount {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly currency: string;
  /** The balance stated for the end of a day, and what it makes the account begin with; null where none is known. */
  readonly anchor: { readonly on: LocalDate; readonly balance: number; readonly opening: number } | null;
}

export interface JournalCategory {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}

export interface JournalLeg {
  readonly id: string;
  readonly accountId: string;
  readonly date: LocalDate;
  readonly amount: number;
  readonly currency: string;
}

export interface JournalRow extends JournalLeg {
  readonly description: string;
  readonly counterparty: string | null;
  readonly categoryId: string | null;
  readonly note: string | null;
  readonly tags: readonly string[];
  readonly splits: readonly { categoryId: string | null; amount: number; note: string | null }[];
  /** The other leg of a transfer between own accounts. */
  readonly transfer: JournalLeg | null;
}

export interface JournalBook {
  readonly title: string;
  readonly accounts: readonly JournalAccount[];
  readonly categories: readonly JournalCategory[];
  /** The day of the earliest row, or null where there is none. */
  readonly firstOn: LocalDate | null;
}

const LIABILITIES = new Set(['credit', 'loan']);
const FIRST_DAY = '0001-01-01';
const OPENING = 'equity:opening balances';
const LOOSE_TRANSFER = 'equity:transfers:unlinked';

/**
 * Writes a purse as a journal of hledger (plain text accounting), piece by piece, so that any number of rows fits in
 * memory. Rows are given in the order of their day, then id. Every account keeps its balance of every day, to the
 * minor unit: rows become transactions against income, expense and equity accounts, a transfer is one transaction
 * between two accounts, an anchor is an opening balance and an assertion at the end of its day.
 */
export class HledgerJournal {
  readonly #book: JournalBook;
  readonly #accounts: ReadonlyMap<string, string>;
  readonly #categories: ReadonlyMap<string, string>;
  /** Anchors whose day is not over yet, the earliest first. */
  readonly #pending: { name: string; on: LocalDate; balance: number; currency: string }[];

  constructor(book: JournalBook) {
    this.#book = book;
    this.#accounts = uniqueNames(book.accounts, ({ name, kind }) => [
      LIABILITIES.has(kind) ? 'liabilities' : 'assets',
      kind,
      name,
    ]);
    this.#categories = uniqueNames(book.categories, ({ name, kind }) => [...placeOf(kind), name]);
    this.#pending = book.accounts
      .flatMap(({ id, anchor, currency }) =>
        anchor === null
          ? []
          : [{ name: this.#account(id), on: anchor.on, balance: anchor.balance, currency }],
      )
      .sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0));
  }

  /** Directives and opening balances; comes first. */
  head(): string {
    const { accounts, title } = this.#book;
    const currencies = [...new Set(accounts.map((account) => account.currency))].sort();
    const lines = [
      `; ${harmless(title)}`,
      '; A journal of hledger (https://hledger.org): hledger -f this-file balance',
      '',
      'decimal-mark .',
      ...currencies.map((currency) => `commodity ${commodityStyle(currency)} ${currency}`),
      '',
      ...accounts.map(({ id, anchor }) => {
        const unknown = anchor === null ? ', balance:unknown' : '';
        return `account ${this.#account(id)}  ; id:${id}${unknown}`;
      }),
      ...[...this.#categories].map(([id, name]) => `account ${name}  ; id:${id}`),
      ...['income:uncategorised', 'expenses:uncategorised', OPENING, LOOSE_TRANSFER].map(
        (name) => `account ${name}`,
      ),
      '',
    ];
    const on = this.#openingDay();
    for (const { id, anchor, currency } of accounts) {
      if (anchor === null || anchor.opening === 0) continue;
      lines.push(
        `${on} * Opening balance`,
        posting(this.#account(id), amount(anchor.opening, currency)),
        posting(OPENING, amount(-anchor.opening, currency)),
        '',
      );
    }
    return `${lines.join('\n')}\n`;
  }

  /** The transaction of a row, after the assertions of the days before it; none for a transfer's second leg. */
  row(row: JournalRow): string {
    const before = this.#assertionsBefore(row.date);
    if (row.transfer !== null && isEarlier(row.transfer, row)) return before;
    const postings = row.transfer === null ? this.#ordinary(row) : this.#transfer(row, row.transfer);
    const lines = [
      `${row.date} * ${headline(row)}`,
      `    ; id:${row.id}`,
      ...(row.note === null || row.note === '' ? [] : [`    ; note:${harmlessValue(row.note)}`]),
      ...row.tags.map((tag) => `    ; tag:${harmlessValue(tag)}`),
      ...postings,
      '',
    ];
    return `${before}${lines.join('\n')}\n`;
  }

  /** The assertions that are left; comes last. */
  tail(): string {
    return this.#assertionsBefore(null);
  }

  #ordinary(row: JournalRow): string[] {
    const own = posting(this.#account(row.accountId), amount(row.amount, row.currency));
    const parts =
      row.splits.length > 0
        ? row.splits
        : [{ categoryId: row.categoryId, amount: row.amount, note: null as string | null }];
    return [
      own,
      ...parts.map((part) => {
        const note = part.note === null || part.note === '' ? '' : `  ; note:${harmlessValue(part.note)}`;
        return `${posting(this.#category(part), amount(-part.amount, row.currency))}${note}`;
      }),
    ];
  }

  /**
   * Both legs, each on its own day. The transaction has the earlier day, so that every posting of a day stands before
   * the assertions of that day.
   */
  #transfer(row: JournalLeg, other: JournalLeg): string[] {
    const [out, into] = row.amount < 0 ? [row, other] : [other, row];
    const leg = (side: JournalLeg, cost: string) => {
      const day = side.date === row.date ? '' : `  ; date:${side.date}`;
      return `${posting(this.#account(side.accountId), `${amount(side.amount, side.currency)}${cost}`)}${day}`;
    };
    const cost = out.currency === into.currency ? '' : ` @@ ${amount(Math.abs(into.amount), into.currency)}`;
    return [leg(out, cost), leg(into, '')];
  }

  #assertionsBefore(day: LocalDate | null): string {
    let text = '';
    for (;;) {
      const next = this.#pending[0];
      if (next === undefined || (day !== null && next.on >= day)) return text;
      this.#pending.shift();
      const stated = amount(next.balance, next.currency);
      text += `${next.on} * Balance stated\n${posting(next.name, `${amount(0, next.currency)} = ${stated}`)}\n\n`;
    }
  }

  /** The day before everything: what an account begins with holds for every day before its first row. */
  #openingDay(): LocalDate {
    const days = [this.#book.firstOn, ...this.#book.accounts.map(({ anchor }) => anchor?.on ?? null)];
    const first = days.reduce<LocalDate | null>(
      (least, day) => (day === null || (least !== null && least <= day) ? least : day),
      null,
    );
    return first === null || first <= FIRST_DAY ? FIRST_DAY : addDays(first, -1);
  }

  #account(id: string): string {
    return this.#accounts.get(id) ?? 'assets:unknown';
  }

  #category(part: { categoryId: string | null; amount: number }): string {
    const known = part.categoryId === null ? undefined : this.#categories.get(part.categoryId);
    return known ?? (part.amount > 0 ? 'income:uncategorised' : 'expenses:uncategorised');
  }
}

function placeOf(kind: string): string[] {
  if (kind === 'income') return ['income'];
  return kind === 'transfer' ? ['equity', 'transfers'] : ['expenses', kind];
}

/** Names that stay apart also where two people's words become the same when made harmless. */
function uniqueNames<T extends { id: string }>(
  items: readonly T[],
  path: (item: T) => string[],
): Map<string, string> {
  const taken = new Set(['income:uncategorised', 'expenses:uncategorised', LOOSE_TRANSFER, OPENING]);
  const names = new Map<string, string>();
  for (const item of items) {
    const name = path(item).map(harmlessName).join(':');
    let unique = name;
    for (let count = 2; taken.has(unique); count += 1) unique = `${name} ${count}`;
    taken.add(unique);
    names.set(item.id, unique);
  }
  return names;
}

function isEarlier(left: JournalLeg, right: JournalLeg): boolean {
  return left.date === right.date ? left.id < right.id : left.date < right.date;
}

function headline({ counterparty, description }: JournalRow): string {
  const payee = harmless(counterparty ?? '');
  const text = harmless(description);
  const line = payee === '' || payee === text ? text : text === '' ? payee : `${payee} | ${text}`;
  return line === '' ? 'no description' : line;
}

/** Two spaces end an account's name. */
function posting(account: string, given: string): string {
  return `    ${account}  ${given}`;
}

function amount(units: number, currency: string): string {
  return `${toDecimal(money(units, currency))} ${currency}`;
}

function commodityStyle(currency: string): string {
  return `1000.${'0'.repeat(minorUnits(currency))}`;
}

/** One line without what the format reads: no comment, no bar, no second space, no mark or code at the beginning. */
function harmless(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Z}\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
    .replace(/;/g, ',')
    .replace(/\|/g, '/')
    .replace(/^[\s(!*=]+/, '')
    .trim();
}

/** Part of an account's name: no level of its own either. */
function harmlessName(text: string): string {
  const plain = harmless(text.replace(/:/g, ' '));
  return plain === '' ? 'unnamed' : plain;
}

/** The value of a tag: commas would end it, and a day in brackets would move the posting. */
function harmlessValue(text: string): string {
  return harmless(text).replace(/,/g, '·').replace(/\[/g, '(').replace(/\]/g, ')');
}
