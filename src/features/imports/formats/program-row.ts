import { givenText } from '../../../domain/csv-text.ts';
import { readMoney, signedByMark } from './csv-amount.ts';
import type { DecimalMark } from './csv-amount.ts';
import type { DateReader } from './csv-date.ts';
import { directionOf } from './csv-vocabulary.ts';
import { absoluteDecimal, isZeroDecimal, negateDecimal, subtractDecimals } from './decimal.ts';
import { OPENING_ACCOUNT, OWN_ACCOUNT } from './program-shapes.ts';
import type { ProgramShape } from './program-shapes.ts';
import type { RejectedCode } from './statement.ts';
import { collapse, statedCurrency } from './statement-text.ts';

/** What one row of an export did to one account. */
export interface Leg {
  account: string;
  date: string;
  amount: string;
  currency: string | null;
  payee: string;
  /** The text of the row, and what it was for. */
  memo: string;
  purpose: string;
  reference: string | null;
  opening: boolean;
  /** Which entry it is a part of, and which part; null where the entry has one row. */
  part: { key: string; number: number; of: number | null } | null;
  /** The row of an entry whose parts follow. */
  isWhole: boolean;
}

/** `account` is null where the row names none of one's own. */
export type ProgramRow = { legs: Leg[] } | { account: string | null; code: RejectedCode; why: string };

export interface ProgramSetting {
  shape: ProgramShape;
  /** Where each column stands. */
  places: ReadonlyMap<string, number>;
  dates: DateReader;
  decimal: DecimalMark | 'mixed';
  country: string;
  maxFieldLength: number;
}

/** Reads one row of an export: one movement, or two where it names both accounts. */
export function readProgramRow(cells: readonly string[], setting: ProgramSetting): ProgramRow {
  const { shape } = setting;
  const at = (column: string | undefined): string => cellAt(cells, setting, column);
  const text = (column: string): string =>
    shape.exact === true ? givenText(rawCell(cells, setting, column)) : collapse(at(column));
  const account = text(shape.account);
  const reject = (code: RejectedCode, why: string): ProgramRow => ({ account, code, why });
  const long = cells.find((cell) => cell.length > setting.maxFieldLength);
  if (long !== undefined) {
    return reject(
      'field-too-long',
      `A column holds ${long.length} characters; at most ${setting.maxFieldLength} are read.`,
    );
  }
  const dateText = at(shape.date);
  const date = setting.dates.read(dateText);
  if (date === null) {
    return reject(
      'bad-date',
      dateText === ''
        ? 'The row has no date.'
        : `"${dateText.slice(0, 40)}" is not a day of the calendar in the order used in this file.`,
    );
  }
  const memo = shape.texts
    .map(text)
    .filter((part) => part !== '')
    .join(' – ');
  const partMatch = shape.part?.exec(memo) ?? null;
  const wholeMatch = shape.whole?.exec(memo) ?? null;
  const amount = readProgramAmount(setting, at, wholeMatch !== null);
  if ('code' in amount) return reject(amount.code, amount.why);
  const leg: Leg = {
    account,
    date,
    amount: amount.amount,
    currency: shape.currency === undefined ? amount.currency : statedCurrency(at(shape.currency)),
    payee: text(shape.payee),
    memo: memo.slice((partMatch ?? wholeMatch)?.[0].length ?? 0),
    purpose: purposeOf(shape, setting, at),
    reference: referenceOf(at(shape.reference)),
    opening: shape.opening?.test(collapse(at(shape.payee))) ?? false,
    part: partMatch === null ? null : { key: '', number: Number(partMatch[1]), of: Number(partMatch[2]) },
    isWhole: wholeMatch !== null,
  };
  return shape.money.kind === 'between' ? between(leg, setting, at) : { legs: [leg] };
}

interface ProgramAmount {
  amount: string;
  currency: string | null;
}

