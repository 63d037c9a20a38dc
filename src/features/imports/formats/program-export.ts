import { proveSums } from './balance-proof.ts';
import { decimalEvidence } from './csv-amount.ts';
import { DateEvidence, DateReader } from './csv-date.ts';
import type { CsvLayout } from './csv-layout.ts';
import { decideDecimal } from './csv-scan.ts';
import { plainWords } from './csv-vocabulary.ts';
import { addDecimals } from './decimal.ts';
import { readProgramRow } from './program-row.ts';
import type { Leg, ProgramSetting } from './program-row.ts';
import { OTHER_EXPORTS, PROGRAM_SHAPES } from './program-shapes.ts';
import type { ProgramShape } from './program-shapes.ts';
import { NoStatement, Refusal } from './refusal.ts';
import type { ColumnRole } from '../../../domain/table-mapping.ts';
import type { CsvDialect, ParsedStatement } from './statement.ts';
import { emptyStatement } from './statement-text.ts';
import type { Table, TableOptions, TableRecord } from './table.ts';

/** The program whose export a table is; null for statements of banks. */
export function programOf(layout: CsvLayout): ProgramShape | null {
  const names = new Set(layout.columns.map(({ name }) => plainWords(name)));
  return PROGRAM_SHAPES.find(({ needs }) => needs.every((name) => names.has(name))) ?? null;
}

/** Throws Refusal for what a program exports beside its transactions. */
export function refuseOtherExport(table: Table): void {
  table.forEach(({ cells }) => {
    const names = new Set(cells.map(plainWords));
    const other = OTHER_EXPORTS.find(({ needs }) => needs.every((name) => names.has(name)));
    if (other !== undefined) throw new NoStatement('unsupported-format', other.why);
    return false;
  });
}

/**
 * Reads the export of another program. It names the accounts in its rows: each becomes a statement. Categories, tags
 * and notes stay in the text of a row; the parts of a split entry are one row, since the account moved once.
 */
export function readProgramExport(
  table: Table,
  layout: CsvLayout,
  shape: ProgramShape,
  options: TableOptions,
): { statements: ParsedStatement[]; dialect: CsvDialect } {
  const places = new Map<string, number>();
  layout.columns.forEach(({ name }, place) => {
    const words = plainWords(name);
    if (!places.has(words)) places.set(words, place);
  });
  const { order, why, decimal } = habitsOf(table, layout, shape, places, options.country);
  const setting: ProgramSetting = {
    shape,
    places,
    dates: new DateReader(order),
    decimal,
    country: options.country,
    maxFieldLength: options.limits.maxFieldLength,
  };
  const reader = new ExportReader(table, setting, options);
  table.forEach((record) => {
    if (record.line > layout.headerEnd) reader.take(record);
    return true;
  });
  const statements = reader.finish();
  return {
    statements,
    dialect: {
      delimiter: table.delimiter,
      headerLine: layout.headerLine,
      columns: layout.columns.map(({ name }) => ({ name, role: roleOf(plainWords(name), shape) })),
      dateOrder: order,
      dateOrderWhy: why,
      decimalMark: decimal === 'mixed' ? '.' : decimal,
      directionWhy: `This is how ${shape.program} writes it.`,
      newestFirst: statements.every(({ rows }) => rows.isNewestFirst()),
    },
  };
}

function habitsOf(
  table: Table,
  layout: CsvLayout,
  shape: ProgramShape,
  places: ReadonlyMap<string, number>,
  country: string,
): { order: CsvDialect['dateOrder']; why: string; decimal: '.' | ',' | 'mixed' } {
  if (shape.exact === true) {
    return { order: 'year-first', why: `This is how ${shape.program} writes days.`, decimal: '.' };
  }
  const dates = new DateEvidence();
  const votes = { '.': 0, ',': 0 };
  const { money } = shape;
  const columns = money.kind === 'sides' ? [money.out, money.in] : [money.amount];
  table.forEach(({ cells, line }) => {
    if (line <= layout.headerEnd) return true;
    dates.add(cells[places.get(shape.date) ?? -1] ?? '');
    for (const column of columns) {
      const mark = decimalEvidence(cells[places.get(column) ?? -1] ?? '');
      if (mark !== null) votes[mark] += 1;
    }
    return true;
  });
  return { ...dates.decide(country, null), decimal: decideDecimal(votes, table.delimiter, country) };
}

function roleOf(
  name: string,
  { date, payee, texts, money, currency, reference }: ProgramShape,
): ColumnRole | null {
  if (name === date) return 'date';
  if (name === payee) return 'counterparty';
  if (texts.includes(name)) return 'description';
  if (name === currency) return 'currency';
  if (name === reference) return 'reference';
  if (money.kind === 'sides') return name === money.out ? 'debit' : name === money.in ? 'credit' : null;
  if (money.kind === 'typed' && name === money.type) return 'direction';
  return name === money.amount ? 'amount' : null;
}

interface Waiting {
  legs: Leg[];
  where: string;
  raws: string[];
}

class ExportReader {
  readonly #table: Table;
  readonly #setting: ProgramSetting;
  readonly #options: TableOptions;
  readonly #statements = new Map<string, ParsedStatement>();
  /** Parts of an entry that may go on in the next row, for each of its accounts. */
  readonly #waiting = new Map<string, Waiting>();
  #rows: number;

  constructor(table: Table, setting: ProgramSetting, options: TableOptions) {
    this.#table = table;
    this.#setting = setting;
    this.#options = options;
    this.#rows = options.rowsBefore ?? 0;
  }

