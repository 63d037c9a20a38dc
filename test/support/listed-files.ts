import { listed } from '../../src/features/imports/formats/listed.ts';
import type { ListedFile } from '../../src/features/imports/formats/listed.ts';
import { parseStatementFile } from '../../src/features/imports/formats/parse.ts';
import { readStatementFile } from '../../src/features/imports/formats/read-file.ts';
import type { ReadOptions } from '../../src/features/imports/formats/read-file.ts';
import type { ParseOptions } from '../../src/features/imports/formats/statement.ts';

/** `parseStatementFile`, its rows as plain lists. */
export function parseListed(bytes: Uint8Array, options: ParseOptions): ListedFile {
  return listed(parseStatementFile(bytes, options));
}

/** `readStatementFile`, its rows as plain lists. */
export async function readListed(bytes: Uint8Array, options: ReadOptions): Promise<ListedFile> {
  return listed(await readStatementFile(bytes, options));
}
