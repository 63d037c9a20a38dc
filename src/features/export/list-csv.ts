import { Injectable } from '@nestjs/common';
import { BYTE_ORDER_MARK, csvRecord } from '../../domain/csv-text.ts';
import { money, toDecimal } from '../../domain/money.ts';
import { AccountsService } from '../accounts/accounts.service.ts';
import { CategoriesService } from '../categories/categories.service.ts';
import { TagsService } from '../tags/tags.service.ts';
import type { ExportList } from './export.contract.ts';
import { markOf } from './export.queries.ts';
import type { Mark } from './export.queries.ts';
import { LedgerReader } from './ledger-reader.ts';
import type { Reader } from './ledger-reader.ts';
import { ListReader } from './list-reader.ts';
import type { ListedRow } from './list-reader.ts';

const HEAD = [
  'id',
  'date',
  'account',
  'amount',
  'currency',
  'counterparty',
  'description',
  'category',
  'split',
  'note',
  'tags',
  'transfer_id',
  'balance_after',
];

interface ListOpening {
  mark: Mark;
  accounts: ReadonlyMap<string, string>;
  categories: ReadonlyMap<string, string>;
  tags: ReadonlyMap<string, string>;
}

/** The list of transactions as a table for spreadsheets, in its order and under its filters. */
@Injectable()
export class ListCsv {
  constructor(
    private readonly ledger: LedgerReader,
    private readonly lists: ListReader,
    private readonly accounts: AccountsService,
    private readonly categories: CategoriesService,
    private readonly tags: TagsService,
  ) {}

  /** The names that the rows point to. Throws PurseNotFound for a stranger. */
  async open(reader: Reader): Promise<ListOpening> {
    return this.ledger.inPurse(reader, async (purse) => ({
      mark: await markOf(purse),
      accounts: named(await this.accounts.entities(purse)),
      categories: named(await this.categories.list(purse)),
      tags: named(await this.tags.list(purse)),
    }));
  }

  /** The file in pieces, a page of the list each. Throws ChangedMeanwhile after the last one. */
  async *pieces(reader: Reader, query: ExportList, opening: ListOpening): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + csvRecord(HEAD);
    for await (const page of this.lists.pages(reader, query, opening)) {
      yield page.map((row) => record(row, opening)).join('');
    }
  }
}

function record(row: ListedRow, { accounts, categories, tags }: ListOpening): string {
  const decimal = (units: number) => ({ number: toDecimal(money(units, row.currency)) });
  return csvRecord([
    row.id,
    row.date,
    accounts.get(row.accountId) ?? null,
    decimal(row.amount),
    row.currency,
    row.counterparty,
    row.description,
    row.categoryId === null ? null : (categories.get(row.categoryId) ?? null),
    row.splits.length > 0 ? 'yes' : 'no',
    row.note,
    row.tagIds.flatMap((id) => tags.get(id) ?? []).join(', '),
    row.transferId,
    row.balanceAfter === null ? null : decimal(row.balanceAfter),
  ]);
}

function named(items: readonly { id: string; name: string }[]): ReadonlyMap<string, string> {
  return new Map(items.map(({ id, name }) => [id, name]));
}
