import { BEANCOUNT } from '../../domain/beancount-notation.ts';
import { HLEDGER } from '../../domain/hledger-notation.ts';
import { Journal } from '../../domain/journal.ts';
import type { LedgerReader, Opening, Reader } from './ledger-reader.ts';

const NOTATIONS = { hledger: HLEDGER, beancount: BEANCOUNT };

/** A program that keeps accounts in plain text. */
export type JournalProgram = keyof typeof NOTATIONS;

/** The text of the purse's journal for a program, in pieces. Throws ChangedMeanwhile. */
export async function* journalPieces(
  ledger: LedgerReader,
  { reader, opening, program }: { reader: Reader; opening: Opening; program: JournalProgram },
): AsyncGenerator<string> {
  const journal = new Journal(opening.book, NOTATIONS[program]);
  yield journal.head();
  for await (const page of ledger.rows(reader, opening)) {
    yield page.map((row) => journal.row(row)).join('');
  }
  yield journal.tail();
}
