import type { PdfText } from '../../../platform/pdf/read-pdf.ts';
import { DocumentWords } from './ai-words.ts';
import { readTable } from './csv.ts';
import { readMoney } from './csv-amount.ts';
import { noFacts, readFacts } from './csv-facts.ts';
import type { HeaderColumn } from './csv-vocabulary.ts';
import { factRecords } from './pdf-facts.ts';
import { linesOf, textOf } from './pdf-lines.ts';
import type { PdfLine } from './pdf-lines.ts';
import type { ParsedPdf } from './pdf.ts';
import { isRowLike } from './pdf-sections.ts';
import { yearsFor } from './pdf-year.ts';
import { Refusal } from './refusal.ts';
import { isRejected } from './row-block.ts';
import type { ParsedStatement, ParseLimits } from './statement.ts';
import type { Table, TableRecord } from './table.ts';

/** A figure, and the line that it stands in. */
export interface AiFigure {
  line: number;
  text: string;
}

export interface AiRow {
  /** The line that it begins in. */
  line: number;
  date: string;
  text: string;
  amount: string;
  direction: 'in' | 'out';
  balance: string | null;
}

/** Which words of a document are the parts of a statement, as the AI says. Nothing of it is believed. */
export interface AiStatement {
  /** How many accounts the document tells of. */
  accounts: number;
  opening: AiFigure | null;
  closing: AiFigure | null;
  rows: AiRow[];
}

const COLUMNS: readonly HeaderColumn[] = [
  { name: 'Date', role: 'date', currency: null },
  { name: 'Details', role: 'description', currency: null },
  { name: 'Money out', role: 'debit', currency: null },
  { name: 'Money in', role: 'credit', currency: null },
  { name: 'Balance', role: 'balance', currency: null },
];

/**
 * Reads a PDF by what the AI says of its words. The words themselves are the document's: a row whose parts do not stand
 * there, together and unused, refuses the file, and so does a sum that the stated balances contradict. Days, decimals
 * and balances are read as in every table. Throws Refusal.
 */
export function parseAnswered(
  text: PdfText,
  answer: AiStatement,
  country: string,
  limits: ParseLimits,
): ParsedPdf {
  if (answer.accounts > 1) {
    throw new Refusal(
      'ai-several-accounts',
      'The AI found several accounts in the PDF and cannot keep them apart. Ask for the statement of one account.',
    );
  }
  if (answer.rows.length === 0) {
    throw new Refusal('ai-no-rows', 'The AI found no transaction in the PDF either.');
  }
  const lines = linesOf(text);
  const words = new DocumentWords(lines, country);
  const dashes = new Set<string>();
  const rows = answer.rows.map((row, index) => {
    const fail = (why: string) => refusedRow(row, index, why, lines);
    return recordOf(row, words, { country, dashes, fail, raw: rawOf(row, lines) });
  });
  const figures = figureRecords(answer, words);
  const left = lines.filter(({ number }) => !words.isUsed(number));
  const preamble = factRecords(left);
  const { statements, dialect } = readRows([...figures, ...withYears(rows, preamble)], preamble, lines, {
    country,
    limits,
  });
  const [statement] = statements;
  if (statement === undefined) throw new Error('a table without a statement');
  insist(statement);
  nameLeftOut(statement, left, country);
  return { statements: [statement], dialect };
}

interface RowSetting {
  country: string;
  /** The directions that a minus was given so far: it means the same in every row. */
  dashes: Set<string>;
  fail: (why: string) => Refusal;
  raw: string;
}

function recordOf(row: AiRow, words: DocumentWords, setting: RowSetting): TableRecord {
  const { line, direction } = row;
  const { fail } = setting;
  const whole = (what: string, given: string): string => {
    const found = words.takeWhole(given, line);
    if (found === null) throw fail(`its ${what} "${given.slice(0, 40)}" does not stand there`);
    return found;
  };
  const date = whole('day', row.date);
  const amount = whole('amount', row.amount);
  const balance = row.balance === null ? '' : whole('balance', row.balance);
  const text = words.takeText(row.text, line);
  if (text === null) throw fail(`its text "${row.text.slice(0, 40)}" does not stand there`);
  const bare = withoutSign(amount, direction, setting);
  const sides = direction === 'out' ? [bare, ''] : ['', bare];
  return { cells: [date, text, ...sides, balance], raw: setting.raw, line };
}

