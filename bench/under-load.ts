import { setTimeout as wait } from 'node:timers/promises';
import { importFile } from './imports.ts';
import { residentMb } from './memory.ts';
import { newPerson } from './person.ts';
import type { Person } from './person.ts';
import { statementFile } from './statement-file.ts';
import { amount } from './table.ts';
import type { Figure } from './table.ts';

const PATHS = ['/transactions?limit=50', '/position', '/accounts', '/transactions?limit=50&q=market'];

/** What stands at the given share of the sorted values. */
function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** `clients` people's screens at once, each asking on until `requests` were asked in all. */
async function ask(
  person: Person,
  clients: number,
  requests: number,
): Promise<{ took: number[]; failed: number }> {
  const took: number[] = [];
  let [begun, failed] = [0, 0];
  const one = async () => {
    while (begun < requests) {
      begun += 1;
      const path = PATHS[begun % PATHS.length] ?? '';
      const began = performance.now();
      const { status } = await person.client.get(`${person.purse}${path}`);
      took.push(performance.now() - began);
      if (status !== 200) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, one));
  return { took, failed };
}

/** How long the API takes to say that it is well, asked again and again while `work` runs. */
async function health(baseUrl: string, work: Promise<unknown>): Promise<number[]> {
  let working = true;
  void work.finally(() => (working = false)).catch(() => undefined);
  const took: number[] = [];
  while (working) {
    const began = performance.now();
    await (await fetch(`${baseUrl}/health`)).text();
    took.push(performance.now() - began);
    await wait(20);
  }
  await work;
  return took;
}

/** Many clients at once, answers while imports run, and memory after long use. */
export async function measureLoad(given: {
  baseUrl: string;
  pids: { api: number; web: number };
  person: Person;
  requests: number;
  restMs: number;
}): Promise<Figure[]> {
  const { baseUrl, pids, person } = given;
  await ask(person, 8, 200);
  const idleMb = residentMb(pids.api) + residentMb(pids.web);
  const quiet = await health(baseUrl, wait(6000));
  const busy = await health(
    baseUrl,
    Promise.all([0, 1].map(async () => importFile(await newPerson(baseUrl), statementFile(given.requests)))),
  );
  const { took, failed } = await ask(person, 50, given.requests);
  await wait(given.restMs);
  const restedMb = residentMb(pids.api) + residentMb(pids.web);
  const times = (x: number, y: number) => `${(x / y).toFixed(2)} ×`;
  return [
    {
      name: `50 clients, ${given.requests.toLocaleString('en')} requests: 95th beside 50th percentile`,
      value: `${amount(at(took, 0.95))} and ${amount(at(took, 0.5))} ms, ${failed} failed`,
      ratio: times(at(took, 0.95), at(took, 0.5)),
      target: '≤ 3 ×, 0 failed',
    },
    {
      name: '/health, 99th percentile, two imports beside idle',
      value: `${amount(at(busy, 0.99))} and ${amount(at(quiet, 0.99))} ms (${busy.length} and ${quiet.length} asked)`,
      ratio: times(at(busy, 0.99), at(quiet, 0.99)),
      target: '≤ 3 ×',
    },
    {
      name: `memory after that and ${given.restMs / 1000} s of rest, api and web, beside before`,
      value: `${amount(restedMb)} and ${amount(idleMb)} MB`,
      ratio: times(restedMb, idleMb),
      target: '≤ 1.5 ×',
    },
  ];
}
