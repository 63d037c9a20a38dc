import type { House } from '../support/house.ts';
import { askCommit, readyImport, settled, stateOf } from '../support/imports.ts';
import type { Waiting } from '../support/imports.ts';
import type { Program } from '../support/program.ts';
import { Stand } from '../support/stand.ts';
import type { Place } from '../support/stand.ts';
import { shuffled } from '../support/story.ts';
import type { Run, Story } from '../support/story.ts';

const RUNS = 5;
const QUICK_RUNS = 1;
/** Over one chunk of 5,000 rows where a second one is needed; small elsewhere. */
const LARGE = 5200;
const SMALL = 120;

const VICTIMS = ['worker', 'api in small mode', 'Postgres'] as const;
type Victim = (typeof VICTIMS)[number];

const POINTS: Record<string, { at: (victim: Victim) => Place; rows: number; kept: boolean }> = {
  'after the first chunk': { at: () => 'second chunk', rows: LARGE, kept: false },
  'before the rollups': { at: () => 'rollups', rows: SMALL, kept: false },
  // A program is killed before it says `commit`, the database while it carries that out.
  'before the commit': {
    at: (victim) => (victim === 'Postgres' ? 'commit' : 'last statement'),
    rows: SMALL,
    kept: false,
  },
  'after the commit, before the answer': { at: () => 'answer', rows: SMALL, kept: true },
};

interface Killed extends Waiting {
  victim: Victim;
  point: string;
}

/** SIGKILL at four points of an import's commit: all or nothing, and never twice. */
export const commitKilled: Story = {
  name: 'commit killed',
  async run(run) {
    const { house, invariants, random, report } = run;
    const stand = new Stand(house);
    await stand.prepare();
    const killed: Killed[] = [];
    const wrong: string[] = [];
    for (const victim of shuffled<Victim>(VICTIMS, random)) {
      const outcome = await killAll(run, stand, victim);
      killed.push(...outcome.killed);
      wrong.push(...outcome.wrong);
    }
    // A worker that says nothing for twenty seconds counts as dead: its jobs are taken again.
    const worker = await house.program('worker', 'worker-afterwards');
    await worker.start();
    const ids = killed.map(({ importId }) => importId);
    const ends = await settled(house, ids, 150);
    await worker.kill();
    killed.forEach(({ victim, point, rows, importId }, index) => {
      const end = ends[index];
      // Rolled back and given up would be right too, where it can be committed again; nothing gives up here.
      if (end?.status !== 'committed' || end.rows !== rows)
        wrong.push(`${victim} ${point}: ${importId} ended ${end?.status} with ${end?.rows} of ${rows} rows`);
    });
    await invariants.check('the recovery from every SIGKILL in a commit');
    for (const text of wrong) report.violation(text);
    for (const victim of VICTIMS) {
      for (const point of Object.keys(POINTS)) {
        const name = `SIGKILL of ${victim} ${point}: halves or doubles`;
        const runs = killed.filter((one) => one.victim === victim && one.point === point).length;
        const bad = wrong.filter((text) => text.startsWith(`${victim} ${point}:`)).length;
        report.figure(name, `${bad} of ${runs}`, '0', bad === 0 && runs > 0);
      }
    }
  },
};

async function killAll(
  run: Run,
  stand: Stand,
  victim: Victim,
): Promise<{ killed: Killed[]; wrong: string[] }> {
  const { house, invariants, random } = run;
  const small = victim === 'api in small mode';
  const api = await house.program('api', small ? 'api-small' : `api-${victim.toLowerCase()}`, {
    WORKER: small ? 'inside' : 'outside',
  });
  const worker = small ? null : await house.program('worker', `worker-${victim.toLowerCase()}`);
  await api.start();
  await worker?.start();
  const runs = run.quick ? QUICK_RUNS : RUNS;
  const points = Object.keys(POINTS).flatMap((point) => Array<string>(runs).fill(point));
  const killed: Killed[] = [];
  const wrong: string[] = [];
  for (const point of shuffled(points, random)) {
    run.signal.throwIfAborted();
    const outcome = await killOnce({ house, stand, victim, api, worker, point });
    killed.push(outcome.killed);
    wrong.push(...outcome.wrong);
    await invariants.check(`SIGKILL of ${victim} ${point}`);
  }
  await api.kill();
  await worker?.kill();
  return { killed, wrong };
}

async function killOnce(given: {
  house: House;
  stand: Stand;
  victim: Victim;
  api: Program;
  worker: Program | null;
  point: string;
}): Promise<{ killed: Killed; wrong: string[] }> {
  const { house, stand, victim, api, worker, point } = given;
  const { at, rows, kept } = POINTS[point] ?? { at: () => 'commit' as const, rows: SMALL, kept: false };
  const place = at(victim);
  const waiting = await readyImport(house, api.baseUrl, rows);
  await stand.arm(place, waiting.importId);
  await askCommit(waiting);
  const backend = await stand.reached(place);
  if (victim === 'Postgres') {
    await house.postgres.kill();
    await house.postgres.start();
  } else await (worker ?? api).kill();
  await stand.release(backend);
  const wrong: string[] = [];
  const { rows: stored, status } = await stateOf(house, waiting.importId);
  // Where the job was taken again already, it ended; else it is as the kill left it.
  const right = kept || status === 'committed' ? stored === rows : stored === 0;
  if (!right || (kept && status !== 'committed'))
    wrong.push(`${victim} ${point}: right after the kill ${stored} of ${rows} rows, ${status}`);
  if (victim !== 'Postgres') await (worker ?? api).start();
  return { killed: { ...waiting, victim, point }, wrong };
}
