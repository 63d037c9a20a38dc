import { proveSums } from './balance-proof.ts';
import { DateReader } from './csv-date.ts';
import { directByBalance } from './csv-direction.ts';
import { factMoney, factPeriod, readFacts } from './csv-facts.ts';
import { findLayout } from './csv-layout.ts';
import { chooseLayout, describeReading, judgeByRows } from './table-choice.ts';
import type { ChosenLayout } from './table-choice.ts';
import type { CsvLayout } from './csv-layout.ts';
import { csvTable, refuseEndlessQuotes, withPlainLineEnds } from './csv-records.ts';
import { readRecord } from './csv-row.ts';
import type { RowSetting } from './csv-row.ts';
import { columnsOf, scanTable } from './csv-scan.ts';
import type { CsvDecisions } from './csv-scan.ts';
import type { DirectionRule } from '../../../domain/table-mapping.ts';
import { subtractDecimals } from './decimal.ts';
import { programOf, readProgramExport, refuseOtherExport } from './program-export.ts';
import { Refusal } from './refusal.ts';
import { isRejected } from './row-block.ts';
import type { CsvDialect, ParsedStatement, ParseLimits } from './statement.ts';
import { StatementRows } from './statement-rows.ts';
import { emptyStatement } from './statement-text.ts';
import type { Table, TableOptions, TableRecord } from './table.ts';

export interface ReadTable {
  statements: ParsedStatement[];
  dialect: CsvDialect;
}

/** Reads a CSV export. */
export function parseCsv(input: string, options: TableOptions): ReadTable {
  const text = withPlainLineEnds(input);
  refuseEndlessQuotes(text);
  const { delimiter, layout } = findLayout(text, options.country);
  return readTable(csvTable(text, delimiter), layout, options);
}

/**
 * Reads a table: the statement of a bank, or the export of another program with a statement for each account. A
 * mapping that a person gave, now or earlier, goes before what the table shows by itself.
 *
 * @param inferred null where no row names the columns in words that are known
 */
export function readTable(table: Table, inferred: CsvLayout | null, options: TableOptions): ReadTable {
  const program = inferred === null ? null : programOf(inferred);
  if (inferred !== null && program !== null) return readProgramExport(table, inferred, program, options);
  if (inferred === null) refuseOtherExport(table);
  const chosen = chooseLayout(table, inferred, options);
  if (chosen === null) throw withoutHeader();
  const { statement, dialect } = readBankTable(table, chosen, options);
  return { statements: [statement], dialect };
}

/**
 * Reads a table in two passes: the first learns its habits (dates, decimals, directions) from all of its rows, the
 * second reads the rows by them.
 */
function readBankTable(
  table: Table,
  chosen: ChosenLayout,
  options: TableOptions,
): { statement: ParsedStatement; dialect: CsvDialect } {
  const { country, limits, readings, statementsBefore = 0 } = options;
  const { layout } = chosen;
  const decisions = scanTable(table, layout, country, chosen.mapping);
  const reading = describeReading(table, chosen, decisions, readings?.length ?? 0);
  readings?.push(reading);
  if (decisions.direction === null) throw withoutDirection();
  const setting: RowSetting = {
    columns: columnsOf(layout),
    header: layout.columns,
    decisions,
    dates: new DateReader(decisions.order),
    country,
    maxFieldLength: limits.maxFieldLength,
  };
  const reader = new TableReader(table, layout, setting, options);
  table.forEach((record) => reader.take(record));
  const read = reader.finish();
  reading.statement = statementsBefore;
  judgeByRows(reading, read.statement);
  return { ...read, dialect: { ...read.dialect, source: reading.source } };
}

function withoutDirection(): Refusal {
  return new Refusal(
    'no-direction',
    'The amounts have no sign, and no column says debit or credit, so money in cannot be told from money out. Say how money out is known, or export the statement with debit and credit columns, signed amounts or a running balance.',
  );
}

