import { HledgerJournal } from '../../domain/hledger-journal.ts';
import type { LedgerReader, Opening, Reader } from './ledger-reader.ts';

/** The text of the purse's journal, in pieces. Throws ChangedMeanwhile. */
export async function* journalPieces(
  ledger: LedgerReader,
  reader: Reader,
  opening: Opening,
): AsyncGenerator<string> {
  const journal = new HledgerJournal(opening.book);
  yield journal.head();
  for await (const page of ledger.rows(reader, opening)) {
    yield page.map((row) => journal.row(row)).join('');
  }
  yield journal.tail();
}
