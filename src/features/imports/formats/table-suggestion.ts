import { looksLikeDay, looksLikeMoney, MOST_COLUMNS } from '../../../domain/table-mapping.ts';
import type { ColumnRole, DirectionRule } from '../../../domain/table-mapping.ts';
import { decimalEvidence, isBlankMoney, readMoney, signedByMark } from './csv-amount.ts';
import { DateEvidence } from './csv-date.ts';
import { decideDecimal } from './csv-scan.ts';
import { readHeader } from './csv-vocabulary.ts';
import { absoluteDecimal, subtractDecimals } from './decimal.ts';
import { bareFingerprint, headerFingerprint, sampleOf } from './table-reading.ts';
import type { Confidence, ReadColumn, TableReading } from './table-reading.ts';
import type { Table, TableRecord } from './table.ts';

const LOOKED_AT = 100;

/**
 * How a table could be read whose columns no row names in words that are known: by what its cells look like. It is
 * never read so by itself; a person says yes first. null where nothing in it looks like a statement.
 */
export function suggestReading(table: Table, position: number, country: string): TableReading | null {
  const records: TableRecord[] = [];
  table.forEach((record) => records.push(record) < LOOKED_AT);
  if (records.some(({ cells }) => cells.length > MOST_COLUMNS)) return null;
  const data = records.filter(({ cells }) => cells.some(looksLikeDay) && cells.some(isAmount));
  const width = Math.max(0, ...data.map(({ cells }) => cells.length));
  if (data.length === 0 || width < 2) return null;
  const header = records.findLast(({ cells, line }) => line < (data[0]?.line ?? 0) && isNames(cells));
  const names = Array.from({ length: width }, (_, i) => header?.cells[i]?.trim().slice(0, 60) ?? '');
  const roles = rolesOf(data, width, names, country);
  const dates = new DateEvidence();
  const votes = { '.': 0, ',': 0 };
  const dateAt = roles.findIndex(({ role }) => role === 'date');
  for (const { cells } of data) {
    dates.add(cells[dateAt] ?? '');
    roles.forEach(({ role }, i) => {
      const mark = isMoneyRole(role) ? decimalEvidence(cells[i] ?? '') : null;
      if (mark !== null) votes[mark] += 1;
    });
  }
  const decimal = decideDecimal(votes, table.delimiter, country);
  const { order, why } = dates.decide(country, null);
  return {
    position,
    sheet: table.sheet,
    width,
    headerLine: header?.line ?? null,
    columns: names.map((name, i) => ({ name, ...(roles[i] ?? NOTHING) })),
    dateOrder: order,
    dateOrderWhy: why,
    decimalMark: decimal === 'mixed' ? '.' : decimal,
    decimalMarkWhy: votes['.'] + votes[','] > 0 ? 'The amounts show it.' : 'It is usual in this country.',
    ...directionOf(data, roles),
    source: 'inferred',
    fingerprint: header === undefined ? bareFingerprint(width) : headerFingerprint(names),
    rows: sampleOf(table, header?.line ?? null),
    statement: null,
  };
}

type Meaning = Omit<ReadColumn, 'name'>;

const NOTHING: Meaning = { role: null, confidence: 'guess', why: 'Nothing says what it means.' };
const meaning = (role: ColumnRole, confidence: Confidence, why: string): Meaning => ({
  role,
  confidence,
  why,
});

function rolesOf(data: readonly TableRecord[], width: number, names: string[], country: string): Meaning[] {
  const roles: Meaning[] = Array.from({ length: width }, () => NOTHING);
  const named = readHeader(names, country);
  named.forEach(({ role }, i) => {
    if (role !== null) roles[i] = meaning(role, 'likely', 'Its name says so.');
  });
  const has = (role: ColumnRole): boolean => roles.some((one) => one.role === role);
  const free = (i: number): boolean => roles[i]?.role === null;
  const cellsOf = (i: number): string[] =>
    data.map(({ cells }) => (cells[i] ?? '').trim()).filter((cell) => cell !== '');
  const columns = Array.from({ length: width }, (_, i) => i);
  const days = columns.filter((i) => free(i) && share(cellsOf(i), looksLikeDay) > 0.7);
  if (!has('date') && days[0] !== undefined) {
    roles[days[0]] = meaning('date', 'likely', 'Most of its cells are days.');
  }
  if (!has('valueDate') && days[1] !== undefined) {
    roles[days[1]] = meaning('valueDate', 'guess', 'It holds days, too.');
  }
  const money = columns.filter((i) => free(i) && !days.includes(i) && share(cellsOf(i), isAmount) > 0.7);
  if (!has('amount') && !has('debit') && !has('credit')) placeMoney(data, money, roles, has('balance'));
  const texts = columns
    .filter((i) => free(i) && !days.includes(i) && !money.includes(i) && cellsOf(i).length > 0)
    .sort((a, b) => cellsOf(b).join('').length - cellsOf(a).join('').length);
  if (!has('description') && texts[0] !== undefined) {
    roles[texts[0]] = meaning('description', 'guess', 'It holds the longest texts.');
  }
  return roles;
}

