// A process of the bench: `time ROUNDS SHARE` reads every format in turns with the plain splitter, `memory FILE ROWS` reads one
// file. Says what it found as one line of JSON.
import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { readStatementFile } from '../src/features/imports/formats/read-file.ts';
import { FORMAT_FILES, FORMAT_ROWS } from './format-files.ts';
import { splitCsv } from './split-csv.ts';

/** Milliseconds of a processor, round by round. */
export interface FormatTimes {
  rows: number;
  bytes: number;
  took: number[];
  split: number[];
}

const [kind, first = '', second = ''] = process.argv.slice(2);
const found =
  kind === 'time' ? await times(Number(first), Number(second)) : await memory(first, Number(second));
process.stdout.write(`${JSON.stringify(found)}\n`);

async function times(rounds: number, share: number): Promise<Record<string, FormatTimes>> {
  const all: Record<string, FormatTimes> = {};
  for (const [format, most] of Object.entries(FORMAT_ROWS)) {
    const rows = Math.round(most * share);
    const table = FORMAT_FILES['CSV']?.(rows) ?? Buffer.alloc(0);
    const bytes = FORMAT_FILES[format]?.(rows) ?? table;
    const work = format === 'papaparse' ? () => splitByPapa(table, rows) : () => read(bytes, rows);
    const one: FormatTimes = { rows, bytes: bytes.length, took: [], split: [] };
    // The first rounds are not counted: the engine learns the code.
    for (let round = -2; round < rounds; round += 1) {
      const split = await timed(() => splitCsv(table));
      const took = await timed(work);
      if (round < 0) continue;
      one.split.push(split);
      one.took.push(took);
    }
    all[format] = one;
  }
  return all;
}

async function timed(work: () => unknown): Promise<number> {
  globalThis.gc?.();
  const began = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

async function read(bytes: Uint8Array, rows: number): Promise<void> {
  const file = await readStatementFile(bytes, { country: 'NG' });
  const taken = file.statements.reduce((sum, one) => sum + one.rows.booked, 0);
  if (taken !== rows) throw new Error(`${taken} rows of ${rows} were read: ${file.error?.why ?? 'no error'}`);
}

/** The package that takes our tables apart, by itself. */
function splitByPapa(bytes: Uint8Array, rows: number): void {
  const lines: string[][] = [];
  Papa.parse<string[]>(new TextDecoder().decode(bytes), { step: ({ data }) => void lines.push(data) });
  if (lines.length <= rows) throw new Error('lines were lost');
}

async function memory(path: string, rows: number): Promise<{ peakMb: number }> {
  await read(readFileSync(path), rows);
  return { peakMb: process.resourceUsage().maxRSS / 1024 };
}
