import { addDays } from './calendar.ts';
import type { LocalDate } from './calendar.ts';

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

/** A sum of one currency in minor units. */
export interface JournalAmount {
  readonly units: number;
  readonly currency: string;
}

export interface Posting extends JournalAmount {
  readonly account: string;
  /** What the whole of it is worth in another currency, without a sign. */
  readonly cost: JournalAmount | null;
  /** Where it is not the day of its entry. */
  readonly date: LocalDate | null;
  readonly note: string | null;
}

export interface Entry {
  readonly date: LocalDate;
  /** null for the opening balance of an account. */
  readonly row: JournalRow | null;
  readonly postings: readonly Posting[];
}

/** What is declared before the first entry. */
export interface Declarations {
  readonly title: string;
  /** The day of the opening balances, before all others. */
  readonly on: LocalDate;
  readonly accounts: readonly { account: JournalAccount; name: string }[];
  readonly categories: readonly { category: JournalCategory; name: string }[];
  /** Names of accounts that stand for nothing in the purse: without a category, opening balances, in transit. */
  readonly others: readonly string[];
}

/** How a program that keeps accounts in plain text writes them. */
export interface Notation {
  /** Whether the two legs of one transfer may have a day each within one entry. */
  readonly postingDates: boolean;
  /** The name of an account from the words of its levels, each as people gave it. */
  name(path: readonly string[]): string;
  /** Another name where the first is taken. */
  numbered(name: string, count: number): string;
  head(declarations: Declarations): string;
  entry(entry: Entry): string;
  /** What an account holds at the end of a day. */
  assertion(account: string, on: LocalDate, balance: JournalAmount): string;
}

const LIABILITIES = new Set(['credit', 'loan']);
const FIRST_DAY = '0001-01-01';

/**
 * Writes a purse as a journal of plain text accounting, piece by piece, so that any number of rows fits in memory.
 * Rows are given in the order of their day, then id. Every account keeps its balance of every day, to the minor unit:
 * rows become transactions against income, expense and equity accounts, a transfer one transaction between two
 * accounts, or two by way of an account in between where its days differ and the program knows no other way. An anchor
 * is an opening balance and an assertion at the end of its day.
 */
export class Journal {
  readonly #book: JournalBook;
  readonly #notation: Notation;
  readonly #others: { income: string; expenses: string; opening: string; transit: string };
  readonly #accounts: ReadonlyMap<string, string>;
  readonly #categories: ReadonlyMap<string, string>;
  /** Anchors whose day is not over yet, the earliest first. */
  readonly #pending: { name: string; on: LocalDate; balance: JournalAmount }[];

