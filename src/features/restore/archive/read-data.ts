import { RestoredHead, RestoredRow } from '../restored-purse.contract.ts';
import type { z } from 'zod';
import { ArchiveRefusal } from './archive-refusal.ts';
import { jsonOf } from './open-archive.ts';

/** The data as it is exported: the head is the first line, then each transaction has a line of its own. */
const TRANSACTIONS = '"transactions":[';
const LONGEST_LINE = 4 * 1024 ** 2;
const LINE_END = 10;

export interface PurseData {
  head: RestoredHead;
  /** Each row with its place in the list, read when it is asked for. */
  rows: Iterable<RestoredRow>;
}

/** Reads the data of a purse, its rows one by one. Throws ArchiveRefusal with a JSON pointer to what cannot be. */
export function readData(bytes: Uint8Array, where: string): PurseData {
  const end = bytes.indexOf(LINE_END);
  const start = end + 1 + TRANSACTIONS.length;
  const decoder = new TextDecoder();
  if (end < 1 || decoder.decode(bytes.subarray(end + 1, start)) !== TRANSACTIONS) {
    throw new ArchiveRefusal('unreadable', 'The data does not have the form in which it is exported.', where);
  }
  // The head is an object that goes on after its last comma.
  const given = jsonOf(Buffer.concat([bytes.subarray(0, end - 1), Buffer.from('}')]), where);
  requireVersion(given, where);
  return { head: checked(RestoredHead, given, `${where}#`), rows: rowsOf(bytes.subarray(start), where) };
}

function requireVersion(given: unknown, where: string): void {
  const { version } = given as { version?: unknown };
  if (version === 2) return;
  throw new ArchiveRefusal(
    'unknown-version',
    version === 1
      ? 'This was exported by an earlier version of Ikpa, which left out what is needed. Export the purse again.'
      : 'This was exported by another version of Ikpa. Bring this installation up to date first.',
    `${where}#/version`,
  );
}

function* rowsOf(bytes: Uint8Array, where: string): Generator<RestoredRow> {
  if (bytes[0] === 0x5d) return;
  for (let at = 1, index = 0; ; index += 1) {
    const end = bytes.indexOf(LINE_END, at);
    const line = end < 0 || end - at > LONGEST_LINE ? '' : new TextDecoder().decode(bytes.subarray(at, end));
    const place = `${where}#/transactions/${index}`;
    const last = line.endsWith('}],');
    if (!last && !line.endsWith('},')) {
      throw new ArchiveRefusal('unreadable', 'The data breaks off, or is not as it is exported.', place);
    }
    const row = jsonOf(Buffer.from(line.slice(0, last ? -2 : -1)), place);
    yield checked(RestoredRow, row, place);
    if (last) return;
    at = end + 1;
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown, place: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = (issue?.path ?? []).map(
    (part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`,
  );
  throw new ArchiveRefusal('not-valid', issue?.message ?? 'not valid', place + path.join(''));
}