function readProgramAmount(
  { shape, decimal, country }: ProgramSetting,
  at: (column: string | undefined) => string,
  isWhole: boolean,
): ProgramAmount | { code: RejectedCode; why: string } {
  const { money } = shape;
  const read = (column: string): ProgramAmount | null => {
    // Programs that guard against formulas put an apostrophe before a minus.
    const found = readMoney(at(column).replace(/^'/, ''), decimal, country);
    return found === null ? null : { amount: signedByMark(found), currency: found.currency };
  };
  const bad = (column: string): { code: RejectedCode; why: string } =>
    at(column) === ''
      ? { code: 'no-amount', why: 'The row has a date but no amount.' }
      : { code: 'bad-amount', why: `The amount is not a number: "${at(column).slice(0, 40)}".` };
  if (money.kind === 'sides') {
    const nothing = { amount: '0.00', currency: null };
    if (at(money.out) === '' && at(money.in) === '') return bad(money.out);
    const out = at(money.out) === '' ? nothing : read(money.out);
    const into = at(money.in) === '' ? nothing : read(money.in);
    if (out === null) return bad(money.out);
    if (into === null) return bad(money.in);
    return { amount: subtractDecimals(into.amount, out.amount), currency: into.currency ?? out.currency };
  }
  const column = money.kind === 'signed' && isWhole && money.whole !== undefined ? money.whole : money.amount;
  const amount = read(column);
  if (amount === null) return bad(column);
  if (money.kind !== 'typed') return amount;
  const side = directionOf(at(money.type));
  if (side === null) {
    return { code: 'no-direction', why: `"${at(money.type).slice(0, 40)}" is neither debit nor credit.` };
  }
  return side === 'out' ? { ...amount, amount: negateDecimal(amount.amount) } : amount;
}

/** Money that left one account and came to another: a row in each of those that are the person's own. */
function between(leg: Leg, setting: ProgramSetting, at: (column: string | undefined) => string): ProgramRow {
  const amount = absoluteDecimal(leg.amount);
  const [from, to] = [collapse(at('source name')), collapse(at('destination name'))];
  const [fromType, toType] = [at('source type').trim(), at('destination type').trim()];
  const group = at(setting.shape.group).trim();
  const legs: Leg[] = [];
  const add = (
    account: string,
    payee: string,
    moved: string,
    currency: string | null,
    other: string,
  ): void => {
    const opening = OPENING_ACCOUNT.test(other);
    const part = group === '' ? null : { key: `${group} ${account}`, number: 0, of: null };
    legs.push({ ...leg, account, payee: opening ? '' : payee, amount: moved, currency, opening, part });
  };
  if (OWN_ACCOUNT.test(fromType)) add(from, to, negateDecimal(amount), leg.currency, toType);
  if (OWN_ACCOUNT.test(toType)) {
    const foreign = readMoney(at('foreign amount').replace(/^'/, ''), setting.decimal, setting.country);
    const foreignCurrency = statedCurrency(at('foreign currency code'));
    // Between two of one's own accounts the foreign amount is what arrived.
    const arrived =
      legs.length > 0 && foreign !== null && foreignCurrency !== null && !isZeroDecimal(foreign.amount);
    add(to, from, arrived ? foreign.amount : amount, arrived ? foreignCurrency : leg.currency, fromType);
  }
  if (legs.length > 0) return { legs };
  return {
    account: null,
    code: 'not-a-row',
    why: `Neither "${from.slice(0, 40)}" nor "${to.slice(0, 40)}" is an account of one's own.`,
  };
}

function purposeOf(
  shape: ProgramShape,
  { places }: ProgramSetting,
  at: (column: string | undefined) => string,
): string {
  const category = shape.category.find((column) => places.has(column));
  const notes = shape.notes.map(({ word, column }) =>
    at(column).trim() === '' ? '' : `${word}: ${at(column)}`,
  );
  return collapse([at(category), ...notes].filter((text) => text.trim() !== '').join('; '));
}

function referenceOf(text: string): string | null {
  const reference = collapse(text);
  return /[1-9]/.test(reference) ? reference : null;
}

function cellAt(cells: readonly string[], setting: ProgramSetting, column: string | undefined): string {
  return rawCell(cells, setting, column).trim();
}

function rawCell(cells: readonly string[], { places }: ProgramSetting, column: string | undefined): string {
  const place = column === undefined ? undefined : places.get(column);
  return place === undefined ? '' : (cells[place] ?? '');
}
