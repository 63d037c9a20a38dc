// Exports of other programs, as data: which columns tell the program, and what each of them means. Names are in lower
// case without punctuation, as `plainWords` gives them.

/** How a program writes what moved. */
export type ProgramMoney =
  | { kind: 'sides'; out: string; in: string }
  /** `whole` holds the amount of an entry whose parts follow as rows of their own. */
  | { kind: 'signed'; amount: string; whole?: string }
  | { kind: 'typed'; amount: string; type: string }
  /** One row names both accounts: the money left the one and came to the other. */
  | { kind: 'between'; amount: string; foreignAmount: string };

export interface ProgramShape {
  program: string;
  /** Our own: texts and names are what they were before, to the letter. */
  exact?: true;
  /** A table with all of these columns is an export of the program. */
  needs: string[];
  account: string;
  date: string;
  payee: string;
  texts: string[];
  money: ProgramMoney;
  /** The first of these that the file has. */
  category: string[];
  /** What else is kept in the text of a row, with the word before it. */
  notes: { word: string; column: string }[];
  reference?: string;
  currency?: string;
  /** The payee of the row that states what the account held at first. */
  opening?: RegExp;
  /** How the text of a part of a split entry begins: its number, and how many there are. */
  part?: RegExp;
  /** How the text of the entry itself begins, where it has a row beside its parts. */
  whole?: RegExp;
  /** The column that says which rows are parts of one entry. */
  group?: string;
}

export const PROGRAM_SHAPES: readonly ProgramShape[] = [
  {
    program: 'Ikpa',
    exact: true,
    needs: [
      'id',
      'date',
      'account',
      'amount',
      'currency',
      'counterparty',
      'description',
      'category',
      'split',
      'note',
      'tags',
      'transfer id',
    ],
    account: 'account',
    date: 'date',
    payee: 'counterparty',
    texts: ['description'],
    money: { kind: 'signed', amount: 'amount' },
    category: [],
    notes: [],
    reference: 'id',
    currency: 'currency',
  },
  {
    program: 'YNAB',
    needs: ['account', 'date', 'payee', 'category', 'memo', 'outflow', 'inflow', 'cleared'],
    account: 'account',
    date: 'date',
    payee: 'payee',
    texts: ['memo'],
    money: { kind: 'sides', out: 'outflow', in: 'inflow' },
    category: ['category group category', 'category'],
    notes: [{ word: 'flag', column: 'flag' }],
    reference: 'check number',
    opening: /^starting balance$/i,
    part: /^\(split (\d{1,3})\/(\d{1,3})\)\s*/i,
  },
  {
    program: 'Actual',
    needs: ['account', 'date', 'payee', 'notes', 'category', 'amount', 'cleared'],
    account: 'account',
    date: 'date',
    payee: 'payee',
    texts: ['notes'],
    money: { kind: 'signed', amount: 'amount', whole: 'split amount' },
    category: ['category'],
    notes: [],
    opening: /^starting balance$/i,
    part: /^\(split (\d{1,3}) of (\d{1,3})\)\s*/i,
    whole: /^\(split into (\d{1,3})\)\s*/i,
  },
  {
    program: 'Mint',
    needs: [
      'date',
      'description',
      'original description',
      'amount',
      'transaction type',
      'category',
      'account name',
    ],
    account: 'account name',
    date: 'date',
    payee: 'description',
    texts: ['original description', 'notes'],
    money: { kind: 'typed', amount: 'amount', type: 'transaction type' },
    category: ['category'],
    notes: [{ word: 'labels', column: 'labels' }],
  },
  {
    program: 'Firefly III',
    needs: [
      'journal id',
      'type',
      'currency code',
      'amount',
      'description',
      'date',
      'source name',
      'source type',
      'destination name',
      'destination type',
    ],
    account: 'source name',
    date: 'date',
    payee: 'destination name',
    texts: ['description', 'notes'],
    money: { kind: 'between', amount: 'amount', foreignAmount: 'foreign amount' },
    category: ['category'],
    notes: [
      { word: 'budget', column: 'budget' },
      { word: 'bill', column: 'bill' },
      { word: 'tags', column: 'tags' },
    ],
    reference: 'external id',
    currency: 'currency code',
    group: 'group id',
  },
];

/** What programs export beside their transactions, and what to do instead. */
export const OTHER_EXPORTS: readonly { needs: string[]; why: string }[] = [
  {
    needs: ['month', 'category group', 'category', 'activity', 'available'],
    why: 'This is the plan that YNAB exports, with sums by month and category, and no transaction. Send the register instead: it is in the same ZIP archive, which may be sent as it is.',
  },
  {
    needs: ['recurrence id', 'row contains', 'type', 'title'],
    why: 'This is a list that Firefly III exports beside its transactions. Send the file of transactions instead.',
  },
];

/** Kinds of Firefly III's accounts that are a person's own. */
export const OWN_ACCOUNT =
  /^(?:asset account|default account|cash account|debt|loan|mortgage|credit ?card)$/i;
/** The other side of what an account held at first. */
export const OPENING_ACCOUNT = /^initial balance account$/i;
