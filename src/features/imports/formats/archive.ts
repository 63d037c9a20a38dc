import { Refusal } from './refusal.ts';
import type { FileErrorCode, ParsedFile } from './statement.ts';
import type { PackedFile } from './zip-archive.ts';

/** What a file is refused as that was never meant to be a statement: a note, a picture, a web page. */
const NO_STATEMENT: ReadonlySet<FileErrorCode> = new Set(['unsupported-format', 'unknown-format', 'empty']);
const MOST_NAMES = 5;

/**
 * Reads the statement in a ZIP archive. An import is one file, so an archive with two is refused by their names;
 * a note or picture beside the statement does no harm, a damaged statement does.
 */
export function readArchive(
  files: readonly PackedFile[],
  parse: (bytes: Uint8Array) => ParsedFile,
): ParsedFile {
  const statements: string[] = [];
  // One at a time: what two statements hold is never in memory together.
  let only: ParsedFile | null = null;
  let other: ParsedFile | null = null;
  for (const { name, unpack } of files) {
    const parsed = parse(unpack());
    if (parsed.error !== null && NO_STATEMENT.has(parsed.error.code)) {
      other = parsed;
      continue;
    }
    statements.push(name);
    only = statements.length === 1 ? parsed : null;
  }
  if (statements.length > 1) {
    throw new Refusal(
      'unsupported-format',
      `The ZIP archive holds several statements: ${listed(statements)}. Unpack it and send them one by one.`,
    );
  }
  if (only === null && files.length > 1) {
    const names = files.map(({ name }) => name);
    throw new Refusal(
      'no-statement',
      `None of the files in the ZIP archive is a statement: ${listed(names)}.`,
    );
  }
  const read = only ?? other;
  if (read === null) throw new Refusal('no-statement', 'The ZIP archive holds no file.');
  if (read.error === null) return read;
  const name = statements[0] ?? files[0]?.name ?? '';
  const { code, why, where } = read.error;
  return { ...read, error: { code, why, where: where === undefined ? name : `${name}, ${where}` } };
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown;
}
