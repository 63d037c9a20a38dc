import type { Entry, JournalAmount, JournalRow, Notation, Posting } from './journal.ts';
import { minorUnits, money, toDecimal } from './money.ts';

/** Plain text accounting as hledger reads it. */
export const HLEDGER: Notation = {
  postingDates: true,
  name: (path) => path.map(harmlessName).join(':'),
  numbered: (name, count) => `${name} ${count}`,
  head: ({ title, accounts, categories, others }) => {
    const currencies = [...new Set(accounts.map(({ account }) => account.currency))].sort();
    const lines = [
      `; ${harmless(title)}`,
      '; A journal of hledger (https://hledger.org): hledger -f this-file balance',
      '',
      'decimal-mark .',
      ...currencies.map((currency) => `commodity ${commodityStyle(currency)} ${currency}`),
      '',
      ...accounts.map(({ account, name }) => {
        const unknown = account.anchor === null ? ', balance:unknown' : '';
        return `account ${name}  ; id:${account.id}${unknown}`;
      }),
      ...categories.map(({ category, name }) => `account ${name}  ; id:${category.id}`),
      ...others.map((name) => `account ${name}`),
      '',
    ];
    return `${lines.join('\n')}\n`;
  },
  entry: ({ date, row, postings }: Entry) => {
    const lines = [
      `${date} * ${row === null ? 'Opening balance' : headline(row)}`,
      ...(row === null ? [] : [`    ; id:${row.id}`]),
      ...(row === null || row.note === null || row.note === ''
        ? []
        : [`    ; note:${harmlessValue(row.note)}`]),
      ...(row?.tags ?? []).map((tag) => `    ; tag:${harmlessValue(tag)}`),
      ...postings.map(line),
      '',
    ];
    return `${lines.join('\n')}\n`;
  },
  assertion: (account, on, balance) =>
    `${on} * Balance stated\n    ${account}  ${amount({ ...balance, units: 0 })} = ${amount(balance)}\n\n`,
};

/** Two spaces end an account's name. */
function line({ account, cost, date, note, ...given }: Posting): string {
  const price = cost === null ? '' : ` @@ ${amount(cost)}`;
  const day = date === null ? '' : `  ; date:${date}`;
  const said = note === null || note === '' ? '' : `  ; note:${harmlessValue(note)}`;
  return `    ${account}  ${amount(given)}${price}${day}${said}`;
}

function headline({ counterparty, description }: JournalRow): string {
  const payee = harmless(counterparty ?? '');
  const text = harmless(description);
  const words = payee === '' || payee === text ? text : text === '' ? payee : `${payee} | ${text}`;
  return words === '' ? 'no description' : words;
}

function amount({ units, currency }: JournalAmount): string {
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
