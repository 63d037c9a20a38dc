/** What a column of a statement's table can mean. */
export const COLUMN_ROLES = [
  'date',
  'valueDate',
  'description',
  'counterparty',
  'reference',
  'amount',
  'debit',
  'credit',
  'direction',
  'balance',
  'currency',
  'status',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

export const DATE_ORDERS = ['day-first', 'month-first', 'year-first'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/**
 * How money in is told from money out: by columns of their own, by a column that says debit or credit, by a minus
 * before money out, by a minus before money in (credit cards), by a mark on money in alone, by the running balance.
 */
export const DIRECTION_RULES = ['columns', 'type', 'sign', 'reversed', 'plain-is-out', 'balance'] as const;
export type DirectionRule = (typeof DIRECTION_RULES)[number];

/** How a table is to be read. */
export interface TableMapping {
  /** The row that names the columns; null where none does. */
  headerLine: number | null;
  /** By the place of the column; null for one that is not used. */
  columns: (ColumnRole | null)[];
  dateOrder: DateOrder;
  decimalMark: '.' | ',';
  direction: DirectionRule;
}

/** What is known of a table before its columns have a meaning: its width and some of its rows. */
export interface TableSample {
  width: number;
  rows: { line: number; cells: string[] }[];
}

export const MAPPING_FAULTS = [
  'no-date',
  'no-amount',
  'twice',
  'too-many-columns',
  'no-such-row',
  'no-days-here',
  'no-numbers-here',
  'needs-sides',
  'needs-type',
  'needs-balance',
  'needs-amount',
] as const;
export type MappingFaultCode = (typeof MAPPING_FAULTS)[number];

/** More columns than any statement has: wider tables are not read. */
export const MOST_COLUMNS = 512;

export interface MappingFault {
  /** JSON pointer into the mapping. */
  pointer: string;
  code: MappingFaultCode;
}

const MONEY_ROLES: readonly (ColumnRole | null)[] = ['amount', 'debit', 'credit', 'balance'];

/** What is wrong with a mapping, judged by the rows at hand; empty where the table can be read by it. */
export function mappingFaults(mapping: TableMapping, table: TableSample): MappingFault[] {
  const { columns, headerLine, direction } = mapping;
  const faults: MappingFault[] = [];
  const has = (role: ColumnRole): boolean => columns.includes(role);
  const fault = (pointer: string, code: MappingFaultCode): void => {
    faults.push({ pointer, code });
  };
  if (columns.length > table.width) fault('/columns', 'too-many-columns');
  if (headerLine !== null && !table.rows.some(({ line }) => line === headerLine)) {
    fault('/headerLine', 'no-such-row');
  }
  if (!has('date')) fault('/columns', 'no-date');
  if (!has('amount') && !has('debit') && !has('credit')) fault('/columns', 'no-amount');
  const below = table.rows.filter(({ line }) => line > (headerLine ?? 0));
  columns.forEach((role, place) => {
    if (role === null) return;
    if (role !== 'description' && columns.indexOf(role) !== place) fault(`/columns/${place}`, 'twice');
    const cells = below.map((row) => row.cells[place]?.trim() ?? '').filter((cell) => cell !== '');
    if (cells.length === 0) return;
    if (role === 'date' && !cells.some(looksLikeDay)) fault(`/columns/${place}`, 'no-days-here');
    if (MONEY_ROLES.includes(role) && !cells.some(looksLikeMoney))
      fault(`/columns/${place}`, 'no-numbers-here');
  });
  if (direction === 'columns') {
    if (!has('debit') && !has('credit')) fault('/direction', 'needs-sides');
  } else {
    if (!has('amount')) fault('/direction', 'needs-amount');
    if (direction === 'type' && !has('direction')) fault('/direction', 'needs-type');
    if (direction === 'balance' && !has('balance')) fault('/direction', 'needs-balance');
  }
  return faults;
}

/** Could a cell be a day? Generous: what is none after all is refused row by row. */
export function looksLikeDay(text: string): boolean {
  if (text.length > 60) return false;
  return (
    /(?:^|\s)\d{1,4}\s?[-/. ]\s?(?:\d{1,2}|\p{L}{3,12})\.?,?\s?[-/. ]\s?\d{1,4}(?!\d)/u.test(text) ||
    /^\d{8}(?!\d)/.test(text) ||
    /^\d{1,2}(?:st|nd|rd|th)?[- ]?\p{L}{3,12}[- ]?\d{2,4}$/iu.test(text) ||
    /^\p{L}{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}/iu.test(text)
  );
}

/** Could a cell be an amount? A number, with what stands around it: signs, a currency, DR or CR. */
export function looksLikeMoney(text: string): boolean {
  return text.length <= 40 && /^[^\d]{0,8}\d[\d.,'’\s]*[^\d]{0,8}$/.test(text);
}
