import { Injectable } from '@nestjs/common';
import { TransactionsService } from '../transactions/transactions.service.ts';
import type { ExportList } from './export.contract.ts';
import type { Mark } from './export.queries.ts';
import { LedgerReader } from './ledger-reader.ts';
import type { Reader } from './ledger-reader.ts';

/** Rows per piece: each is read in a transaction of its own. */
const PAGE = 1000;

export type ListedRow = Awaited<ReturnType<TransactionsService['list']>>['items'][number];

/** Reads the list of transactions, in its order and under its filters, in short transactions. */
@Injectable()
export class ListReader {
  constructor(
    private readonly ledger: LedgerReader,
    private readonly transactions: TransactionsService,
  ) {}

  /** Every row of the list, the newest first. Throws ChangedMeanwhile where somebody wrote after the mark was made. */
  async *pages(reader: Reader, query: ExportList, opening: { mark: Mark }): AsyncGenerator<ListedRow[]> {
    let cursor: string | null = null;
    do {
      const after: { cursor?: string } = cursor === null ? {} : { cursor };
      const page = await this.ledger.inPurse(reader, (purse) =>
        this.transactions.list(purse, { ...query, ...after, limit: PAGE }),
      );
      yield page.items;
      cursor = page.nextCursor;
    } while (cursor !== null);
    await this.ledger.requireUnchanged(reader, opening);
  }
}
