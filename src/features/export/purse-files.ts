import { Injectable } from '@nestjs/common';
import { csvRecord } from '../../domain/csv-text.ts';
import { money, toDecimal } from '../../domain/money.ts';
import type { ZipWriter } from '../../platform/zip/zip-writer.ts';
import { ImportsService } from '../imports/imports.service.ts';
import type { ExportManifest, ExportedPurse } from './export.contract.ts';
import { historyAfter, importsOf, tablesOf } from './export-tables.queries.ts';
import type { LedgerRow } from './export.queries.ts';
import { journalPieces } from './journal.ts';
import { LedgerReader } from './ledger-reader.ts';
import type { Opening, Reader } from './ledger-reader.ts';

type Listed = ExportManifest['files'][number];
type Content = AsyncGenerator<string>;

const HISTORY_PAGE = 2000;

/** The files that an export holds of one purse, each written while it is read. */
@Injectable()
export class PurseFiles {
  constructor(
    private readonly ledger: LedgerReader,
    private readonly imports: ImportsService,
  ) {}

  /** Writes them below `folder` and answers what to list. Throws ChangedMeanwhile, ArchiveTooLarge. */
  async *write(
    zip: ZipWriter,
    reader: Reader,
    opening: Opening,
    folder: string,
  ): AsyncGenerator<Buffer, Listed[]> {
    const listed: Listed[] = [];
    const tables = await this.ledger.inPurse(reader, tablesOf);
    const imports = await this.#namedImports(reader);
    const rows = () => this.ledger.rows(reader, opening);
    const count = { transactions: 0, splits: 0 };
    const contents: [name: string, content: Content, rows: () => number | null][] = [
      ['transactions.csv', transactionsCsv(rows(), tables, count), () => count.transactions],
      ['splits.csv', splitsCsv(rows(), tables, count), () => count.splits],
      ['accounts.csv', once(accountsCsv(tables)), () => tables.accounts.length],
      ['categories.csv', once(categoriesCsv(tables)), () => tables.categories.length],
      [
        'data.json',
        dataJson(
          { format: 'ikpa-purse', version: 2, exportedAt: opening.startedAt.toISOString() },
          { ...tables, imports: imports },
          { rows: rows(), history: this.#history(reader) },
        ),
        () => opening.rows,
      ],
      [
        'purse.journal',
        journalPieces(this.ledger, { reader, opening, program: 'hledger' }),
        () => opening.rows,
      ],
      [
        'purse.beancount',
        journalPieces(this.ledger, { reader, opening, program: 'beancount' }),
        () => opening.rows,
      ],
    ];
    for (const [name, content, counted] of contents) {
      listed.push({ ...(yield* zip.file(`${folder}${name}`, content)), rows: counted() });
    }
    for (const one of imports) {
      if (one.file === null) continue;
      const file = await this.ledger.inPurse(
        reader,
        async (purse) => (await this.imports.original(purse, one.id)).bytes,
      );
      listed.push({ ...(yield* zip.file(`${folder}${one.file}`, [file])), rows: null });
    }
    await this.ledger.requireUnchanged(reader, opening);
    return listed;
  }

  async #namedImports(reader: Reader) {
    const imports = await this.ledger.inPurse(reader, importsOf);
    return imports.map(({ hasFile, ...one }, index) => ({
      ...one,
      file: hasFile ? `files/${`${index + 1}`.padStart(4, '0')}-${fileNamePart(one.fileName, 'file')}` : null,
    }));
  }

  async *#history(reader: Reader): AsyncGenerator<ExportedPurse['history']> {
    let after: string | null = null;
    for (;;) {
      const from: string | null = after;
      const page: ExportedPurse['history'] = await this.ledger.inPurse(reader, (purse) =>
        historyAfter(purse, from, HISTORY_PAGE),
      );
      if (page.length > 0) yield page;
      after = page.at(-1)?.id ?? null;
      if (page.length < HISTORY_PAGE) return;
    }
  }
}

type Tables = Pick<ExportedPurse, 'accounts' | 'categories'>;

/** A name for inside an archive: one level, nothing that a file system refuses or reads as a path. */
export function fileNamePart(name: string, fallback: string): string {
  const plain = name
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 100);
  return plain === '' ? fallback : plain;
}

// oxlint-disable-next-line require-await -- it stands beside contents that wait
async function* once(text: string): Content {
  yield text;
}

const decimal = (amount: number, currency: string) => ({ number: toDecimal(money(amount, currency)) });