  take({ cells, raw, line }: TableRecord): void {
    const row = readProgramRow(cells, this.#setting);
    const where = this.#table.where(line);
    if (!('legs' in row)) {
      this.#endAll();
      const { code, why } = row;
      const short = raw.slice(0, this.#setting.maxFieldLength);
      this.#statement(row.account ?? [...this.#statements.keys()].at(-1) ?? '').rows.reject({
        index: this.#number(),
        where,
        raw: short,
        code,
        why,
      });
      return;
    }
    const going = new Set(row.legs.map(({ account }) => account));
    for (const account of this.#waiting.keys()) if (!going.has(account)) this.#end(account);
    for (const leg of row.legs) this.#takeLeg(leg, where, raw);
  }

  finish(): ParsedStatement[] {
    this.#endAll();
    const statements = [...this.#statements.values()];
    if (statements.length === 0) {
      throw new Refusal(
        'no-statement',
        'The file names columns, but has no row below them. Export a period that has transactions.',
      );
    }
    for (const statement of statements) {
      const [currency = null, ...others] = statement.rows.currencies;
      statement.currency = others.length === 0 ? currency : null;
      statement.proof = proveSums(statement);
    }
    return statements;
  }

  #takeLeg(leg: Leg, where: string, raw: string): void {
    const waiting = this.#waiting.get(leg.account);
    const first = waiting?.legs[0];
    if (waiting !== undefined && first !== undefined && goesOn(first, leg, waiting.legs.length)) {
      waiting.legs.push(leg);
      waiting.raws.push(raw);
      return;
    }
    this.#end(leg.account);
    if (leg.opening && this.#open(leg)) return;
    this.#waiting.set(leg.account, { legs: [leg], where, raws: [raw] });
  }

  /** What the account held at first is its opening balance and no row; a second one is a row like any other. */
  #open(leg: Leg): boolean {
    const statement = this.#statement(leg.account);
    if (statement.opening !== null) return false;
    statement.opening = leg.amount;
    statement.openingOn = leg.date;
    statement.currency ??= leg.currency;
    return true;
  }

  #endAll(): void {
    for (const account of this.#waiting.keys()) this.#end(account);
  }

  #end(account: string): void {
    const waiting = this.#waiting.get(account);
    if (waiting === undefined) return;
    this.#waiting.delete(account);
    const { legs, where, raws } = waiting;
    const [first, ...parts] = legs;
    if (first === undefined) return;
    if (first.isWhole) this.#push(first, parts, first.amount, where, raws);
    else if (isComplete(legs)) {
      const sum = legs.reduce((total, leg) => addDecimals(total, leg.amount), '0.00');
      this.#push(first, legs, sum, where, raws);
    } else legs.forEach((leg, i) => this.#push(leg, [], leg.amount, where, [raws[i] ?? '']));
  }

  #push(leg: Leg, parts: readonly Leg[], amount: string, where: string, raws: readonly string[]): void {
    const purpose =
      parts.length < 2 && !leg.isWhole ? leg.purpose : parts.map((part) => partText(part, leg)).join('; ');
    const memo = parts.length < 2 || leg.isWhole ? leg.memo : '';
    const description = [memo, purpose].filter((text) => text !== '').join(' – ');
    const { shape, maxFieldLength } = this.#setting;
    const verbatim = shape.exact === true;
    this.#statement(leg.account).rows.push({
      index: this.#number(),
      where,
      raw: raws.join('\n'),
      date: leg.date,
      valueDate: null,
      amount,
      currency: leg.currency,
      reference: leg.reference,
      counterparty: leg.payee === '' ? null : leg.payee,
      description: (description === '' && !verbatim ? leg.payee : description).slice(0, maxFieldLength),
      balance: null,
      ...(verbatim ? { verbatim } : {}),
    });
  }

  #statement(account: string): ParsedStatement {
    const known = this.#statements.get(account);
    if (known !== undefined) return known;
    const begun = emptyStatement();
    begun.accountName = account === '' ? null : account.slice(0, 200);
    this.#statements.set(account, begun);
    return begun;
  }

  #number(): number {
    const { maxRows } = this.#options.limits;
    if (this.#rows >= maxRows) {
      throw new Refusal(
        'too-many-rows',
        `The file holds more than ${maxRows} rows. Export a shorter period.`,
      );
    }
    this.#rows += 1;
    if (this.#rows % 1000 === 0) this.#options.onProgress?.(this.#rows);
    return this.#rows - 1;
  }
}

/** What a part of an entry was for, and whom it went to where that is somebody else. */
function partText(part: Leg, entry: Leg): string {
  const payee = part.payee === entry.payee ? '' : part.payee;
  return [payee, part.purpose, part.memo, part.amount].filter((text) => text !== '').join(' ');
}

/** Is this row another part of the entry that began with `first`? */
function goesOn(first: Leg, next: Leg, soFar: number): boolean {
  if (next.part === null || next.date !== first.date) return false;
  if (first.isWhole) return next.part.of !== null && soFar <= next.part.of;
  if (first.part === null || first.part.of !== next.part.of || first.part.key !== next.part.key) return false;
  return first.part.of === null || (first.payee === next.payee && soFar < first.part.of);
}

/** Parts are one row only if all of them are there: what a filter left out is not added up. */
function isComplete(legs: readonly Leg[]): boolean {
  const of = legs[0]?.part?.of ?? null;
  if (of === null) return true;
  return legs.length === of && new Set(legs.map(({ part }) => part?.number)).size === of;
}
