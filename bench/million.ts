import type pg from 'pg';
import { copyRows, makeCopyTable, rowsOfImport } from './copy.ts';
import { importFile } from './imports.ts';
import { peakMb } from './memory.ts';
import { newPerson } from './person.ts';
import type { Person } from './person.ts';
import { statementFile } from './statement-file.ts';
import { amount } from './table.ts';
import type { Figure } from './table.ts';

/** Rows of one COPY: what is sent at once must be one text. */
const COPIED_AT_ONCE = 100_000;
const AT_ONCE = 4;

interface Large {
  rows: number;
  seconds: number;
  peak: number;
  copySeconds: number;
  /** Why more rows were refused, if they were. */
  refused: string | null;
}

/**
 * The largest file that goes through from upload to committed in an empty purse, beside COPY of the rows it made, and
 * several files at once beside the same one after the other.
 */
export async function measureMillion(given: {
  baseUrl: string;
  admin: pg.Client;
  pids: { api: number };
  quick: boolean;
  phase: <T>(label: string, work: () => Promise<T>) => Promise<T>;
}): Promise<Figure[]> {
  const { quick, phase } = given;
  await makeCopyTable(given.admin);
  const sizes = quick ? [20_000] : [1_000_000, 500_000, 200_000];
  const large = await phase('Import of the largest file', () => largest(given, sizes));
  const each = quick ? 2000 : 25_000;
  const one = statementFile(each);
  const inTurn = await phase(`${AT_ONCE} imports one after the other`, () =>
    timed(async () => {
      for (let n = 0; n < AT_ONCE; n += 1) await importFile(await newPerson(given.baseUrl), one);
    }),
  );
  const together = await phase(`${AT_ONCE} imports at once`, async () => {
    const people: Person[] = [];
    for (let n = 0; n < AT_ONCE; n += 1) people.push(await newPerson(given.baseUrl));
    return timed(() => Promise.all(people.map((person) => importFile(person, one))));
  });
  const rows = large.rows.toLocaleString('en');
  const note = large.refused === null ? '' : ` (more: ${large.refused})`;
  return [
    { name: `COPY ${rows} rows, no index`, value: `${amount(large.copySeconds)} s`, ratio: '1' },
    {
      name: `import ${rows} rows of CSV into an empty purse${note}`,
      value: `${amount(large.seconds)} s`,
      ratio: `${(large.seconds / large.copySeconds).toFixed(1)} ×`,
      target: '≤ 12 × COPY',
    },
    { name: '  most memory of the api meanwhile', value: `${amount(large.peak)} MB` },
    {
      name: `${AT_ONCE} × ${each.toLocaleString('en')} rows at once beside one after the other`,
      value: `${amount(together)} and ${amount(inTurn)} s`,
      ratio: `${(together / inTurn).toFixed(2)} ×`,
      target: 'all finish, ≤ 1 ×',
    },
  ];
}

/** Tries the sizes from the largest on: what an installation has of memory and time decides. */
async function largest(
  { baseUrl, admin, pids }: { baseUrl: string; admin: pg.Client; pids: { api: number } },
  sizes: readonly number[],
): Promise<Large> {
  let refused: string | null = null;
  for (const rows of sizes) {
    const file = statementFile(rows);
    const person = await newPerson(baseUrl);
    const began = performance.now();
    try {
      const { peak, result } = await peakMb(pids.api, () => importFile(person, file));
      const seconds = (performance.now() - began) / 1000;
      const made = await rowsOfImport(admin, result.id);
      if (made.length !== rows) throw new Error(`the import took over ${made.length} rows of ${rows}`);
      let copied = 0;
      for (let at = 0; at < rows; at += COPIED_AT_ONCE)
        copied += await copyRows(admin, made.slice(at, at + COPIED_AT_ONCE));
      return { rows, seconds, peak, copySeconds: copied / 1000, refused };
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('failed:')) throw error;
      refused = error.message;
    }
  }
  throw new Error(`no size went through: ${refused ?? 'none was tried'}`);
}

/** Seconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
