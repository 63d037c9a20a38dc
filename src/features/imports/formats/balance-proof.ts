import { addDecimals, subtractDecimals } from './decimal.ts';
import type { BalanceProof, ParsedStatement } from './statement.ts';

/** Opening + all rows = closing? Rows in another currency than the statement's cannot be added up. */
export function proveSums(statement: ParsedStatement): BalanceProof {
  const { opening, closing, currency, rows } = statement;
  if (opening === null || closing === null) {
    const missing =
      opening === null && closing === null ? 'opening and closing' : opening === null ? 'opening' : 'closing';
    return { state: 'not-stated', why: `The file states no ${missing} balance.` };
  }
  if (currency !== null && [...rows.currencies].some((code) => code !== null && code !== currency)) {
    return { state: 'not-stated', why: 'Some rows are in another currency than the balances.' };
  }
  const reached = addDecimals(opening, rows.sum());
  if (reached === closing) {
    return { state: 'proved', why: `Opening ${opening} and all rows make the closing balance ${closing}.` };
  }
  const left = subtractDecimals(closing, reached);
  const rejected = rows.rejected > 0 ? ' Rejected rows may be the reason.' : '';
  return {
    state: 'off',
    why: `Opening ${opening} and all rows make ${reached}, but the file states ${closing}: ${left} is unexplained.${rejected}`,
  };
}
