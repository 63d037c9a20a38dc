import { absoluteDecimal, addDecimals, isSum, subtractDecimals, sumDecimals } from './decimal.ts';
import type { ParsedRow } from './statement.ts';

// What has to be known of all rows of a statement, gathered from one row after the other: nothing here keeps a row but
// the one before.

/** Goes over the rows of a statement once, in file order. */
export abstract class RowPass {
  /** Rows that it has been past, those that are rejected included. */
  seen = 0;

  abstract add(row: ParsedRow): void;
}

/** How often the day rises and falls from row to row. */
export class DayOrder extends RowPass {
  rises = 0;
  falls = 0;
  #before: string | null = null;

  override add({ date }: ParsedRow): void {
    if (this.#before !== null && date > this.#before) this.rises += 1;
    if (this.#before !== null && date < this.#before) this.falls += 1;
    this.#before = date;
  }
}

/** How often the balance moves by the amount of the lower or of the upper of two rows that follow each other. */
export class BalanceSteps extends RowPass {
  lower = 0;
  upper = 0;
  #above: { amount: string; balance: string | null } | null = null;

  override add({ amount, balance }: ParsedRow): void {
    const above = this.#above;
    this.#above = { amount, balance };
    if (above === null || above.balance === null || balance === null) return;
    const step = absoluteDecimal(subtractDecimals(balance, above.balance));
    if (step === absoluteDecimal(amount)) this.lower += 1;
    if (step === absoluteDecimal(above.amount)) this.upper += 1;
  }
}

/** What is compared of two rows: a row itself would keep the text of its whole file. */
interface Link {
  index: number;
  where: string;
  amount: string;
  balance: string;
}

/** The exact sum of all amounts. */
export class AmountSum extends RowPass {
  #some: string[] = [];
  #sum = '0.00';

  override add({ amount }: ParsedRow): void {
    if (this.#some.push(amount) < 1000) return;
    this.#sum = this.total();
    this.#some = [];
  }

  total(): string {
    return addDecimals(this.#sum, sumDecimals(this.#some));
  }
}

/**
 * Follows the running balance from row to row in time order. A link is judged only between rows that stand
 * next to each other in the file (`index`), so that a rejected row in between breaks nothing.
 */
export class BalanceChain extends RowPass {
  fits = 0;
  breaks = 0;
  firstBreak: string | null = null;
  readonly #newestFirst: boolean;
  #above: Link | null = null;

  constructor(newestFirst: boolean) {
    super();
    this.#newestFirst = newestFirst;
  }

  override add({ index, where, amount, balance }: ParsedRow): void {
    const above = this.#above;
    const row = balance === null ? null : { index, where, amount, balance };
    this.#above = row;
    if (above === null || row === null || index - above.index !== 1) return;
    const [earlier, later] = this.#newestFirst ? [row, above] : [above, row];
    if (isSum(earlier.balance, later.amount, later.balance)) {
      this.fits += 1;
      return;
    }
    this.breaks += 1;
    this.firstBreak ??= `${later.where}: ${earlier.balance} and ${later.amount} make ${addDecimals(earlier.balance, later.amount)}, but the balance there is ${later.balance}.`;
  }
}
