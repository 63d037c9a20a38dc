import { decimalEvidence, defaultDecimal, isBlankMoney, readMoney } from './csv-amount.ts';
import type { DecimalMark } from './csv-amount.ts';
import { DateEvidence } from './csv-date.ts';
import { certainPeriod, noFacts, readFacts } from './csv-facts.ts';
import type { StatementFacts } from './csv-facts.ts';
import type { CsvLayout } from './csv-layout.ts';
import { directionOf } from './csv-vocabulary.ts';
import type { ColumnRole, DateOrder, DirectionRule, TableMapping } from '../../../domain/table-mapping.ts';
import type { Table } from './table.ts';

export interface CsvDecisions {
  order: DateOrder;
  orderWhy: string;
  decimal: DecimalMark | 'mixed';
  decimalWhy: string;
  /** null where nothing says it. */
  direction: DirectionRule | null;
  directionWhy: string;
  /** Every debit (credit) is written with a minus, which then says no more than its column does. */
  debitsNegative: boolean;
  creditsNegative: boolean;
  facts: StatementFacts;
}

const AS_SET = 'As you set it.';

interface Signs {
  amounts: number;
  negative: number;
  debitMarks: number;
  creditMarks: number;
  plus: number;
  plain: number;
  typed: number;
}

export type Columns = Partial<Record<ColumnRole, number>> & { descriptions: number[] };

export function columnsOf(layout: CsvLayout): Columns {
  const columns: Columns = { descriptions: [] };
  layout.columns.forEach(({ role }, i) => {
    if (role === 'description') columns.descriptions.push(i);
    else if (role !== null) columns[role] = i;
  });
  return columns;
}

/** First pass over the whole table: gathers what decides dates, decimals and directions. */
export function scanTable(
  table: Table,
  layout: CsvLayout,
  country: string,
  mapping: TableMapping | null,
): CsvDecisions {
  const columns = columnsOf(layout);
  const facts = noFacts();
  for (const record of layout.preamble) readFacts(record.cells, facts);
  const dates = new DateEvidence();
  const votes = { '.': 0, ',': 0 };
  const signs: Signs = {
    amounts: 0,
    negative: 0,
    debitMarks: 0,
    creditMarks: 0,
    plus: 0,
    plain: 0,
    typed: 0,
  };
  const minus = { debit: 0, debitPlus: 0, credit: 0, creditPlus: 0 };
  const money = [columns.amount, columns.debit, columns.credit, columns.balance].filter(
    (i) => i !== undefined,
  );

  table.forEach(({ cells, line }) => {
    if (line <= layout.headerEnd) return true;
    if (columns.date !== undefined) dates.add(cells[columns.date] ?? '');
    if (columns.valueDate !== undefined) dates.add(cells[columns.valueDate] ?? '');
    for (const i of money) {
      const mark = decimalEvidence(cells[i] ?? '');
      if (mark !== null) votes[mark] += 1;
    }
    if (columns.amount !== undefined) countSigns(cells, columns, country, signs);
    countMinus(cells[columns.debit ?? -1], 'debit', minus);
    countMinus(cells[columns.credit ?? -1], 'credit', minus);
    return true;
  });

  const { order, why } = dates.decide(country, certainPeriod(facts));
  const decimal = decideDecimal(votes, layout.delimiter, country);
  const decided =
    mapping === null
      ? {
          order,
          orderWhy: why,
          decimal,
          decimalWhy: whyDecimal(decimal, votes, country),
          ...decideDirection(signs, columns),
        }
      : {
          order: mapping.dateOrder,
          orderWhy: AS_SET,
          decimal: mapping.decimalMark,
          decimalWhy: AS_SET,
          direction: mapping.direction,
          directionWhy: AS_SET,
        };
  return {
    ...decided,
    debitsNegative: minus.debit > 0 && minus.debitPlus === 0,
    creditsNegative: minus.credit > 0 && minus.creditPlus === 0,
    facts,
  };
}

function countSigns(cells: string[], columns: Columns, country: string, signs: Signs): void {
  const text = cells[columns.amount ?? -1] ?? '';
  // The digits do not matter here, so either decimal mark will do.
  const money = readMoney(text, '.', country) ?? readMoney(text, ',', country);
  if (money === null || /^0\.0*$/.test(money.amount)) return;
  signs.amounts += 1;
  if (money.mark === '-') signs.negative += 1;
  else if (money.mark === 'dr') signs.debitMarks += 1;
  else if (money.mark === 'cr') signs.creditMarks += 1;
  else if (money.mark === '+') signs.plus += 1;
  else signs.plain += 1;
  if (columns.direction !== undefined && directionOf(cells[columns.direction] ?? '') !== null)
    signs.typed += 1;
}

function countMinus(
  text: string | undefined,
  column: 'debit' | 'credit',
  minus: { debit: number; debitPlus: number; credit: number; creditPlus: number },
): void {
  if (text === undefined || isBlankMoney(text) || !/[1-9]/.test(text)) return;
  if (/^\s*[-(−–]|-\s*$|[-−–]\s*[\d.]/.test(text)) minus[column] += 1;
  else minus[`${column}Plus`] += 1;
}

/** The decimal mark that the amounts of a file show; 'mixed' where they contradict each other. */
export function decideDecimal(
  votes: Record<DecimalMark, number>,
  delimiter: string,
  country: string,
): DecimalMark | 'mixed' {
  const [most, least] = [Math.max(votes['.'], votes[',']), Math.min(votes['.'], votes[','])];
  // One odd cell among many is a slip, to be rejected alone; more of them leave cells like "1,234" open.
  if (least > 0 && most < least * 20) return 'mixed';
  if (most > 0) return votes['.'] === most ? '.' : ',';
  return delimiter === ',' ? '.' : defaultDecimal(country);
}

function whyDecimal(
  decimal: DecimalMark | 'mixed',
  votes: Record<DecimalMark, number>,
  country: string,
): string {
  if (decimal === 'mixed') return 'The file uses both marks; each amount is read by its own.';
  if (votes[decimal] > 0) return 'The amounts show it.';
  return `No amount shows it; this is usual in ${country.toUpperCase()}.`;
}

function decideDirection(
  signs: Signs,
  columns: Columns,
): { direction: DirectionRule | null; directionWhy: string } {
  if (columns.debit !== undefined && columns.credit !== undefined) {
    return { direction: 'columns', directionWhy: 'Money out and money in have columns of their own.' };
  }
  if (signs.typed > 0 && signs.typed >= signs.amounts * 0.9) {
    return { direction: 'type', directionWhy: 'A column says debit or credit for each row.' };
  }
  if (signs.negative + signs.debitMarks > 0) {
    return { direction: 'sign', directionWhy: 'Money out has a minus, brackets or DR.' };
  }
  if (signs.creditMarks + signs.plus > 0) {
    return {
      direction: 'plain-is-out',
      directionWhy: 'Money in is marked with CR or a plus; what has no mark is money out.',
    };
  }
  if (columns.debit !== undefined || columns.credit !== undefined) {
    return { direction: 'columns', directionWhy: 'The column says whether it is money out or money in.' };
  }
  if (signs.amounts === 0) {
    return { direction: 'sign', directionWhy: 'No row states an amount other than zero.' };
  }
  if (columns.balance !== undefined) {
    return {
      direction: 'balance',
      directionWhy: 'The amounts have no sign; the running balance shows which way the money went.',
    };
  }
  return { direction: null, directionWhy: 'Nothing says which rows are money out.' };
}
