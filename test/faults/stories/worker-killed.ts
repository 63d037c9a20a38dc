import { setTimeout as wait } from 'node:timers/promises';
import { askCommit, settled, stateOf, upload } from '../support/imports.ts';
import type { ImportState, Waiting } from '../support/imports.ts';
import { Stand } from '../support/stand.ts';
import type { Run, Story } from '../support/story.ts';
import { until } from '../support/wait.ts';

const IMPORTS = 8;
const ROWS = 3000;
/** A job is taken four times, then given up. */
const ATTEMPTS = 4;

/** The worker is killed at any moment of reading and of committing; and again and again on one import. */
export const workerKilled: Story = {
  name: 'worker killed',
  async run(run) {
    const { house, invariants, random, report } = run;
    const api = await house.program('api', 'api-killed', { WORKER: 'outside' });
    const worker = await house.program('worker', 'worker-killed');
    await api.start();
    await worker.start();
    const imports: Waiting[] = [];
    for (let number = 0; number < IMPORTS; number += 1) {
      const person = await house.person(api.baseUrl);
      imports.push({ person, importId: await upload(person, ROWS), rows: ROWS });
      await wait(random.below(500));
      await worker.kill();
      await worker.start();
    }
    const ids = imports.map(({ importId }) => importId);
    const read = await settled(house, ids, 150);
    const unread = read.filter(({ status, rows }) => status !== 'ready' || rows !== 0).length;
    report.figure(
      'worker killed while it read: not read in the end',
      `${unread} of ${IMPORTS}`,
      '0',
      unread === 0,
    );
    await invariants.check('SIGKILL of the worker while it reads');
    for (const one of imports) {
      await askCommit(one);
      await wait(random.below(700));
      await worker.kill();
      await worker.start();
    }
    const ends = await settled(house, ids, 150);
    const halves = ends.filter((end) => !isWholeOrNone(end)).length;
    const done = ends.filter(({ status }) => status === 'committed').length;
    report.figure(
      `worker killed while it committed: neither whole nor nothing (${done} committed)`,
      `${halves} of ${IMPORTS}`,
      '0',
      halves === 0,
    );
    await invariants.check('SIGKILL of the worker while it commits');
    await givesUp(run, { api: api.baseUrl, kill: () => worker.kill(), start: () => worker.start() });
    await api.kill();
    await worker.kill();
  },
};

function isWholeOrNone({ status, rows }: ImportState): boolean {
  return status === 'committed' ? rows === ROWS : status === 'ready' && rows === 0;
}

/** An import that kills its worker each time ends where the person can decide anew, and says so. */
async function givesUp(
  run: Run,
  worker: { api: string; kill: () => Promise<void>; start: () => Promise<void> },
): Promise<void> {
  const { house, invariants, report } = run;
  const stand = new Stand(house);
  await stand.prepare();
  const person = await house.person(worker.api);
  const importId = await upload(person, 100);
  await until('the file is read', async () => (await stateOf(house, importId)).status === 'ready');
  await stand.arm('last statement', importId);
  await askCommit({ person, importId, rows: 100 });
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const backend = await stand.reached('last statement');
    await worker.kill();
    await stand.release(backend);
    if (attempt < ATTEMPTS) await stand.arm('last statement', importId);
    // Nobody waits here for twenty seconds of silence and the pause after it.
    await house.admin((client) =>
      client.query(
        `update pgboss.job set heartbeat_on = heartbeat_on - interval '1 hour', retry_delay = 0
          where data ->> 'importId' = $1 and name = 'import.commit'`,
        [importId],
      ),
    );
    await worker.start();
  }
  const [end] = await settled(house, [importId], 90);
  const told = end?.status === 'ready' && end.rows === 0 && end.problem !== null;
  report.figure(
    `an import that kills its worker ${ATTEMPTS} times ends as`,
    `${end?.status} with ${end?.rows} rows`,
    'ready with 0 rows, and its problem',
    told,
  );
  await invariants.check('four SIGKILLs of the worker on one import');
}
