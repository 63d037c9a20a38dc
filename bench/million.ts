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
/** A tenth of the largest file: what ten times the rows take is told beside it. */
const TENTH = 10;
const AT_ONCE = 4;

/** The product, and a way into its database. */
interface Running {
  baseUrl: string;
  admin: pg.Client;
  pids: { api: number };
}

interface Imported {
  rows: number;
  seconds: number;
  /** Most MB of the api meanwhile. */
  peak: number;
  copySeconds: number;
}

interface Large extends Imported {
  /** Why more rows were refused, if they were. */
  refused: string | null;
}

/**
 * The largest file that goes through from upload to committed in an empty purse, beside COPY of the rows it made, and
 * several files at once beside the same one after the other.
 */
export async function measureMillion(
  given: Running & {
    quick: boolean;
    phase: <T>(label: string, work: () => Promise<T>) => Promise<T>;
  },
): Promise<Figure[]> {
  const { quick, phase } = given;
  await makeCopyTable(given.admin);
  const sizes = quick ? [20_000] : [1_000_000, 500_000, 200_000];
  const tenth = await phase('Import of a tenth', () => imported(given, (sizes[0] ?? 0) / TENTH));
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
      name: `import ${tenth.rows.toLocaleString('en')} rows; for as many rows, the largest takes`,
      value: `${amount(tenth.seconds)} s`,
      ratio: `${((large.seconds / tenth.seconds) * (tenth.rows / large.rows)).toFixed(2)} ×`,
      target: '≤ 1.2 × (linear)',
    },
    { name: '  most memory of the api meanwhile', value: `${amount(tenth.peak)} MB`, target: '≤ 300 MB' },
    {
      name: `${AT_ONCE} × ${each.toLocaleString('en')} rows at once beside one after the other`,
      value: `${amount(together)} and ${amount(inTurn)} s`,
      ratio: `${(together / inTurn).toFixed(2)} ×`,
      target: 'all finish, ≤ 1 ×',
    },
  ];
}

/** Tries the sizes from the largest on: what an installation has of memory and time decides. */
async function largest(on: Running, sizes: readonly number[]): Promise<Large> {
  let refused: string | null = null;
  for (const rows of sizes) {
    try {
      return { ...(await imported(on, rows)), refused };
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('failed:')) throw error;
      refused = error.message;
    }
  }
  throw new Error(`no size went through: ${refused ?? 'none was tried'}`);
}

/** Imports a file of so many rows, and copies what it made. */
async function imported({ baseUrl, admin, pids }: Running, rows: number): Promise<Imported> {
  const file = statementFile(rows);
  const person = await newPerson(baseUrl);
  const began = performance.now();
  const { peak, result } = await peakMb(pids.api, () => importFile(person, file));
  const seconds = (performance.now() - began) / 1000;
  let [made, copied] = [0, 0];
  let after: string | undefined;
  do {
    const some = await rowsOfImport(admin, result.id, { ...(after && { after }), most: COPIED_AT_ONCE });
    after = some.length < COPIED_AT_ONCE ? undefined : String(some.at(-1)?.[0]);
    made += some.length;
    copied += await copyRows(admin, some);
  } while (after !== undefined);
  if (made !== rows) throw new Error(`the import took over ${made} rows of ${rows}`);
  return { rows, seconds, peak, copySeconds: copied / 1000 };
}

/** Seconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