function namesOf(tables: Tables) {
  const categories = new Map(tables.categories.map((category) => [category.id, category]));
  const accounts = new Map(tables.accounts.map((account) => [account.id, account.name]));
  return {
    account: (id: string) => accounts.get(id) ?? null,
    category: (id: string | null) => (id === null ? undefined : categories.get(id)),
  };
}

async function* transactionsCsv(
  pages: AsyncGenerator<LedgerRow[]>,
  tables: Tables,
  count: { transactions: number },
): Content {
  const names = namesOf(tables);
  yield csvRecord(
    [
      'id',
      'date',
      'value_date',
      'account',
      'amount',
      'currency',
      'counterparty',
      'description',
      'category',
    ].concat(
      ['category_kind', 'split', 'note', 'tags', 'transfer_id', 'import_id', 'bank_id', 'possible_duplicate'],
      ['edited_at', 'created_at'],
    ),
  );
  for await (const page of pages) {
    count.transactions += page.length;
    yield page
      .map((row) => {
        const category = names.category(row.categoryId);
        return csvRecord([
          row.id,
          row.date,
          row.valueDate,
          names.account(row.accountId),
          decimal(row.amount, row.currency),
          row.currency,
          row.counterparty,
          row.description,
          category?.name ?? null,
          category?.kind ?? null,
          row.splits.length > 0 ? 'yes' : 'no',
          row.note,
          row.tags.join(', '),
          row.transferId,
          row.importId,
          row.bankId,
          row.possibleDuplicate ? 'yes' : 'no',
          row.editedAt,
          row.createdAt,
        ]);
      })
      .join('');
  }
}

async function* splitsCsv(
  pages: AsyncGenerator<LedgerRow[]>,
  tables: Tables,
  count: { splits: number },
): Content {
  const names = namesOf(tables);
  yield csvRecord(['transaction_id', 'date', 'amount', 'currency', 'category', 'category_kind', 'note']);
  for await (const page of pages) {
    const parts = page.flatMap((row) => row.splits.map((split) => ({ row, split })));
    count.splits += parts.length;
    yield parts
      .map(({ row, split }) => {
        const category = names.category(split.categoryId);
        const amount = decimal(split.amount, row.currency);
        const kind = category?.kind ?? null;
        return csvRecord([row.id, row.date, amount, row.currency, category?.name ?? null, kind, split.note]);
      })
      .join('');
  }
}

function accountsCsv({ accounts }: Tables): string {
  const head = [
    'id',
    'name',
    'kind',
    'currency',
    'institution',
    'spendable',
    'balance_on',
    'balance',
    'closed_on',
  ];
  const records = accounts.map((account) =>
    csvRecord([
      account.id,
      account.name,
      account.kind,
      account.currency,
      account.institution,
      account.spendable ? 'yes' : 'no',
      account.anchorOn,
      account.anchorBalance === null ? null : decimal(account.anchorBalance, account.currency),
      account.closedOn,
    ]),
  );
  return csvRecord(head) + records.join('');
}

function categoriesCsv({ categories }: Tables): string {
  const records = categories.map(({ id, name, kind, key, archived }) =>
    csvRecord([id, name, kind, key, archived ? 'yes' : 'no']),
  );
  return csvRecord(['id', 'name', 'kind', 'key', 'archived']) + records.join('');
}

/** One JSON object whose two long lists are written page by page. */
async function* dataJson(
  head: Pick<ExportedPurse, 'format' | 'version' | 'exportedAt'>,
  tables: Omit<ExportedPurse, 'transactions' | 'history' | 'format' | 'version' | 'exportedAt'>,
  lists: { rows: AsyncGenerator<LedgerRow[]>; history: AsyncGenerator<ExportedPurse['history']> },
): Content {
  yield `${JSON.stringify({ ...head, ...tables }).slice(0, -1)},\n"transactions":[`;
  yield* listed(lists.rows, withoutLeg);
  yield '],\n"history":[';
  yield* listed(lists.history, (entry) => entry);
  yield ']}\n';
}

/** The other leg is a row of its own; both have the transfer's id. */
function withoutLeg({ transfer, ...row }: LedgerRow): object {
  return transfer === null ? row : { ...row, transferId: row.transferId };
}

async function* listed<T>(pages: AsyncGenerator<T[]>, shape: (item: T) => object): Content {
  let separator = '\n';
  for await (const page of pages) {
    yield page
      .map((item) => {
        const text = `${separator}${JSON.stringify(shape(item))}`;
        separator = ',\n';
        return text;
      })
      .join('');
  }
}