/** The amount as its column holds it. A sign of its own must not say otherwise than the row does. */
function withoutSign(
  amount: string,
  direction: AiRow['direction'],
  { country, dashes, fail }: RowSetting,
): string {
  const money = readMoney(amount, '.', country) ?? readMoney(amount, ',', country);
  if (money === null) throw fail(`its amount "${amount.slice(0, 40)}" is not a number`);
  const { mark } = money;
  if ((mark === 'dr' && direction === 'in') || ((mark === 'cr' || mark === '+') && direction === 'out'))
    throw fail(`its amount "${amount.slice(0, 40)}" is of the other direction`);
  if (mark === '-') dashes.add(direction);
  if (dashes.size > 1) throw fail('a minus would mean money in here and money out elsewhere');
  return amount
    .replaceAll(/[-−–+()]/g, '')
    .replace(/\s*(?:cr|dr)\.?$/i, '')
    .trim();
}

function withYears(rows: readonly TableRecord[], preamble: readonly TableRecord[]): TableRecord[] {
  const withYear = yearsFor(preamble);
  return rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell, at) => (at === 0 ? withYear(cell) : cell)),
  }));
}

/** Opening and closing balance where the AI names them; what the document calls by its name goes before them. */
function figureRecords({ opening, closing }: AiStatement, words: DocumentWords): TableRecord[] {
  const named: [name: string, figure: AiFigure | null][] = [
    ['Opening balance', opening],
    ['Closing balance', closing],
  ];
  return named.flatMap(([name, figure]) => {
    if (figure === null) return [];
    // It may be the balance of a row, which took it already: then the rows tell it by themselves.
    const text = words.takeWhole(figure.text, figure.line);
    if (text === null) return [];
    const aside = COLUMNS.map(() => '');
    return [{ cells: [...aside, name, text], raw: `${name} ${text}`, line: figure.line }];
  });
}

function readRows(
  records: readonly TableRecord[],
  preamble: TableRecord[],
  lines: readonly PdfLine[],
  options: Parameters<typeof readTable>[2],
) {
  const table: Table = {
    delimiter: '',
    sheet: null,
    forEach: (visit) => {
      for (const record of records) if (!visit(record)) return;
    },
    where: (number) => placeOf(number, lines),
  };
  const layout = { delimiter: '', headerLine: null, headerEnd: 0, columns: [...COLUMNS], preamble };
  return readTable(table, layout, options);
}

/** Every row counts, and where the document states its balances they must come out. */
function insist({ rows, proof }: ParsedStatement): void {
  for (const row of rows) {
    if (isRejected(row))
      throw new Refusal('ai-row', `A row that the AI found cannot be used. ${row.why}`, row.where);
  }
  if (proof.state === 'off')
    throw new Refusal('ai-not-proved', `What the AI found does not add up. ${proof.why}`);
}

/** Lines that look like rows and are none are shown with the rows: the person sees what is missing. */
function nameLeftOut(statement: ParsedStatement, left: readonly PdfLine[], country: string): void {
  let index = statement.rows.booked;
  for (const line of left) {
    const isFact = factRecords([line]).some(({ cells }) => readFacts(cells, noFacts()));
    if (isFact || !isRowLike(line, country)) continue;
    statement.rows.reject({
      index,
      where: `page ${line.page}, line ${line.onPage}`,
      raw: textOf(line.words),
      code: 'left-out',
      why: 'The line has a day and an amount, but the AI made no row of it.',
    });
    index += 1;
  }
}

function refusedRow({ line }: AiRow, index: number, why: string, lines: readonly PdfLine[]): Refusal {
  return new Refusal(
    'ai-row',
    `The AI was not believed: in row ${index + 1} of its answer, ${why}. Nothing was taken over.`,
    placeOf(line, lines),
  );
}

function placeOf(number: number, lines: readonly PdfLine[]): string {
  const line = lines[number - 1];
  return line === undefined ? `line ${number}` : `page ${line.page}, line ${line.onPage}`;
}

function rawOf({ line }: AiRow, lines: readonly PdfLine[]): string {
  return textOf(lines[line - 1]?.words ?? []);
}