  constructor(book: JournalBook, notation: Notation) {
    this.#book = book;
    this.#notation = notation;
    this.#others = {
      income: notation.name(['income', 'uncategorised']),
      expenses: notation.name(['expenses', 'uncategorised']),
      opening: notation.name(['equity', 'opening balances']),
      transit: notation.name(['equity', 'transfers', 'in transit']),
    };
    const taken = new Set(Object.values(this.#others));
    this.#accounts = this.#uniqueNames(taken, book.accounts, ({ name, kind }) => [
      LIABILITIES.has(kind) ? 'liabilities' : 'assets',
      kind,
      name,
    ]);
    this.#categories = this.#uniqueNames(taken, book.categories, ({ name, kind }) => [
      ...placeOf(kind),
      name,
    ]);
    this.#pending = book.accounts
      .flatMap(({ id, anchor, currency }) =>
        anchor === null
          ? []
          : [{ name: this.#account(id), on: anchor.on, balance: { units: anchor.balance, currency } }],
      )
      .sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0));
  }

  /** Directives and opening balances; comes first. */
  head(): string {
    const { accounts, categories, title } = this.#book;
    const on = this.#openingDay();
    const { income, expenses, opening, transit } = this.#others;
    const declared = this.#notation.head({
      title,
      on,
      accounts: accounts.map((account) => ({ account, name: this.#account(account.id) })),
      categories: categories.map((category) => ({ category, name: this.#categories.get(category.id) ?? '' })),
      others: [income, expenses, opening, ...(this.#notation.postingDates ? [] : [transit])],
    });
    const begins = accounts.flatMap(({ id, anchor, currency }) => {
      if (anchor === null || anchor.opening === 0) return [];
      const postings = [
        posting(this.#account(id), { units: anchor.opening, currency }),
        posting(opening, { units: -anchor.opening, currency }),
      ];
      return [this.#notation.entry({ date: on, row: null, postings })];
    });
    return declared + begins.join('');
  }

  /** What a row makes, after the assertions of the days before it. */
  row(row: JournalRow): string {
    const postings = row.transfer === null ? this.#ordinary(row) : this.#transfer(row, row.transfer);
    const entry = postings.length === 0 ? '' : this.#notation.entry({ date: row.date, row, postings });
    return this.#assertionsBefore(row.date) + entry;
  }

  /** The assertions that are left; comes last. */
  tail(): string {
    return this.#assertionsBefore(null);
  }

  #ordinary(row: JournalRow): Posting[] {
    const { currency } = row;
    const parts =
      row.splits.length > 0 ? row.splits : [{ categoryId: row.categoryId, amount: row.amount, note: null }];
    return [
      posting(this.#account(row.accountId), { units: row.amount, currency }),
      ...parts.map((part) => ({
        ...posting(this.#category(part), { units: -part.amount, currency }),
        note: part.note,
      })),
    ];
  }

  #transfer(row: JournalLeg, other: JournalLeg): Posting[] {
    const second = isEarlier(other, row);
    if (row.date !== other.date && !this.#notation.postingDates) return this.#inTransit(row, other, second);
    return second ? [] : this.#bothLegs(row, other);
  }

  /**
   * Both legs, each on its own day. The transaction has the earlier day, so that every posting of a day stands before
   * the assertions of that day.
   */
  #bothLegs(row: JournalLeg, other: JournalLeg): Posting[] {
    const [out, into] = row.amount < 0 ? [row, other] : [other, row];
    const leg = (side: JournalLeg, cost: JournalAmount | null): Posting => ({
      ...posting(this.#account(side.accountId), { units: side.amount, currency: side.currency }),
      cost,
      date: side.date === row.date ? null : side.date,
    });
    return [leg(out, worthOf(out, into)), leg(into, null)];
  }

  /** One leg; what is on its way rests in the currency that moved first, until the other leg takes it from there. */
  #inTransit(row: JournalLeg, other: JournalLeg, second: boolean): Posting[] {
    const first = second ? other : row;
    const waiting = { units: second ? first.amount : -first.amount, currency: first.currency };
    return [
      posting(this.#account(row.accountId), { units: row.amount, currency: row.currency }),
      { ...posting(this.#others.transit, waiting), cost: second ? worthOf(first, row) : null },
    ];
  }

  #assertionsBefore(day: LocalDate | null): string {
    let text = '';
    for (;;) {
      const next = this.#pending[0];
      if (next === undefined || (day !== null && next.on >= day)) return text;
      this.#pending.shift();
      text += this.#notation.assertion(next.name, next.on, next.balance);
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
    return this.#accounts.get(id) ?? this.#notation.name(['assets', 'unknown']);
  }

  #category(part: { categoryId: string | null; amount: number }): string {
    const known = part.categoryId === null ? undefined : this.#categories.get(part.categoryId);
    return known ?? (part.amount > 0 ? this.#others.income : this.#others.expenses);
  }

  /** Names that stay apart also where two people's words become the same in the notation. */
  #uniqueNames<T extends { id: string }>(
    taken: Set<string>,
    items: readonly T[],
    path: (item: T) => string[],
  ): Map<string, string> {
    const names = new Map<string, string>();
    for (const item of items) {
      const name = this.#notation.name(path(item));
      let unique = name;
      for (let count = 2; taken.has(unique); count += 1) unique = this.#notation.numbered(name, count);
      taken.add(unique);
      names.set(item.id, unique);
    }
    return names;
  }
}

/** Who and what for, as one piece of text each; empty where nothing is known. */
export function wordsOf({ counterparty, description }: JournalRow): { payee: string; narration: string } {
  return { payee: counterparty ?? '', narration: description === counterparty ? '' : description };
}

function posting(account: string, { units, currency }: JournalAmount): Posting {
  return { account, units, currency, cost: null, date: null, note: null };
}

/** What one leg is worth by what the other leg moved; null within one currency. */
function worthOf(leg: JournalLeg, other: JournalLeg): JournalAmount | null {
  if (leg.currency === other.currency) return null;
  return { units: Math.abs(other.amount), currency: other.currency };
}

function placeOf(kind: string): string[] {
  if (kind === 'income') return ['income'];
  return kind === 'transfer' ? ['equity', 'transfers'] : ['expenses', kind];
}

function isEarlier(left: JournalLeg, right: JournalLeg): boolean {
  return left.date === right.date ? left.id < right.id : left.date < right.date;
}
