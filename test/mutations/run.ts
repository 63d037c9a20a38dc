// `npm run test:mutations [-- --seed N --files N --number N]`: reads changed files of every format on all cores. Each
// must end as rows or as a refusal of our own; a file that ends otherwise is written down to be read again.
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { say, seconds } from '../../scripts/console.mjs';
import { judge } from './judge.ts';
import { byFormat, mutant } from './mutate.ts';
import type { Batch, ReaderData, Told } from './reader.ts';
import { samples } from './samples.ts';
import { Tally } from './tally.ts';

const FOLDER = join(fileURLToPath(new URL('../..', import.meta.url)), '.ikpa', 'mutations');
const BATCH = 500;
/** On the clock: a thread that is not given a processor for so long has none to spare. */
const MOST_WALL_MS = 60_000;
const MEMORY_MB = 512;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    files: { type: 'string', default: '1000000' },
    number: { type: 'string' },
  },
});
const seed = Number(values.seed);
const files = Number(values.files);
if (![seed, files, Number(values.number ?? 0)].every(Number.isSafeInteger)) {
  say(
    'Give whole numbers: npm run test:mutations -- --seed 1 --files 1000000, or --number 42 for one file again.',
  );
  process.exit(2);
}
process.exitCode = values.number === undefined ? await readAll() : await readOne(Number(values.number));

/** One file again, by its number. */
async function readOne(number: number): Promise<number> {
  const made = mutant(seed, number, byFormat(samples()));
  const verdict = await judge(made);
  say(`${made.format} (${made.name}), ${made.bytes.length} bytes: ${write(number, made.format, made.bytes)}`);
  say(JSON.stringify(verdict, null, 2));
  return verdict.end === 'unexpected' ? 1 : 0;
}

async function readAll(): Promise<number> {
  const began = Date.now();
  const threads = Math.min(availableParallelism(), Math.ceil(files / BATCH));
  const tally = new Tally();
  let next = 0;
  const take = (): Batch | null => {
    if (next >= files) return null;
    const from = next;
    next = Math.min(files, from + BATCH);
    return { from, to: next };
  };
  say(`mutations: seed ${seed}, ${files.toLocaleString('en')} files on ${threads} threads`);
  const timer = setInterval(() => {
    const left = ((Date.now() - began) / Math.max(1, tally.files)) * (files - tally.files);
    say(`  ${tally.files.toLocaleString('en')} read, ${tally.unexpected} unexpected, ${seconds(left)} left`);
  }, 15_000);
  await Promise.all(Array.from({ length: threads }, () => work(take, tally)));
  clearInterval(timer);
  say(`\n${tally.table()}\n`);
  say(
    `mutations: seed ${seed}, ${tally.files.toLocaleString('en')} files, ${tally.unexpected} unexpected, ${seconds(Date.now() - began)}`,
  );
  return tally.unexpected === 0 && tally.files === files ? 0 : 1;
}

/** Threads in turn, a new one where one hangs or breaks. */
async function work(take: () => Batch | null, tally: Tally): Promise<void> {
  let batch = take();
  while (batch !== null) {
    const broken = await readWith(batch, take, tally);
    if (broken === null) return;
    const { number, to, why } = broken;
    const made = mutant(seed, number, byFormat(samples()));
    tally.add(made.format, { end: 'unexpected', code: null, rows: 0, faults: [why] });
    say(`  ${made.format} ${number}: ${why}: ${write(number, made.format, made.bytes)}`);
    batch = number + 1 < to ? { from: number + 1, to } : take();
  }
}

/** Reads on until nothing is left (null), or tells which file broke the thread, and up to where it was to go. */
function readWith(
  first: Batch,
  take: () => Batch | null,
  tally: Tally,
): Promise<{ number: number; to: number; why: string } | null> {
  return new Promise((resolve) => {
    const now = new Int32Array(new SharedArrayBuffer(4)).fill(-1);
    const worker = new Worker(new URL('reader.ts', import.meta.url), {
      workerData: { seed, now } satisfies ReaderData,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    let batch = first;
    let heard = Date.now();
    const end = (why: string | null): void => {
      clearInterval(watch);
      const number = Atomics.load(now, 0);
      void worker.terminate();
      resolve(why === null ? null : { number: Math.max(number, batch.from), to: batch.to, why });
    };
    const watch = setInterval(() => {
      if (Date.now() - heard > MOST_WALL_MS) end(`does not end within ${MOST_WALL_MS / 1000} s`);
    }, 1000);
    worker.on('error', (error) => end(`broke the thread: ${error.message}`));
    worker.on('message', (told: Told) => {
      heard = Date.now();
      if (told.kind === 'end') {
        tally.add(told.format, told.verdict);
        if (told.bytes === null) return;
        const place = write(told.number, told.format, told.bytes);
        say(`  ${told.format} ${told.number}: ${told.verdict.faults.slice(0, 3).join('; ')}: ${place}`);
        return;
      }
      const more = take();
      if (more === null) return end(null);
      batch = more;
      worker.postMessage(more);
    });
    worker.postMessage(first);
  });
}

function write(number: number, format: string, bytes: Uint8Array): string {
  mkdirSync(FOLDER, { recursive: true });
  const path = join(FOLDER, `${seed}-${number}.${format}`);
  writeFileSync(path, bytes);
  return path;
}
