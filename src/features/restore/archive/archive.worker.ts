// Runs in a worker thread (platform/compute): unpacks and checks an archive, and gives what is in it piece by piece.
import { Asker } from '../../../platform/compute/asker.ts';
import type { ComputeTask } from '../../../platform/compute/compute.ts';
import type { RestoredRow } from '../restored-purse.contract.ts';
import { ArchiveRefusal } from './archive-refusal.ts';
import { openArchive } from './open-archive.ts';
import { PurseChecks } from './purse-checks.ts';
import { readData } from './read-data.ts';
import type { ArchiveRead, Piece } from './worker-task.ts';

/** Rows of one piece: each is one INSERT. */
const ROWS_AT_ONCE = 2000;

export default async function work({
  input,
  port,
}: ComputeTask<{ bytes: Uint8Array }>): Promise<ArchiveRead> {
  const asker = new Asker(port);
  const give = (piece: Piece) => asker.ask<null>(piece);
  try {
    return { rows: await read(input.bytes, give) };
  } catch (error) {
    if (!(error instanceof ArchiveRefusal)) throw error;
    const { code, message: detail, where } = error;
    return { refusal: { code, detail, where } };
  }
}

async function read(bytes: Uint8Array, give: (piece: Piece) => Promise<null>): Promise<number> {
  const archive = openArchive(bytes);
  const name = `${archive.folder}data.json`;
  const { head, rows } = readData(archive.file(name), name);
  const checks = new PurseChecks(head, name);
  await give({ is: 'head', head });
  for (const { id: importId, file } of head.imports) {
    if (file !== null) await give({ is: 'file', importId, bytes: archive.file(`${archive.folder}${file}`) });
  }
  let count = 0;
  let piece: RestoredRow[] = [];
  for (const row of rows) {
    checks.row(row);
    piece.push(row);
    count += 1;
    if (piece.length < ROWS_AT_ONCE) continue;
    await give({ is: 'rows', rows: piece });
    piece = [];
  }
  checks.end();
  if (piece.length > 0) await give({ is: 'rows', rows: piece });
  return count;
}
