import { isPdf } from './pdf-file.ts';
import { Refusal } from './refusal.ts';
import type { ParseLimits } from './statement.ts';
import { isWorkbookPart } from './xlsx-parts.ts';
import { isZip } from '../../../platform/zip/zip-reader.ts';
import type { PackedFile } from '../../../platform/zip/zip-reader.ts';
import { filesOfZip, MOST_FILES } from './zip-archive.ts';

/**
 * The PDFs in an archive of statements, in the order of their paths; none in another file, and none in an archive that
 * is refused: whoever reads it says why.
 */
export function pdfsOf(bytes: Uint8Array, limits: ParseLimits): PackedFile[] {
  if (!isZip(bytes)) return [];
  try {
    const files = filesOfZip(bytes, limits, MOST_FILES);
    if (files.some(({ path }) => isWorkbookPart(path))) return [];
    return files
      .filter((file) => isPdf(file.unpack()))
      .toSorted((one, other) => (one.path < other.path ? -1 : 1));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [];
  }
}
