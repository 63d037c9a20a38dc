// A thread of `npm run test:mutations`: reads the files of the numbers it is given and tells how each ended.
import { parentPort, workerData } from 'node:worker_threads';
import { judge } from './judge.ts';
import type { Verdict } from './judge.ts';
import { byFormat, mutant } from './mutate.ts';
import { samples } from './samples.ts';

export interface ReaderData {
  seed: number;
  /** The number that is being read, for the one who watches. */
  now: Int32Array;
}

/** The numbers from `from` to below `to`. */
export interface Batch {
  from: number;
  to: number;
}

export type Told =
  | { kind: 'end'; number: number; format: string; verdict: Verdict; bytes: Uint8Array | null }
  | { kind: 'done' };

const { seed, now } = workerData as ReaderData;
const groups = byFormat(samples());

async function read({ from, to }: Batch): Promise<void> {
  for (let number = from; number < to; number += 1) {
    Atomics.store(now, 0, number);
    const made = mutant(seed, number, groups);
    const verdict = await judge(made);
    const bytes = verdict.end === 'unexpected' ? made.bytes : null;
    tell({ kind: 'end', number, format: made.format, verdict, bytes });
  }
  Atomics.store(now, 0, -1);
  tell({ kind: 'done' });
}

function tell(told: Told): void {
  parentPort?.postMessage(told);
}

parentPort?.on('message', (batch: Batch) => void read(batch));
