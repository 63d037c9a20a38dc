/** What a spreadsheet would take for a formula when a cell begins with it. */
const RUNS = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * One record of RFC 4180 with its line end. Texts that a spreadsheet would run get an apostrophe before them; numbers
 * (given as `{ number }`) stay as they are.
 */
export function csvRecord(cells: readonly (string | null | { readonly number: string })[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(given: string | null | { readonly number: string }): string {
  if (given === null) return '';
  if (typeof given === 'object') return given.number;
  const text = RUNS.test(given) ? `'${given}` : given;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
