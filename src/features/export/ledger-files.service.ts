import { Injectable } from '@nestjs/common';
import { AccountOfx } from './account-ofx.ts';
import { Downloads } from './downloads.ts';
import type { Download } from './downloads.ts';
import type { ExportList } from './export.contract.ts';
import { journalPieces } from './journal.ts';
import type { JournalProgram } from './journal.ts';
import { LedgerReader } from './ledger-reader.ts';
import type { Reader } from './ledger-reader.ts';
import { ListCsv } from './list-csv.ts';

/** Streams the rows of a purse in forms that other programs read. */
@Injectable()
export class LedgerFilesService {
  constructor(
    private readonly ledger: LedgerReader,
    private readonly lists: ListCsv,
    private readonly statements: AccountOfx,
    private readonly downloads: Downloads,
  ) {}

  /** The purse as a journal for a program. Throws PurseNotFound, TooManyRequests. */
  async journal(reader: Reader, program: JournalProgram): Promise<Download> {
    const opening = await this.ledger.open(reader);
    return this.downloads.begin(reader.userId, journalPieces(this.ledger, { reader, opening, program }));
  }

  /** What the list shows under these filters, as CSV. Throws PurseNotFound, TooManyRequests. */
  async list(reader: Reader, query: ExportList): Promise<Download> {
    const opening = await this.lists.open(reader);
    return this.downloads.begin(reader.userId, this.lists.pieces(reader, query, opening));
  }

  /** The rows of an account as a statement in OFX. Throws PurseNotFound, AccountNotFound, NoBalanceKnown, TooManyRequests. */
  async statement(reader: Reader, accountId: string): Promise<Download> {
    const opening = await this.statements.open(reader, accountId);
    return this.downloads.begin(reader.userId, this.statements.pieces(reader, accountId, opening));
  }
}
