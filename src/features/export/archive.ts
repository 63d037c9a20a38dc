import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ZipWriter } from '../../platform/zip/zip-writer.ts';
import { ExportedPurse } from './export.contract.ts';
import type { ExportManifest } from './export.contract.ts';
import type { Opening, Reader } from './ledger-reader.ts';
import { PurseFiles } from './purse-files.ts';
import { readmeText } from './readme-text.ts';

export interface ArchivedPurse {
  reader: Reader;
  opening: Opening;
  /** Where its files stand: empty, or a path that ends with a slash. */
  folder: string;
}

/** Puts an export together: README and schema first, the files of each purse, what lies beside them, the manifest. */
@Injectable()
export class Archive {
  constructor(private readonly files: PurseFiles) {}

  /** Throws ChangedMeanwhile, ArchiveTooLarge. */
  async *pieces(
    now: Date,
    purses: readonly ArchivedPurse[],
    beside: Readonly<Record<string, unknown>> = {},
  ): AsyncGenerator<Buffer> {
    const exportedAt = now.toISOString();
    const folders = purses.map(({ folder, opening }) => ({ folder, name: opening.book.title }));
    const zip = new ZipWriter(now);
    const files: ExportManifest['files'] = [];
    const first = {
      'README.txt': readmeText({ exportedAt, folders }),
      'schema.json': json(z.toJSONSchema(ExportedPurse)),
      ...Object.fromEntries(Object.entries(beside).map(([name, value]) => [name, json(value)])),
    };
    for (const [name, text] of Object.entries(first)) {
      files.push({ ...(yield* zip.file(name, [text])), rows: null });
    }
    for (const { reader, opening, folder } of purses) {
      files.push(...(yield* this.files.write(zip, reader, opening, folder)));
    }
    const manifest: ExportManifest = { format: 'ikpa-export', version: 1, exportedAt, files };
    yield* zip.file('manifest.json', [json(manifest)]);
    yield* zip.end();
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
