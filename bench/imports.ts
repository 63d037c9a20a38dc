import type pg from 'pg';
import type { ImportView } from '../src/features/imports/imports.contract.ts';
import { copyRows, makeCopyTable, rowsOfImport } from './copy.ts';
import { expectStatus, newPerson } from './person.ts';
import type { Person } from './person.ts';
import { processorMs } from './processor.ts';
import { statementFile } from './statement-file.ts';
import { median, ratio, times } from './table.ts';
import type { Figure } from './table.ts';

const MOVING = ['uploaded', 'reading', 'committing', 'undoing'];

/** What the person waits for, in milliseconds, by part. */
interface Waits {
  wall: number;
  upload: number;
  queue: number;
  read: number;
  commit: number;
}

/** Uploads a file, waits for its preview, commits it and waits until its rows are there. */
export async function importFile(person: Person, file: string): Promise<{ id: string; upload: number }> {
  const began = performance.now();
  const path = `${person.purse}/imports`;
  const { id } = expectStatus(await person.client.upload<ImportView>(path, 'statement.csv', file), 202);
  const upload = performance.now() - began;
  await until(person, id, 'ready');
  expectStatus(await person.client.post(`${path}/${id}/commit`), 202);
  await until(person, id, 'committed');
  return { id, upload };
}

/** The import once no job is at work on it, as the web hears of it: its event stream ends then. */
async function until(person: Person, id: string, status: string): Promise<ImportView> {
  const path = `${person.purse}/imports/${id}`;
  for (;;) {
    expectStatus(await person.client.get(`${path}/events`), 200);
    const found = expectStatus(await person.client.get<ImportView>(path), 200);
    if (MOVING.includes(found.status)) continue;
    if (found.status !== status) throw new Error(`${found.status}: ${JSON.stringify(found.problem)}`);
    return found;
  }
}

/** One import with its parts: what the jobs waited and worked is read from the queue's own times. */
async function timedImport(admin: pg.Client, person: Person, file: string): Promise<Waits & { id: string }> {
  const began = performance.now();
  const { id, upload } = await importFile(person, file);
  const wall = performance.now() - began;
  const jobs = await admin.query<{ name: string; waited: number; worked: number }>(
    `select name, extract(epoch from started_on - created_on)::float8 * 1000 as waited,
            extract(epoch from completed_on - started_on)::float8 * 1000 as worked
       from pgboss.job where data ->> 'importId' = $1`,
    [id],
  );
  const worked = (name: string) => jobs.rows.find((job) => job.name === name)?.worked ?? Number.NaN;
  const queue = jobs.rows.reduce((sum, job) => sum + job.waited, 0);
  return { id, wall, upload, queue, read: worked('import.read'), commit: worked('import.commit') };
}

/** The same file once more, until the person reads that nothing in it is new: there is nothing to commit then. */
async function timedAgain(person: Person, file: string): Promise<number> {
  const began = performance.now();
  const path = `${person.purse}/imports`;
  const { id } = expectStatus(await person.client.upload<ImportView>(path, 'statement.csv', file), 202);
  const { counts } = await until(person, id, 'ready');
  const took = performance.now() - began;
  if (counts.new !== 0) throw new Error('the same file brought new rows');
  return took;
}

async function timedUndo(person: Person, id: string): Promise<number> {
  const began = performance.now();
  expectStatus(await person.client.post(`${person.purse}/imports/${id}/undo`), 202);
  await until(person, id, 'undone');
  return performance.now() - began;
}

/** Imports of the same file by new people in alternation with plain COPY of the very rows it made. */
export async function measureImports(given: {
  baseUrl: string;
  admin: pg.Client;
  pids: { api: number; postgres: number };
  rows: number;
  rounds: number;
}): Promise<Figure[]> {
  const { baseUrl, admin, rows, rounds } = given;
  const product = [given.pids.api, given.pids.postgres];
  const file = statementFile(rows);
  await makeCopyTable(admin);
  // One round more, not counted: pools, plans and caches come to be.
  const warm = await newPerson(baseUrl);
  const first = await importFile(warm, file);
  const copied = await rowsOfImport(admin, first.id);
  if (copied.length !== rows) throw new Error(`the import took over ${copied.length} rows of ${rows}`);
  await copyRows(admin, copied);

  const copies: number[] = [];
  const copyWork: number[] = [];
  const importWork: number[] = [];
  const imports: Waits[] = [];
  const again: number[] = [];
  const undos: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const person = await newPerson(baseUrl);
    const before = processorMs([given.pids.postgres]);
    const own = process.cpuUsage();
    copies.push(await copyRows(admin, copied));
    const { user, system } = process.cpuUsage(own);
    copyWork.push(processorMs([given.pids.postgres]) - before + (user + system) / 1000);
    const idle = processorMs(product);
    const one = await timedImport(admin, person, file);
    importWork.push(processorMs(product) - idle);
    imports.push(one);
    again.push(await timedAgain(person, file));
    undos.push(await timedUndo(person, one.id));
  }
  const of = (part: keyof Waits) => imports.map((each) => each[part]);
  const walls = of('wall');
  const share = (part: keyof Waits) => `${Math.round((100 * median(of(part))) / median(walls))} %`;
  const other = imports.map(({ wall, upload, queue, read, commit }) => wall - upload - queue - read - commit);
  const count = rows.toLocaleString('en');
  return [
    { name: `COPY ${count} rows, no index`, value: times(copies), ratio: '1' },
    { name: '  processor time of sender and database', value: times(copyWork), ratio: '1' },
    {
      name: `import ${count} rows of CSV, upload to committed`,
      value: times(walls),
      ratio: ratio(walls, copies),
      target: '≤ 12 × COPY',
    },
    { name: '  upload', value: times(of('upload')), ratio: share('upload') },
    { name: '  wait in the queue (two jobs)', value: times(of('queue')), ratio: share('queue') },
    { name: '  read and match', value: times(of('read')), ratio: share('read') },
    { name: '  commit', value: times(of('commit')), ratio: share('commit') },
    {
      name: '  hearing that it is done',
      value: times(other),
      ratio: `${Math.round((100 * median(other)) / median(walls))} %`,
    },
    {
      name: '  processor time of api and database',
      value: times(importWork),
      ratio: ratio(importWork, copyWork),
      target: '≤ 9 × COPY',
    },
    {
      name: 'the same file again, 0 new rows',
      value: times(again),
      ratio: `${ratio(again, walls)} of import`,
      target: '≤ 0.25 of import',
    },
    {
      name: 'undo',
      value: times(undos),
      ratio: `${ratio(undos, walls)} of import`,
      target: '≤ 0.10 of import',
    },
  ];
}
