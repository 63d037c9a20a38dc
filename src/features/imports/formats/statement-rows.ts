import { fileRow, isRejected, packRows, parsedRow, ROWS_PER_BLOCK, unpackRows } from './row-block.ts';
import type { FileRow, RowBlock } from './row-block.ts';
import { AmountSum, BalanceChain, BalanceSteps, DayOrder } from './row-passes.ts';
import type { RowPass } from './row-passes.ts';
import type { ParsedRow, RejectedCode, RejectedRow } from './statement.ts';

/** Rows that stay objects: a file that has no more of them is packed once, at its end. */
const MOST_LOOSE = 16 * ROWS_PER_BLOCK;

/** A block, with its rows where they are in memory anyway. */
export interface ReadyBlock extends RowBlock {
  items: FileRow[] | null;
}

/** What is asked of the first and the last row. */
type Edge = Pick<ParsedRow, 'date' | 'amount' | 'balance'>;

/**
 * What a statement lists, in file order: its rows and those that cannot be used. Once there are many the older ones are
 * packed as they are stored, so that a large file takes hardly more memory than a small one; what all rows tell
 * together is gathered on the way.
 */
export class StatementRows implements Iterable<ParsedRow | RejectedRow> {
  booked = 0;
  rejected = 0;
  /** What the rows say of their currency; null where one says nothing. */
  readonly currencies = new Set<string | null>();
  readonly rejectedFor = new Set<RejectedCode>();
  tellsBalance = false;
  first: Edge | null = null;
  last: Edge | null = null;
  firstDay: string | null = null;
  lastDay: string | null = null;

  readonly #keepBalances: boolean;
  readonly #mostLoose: number;
  readonly #packed: RowBlock[] = [];
  #packedRows = 0;
  #loose: (ParsedRow | RejectedRow)[] = [];
  readonly #order = new DayOrder();
  readonly #steps = new BalanceSteps();
  readonly #sum = new AmountSum();
  readonly #oldestFirst = new BalanceChain(false);
  readonly #newestFirst = new BalanceChain(true);

  /** @param keepBalances whether rows that are packed away are still to tell their balances */
  constructor({ keepBalances = false, mostLoose = MOST_LOOSE } = {}) {
    this.#keepBalances = keepBalances;
    this.#mostLoose = mostLoose;
  }

  /** All rows, rejected ones included. */
  count(): number {
    return this.booked + this.rejected;
  }

  /** Adds a row behind the others. */
  push(row: ParsedRow): void {
    this.#makeRoom();
    this.#loose.push(row);
    this.booked += 1;
    const { date, amount, balance } = row;
    this.last = { date, amount, balance };
    this.first ??= this.last;
    if (this.firstDay === null || date < this.firstDay) this.firstDay = date;
    if (this.lastDay === null || date > this.lastDay) this.lastDay = date;
    if (balance !== null) this.tellsBalance = true;
    this.currencies.add(row.currency);
  }

  /** Adds a row that cannot be used behind the others. */
  reject(row: RejectedRow): void {
    this.#makeRoom();
    this.#loose.push(row);
    this.rejected += 1;
    this.rejectedFor.add(row.code);
  }

  /** The row that was added last: its texts may still change, what it moved may not. */
  newest(): ParsedRow | RejectedRow | undefined {
    return this.#loose.at(-1);
  }

  /** Every row; those that were packed away tell no balance, unless it was to be kept. */
  *[Symbol.iterator](): Generator<ParsedRow | RejectedRow> {
    for (const { bytes } of this.#packed) for (const row of unpackRows(bytes)) yield parsedRow(row);
    yield* this.#loose;
  }

  /** Gives rows that name no currency the one of their statement. */
  fillCurrency(currency: string): void {
    if (!this.currencies.delete(null)) return;
    this.currencies.add(currency);
    this.#each((row) => {
      if ('amount' in row && row.amount !== null) row.currency ??= currency;
    });
  }

  /** Numbers the rows on from those of an earlier file. */
  renumber(rowsBefore: number): void {
    if (rowsBefore > 0) this.#each((row) => (row.index += rowsBefore));
  }

  /** Whether the newest row stands first: days decide; where they do not, the running balance does. */
  isNewestFirst(): boolean {
    const { rises, falls } = this.#whole(this.#order);
    if (rises !== falls) return falls > rises;
    const { lower, upper } = this.#whole(this.#steps);
    return upper > lower;
  }

  /** The exact sum of all amounts. */
  sum(): string {
    return this.#whole(this.#sum).total();
  }

  /** Whether the running balance follows through all rows. */
  chain(newestFirst: boolean): BalanceChain {
    return this.#whole(newestFirst ? this.#newestFirst : this.#oldestFirst);
  }

  /** Gives everything away in blocks; nothing is left. */
  take(): ReadyBlock[] {
    const isSmall = this.#packed.length === 0;
    const blocks: ReadyBlock[] = this.#packed.splice(0).map((block) => ({ ...block, items: null }));
    for (const items of this.#looseBlocks())
      blocks.push({ ...packRows(items), items: isSmall ? items : null });
    this.#loose = [];
    return blocks;
  }

  #each(change: (row: FileRow | ParsedRow | RejectedRow) => void): void {
    for (const [at, { bytes }] of this.#packed.entries()) {
      const rows = unpackRows(bytes);
      rows.forEach(change);
      this.#packed[at] = packRows(rows);
    }
    this.#loose.forEach(change);
  }

  #makeRoom(): void {
    const most = this.#packed.length === 0 ? this.#mostLoose : Math.min(this.#mostLoose, ROWS_PER_BLOCK);
    if (this.#loose.length < most) return;
    for (const pass of [this.#order, this.#steps, this.#sum, this.#oldestFirst, this.#newestFirst])
      this.#whole<RowPass>(pass);
    for (const items of this.#looseBlocks(this.#keepBalances)) this.#packed.push(packRows(items));
    this.#packedRows += this.#loose.length;
    this.#loose = [];
  }

  *#looseBlocks(withBalances = false): Generator<FileRow[]> {
    for (let at = 0; at < this.#loose.length; at += ROWS_PER_BLOCK) {
      const rows = this.#loose.slice(at, at + ROWS_PER_BLOCK);
      yield withBalances ? rows.map(withBalance) : rows.map(fileRow);
    }
  }

  /** Lets a pass go over the rows that it has not seen. */
  #whole<Pass extends RowPass>(pass: Pass): Pass {
    for (; pass.seen < this.count(); pass.seen += 1) {
      const row = this.#loose[pass.seen - this.#packedRows];
      if (row !== undefined && !isRejected(row)) pass.add(row);
    }
    return pass;
  }
}

function withBalance(row: ParsedRow | RejectedRow): FileRow {
  return { ...fileRow(row), balance: isRejected(row) ? null : row.balance };
}
