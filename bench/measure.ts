import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { measureActual } from './actual.ts';
import { importFile, measureImports } from './imports.ts';
import { measureLayers } from './layers.ts';
import { peakMb, residentMb } from './memory.ts';
import { newPerson } from './person.ts';
import { fillPurses, measureReads } from './reads.ts';
import { statementFile } from './statement-file.ts';
import { amount, times } from './table.ts';
import type { Figure } from './table.ts';
import { measureLoad } from './under-load.ts';

/** The running product: its address, its processes, and the three ways into its database. */
export interface Running {
  baseUrl: string;
  pids: { api: number; web: number; postgres: number };
  adminUrl: string;
  ownerUrl: string;
  appUrl: string;
  /** The environment of the api. */
  env: Record<string, string>;
}

const FULL = {
  importRows: 10_000,
  rounds: 7,
  readRounds: 15,
  largeRows: 100_000,
  largeRounds: 3,
  rest: 20_000,
  purseRows: 1_000_000,
  otherRows: 100_000,
  requests: 20_000,
  layerRequests: 1000,
  longRest: 600_000,
};
/** Whether the bench itself works. */
const QUICK = {
  importRows: 2000,
  rounds: 3,
  readRounds: 5,
  largeRows: 20_000,
  largeRounds: 1,
  rest: 3000,
  purseRows: 40_000,
  otherRows: 10_000,
  requests: 1000,
  layerRequests: 300,
  longRest: 5000,
};

/**
 * Measures everything on one running product. Each part's figures are there as soon as it is done, so that one that
 * breaks takes none of the others away.
 *
 * @param phase shows what is being done and for how long
 * @param actual the folder for Actual's library, where it is to be measured beside
 */
export async function measure(
  running: Running,
  quick: boolean,
  phase: <T>(label: string, work: () => Promise<T>) => Promise<T>,
  figures: Figure[],
  actual: string | null,
): Promise<void> {
  const size = quick ? QUICK : FULL;
  const { baseUrl, pids } = running;
  const resident = async (rest: number) => {
    await wait(rest);
    return [residentMb(pids.api), residentMb(pids.web)];
  };
  const rows = size.largeRows.toLocaleString('en');
  const admin = new pg.Client({ connectionString: running.adminUrl });
  await admin.connect();
  try {
    const fresh = await phase('Memory after the start', () => resident(size.rest / 2));
    figures.push(idle('memory idle after the start: api with worker + web', fresh));
    const imports = await phase('Import, the same again, undo and COPY in turns', () =>
      measureImports({ baseUrl, admin, pids, rows: size.importRows, rounds: size.rounds }),
    );
    figures.unshift(...imports);
    const used = await phase('Memory after the imports', () => resident(size.rest));
    figures.push(idle('memory idle after the imports: api with worker + web', used));
    const large = await phase(`Memory while ${rows} rows come in`, async () => {
      const person = await newPerson(baseUrl);
      const file = statementFile(size.largeRows);
      const began = performance.now();
      const { peak } = await peakMb(pids.api, () => importFile(person, file));
      return { peak, seconds: (performance.now() - began) / 1000 };
    });
    figures.push({
      name: `most memory of the api, import of ${rows} rows`,
      value: `${amount(large.peak)} MB, ${large.seconds.toFixed(1)} s`,
      target: '≤ 300 MB; ≤ 60 s',
    });
    figures.push(
      ...(await phase(`The same with ${rows} rows`, () =>
        measureImports({ baseUrl, admin, pids, rows: size.largeRows, rounds: size.largeRounds }),
      )),
    );
    const filling = { baseUrl, ownerUrl: running.ownerUrl, rows: size.purseRows, others: size.otherRows };
    const purses = await phase('Fill two purses', () => fillPurses(filling));
    const reads = await phase('Reads of a large purse', () =>
      measureReads({
        ...purses,
        appUrl: running.appUrl,
        rows: size.purseRows,
        others: size.otherRows,
        rounds: size.readRounds,
      }),
    );
    figures.splice(imports.length, 0, ...reads);
    const layers = await phase('The list route, layer by layer', () =>
      measureLayers({
        person: purses.person,
        env: running.env,
        requests: size.layerRequests,
        rounds: size.rounds,
      }),
    );
    figures.splice(imports.length + reads.length, 0, ...layers);
    const late = await phase('Imports beside so many rows', async () => {
      const walls: number[] = [];
      for (let round = 0; round < size.rounds; round += 1) {
        const person = await newPerson(baseUrl);
        const file = statementFile(size.importRows);
        const began = performance.now();
        await importFile(person, file);
        walls.push(performance.now() - began);
      }
      return walls;
    });
    figures.push({
      name: `import beside ${(size.purseRows + size.otherRows).toLocaleString('en')} rows`,
      value: times(late),
      target: '≤ 1.5 × import',
    });
    figures.push(
      ...(await phase('Many clients, imports beside them, rest', () =>
        measureLoad({ baseUrl, pids, person: purses.person, requests: size.requests, restMs: size.longRest }),
      )),
    );
    if (actual === null) return;
    figures.push(
      ...(await phase('Actual in turns with Ikpa', () =>
        measureActual({ baseUrl, folder: actual, rows: size.importRows, rounds: Math.min(5, size.rounds) }),
      )),
    );
  } finally {
    await admin.end();
  }
}

function idle(name: string, parts: readonly number[]): Figure {
  const sum = parts.reduce((total, part) => total + part, 0);
  return { name, value: `${parts.map(amount).join(' + ')} = ${amount(sum)} MB`, target: '≤ 400 MB' };
}
