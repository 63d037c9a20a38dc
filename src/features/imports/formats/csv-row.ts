import { isBlankMoney, readMoney, signedByMark } from './csv-amount.ts';
import type { Money } from './csv-amount.ts';
import type { DateReader } from './csv-date.ts';
import type { HeaderColumn } from './csv-vocabulary.ts';
import type { Columns, CsvDecisions } from './csv-scan.ts';
import { directionOf, isUnbooked, labelOf } from './csv-vocabulary.ts';
import { absoluteDecimal, isZeroDecimal, negateDecimal } from './decimal.ts';
import type { RejectedCode } from './statement.ts';
import { collapse, statedCurrency } from './statement-text.ts';

export interface RowSetting {
  columns: Columns;
  header: HeaderColumn[];
  decisions: CsvDecisions;
  dates: DateReader;
  country: string;
  maxFieldLength: number;
}

/** A movement whose direction may still have to come from the running balance. */
export interface Movement {
  kind: 'movement';
  date: string;
  valueDate: string | null;
  amount: string;
  directionKnown: boolean;
  currency: string | null;
  reference: string | null;
  counterparty: string | null;
  description: string;
  balance: string | null;
}

export type RecordMeaning =
  | Movement
  | { kind: 'rejected'; code: RejectedCode; why: string }
  | { kind: 'figure'; label: 'opening' | 'closing'; amount: string }
  | { kind: 'continuation'; text: string }
  | { kind: 'text' };

interface Moneys {
  /** Names and texts of the money cells that hold something. */
  filled: { name: string; text: string }[];
  balance: Money | null;
  balanceText: string;
}

const NO_REFERENCE = /^(?:[-–—.*_/]+|0+|n\/?a|nil|none|null|nonref|not ?provided)$/i;

/** What one record below the header row is. */
export function readRecord(cells: string[], setting: RowSetting): RecordMeaning {
  const { columns } = setting;
  const long = cells.findIndex((cell) => cell.length > setting.maxFieldLength);
  if (long >= 0) {
    return rejected(
      'field-too-long',
      `Column ${long + 1} holds ${cells[long]?.length ?? 0} characters; at most ${setting.maxFieldLength} are read.`,
    );
  }
  const dateText = cell(cells, columns.date);
  const date = dateText === '' ? null : setting.dates.read(dateText);
  const moneys = readMoneys(cells, setting);
  const label = labelIn(cells, columns, date !== null);
  if (label !== null) return readLabelled(cells, label, moneys, setting);
  if (date === null) return readUndated(cells, dateText, moneys, columns);
  const status = cell(cells, columns.status);
  if (status !== '' && isUnbooked(status)) {
    return rejected(
      'not-booked',
      `The bank has not booked this row: its status is "${status.slice(0, 40)}".`,
    );
  }
  if (moneys.filled.length === 0) return rejected('no-amount', 'The row has a date but no amount.');
  const amount = readAmount(cells, setting);
  if ('kind' in amount) return amount;
  if (moneys.balanceText !== '' && moneys.balance === null) {
    return rejected('bad-amount', `The balance is not a number: "${moneys.balanceText.slice(0, 40)}".`);
  }
  return movement(cells, date, amount, moneys.balance, setting);
}

