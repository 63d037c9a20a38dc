import { addDecimals, isSum, subtractDecimals, sumDecimals } from './decimal.ts';
import type { BalanceProof, ParsedRow, ParsedStatement } from './statement.ts';

/** Opening + all rows = closing? Rows in another currency than the statement's cannot be added up. */
export function proveSums(statement: ParsedStatement): BalanceProof {
  const { opening, closing, currency, rows } = statement;
  if (opening === null || closing === null) {
    const missing =
      opening === null && closing === null ? 'opening and closing' : opening === null ? 'opening' : 'closing';
    return { state: 'not-stated', why: `The file states no ${missing} balance.` };
  }
  if (rows.some((row) => row.currency !== null && currency !== null && row.currency !== currency)) {
    return { state: 'not-stated', why: 'Some rows are in another currency than the balances.' };
  }
  const sum = sumDecimals(rows.map(({ amount }) => amount));
  const reached = addDecimals(opening, sum);
  if (reached === closing) {
    return { state: 'proved', why: `Opening ${opening} and all rows make the closing balance ${closing}.` };
  }
  const left = subtractDecimals(closing, reached);
  const rejected = statement.rejected.length > 0 ? ' Rejected rows may be the reason.' : '';
  return {
    state: 'off',
    why: `Opening ${opening} and all rows make ${reached}, but the file states ${closing}: ${left} is unexplained.${rejected}`,
  };
}

export interface ChainResult {
  fits: number;
  breaks: number;
  firstBreak: string | null;
}

/**
 * Follows the running balance from row to row in time order. A link is judged only between rows that stand
 * next to each other in the file (`index`), so that a rejected row in between breaks nothing.
 */
export function followBalances(rows: ParsedRow[], newestFirst: boolean): ChainResult {
  const result: ChainResult = { fits: 0, breaks: 0, firstBreak: null };
  for (let i = 1; i < rows.length; i += 1) {
    const earlier = newestFirst ? rows[i] : rows[i - 1];
    const later = newestFirst ? rows[i - 1] : rows[i];
    if (earlier === undefined || later === undefined) continue;
    if (earlier.balance === null || later.balance === null) continue;
    if (Math.abs(earlier.index - later.index) !== 1) continue;
    if (isSum(earlier.balance, later.amount, later.balance)) {
      result.fits += 1;
      continue;
    }
    result.breaks += 1;
    result.firstBreak ??= `${later.where}: ${earlier.balance} and ${later.amount} make ${addDecimals(earlier.balance, later.amount)}, but the balance there is ${later.balance}.`;
  }
  return result;
}