function withoutHeader(): Refusal {
  return new Refusal(
    'no-header',
    'No row names the columns in words that are known, such as Date, Description, Debit, Credit or Amount. Say what each column means, or add a row with such names above the others and send the file again.',
  );
}

/** Rules under which a plain amount may stay open: then the balance tells which way it went. */
const MAY_STAY_OPEN: ReadonlySet<DirectionRule | null> = new Set(['balance', 'type', 'columns']);

class TableReader {
  readonly #table: Table;
  readonly #layout: CsvLayout;
  readonly #setting: RowSetting;
  readonly #limits: ParseLimits;
  readonly #onProgress: ((rowsSoFar: number) => void) | undefined;
  readonly #statement: ParsedStatement;
  /** Indexes of rows whose direction the balance has to tell. */
  readonly #open: number[] = [];
  readonly #headerText: string;
  readonly #rowsBefore: number;
  #opening: string | null = null;
  #closing: string | null = null;
  #rows: number;

  constructor(
    table: Table,
    layout: CsvLayout,
    setting: RowSetting,
    { limits, onProgress, rowsBefore = 0 }: TableOptions,
  ) {
    this.#table = table;
    this.#layout = layout;
    this.#setting = setting;
    this.#limits = limits;
    this.#onProgress = onProgress;
    this.#rowsBefore = rowsBefore;
    this.#rows = rowsBefore;
    const { columns, decisions } = setting;
    const keepBalances = columns.amount !== undefined && MAY_STAY_OPEN.has(decisions.direction);
    this.#statement = { ...emptyStatement(), rows: new StatementRows({ keepBalances }) };
    this.#headerText = layout.columns.map((column) => column.name).join('\n');
  }

