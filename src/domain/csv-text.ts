/** What a spreadsheet would take for a formula when a cell begins with it; apostrophes of ours may stand before it. */
const RUNS = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** A byte order mark: some spreadsheets take a file without one for text of before Unicode. */
export const BYTE_ORDER_MARK = '\ufeff';

/**
 * One record of RFC 4180 with its line end. Texts that a spreadsheet would run get an apostrophe before them; numbers
 * (given as `{ number }`) stay as they are.
 */
export function csvRecord(cells: readonly (string | null | { readonly number: string })[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/** The text that `csvRecord` was given for a cell: one apostrophe goes where it put one. */
export function givenText(cell: string): string {
  return cell.startsWith("'") && RUNS.test(cell) ? cell.slice(1) : cell;
}

function cell(given: string | null | { readonly number: string }): string {
  if (given === null) return '';
  if (typeof given === 'object') return given.number;
  const text = RUNS.test(given) ? `'${given}` : given;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
