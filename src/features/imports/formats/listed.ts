import { isRejected } from './row-block.ts';
import type { ParsedFile, ParsedRow, ParsedStatement, RejectedRow } from './statement.ts';

export interface ListedStatement extends Omit<ParsedStatement, 'rows'> {
  rows: ParsedRow[];
  rejected: RejectedRow[];
}

export interface ListedFile extends Omit<ParsedFile, 'statements'> {
  statements: ListedStatement[];
}

/** A file with its rows as plain lists, for those who look at all of them at once: comparisons and tests. */
export function listed(file: ParsedFile): ListedFile {
  return {
    ...file,
    statements: file.statements.map(listedStatement),
  };
}

/** The same for one statement. */
export function listedStatement({ rows, ...facts }: ParsedStatement): ListedStatement {
  const all = [...rows];
  return {
    ...facts,
    rows: all.filter((row): row is ParsedRow => !isRejected(row)),
    rejected: all.filter(isRejected),
  };
}