  take(record: TableRecord): boolean {
    const { cells, line } = record;
    if (line <= this.#layout.headerEnd || this.#isRepeatedHeader(cells)) return true;
    const meaning = readRecord(cells, this.#setting);
    switch (meaning.kind) {
      case 'movement': {
        const { kind: _, directionKnown, ...fields } = meaning;
        const index = this.#number();
        if (!directionKnown) this.#open.push(index);
        fields.currency ??= this.#setting.decisions.facts.currency;
        this.#statement.rows.push({ index, where: this.#table.where(line), raw: record.raw, ...fields });
        break;
      }
      case 'rejected': {
        const { code, why } = meaning;
        // A summary line below the table may still name a figure of the statement.
        if (code === 'not-a-row') readFacts(cells, this.#setting.decisions.facts);
        const raw = record.raw.slice(0, this.#limits.maxFieldLength);
        const where = this.#table.where(line);
        this.#statement.rows.reject({ index: this.#number(), where, raw, code, why });
        break;
      }
      case 'figure':
        if (meaning.label === 'opening') this.#opening ??= meaning.amount;
        else this.#closing = meaning.amount;
        break;
      case 'continuation':
        this.#continue(meaning.text, record.raw);
        break;
      case 'text':
        readFacts(cells, this.#setting.decisions.facts);
        break;
    }
    return true;
  }

  finish(): { statement: ParsedStatement; dialect: CsvDialect } {
    const statement = this.#statement;
    const { decisions, country } = this.#setting;
    if (this.#rows === this.#rowsBefore && this.#opening === null && this.#closing === null) {
      throw new Refusal(
        'no-statement',
        'The file names columns, but has no row below them. Export a period that has transactions.',
      );
    }
    const { facts } = decisions;
    const opening = this.#opening ?? factMoney(facts.opening, decisions.decimal, country);
    const closing = this.#closing ?? factMoney(facts.closing, decisions.decimal, country);
    const newestFirst = statement.rows.isNewestFirst();
    if (this.#open.length > 0)
      statement.rows = directByBalance(statement.rows, this.#open, newestFirst, opening);
    if (decisions.direction === 'balance' && statement.rows.booked === 0 && statement.rows.rejected > 0) {
      throw new Refusal(
        'no-direction',
        'The amounts have no sign, no column says debit or credit, and the balances do not show which way the money went. Export the statement with debit and credit columns or signed amounts.',
      );
    }
    statement.account = facts.account;
    statement.accountName = facts.accountName;
    statement.currency = this.#currency();
    [statement.periodFrom, statement.periodTo] = factPeriod(facts, decisions.order);
    this.#settleBalances(opening, closing, newestFirst);
    return { statement, dialect: this.#dialect(newestFirst) };
  }

  #number(): number {
    if (this.#rows >= this.#limits.maxRows) {
      throw new Refusal(
        'too-many-rows',
        `The file holds more than ${this.#limits.maxRows} rows. Export a shorter period.`,
      );
    }
    this.#rows += 1;
    if (this.#rows % 1000 === 0) this.#onProgress?.(this.#rows);
    return this.#rows - 1;
  }

  /** Exports made page by page repeat their header. */
  #isRepeatedHeader(cells: string[]): boolean {
    const first = this.#layout.columns[0]?.name ?? '';
    if ((cells[0] ?? '').trim().length !== first.length) return false;
    return cells.map((cell) => cell.trim().replace(/\s+/g, ' ')).join('\n') === this.#headerText;
  }

  /** A long narration broken over lines belongs to the row above it. */
  #continue(text: string, raw: string): void {
    const row = this.#statement.rows.newest();
    if (row === undefined || isRejected(row) || row.index !== this.#rows - 1) return;
    if (row.description.length + text.length > this.#limits.maxFieldLength) return;
    row.description = `${row.description} ${text}`.trim();
    row.raw = `${row.raw}\n${raw}`;
  }

  /** What the rows agree on, else what the lines above the table say; never a currency the file does not name. */
  #currency(): string | null {
    const { rows } = this.#statement;
    const [only = null] = rows.currencies;
    const named = rows.currencies.size === 1 ? only : null;
    const { balance } = this.#setting.columns;
    const stated =
      this.#setting.decisions.facts.currency ??
      named ??
      (balance === undefined ? null : (this.#layout.columns[balance]?.currency ?? null));
    if (stated !== null) rows.fillCurrency(stated);
    return stated;
  }

  /** Stated balances as they are; those that are not stated come from the running balance. */
  #settleBalances(opening: string | null, closing: string | null, newestFirst: boolean): void {
    const statement = this.#statement;
    const { rows } = statement;
    const [first, last] = newestFirst ? [rows.last, rows.first] : [rows.first, rows.last];
    const derived =
      first === null || first.balance === null ? null : subtractDecimals(first.balance, first.amount);
    statement.opening = opening ?? derived;
    statement.closing = closing ?? last?.balance ?? null;
    statement.openingOn = statement.opening === null ? null : (statement.periodFrom ?? first?.date ?? null);
    statement.closingOn = statement.closing === null ? null : (statement.periodTo ?? last?.date ?? null);
    statement.proof = proveSums(statement);
    const { firstBreak } = rows.chain(newestFirst);
    if (firstBreak !== null) {
      statement.proof = { state: 'off', why: `The running balance does not follow at ${firstBreak}` };
    }
  }

  #dialect(newestFirst: boolean): CsvDialect {
    const { decisions } = this.#setting;
    return {
      delimiter: this.#layout.delimiter,
      headerLine: this.#layout.headerLine,
      columns: this.#layout.columns.map(({ name, role }) => ({ name, role })),
      dateOrder: decisions.order,
      dateOrderWhy: decisions.orderWhy,
      decimalMark: decimalMarkOf(decisions),
      directionWhy: decisions.directionWhy,
      newestFirst,
    };
  }
}

function decimalMarkOf(decisions: CsvDecisions): '.' | ',' {
  return decisions.decimal === 'mixed' ? '.' : decisions.decimal;
}
