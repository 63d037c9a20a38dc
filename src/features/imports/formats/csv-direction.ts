import { addDecimals, isZeroDecimal, negateDecimal } from './decimal.ts';
import { isRejected } from './row-block.ts';
import type { ParsedRow, RejectedRow } from './statement.ts';
import { StatementRows } from './statement-rows.ts';

/**
 * The rows with the direction in which the balance moved for each of `open`; those whose balances do not show it are
 * rejected, since a guess would turn spending into income.
 *
 * @param open indexes, rising
 */
export function directByBalance(
  rows: StatementRows,
  open: readonly number[],
  newestFirst: boolean,
  opening: string | null,
): StatementRows {
  const directed = new StatementRows();
  let next = 0;
  const settle = (row: ParsedRow, before: string | null): void => {
    if (row.index !== open[next]) return directed.push(row);
    next += 1;
    const amount = turn(row, before);
    if (amount === null) directed.reject(unclear(row, before));
    else directed.push({ ...row, amount });
  };
  /** In time order the row before; the newest first, the one above with what is rejected behind it. */
  let above: ParsedRow | null = null;
  let waiting: RejectedRow[] = [];
  for (const row of rows) {
    if (isRejected(row)) {
      if (newestFirst) waiting.push(row);
      else directed.reject(row);
      continue;
    }
    const follows = above !== null && row.index === above.index + 1;
    if (!newestFirst) settle(row, above === null ? opening : follows ? above.balance : null);
    else if (above !== null) settle(above, follows ? row.balance : null);
    for (const rejected of waiting) directed.reject(rejected);
    waiting = [];
    above = row;
  }
  if (newestFirst && above !== null) settle(above, opening);
  for (const rejected of waiting) directed.reject(rejected);
  return directed;
}

function unclear({ index, where, raw, balance }: ParsedRow, before: string | null): RejectedRow {
  const why =
    before === null
      ? 'The amount has no sign, and there is no balance before it that would show which way the money went.'
      : `The amount has no sign, and the balance (${before} before, ${balance ?? 'none'} after) does not move by it.`;
  return { index, where, raw, code: 'no-direction', why };
}

function turn(row: ParsedRow, before: string | null): string | null {
  if (isZeroDecimal(row.amount)) return row.amount;
  if (before === null || row.balance === null) return null;
  if (addDecimals(before, row.amount) === row.balance) return row.amount;
  const out = negateDecimal(row.amount);
  return addDecimals(before, out) === row.balance ? out : null;
}
