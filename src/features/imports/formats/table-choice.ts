import { MOST_COLUMNS } from '../../../domain/table-mapping.ts';
import type { TableMapping } from '../../../domain/table-mapping.ts';
import { mappedLayout } from './csv-layout.ts';
import type { CsvLayout } from './csv-layout.ts';
import type { CsvDecisions } from './csv-scan.ts';
import { Refusal } from './refusal.ts';
import type { ParsedStatement } from './statement.ts';
import type { Table, TableOptions } from './table.ts';
import { bareFingerprint, headerFingerprint, sampleOf } from './table-reading.ts';
import type { Confidence, ReadColumn, TableReading } from './table-reading.ts';
import { suggestReading } from './table-suggestion.ts';

/** By what a table is read, and who says so. */
export interface ChosenLayout {
  layout: CsvLayout;
  /** null where the table decides by itself. */
  mapping: TableMapping | null;
  source: TableReading['source'];
}

const HEADER_WITHIN = 100;

/**
 * What a person says about the table now, else said about its kind before, else what the table shows. A table that
 * shows nothing certain leaves a suggestion among the readings, for a person to look at; the answer is null then.
 */
export function chooseLayout(
  table: Table,
  inferred: CsvLayout | null,
  options: TableOptions,
): ChosenLayout | null {
  const { country, readings } = options;
  const position = readings?.length ?? 0;
  const suggestion = inferred === null ? suggestReading(table, position, country) : null;
  // Whatever is given for this position was given for a table of this kind: others are not counted.
  if (inferred === null && suggestion === null) return null;
  const given = options.mappings?.[position];
  if (given !== undefined) {
    const layout = mappedLayout(table, given, inferred, country);
    if (layout === null) {
      throw new Refusal(
        'no-header',
        'The row that should name the columns is not in the file.',
        table.where(given.headerLine ?? 0),
      );
    }
    return { layout, mapping: given, source: 'given' };
  }
  const before = rememberedFor(table, inferred, suggestion, options);
  const layout = before === null ? null : mappedLayout(table, before, inferred, country);
  if (layout !== null) return { layout, mapping: before, source: 'remembered' };
  if (inferred !== null) return { layout: inferred, mapping: null, source: 'inferred' };
  if (suggestion !== null) readings?.push(suggestion);
  return null;
}

/** The mapping of an earlier table with the same names, wherever they stand in this one. */
function rememberedFor(
  table: Table,
  inferred: CsvLayout | null,
  suggestion: TableReading | null,
  { remembered }: TableOptions,
): TableMapping | null {
  if (remembered === undefined || remembered.size === 0) return null;
  if (inferred !== null) {
    const known = remembered.get(headerFingerprint(inferred.columns.map(({ name }) => name)));
    if (known !== undefined) return { ...known, headerLine: inferred.headerLine };
  }
  let found: TableMapping | null = null;
  let left = HEADER_WITHIN;
  table.forEach(({ cells, line }) => {
    const known = remembered.get(headerFingerprint(cells));
    if (known !== undefined) found = { ...known, headerLine: line };
    left -= 1;
    return found === null && left > 0;
  });
  if (found !== null || suggestion === null) return found;
  const bare = remembered.get(bareFingerprint(suggestion.width));
  return bare === undefined ? null : { ...bare, headerLine: null };
}

/** How a table is read, before its rows are. */
export function describeReading(
  table: Table,
  { layout, source }: ChosenLayout,
  decisions: CsvDecisions,
  position: number,
): TableReading {
  const rows = sampleOf(table, layout.headerLine);
  const width = Math.min(
    Math.max(layout.columns.length, ...rows.map(({ cells }) => cells.length)),
    MOST_COLUMNS,
  );
  const columns = Array.from({ length: width }, (_, i): ReadColumn => {
    const { name = '', role = null } = layout.columns[i] ?? {};
    return { name, role, ...whyNamed(source, role) };
  });
  return {
    position,
    sheet: table.sheet,
    width,
    headerLine: layout.headerLine,
    columns,
    dateOrder: decisions.order,
    dateOrderWhy: decisions.orderWhy,
    decimalMark: decisions.decimal === 'mixed' ? '.' : decisions.decimal,
    decimalMarkWhy: decisions.decimalWhy,
    direction: decisions.direction,
    directionWhy: decisions.directionWhy,
    source,
    fingerprint:
      layout.headerLine === null
        ? bareFingerprint(width)
        : headerFingerprint(layout.columns.map(({ name }) => name)),
    rows,
    statement: null,
  };
}

function whyNamed(
  source: TableReading['source'],
  role: ReadColumn['role'],
): { confidence: Confidence; why: string } {
  if (source === 'given') return { confidence: 'certain', why: 'As you set it.' };
  if (source === 'remembered') return { confidence: 'certain', why: 'As you set it last time.' };
  if (role === null) {
    return { confidence: 'likely', why: 'Its name says nothing that is used; it stays in the row as it is.' };
  }
  return { confidence: 'likely', why: 'Its name says so.' };
}

/** What the rows prove of a reading that nobody set. */
export function judgeByRows(reading: TableReading, statement: ParsedStatement): void {
  if (reading.source !== 'inferred') return;
  const { rows, proof } = statement;
  const has = (role: ReadColumn['role']): boolean => reading.columns.some((column) => column.role === role);
  const byBalance = has('balance') && rows.tellsBalance;
  for (const column of reading.columns) {
    const { role } = column;
    if (role === 'date' && rows.booked > 0 && !rows.rejectedFor.has('bad-date')) {
      Object.assign(column, { confidence: 'certain', why: 'Each of its cells is a day.' });
    }
    if (role !== 'amount' && role !== 'debit' && role !== 'credit' && role !== 'balance') continue;
    if (proof.state === 'proved') {
      const why = byBalance
        ? 'The running balance proves it.'
        : 'The opening balance and all rows make the closing balance.';
      Object.assign(column, { confidence: 'certain', why });
    } else if (proof.state === 'off') {
      Object.assign(column, { confidence: 'guess', why: 'Its name says so, but the balances do not agree.' });
    }
  }
}
