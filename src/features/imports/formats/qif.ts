import { proveSums } from './balance-proof.ts';
import { decimalEvidence, readMoney, signedByMark } from './csv-amount.ts';
import { DateEvidence, DateReader } from './csv-date.ts';
import { decideDecimal } from './csv-scan.ts';
import { labelOf } from './csv-vocabulary.ts';
import { readRecords } from './qif-records.ts';
import type { QifRecord, QifSection } from './qif-records.ts';
import { Refusal } from './refusal.ts';
import type { CsvDialect, ParsedStatement, ParseLimits, RejectedCode } from './statement.ts';
import { collapse, emptyStatement } from './statement-text.ts';

const DIRECTION_WHY = 'Money out has a minus.';
/** Numbers of cheques and bookings have a digit; 'ATM' or 'DEP' says what kind of entry it is. */
const REFERENCE = /[1-9]/;

interface Habits {
  order: CsvDialect['dateOrder'];
  why: string;
  dates: DateReader;
  decimal: '.' | ',' | 'mixed';
  country: string;
}

/**
 * Reads QIF: bank, cash and credit-card accounts. It says neither currency nor order of day and month nor which
 * mark is the decimal one, so all of its entries together decide the last two.
 */
export function parseQif(
  text: string,
  country: string,
  limits: ParseLimits,
  onProgress?: (rowsSoFar: number) => void,
): { statements: ParsedStatement[]; dialect: CsvDialect } {
  const { habits, sections } = habitsOf(text, country, limits);
  const all = sections.map(({ account }) => ({ ...emptyStatement(), accountName: account }));
  let rows = 0;
  readRecords(text, limits, (record, section) => {
    const statement = all[section.position];
    const place = { text, index: rows, most: limits.maxFieldLength, habits };
    if (statement === undefined || !book(statement, section, record, place)) return;
    rows += 1;
    if (rows % 1000 === 0) onProgress?.(rows);
  });
  for (const statement of all) statement.proof = proveSums(statement);
  const statements = all.filter((one) => one.rows.count() > 0 || one.opening !== null);
  const dialect: CsvDialect = {
    delimiter: '',
    headerLine: null,
    columns: [],
    dateOrder: habits.order,
    dateOrderWhy: habits.why,
    decimalMark: habits.decimal === 'mixed' ? '.' : habits.decimal,
    directionWhy: DIRECTION_WHY,
    newestFirst: statements.length > 0 && statements.every(({ rows }) => rows.isNewestFirst()),
  };
  return { statements, dialect };
}

function refuseWithoutCash(sections: QifSection[]): void {
  const holding = sections.filter(({ records }) => records > 0);
  if (holding.some(({ kind }) => kind === 'cash')) return;
  if (holding.some(({ kind }) => kind === 'investment')) {
    throw new Refusal(
      'unsupported-format',
      'The QIF file holds investments only. Securities are not read here: export the bank, cash or card account that they were paid from.',
    );
  }
  throw new Refusal(
    'no-statement',
    'The QIF file holds no entry of a bank, cash or card account, only lists or headings. Export the transactions of the account.',
  );
}

/** First reading: what all entries show together. Throws Refusal where none is of an account that is read here. */
function habitsOf(
  text: string,
  country: string,
  limits: ParseLimits,
): { habits: Habits; sections: QifSection[] } {
  const evidence = new DateEvidence();
  const votes = { '.': 0, ',': 0 };
  const { sections, declaredOrder } = readRecords(text, limits, ({ fields, splits }, { kind }) => {
    if (kind !== 'cash') return;
    evidence.add(plainDate(fields.get('D') ?? ''));
    for (const amount of [amountOf(fields), ...splits.map((split) => split.amount)]) {
      const mark = decimalEvidence(amount);
      if (mark !== null) votes[mark] += 1;
    }
  });
  refuseWithoutCash(sections);
  const decided =
    declaredOrder === null
      ? evidence.decide(country, null)
      : { order: declaredOrder, why: 'The file says so itself (!Option).' };
  const dates = new DateReader(decided.order);
  return { habits: { ...decided, dates, decimal: decideDecimal(votes, '', country), country }, sections };
}

