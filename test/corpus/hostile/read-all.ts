// A process of its own, with the memory of the thread that reads statements, that reads the files it is told one after
// the other: how each ended, what it took of a processor, and what all of them took of memory at most.
import { readFileSync } from 'node:fs';
import { listedStatement } from '../../../src/features/imports/formats/listed.ts';
import { readStatementFile } from '../../../src/features/imports/formats/read-file.ts';

export interface Told {
  ends: (
    | { code: string; where: string | null; why: string }
    | { rows: number; rejected: string[]; proofs: string[] }
  )[];
  /** What each took, in times of what an honest file of 20,000 rows takes on this machine at this moment. */
  honestFiles: number[];
  /** Beyond what the process had after it had read a small file. */
  peakMegabytes: number;
}

const MEGABYTE = 1024 * 1024;
const read = (bytes: Uint8Array) => readStatementFile(bytes, { country: 'NG' });

/** On Linux of this program alone: what the system tells elsewhere counts in what the one had that started it. */
function mostMemory(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024;
}

async function cpuSecondsOf<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, seconds: (user + system) / 1e6 };
}

const HONEST = Buffer.from(
  `Date,Narration,Amount\n${Array.from({ length: 20_000 }, (_, at) => `13/03/2026,SHOP ${at},-${at}.00\n`).join('')}`,
);
/** The quickest of three: the first is cold. */
async function honestSeconds(): Promise<number> {
  const all: number[] = [];
  for (let time = 0; time < 3; time += 1) all.push((await cpuSecondsOf(() => read(HONEST))).seconds);
  return Math.min(...all);
}

await read(Buffer.from('Date,Narration,Amount\n13/03/2026,SHOP,-1.00\n'));
const idle = process.memoryUsage.rss();
const told: Told = { ends: [], honestFiles: [], peakMegabytes: 0 };
let honest = await honestSeconds();
for (const path of process.argv.slice(2)) {
  // What is left of one file is none of the next one's.
  globalThis.gc?.();
  const { result, seconds } = await cpuSecondsOf(() => read(readFileSync(path)));
  const { error, rowCount, statements } = result;
  // A machine that others use is slower at one moment than at another.
  if (seconds > 20 * honest) honest = Math.max(await honestSeconds(), 1e-3);
  told.honestFiles.push(seconds / honest);
  told.ends.push(
    error === null
      ? {
          rows: rowCount,
          rejected: statements.flatMap((one) => listedStatement(one).rejected.map(({ code }) => code)),
          proofs: statements.map(({ proof }) => proof.state),
        }
      : { code: error.code, where: error.where ?? null, why: error.why },
  );
}
told.peakMegabytes = (mostMemory() - idle) / MEGABYTE;
process.stdout.write(JSON.stringify(told));
