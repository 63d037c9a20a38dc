import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { importFile, measureImports } from './imports.ts';
import { peakMb, residentMb } from './memory.ts';
import { newPerson } from './person.ts';
import { measureReads } from './reads.ts';
import { statementFile } from './statement-file.ts';
import { amount } from './table.ts';
import type { Figure } from './table.ts';

/** The running product: its address, its processes, and the three ways into its database. */
export interface Running {
  baseUrl: string;
  pids: { api: number; web: number };
  adminUrl: string;
  ownerUrl: string;
  appUrl: string;
}

const FULL = { importRows: 10_000, rounds: 7, readRounds: 25, largeRows: 100_000, rest: 20_000 };
/** Whether the bench itself works. */
const QUICK = { importRows: 2000, rounds: 3, readRounds: 5, largeRows: 20_000, rest: 3000 };

/**
 * Measures everything on one running product.
 *
 * @param phase shows what is being done and for how long
 */
export async function measure(
  running: Running,
  quick: boolean,
  phase: <T>(label: string, work: () => Promise<T>) => Promise<T>,
): Promise<Figure[]> {
  const size = quick ? QUICK : FULL;
  const { baseUrl, pids } = running;
  const resident = () => [residentMb(pids.api), residentMb(pids.web)];
  const admin = new pg.Client({ connectionString: running.adminUrl });
  await admin.connect();
  try {
    const fresh = await phase('Memory after the start', async () => {
      await wait(size.rest / 2);
      return resident();
    });
    const imports = await phase('Import, the same again, undo and COPY in turns', () =>
      measureImports({ baseUrl, admin, rows: size.importRows, rounds: size.rounds }),
    );
    const used = await phase('Memory after the imports', async () => {
      await wait(size.rest);
      return resident();
    });
    const large = await phase('Memory while a large file comes in', async () => {
      const person = await newPerson(baseUrl);
      const file = statementFile(size.largeRows);
      const began = performance.now();
      const { peak } = await peakMb(pids.api, () => importFile(person, file));
      return { peak, seconds: (performance.now() - began) / 1000 };
    });
    const reads = await phase('Reads of a large purse', () =>
      measureReads({ ...running, rows: size.largeRows, rounds: size.readRounds }),
    );
    return [
      ...imports,
      ...reads,
      idle('memory idle after the start: api with worker + web', fresh),
      idle('memory idle after the imports: api with worker + web', used),
      {
        name: `most memory of the api, import of ${size.largeRows.toLocaleString('en')} rows`,
        value: `${amount(large.peak)} MB, ${large.seconds.toFixed(1)} s`,
        target: '≤ 300 MB; ≤ 60 s',
      },
    ];
  } finally {
    await admin.end();
  }
}

function idle(name: string, parts: readonly number[]): Figure {
  const sum = parts.reduce((total, part) => total + part, 0);
  return { name, value: `${parts.map(amount).join(' + ')} = ${amount(sum)} MB`, target: '≤ 400 MB' };
}