interface Place {
  text: string;
  index: number;
  most: number;
  habits: Habits;
}

/** Adds one entry to its statement; false where it is the opening balance, which is no row. */
function book(statement: ParsedStatement, section: QifSection, record: QifRecord, place: Place): boolean {
  const { fields } = record;
  const { habits, index } = place;
  const where = `line ${record.line}`;
  const raw = place.text.slice(record.at, record.end).trimEnd();
  const reject = (code: RejectedCode, why: string): true => {
    statement.rows.reject({ index, where, raw: raw.slice(0, place.most), code, why });
    return true;
  };

  if (record.length > place.most) {
    return reject('field-too-long', `The entry has more than ${place.most} characters.`);
  }
  if (section.kind === 'investment') {
    return reject('no-cash-amount', 'The entry moves securities, not money of an account.');
  }
  if (section.kind === 'unknown') {
    return reject('not-a-row', `The section "${section.type.slice(0, 40)}" is no account that is read here.`);
  }
  const dateText = fields.get('D') ?? '';
  const date = habits.dates.read(plainDate(dateText));
  if (dateText === '') return reject('bad-date', 'The entry has no date (D).');
  if (date === null) {
    return reject('bad-date', `The date is no day of the calendar: "${dateText.slice(0, 40)}".`);
  }
  const amountText = amountOf(fields);
  if (amountText === '') return reject('no-amount', 'The entry has no amount (T).');
  const money = readMoney(amountText, habits.decimal, habits.country);
  if (money === null || record.contradicts !== null) {
    const why =
      record.contradicts === null
        ? `The amount is not a number, or one that can be read in two ways: "${amountText.slice(0, 40)}".`
        : 'The entry states two amounts.';
    return reject('bad-amount', why);
  }
  const amount = signedByMark(money);
  const payee = collapse(fields.get('P') ?? '');
  if (labelOf(payee) === 'opening') {
    if (statement.opening !== null) return reject('not-a-row', 'The account has a second opening balance.');
    statement.opening = amount;
    statement.openingOn = date;
    statement.accountName ??= /^\[(.+)\]$/.exec(fields.get('L') ?? '')?.[1] ?? null;
    return false;
  }
  const number = collapse(fields.get('N') ?? '');
  statement.rows.push({
    index,
    where,
    raw,
    date,
    valueDate: null,
    amount,
    currency: money.currency,
    reference: REFERENCE.test(number) ? number : null,
    counterparty: payee === '' ? null : payee,
    description: describe(record) || payee,
    balance: null,
  });
  return true;
}

function amountOf(fields: ReadonlyMap<string, string>): string {
  return fields.get('T') || (fields.get('U') ?? '');
}

/** The memo, and what the money was for: the parts of a split entry, else its category. */
function describe({ fields, splits }: QifRecord): string {
  const parts = splits.map(({ category, memo, amount }) =>
    [category, memo, amount].filter((text) => text !== '').join(' '),
  );
  const purpose = splits.length === 0 ? (fields.get('L') ?? '') : parts.join('; ');
  return collapse([fields.get('M') ?? '', purpose].filter((text) => text !== '').join(' – '));
}

/** QIF pads with blanks and sets years from 2000 on apart with an apostrophe: " 4/ 1' 6" is 4/1/2006. */
export function plainDate(text: string): string {
  if (text.length > 40) return text;
  return text
    .trim()
    .replace(/'\s*(\d{1,2})$/, (_, year: string) => `/20${year.padStart(2, '0')}`)
    .replace(/'\s*(?=\d{4}$)/, '/')
    .replace(/([-/.])\s+(?=\d)/g, '$1')
    .replace(/^(\d{1,2}[-/.]\d{1,2}[-/.])(\d)$/, (_, start: string, year: string) => `${start}0${year}`);
}
