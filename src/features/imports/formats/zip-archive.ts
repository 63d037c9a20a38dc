import { ZipRefusal, filesOfZip as packedFiles } from '../../../platform/zip/zip-reader.ts';
import type { PackedFile } from '../../../platform/zip/zip-reader.ts';
import { Refusal } from './refusal.ts';
import type { ParseLimits } from './statement.ts';

/** More files than any bank puts into one archive. */
export const MOST_FILES = 50;

/** The files of an archive that somebody gave. Throws Refusal, and so does unpacking one. */
export function filesOfZip(
  bytes: Uint8Array,
  { maxUnpackedBytes }: Pick<ParseLimits, 'maxUnpackedBytes'>,
  maxFiles: number,
): PackedFile[] {
  const files = refusing(() => packedFiles(bytes, { maxUnpackedBytes, maxFiles }));
  return files.map((file) => ({ ...file, unpack: () => refusing(file.unpack) }));
}

/** An archive of statements holds fewer files than a workbook may have parts. */
export function refuseMany(files: readonly PackedFile[]): void {
  if (files.length <= MOST_FILES) return;
  throw new Refusal(
    'too-large',
    `The ZIP archive holds more than ${MOST_FILES} files. Send the statements alone, or in two parts.`,
  );
}

function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ZipRefusal)) throw error;
    throw new Refusal(error.code, error.message, error.where);
  }
}
