import { absoluteDecimal, addDecimals, isZeroDecimal, negateDecimal, subtractDecimals } from './decimal.ts';
import type { ParsedRow, ParsedStatement } from './statement.ts';

/** Does the file begin with its newest row? Dates decide; within one day the running balance does. */
export function isNewestFirst(rows: ParsedRow[]): boolean {
  let rises = 0;
  let falls = 0;
  for (let i = 1; i < rows.length; i += 1) {
    const [before, after] = [rows[i - 1]?.date ?? '', rows[i]?.date ?? ''];
    if (after > before) rises += 1;
    if (after < before) falls += 1;
  }
  if (rises !== falls) return falls > rises;
  let oldest = 0;
  let newest = 0;
  for (let i = 1; i < rows.length; i += 1) {
    const [above, below] = [rows[i - 1], rows[i]];
    if (above === undefined || below === undefined || above.balance === null || below.balance === null)
      continue;
    const step = absoluteDecimal(subtractDecimals(below.balance, above.balance));
    if (step === absoluteDecimal(below.amount)) oldest += 1;
    if (step === absoluteDecimal(above.amount)) newest += 1;
  }
  return newest > oldest;
}

/**
 * Gives each row of `open` the direction in which the balance moved; rows whose balances do not show it are
 * rejected, since a guess would turn spending into income.
 */
export function directByBalance(
  statement: ParsedStatement,
  open: Set<number>,
  newestFirst: boolean,
  opening: string | null,
): void {
  const rows = newestFirst ? statement.rows.toReversed() : statement.rows;
  const unclear = new Map<number, string>();
  let before = opening;
  let expected: number | null = null;
  for (const row of rows) {
    if (expected !== null && row.index !== expected) before = null;
    if (open.has(row.index)) {
      const turned = turn(row, before);
      if (turned === null) {
        unclear.set(
          row.index,
          before === null
            ? 'The amount has no sign, and there is no balance before it that would show which way the money went.'
            : `The amount has no sign, and the balance (${before} before, ${row.balance ?? 'none'} after) does not move by it.`,
        );
      } else {
        row.amount = turned;
      }
    }
    before = row.balance;
    expected = newestFirst ? row.index - 1 : row.index + 1;
  }
  if (unclear.size === 0) return;
  for (const row of statement.rows) {
    const why = unclear.get(row.index);
    if (why === undefined) continue;
    statement.rejected.push({ index: row.index, where: row.where, raw: row.raw, code: 'no-direction', why });
  }
  statement.rows = statement.rows.filter((row) => !unclear.has(row.index));
  statement.rejected.sort((a, b) => a.index - b.index);
}

function turn(row: ParsedRow, before: string | null): string | null {
  if (isZeroDecimal(row.amount)) return row.amount;
  if (before === null || row.balance === null) return null;
  if (addDecimals(before, row.amount) === row.balance) return row.amount;
  const out = negateDecimal(row.amount);
  return addDecimals(before, out) === row.balance ? out : null;
}
