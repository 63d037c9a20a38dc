import { addDays } from './calendar.ts';
import { wordsOf } from './journal.ts';
import type { Entry, JournalAmount, JournalRow, Notation, Posting } from './journal.ts';
import { minorUnits, money, toDecimal } from './money.ts';

/** No day after it can be written. */
const LAST_DAY = '9999-12-31';

/** Double-entry bookkeeping in plain text as beancount reads it. */
export const BEANCOUNT: Notation = {
  postingDates: false,
  name: (path) => path.map(component).join(':'),
  numbered: (name, count) => `${name}-${count}`,
  head: ({ title, on, accounts, categories, others }) => {
    const whole = [...new Set(accounts.map(({ account }) => account.currency))]
      .filter((currency) => minorUnits(currency) === 0)
      .sort();
    const lines = [
      '; A ledger of beancount (https://beancount.github.io): bean-check this-file',
      `option "title" ${quoted(title)}`,
      // Prices of whole numbers are rounded somewhere behind the point, where no amount has digits.
      ...whole.map((currency) => `option "inferred_tolerance_default" "${currency}:0.4"`),
      '',
      ...accounts.flatMap(({ account, name }) => [
        `${on} open ${name} ${account.currency}`,
        ...facts(account),
        ...(account.anchor === null ? ['  balance: "unknown"'] : []),
      ]),
      ...categories.flatMap(({ category, name }) => [`${on} open ${name}`, ...facts(category)]),
      ...others.map((name) => `${on} open ${name}`),
      '',
    ];
    return `${lines.join('\n')}\n`;
  },
  entry: ({ date, row, postings }: Entry) => {
    const lines = [
      `${date} * ${row === null ? '"Opening balance"' : headline(row)}`,
      ...(row === null ? [] : detailsOf(row)),
      ...postings.flatMap(line),
      '',
    ];
    return `${lines.join('\n')}\n`;
  },
  // A balance is what an account holds when a day begins.
  assertion: (account, on, balance) =>
    on === LAST_DAY
      ? `; ${on}: ${account} holds ${amount(balance)} in the end\n\n`
      : `${addDays(on, 1)} balance ${account}  ${decimal(balance)} ~ 0 ${balance.currency}\n\n`,
};

function facts({ id, name }: { id: string; name: string }): string[] {
  return [`  id: "${id}"`, `  name: ${quoted(name)}`];
}

function headline(row: JournalRow): string {
  const { payee, narration } = wordsOf(row);
  const words = payee === '' ? quoted(narration) : `${quoted(payee)} ${quoted(narration)}`;
  return [words, ...row.tags.filter(isTag).map((tag) => `#${tag}`)].join(' ');
}

/** What the head of an entry cannot say. */
function detailsOf(row: JournalRow): string[] {
  const tags = row.tags.filter((tag) => !isTag(tag));
  return [
    `  id: "${row.id}"`,
    ...(row.note === null || row.note === '' ? [] : [`  note: ${quoted(row.note)}`]),
    ...(tags.length === 0 ? [] : [`  tags: ${quoted(tags.join(', '))}`]),
  ];
}

function line({ account, cost, note, ...given }: Posting): string[] {
  const price = cost === null ? '' : ` @@ ${amount(cost)}`;
  const said = note === null || note === '' ? [] : [`    note: ${quoted(note)}`];
  return [`  ${account}  ${amount(given)}${price}`, ...said];
}

function decimal({ units, currency }: JournalAmount): string {
  return toDecimal(money(units, currency));
}

function amount(given: JournalAmount): string {
  return `${decimal(given)} ${given.currency}`;
}

function isTag(name: string): boolean {
  return /^[A-Za-z0-9\-_/.]+$/.test(name);
}

/** A string on one line. */
function quoted(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Z}\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ').trim();
  return `"${plain.replace(/["\\]/g, '\\$&')}"`;
}

/** A level of an account's name: letters, digits and dashes, the first of them a capital letter or a digit. */
function component(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[^\p{L}\p{Nd}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  if (plain === '') return 'Unnamed';
  const [first = ''] = plain;
  const capital = first.toUpperCase() + plain.slice(first.length);
  return /^[\p{Lu}\p{Nd}]/u.test(capital) ? capital : `X-${capital}`;
}