function movement(
  cells: string[],
  date: string,
  amount: { amount: string; directionKnown: boolean; currency: string | null },
  balance: Money | null,
  { columns, dates, header }: RowSetting,
): Movement {
  const counterparty = collapse(cell(cells, columns.counterparty));
  const texts = columns.descriptions.map((i) => collapse(cell(cells, i))).filter((text) => text !== '');
  const description = [...new Set(texts)].join(' ');
  const reference = collapse(cell(cells, columns.reference).replace(/^'/, ''));
  const valueText = cell(cells, columns.valueDate);
  const moneyColumn = columns.amount ?? columns.debit ?? columns.credit;
  return {
    kind: 'movement',
    date,
    valueDate: valueText === '' ? null : dates.read(valueText),
    amount: amount.amount,
    directionKnown: amount.directionKnown,
    currency:
      statedCurrency(cell(cells, columns.currency)) ??
      amount.currency ??
      header[moneyColumn ?? -1]?.currency ??
      null,
    reference: reference === '' || NO_REFERENCE.test(reference) ? null : reference,
    counterparty: counterparty === '' || NO_REFERENCE.test(counterparty) ? null : counterparty,
    description: description === '' ? counterparty : description,
    balance: balance === null ? null : signedByMark(balance),
  };
}

function readMoneys(cells: string[], { columns, header, decisions, country }: RowSetting): Moneys {
  const filled: Moneys['filled'] = [];
  for (const i of [columns.debit, columns.credit, columns.amount]) {
    const text = cell(cells, i);
    if (i !== undefined && !isBlankMoney(text)) filled.push({ name: header[i]?.name ?? '', text });
  }
  const balanceText = cell(cells, columns.balance);
  if (isBlankMoney(balanceText)) return { filled, balance: null, balanceText: '' };
  return { filled, balance: readMoney(balanceText, decisions.decimal, country), balanceText };
}

/** Separate debit and credit columns win over an Amount column beside them. */
function readAmount(
  cells: string[],
  setting: RowSetting,
): { amount: string; directionKnown: boolean; currency: string | null } | RecordMeaning {
  const { columns, decisions, country } = setting;
  const sides: { amount: string; currency: string | null }[] = [];
  let sawZero = false;
  for (const side of ['debit', 'credit'] as const) {
    const text = cell(cells, columns[side]);
    if (isBlankMoney(text)) continue;
    const money = readMoney(text, decisions.decimal, country);
    if (money === null) return badAmount(side, text, decisions.decimal);
    if (isZeroDecimal(money.amount)) {
      sawZero = true;
      continue;
    }
    const plainMinus = side === 'debit' ? decisions.debitsNegative : decisions.creditsNegative;
    const reversed = money.mark === '-' && !plainMinus;
    const out = side === 'debit' ? !reversed : reversed;
    sides.push({ amount: out ? negateDecimal(money.amount) : money.amount, currency: money.currency });
  }
  const [first, second] = sides;
  if (first !== undefined && second !== undefined) {
    return rejected(
      'bad-amount',
      `The row has both money out (${absoluteDecimal(first.amount)}) and money in (${absoluteDecimal(second.amount)}).`,
    );
  }
  if (first !== undefined) return { ...first, directionKnown: true };
  const text = cell(cells, columns.amount);
  if (isBlankMoney(text)) {
    return sawZero
      ? { amount: '0.00', directionKnown: true, currency: null }
      : rejected('no-amount', 'The row has a date but no amount.');
  }
  const money = readMoney(text, decisions.decimal, country);
  if (money === null) return badAmount('amount', text, decisions.decimal);
  return { ...directed(money, cells, setting), currency: money.currency };
}

function directed(
  money: Money,
  cells: string[],
  { columns, decisions }: RowSetting,
): { amount: string; directionKnown: boolean } {
  if (isZeroDecimal(money.amount)) return { amount: money.amount, directionKnown: true };
  const out = { amount: negateDecimal(money.amount), directionKnown: true };
  const into = { amount: money.amount, directionKnown: true };
  if (decisions.direction === 'reversed' && money.mark !== 'dr' && money.mark !== 'cr') {
    return money.mark === '-' ? into : out;
  }
  if (money.mark === '-' || money.mark === 'dr') return out;
  if (money.mark === '+' || money.mark === 'cr') return into;
  if (decisions.direction === 'type') {
    const side = directionOf(cell(cells, columns.direction));
    if (side !== null) return side === 'out' ? out : into;
  }
  if (decisions.direction === 'plain-is-out') return out;
  if (decisions.direction === 'sign') return into;
  return { amount: money.amount, directionKnown: false };
}

/** Opening and closing balances become figures of the statement; a total that holds an amount is named, not lost. */
function readLabelled(
  cells: string[],
  label: 'opening' | 'closing' | 'total',
  { filled, balance }: Moneys,
  { columns, decisions, country }: RowSetting,
): RecordMeaning {
  const holds = filled.filter(({ text }) => /[1-9]/.test(text));
  if (label !== 'total' && holds.length === 0) {
    if (balance !== null) return { kind: 'figure', label, amount: signedByMark(balance) };
    const loose = looseMoney(cells, columns, decisions.decimal, country);
    if (loose !== null) return { kind: 'figure', label, amount: loose };
  }
  const amounts = holds.map(({ text }) => text.trim().slice(0, 40)).join(' and ');
  if (amounts === '' && balance === null && !holdsAmount(cells)) return { kind: 'text' };
  const what = label === 'total' ? 'a total or summary' : `the ${label} balance`;
  return rejected(
    'not-a-row',
    `This line is ${what}, not a movement${amounts === '' ? '' : ` (${amounts})`}.`,
  );
}

function readUndated(cells: string[], dateText: string, moneys: Moneys, columns: Columns): RecordMeaning {
  if (moneys.filled.length > 0) {
    return dateText === ''
      ? rejected('bad-date', 'The row has an amount but no date.')
      : rejected(
          'bad-date',
          `"${dateText.slice(0, 40)}" is not a day of the calendar in the order used in this file.`,
        );
  }
  if (/^\d{1,4}[-/. ][\dA-Za-z]{1,9}[-/. ]\d{2,4}\b/.test(dateText)) {
    return rejected(
      'bad-date',
      `"${dateText.slice(0, 40)}" is not a day of the calendar, and the row has no amount.`,
    );
  }
  if (moneys.balanceText !== '' || holdsAmount(cells)) {
    return rejected('not-a-row', 'The line holds an amount, but neither a date nor a movement.');
  }
  const filled = cells.flatMap((text, i) => (text.trim() === '' ? [] : [i]));
  const only = filled[0];
  if (filled.length === 1 && only !== undefined && columns.descriptions.includes(only)) {
    return { kind: 'continuation', text: collapse(cell(cells, only)) };
  }
  return { kind: 'text' };
}

/** A label stands in the description, or in the date column or the first filled cell of an undated line. */
function labelIn(cells: string[], columns: Columns, dated: boolean): ReturnType<typeof labelOf> {
  for (const i of columns.descriptions) {
    const label = labelOf(cell(cells, i));
    if (label === null) continue;
    // A dated "Total Energies Lekki" is a purchase; only balances are lines of their own on a day.
    if (!dated || label !== 'total') return label;
  }
  return dated ? null : labelOf(cells.find((text) => text.trim() !== '') ?? '');
}

function looseMoney(
  cells: string[],
  columns: Columns,
  decimal: CsvDecisions['decimal'],
  country: string,
): string | null {
  const known = new Set([columns.date, columns.valueDate, columns.reference, ...columns.descriptions]);
  for (const [i, text] of cells.entries()) {
    if (known.has(i) || text.trim() === '') continue;
    const money = readMoney(text, decimal, country);
    if (money !== null) return signedByMark(money);
  }
  const inText = /:\s*(\S.*)$/.exec(cells.find((text) => text.trim() !== '') ?? '')?.[1];
  const money = inText === undefined ? null : readMoney(inText, decimal, country);
  return money === null ? null : signedByMark(money);
}

function holdsAmount(cells: string[]): boolean {
  return cells.some((text) => /\d[.,]\d\d(?!\d)/.test(text) || /\d[,.]\d{3}(?!\d)/.test(text));
}

function badAmount(column: string, text: string, decimal: CsvDecisions['decimal']): RecordMeaning {
  const ambiguous = decimal === 'mixed' && /^\D*\d{1,3}[.,]\d{3}\D*$/.test(text);
  return rejected(
    'bad-amount',
    ambiguous
      ? `The ${column} "${text.trim().slice(0, 40)}" can be read in two ways, since this file uses both point and comma before decimals.`
      : `The ${column} is not a number: "${text.trim().slice(0, 40)}".`,
  );
}

function rejected(code: RejectedCode, why: string): RecordMeaning {
  return { kind: 'rejected', code, why };
}

function cell(cells: string[], column: number | undefined): string {
  return column === undefined ? '' : (cells[column] ?? '').trim();
}