/** Which columns of numbers are amounts and which the balance: a column that follows from another proves both. */
function placeMoney(
  data: readonly TableRecord[],
  money: readonly number[],
  roles: Meaning[],
  hasBalance: boolean,
): void {
  const value = (row: number, column: number): string | null => numberIn(data[row]?.cells[column] ?? '');
  for (const balance of hasBalance ? [] : money.toReversed()) {
    for (const amount of money) {
      if (amount === balance) continue;
      const fits = data.filter((_, row) => follows(row, amount, balance, value)).length;
      if (data.length < 3 || fits < data.length - 1) continue;
      roles[amount] = meaning('amount', 'certain', 'The running balance proves it.');
      roles[balance] = meaning('balance', 'certain', 'It follows from the amounts row by row.');
      return;
    }
  }
  const [first, second, third] = money;
  if (first === undefined) return;
  const never = (a: number, b: number): boolean =>
    data.every((_, row) => isEmpty(value(row, a)) !== isEmpty(value(row, b)));
  if (second !== undefined && never(first, second)) {
    roles[first] = meaning('debit', 'guess', 'Each row has a number in this column or in the next.');
    roles[second] = meaning('credit', 'guess', 'Each row has a number in this column or in the one before.');
    if (third !== undefined) roles[third] = meaning('balance', 'guess', 'Every row has a number here.');
    return;
  }
  roles[first] = meaning('amount', 'guess', 'Most of its cells are numbers.');
  if (second !== undefined && !hasBalance) {
    roles[second] = meaning('balance', 'guess', 'Most of its cells are numbers.');
  }
}

function follows(
  row: number,
  amount: number,
  balance: number,
  value: (row: number, column: number) => string | null,
): boolean {
  const [before, after] = [value(row - 1, balance), value(row, balance)];
  const [own, above] = [value(row, amount), value(row - 1, amount)];
  if (before === null || after === null || own === null || above === null) return false;
  const step = absoluteDecimal(subtractDecimals(after, before));
  // With the newest row first the step is the amount of the row above.
  return step === absoluteDecimal(own) || step === absoluteDecimal(above);
}

function directionOf(
  data: readonly TableRecord[],
  roles: readonly Meaning[],
): { direction: DirectionRule | null; directionWhy: string } {
  const at = (role: ColumnRole): number => roles.findIndex((one) => one.role === role);
  if (at('debit') >= 0 || at('credit') >= 0) {
    return { direction: 'columns', directionWhy: 'Money out and money in have columns of their own.' };
  }
  const amounts = data.map(({ cells }) => numberIn(cells[at('amount')] ?? ''));
  if (amounts.some((amount) => amount?.startsWith('-') === true)) {
    return { direction: 'sign', directionWhy: 'Some amounts have a minus.' };
  }
  if (at('direction') >= 0) return { direction: 'type', directionWhy: 'A column says debit or credit.' };
  if (at('balance') >= 0) {
    return { direction: 'balance', directionWhy: 'The amounts have no sign; the running balance shows it.' };
  }
  return { direction: null, directionWhy: 'Nothing says which rows are money out.' };
}

function isMoneyRole(role: ColumnRole | null): boolean {
  return role === 'amount' || role === 'debit' || role === 'credit' || role === 'balance';
}

function isAmount(cell: string): boolean {
  return isBlankMoney(cell) ? false : looksLikeMoney(cell) && !looksLikeDay(cell);
}

function isEmpty(value: string | null): boolean {
  return value === null || /^-?0\.0*$/.test(value);
}

function numberIn(cell: string): string | null {
  const money = readMoney(cell, decimalEvidence(cell) ?? '.', '');
  return money === null ? null : signedByMark(money);
}

/** A row of names has texts and no number. */
function isNames(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return (
    filled.length >= 2 &&
    !filled.some((cell) => /\d/.test(cell) && (looksLikeMoney(cell) || looksLikeDay(cell)))
  );
}

function share(cells: readonly string[], test: (cell: string) => boolean): number {
  return cells.length === 0 ? 0 : cells.filter((cell) => test(cell)).length / cells.length;
}
