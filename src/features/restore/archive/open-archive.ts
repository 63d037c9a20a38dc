import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ZipRefusal, filesOfZip } from '../../../platform/zip/zip-reader.ts';
import type { PackedFile } from '../../../platform/zip/zip-reader.ts';
import { ArchiveRefusal } from './archive-refusal.ts';

/** All files together, unpacked: tables and journals beside the data are many times its size. */
const MOST_UNPACKED = 2 * 1024 ** 3;
/** Data that is read, or a statement as it was given. */
const MOST_BYTES = 256 * 1024 ** 2;
const MOST_MANIFEST = 8 * 1024 ** 2;
const MOST_FILES = 10_000;

const Manifest = z.object({
  format: z.literal('ikpa-export'),
  version: z.literal(1),
  files: z
    .array(
      z.object({ name: z.string(), bytes: z.int(), sha256: z.string(), rows: z.int().min(0).nullable() }),
    )
    .max(MOST_FILES),
});

export interface OpenedArchive {
  /** Before the names of the purse's files: empty in the export of a purse. */
  folder: string;
  /** How many transactions the data has, as the manifest says. */
  rows: number;
  /** The bytes of a file, proved by the manifest. Throws ArchiveRefusal. */
  file(name: string): Uint8Array;
}

/** Opens an archive of one purse, before anything but its manifest is unpacked. Throws ArchiveRefusal. */
export function openArchive(bytes: Uint8Array): OpenedArchive {
  const files = new Map<string, PackedFile>();
  for (const file of zipped(() =>
    filesOfZip(bytes, { maxUnpackedBytes: MOST_UNPACKED, maxFiles: MOST_FILES }),
  )) {
    files.set(file.path, file);
  }
  const manifest = manifestIn(files);
  const listed = new Map(manifest.files.map((file) => [file.name, file]));
  const data = manifest.files.filter(({ name }) => /^(?:purses\/[^/]+\/)?data\.json$/.test(name));
  const [only, ...others] = data;
  if (only === undefined) throw notAnExport('manifest.json');
  if (others.length > 0) {
    throw new ArchiveRefusal(
      'several-purses',
      `The archive holds ${data.length} purses. Export each of them by itself, and send them one by one.`,
      'manifest.json',
    );
  }
  return {
    folder: only.name.slice(0, -'data.json'.length),
    rows: only.rows ?? 0,
    file: (name) => {
      const [packed, stated] = [files.get(name), listed.get(name)];
      if (packed === undefined || stated === undefined) {
        throw new ArchiveRefusal('file-missing', 'The archive lacks a file of the export.', name);
      }
      const content = unpacked(packed, MOST_BYTES);
      if (createHash('sha256').update(content).digest('hex') !== stated.sha256) {
        throw new ArchiveRefusal(
          'file-changed',
          'The file is not what was exported: the archive was changed or damaged since.',
          name,
        );
      }
      return content;
    },
  };
}

function manifestIn(files: ReadonlyMap<string, PackedFile>): z.infer<typeof Manifest> {
  const packed = files.get('manifest.json');
  if (packed === undefined) throw notAnExport();
  const parsed = Manifest.safeParse(jsonOf(unpacked(packed, MOST_MANIFEST), 'manifest.json'));
  if (!parsed.success) throw notAnExport('manifest.json');
  return parsed.data;
}

function unpacked(file: PackedFile, most: number): Uint8Array {
  if (file.size > most) {
    throw new ArchiveRefusal(
      'too-large',
      `The file has ${file.size} bytes; at most ${most} are read.`,
      file.name,
    );
  }
  return zipped(file.unpack);
}

/** JSON of a file. Throws ArchiveRefusal. */
export function jsonOf(bytes: Uint8Array, where: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
    throw new ArchiveRefusal('unreadable', 'The file is not JSON as it was exported.', where);
  }
}

function notAnExport(where?: string): ArchiveRefusal {
  return new ArchiveRefusal(
    'not-an-export',
    'This is not the ZIP archive of an exported purse. Take the file that "Everything in …" gave, as it is.',
    where,
  );
}

function zipped<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ZipRefusal)) throw error;
    throw new ArchiveRefusal(error.code, error.message, error.where);
  }
}
