import { setTimeout as wait } from 'node:timers/promises';
import { startAi } from '../../support/ai.ts';
import { exportOf } from '../../support/archives.ts';
import { goodAnswer, unreadPdf } from '../../support/unread-pdf.ts';
import type { Person } from '../support/house.ts';
import { askCommit, readyImport, settled, stateOf } from '../support/imports.ts';
import type { Program } from '../support/program.ts';
import type { Run, Story } from '../support/story.ts';
import { until } from '../support/wait.ts';

const ROUNDS = 6;
const QUICK_ROUNDS = 2;
const ROWS = 3000;
/** What the pretended AI's answer costs, as its usage says. */
const ANSWER_COST = 5400;

/** The worker is killed at any moment of two jobs that are no imports: an archive that is taken in, and an AI's reading. */
export const jobsKilled: Story = {
  name: 'other jobs killed',
  async run(run) {
    const { house } = run;
    const vendor = await startAi(async (asked) => {
      await wait(300);
      return { input: goodAnswer(asked) };
    });
    const ai = { ANTHROPIC_API_KEY: 'sk-ant-a-key-of-nobody', AI_BASE_URL: vendor.url };
    const api = await house.program('api', 'api-jobs', { WORKER: 'outside', ...ai });
    const worker = await house.program('worker', 'worker-jobs', ai);
    try {
      await api.start();
      await worker.start();
      await restores(run, api, worker);
      await readings(run, { api, worker, asked: () => vendor.questions.length });
    } finally {
      await api.kill();
      await worker.kill();
      await vendor.stop();
    }
  },
};

async function restores(run: Run, api: Program, worker: Program): Promise<void> {
  const { house, invariants, random, report } = run;
  const first = await readyImport(house, api.baseUrl, ROWS);
  await askCommit(first);
  await settled(house, [first.importId], 60);
  const archive = await exportOf(api, first.person);
  const ids: string[] = [];
  let caught = 0;
  for (let round = 0; round < rounds(run); round += 1) {
    const { client } = await house.person(api.baseUrl);
    const sent = await client.upload<{ id: string }>('/api/v1/restores', 'purse.zip', archive);
    if (sent.status !== 202) throw new Error(`restore: ${sent.status} ${JSON.stringify(sent.body)}`);
    ids.push(sent.body.id);
    await wait(random.below(2500));
    await worker.kill();
    if ((await restoreOf(run, sent.body.id)).status === 'working') caught += 1;
    await worker.start();
  }
  await until(
    'the restores come to rest',
    async () =>
      (await Promise.all(ids.map((id) => restoreOf(run, id)))).every(({ status }) => isOver(status)),
    { seconds: 150, every: 500 },
  ).catch(() => undefined);
  const ends = await Promise.all(ids.map((id) => restoreOf(run, id)));
  const wrong = ends.filter(({ status, purses, rows, imports }) => {
    const once = status === 'done' && purses === 1 && rows === ROWS && imports === 1;
    return !once && !(status === 'failed' && purses === 0);
  });
  const done = ends.filter(({ status }) => status === 'done').length;
  report.figure(
    `worker killed in ${caught} of ${ids.length} restores (${done} done): neither once nor not at all`,
    `${wrong.length}`,
    '0',
    wrong.length === 0,
  );
  await invariants.check('SIGKILL of the worker while it takes archives in');
}

const isOver = (status: string) => status === 'done' || status === 'failed';

/** Where a restore stands, and what its person has beside their own purse. */
async function restoreOf({ house }: Run, id: string) {
  const { rows } = await house.admin((client) =>
    client.query<{ status: string; purses: number; rows: number; imports: number }>(
      `with made as (
         select m.purse_id from restores r join memberships m on m.user_id = r.user_id
           join audit_entries a on a.purse_id = m.purse_id and a.action = 'purse.restored' where r.id = $1)
       select status, (select count(*)::int from made) as purses,
              (select count(*)::int from transactions join made using (purse_id)) as rows,
              (select count(*)::int from imports join made using (purse_id)) as imports
         from restores where id = $1`,
      [id],
    ),
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`restore ${id} is gone`);
  return row;
}

async function readings(
  run: Run,
  { api, worker, asked }: { api: Program; worker: Program; asked: () => number },
): Promise<void> {
  const { house, invariants, random, report } = run;
  const ids: string[] = [];
  let caught = 0;
  for (let round = 0; round < rounds(run); round += 1) {
    const person = await house.person(api.baseUrl);
    const importId = await unread(run, person);
    ids.push(importId);
    const sent = await person.client.post(`${person.purse}/imports/${importId}/ai-reading`);
    if (sent.status !== 202) throw new Error(`reading: ${sent.status} ${JSON.stringify(sent.body)}`);
    await wait(random.below(2500));
    await worker.kill();
    if ((await stateOf(house, importId)).status === 'reading') caught += 1;
    await worker.start();
  }
  const ends = await settled(house, ids, 150);
  const wrong = ends.filter(
    ({ status, rows, problem }) =>
      rows !== 0 || !(status === 'ready' || (status === 'failed' && problem !== null)),
  );
  const read = ends.filter(({ status }) => status === 'ready').length;
  report.figure(
    `worker killed in ${caught} of ${ids.length} readings of an AI (${read} read): neither read nor back`,
    `${wrong.length}`,
    '0',
    wrong.length === 0,
  );
  const { booked, kept, tries } = await moneyOf(run, ids);
  // One try more for each that was killed; what a killed one may have cost stays booked.
  const right =
    tries <= 2 && asked() <= ids.length + caught && booked >= asked() * ANSWER_COST && booked >= kept;
  report.figure(
    `an AI asked ${asked()} times for ${ids.length} readings: booked, in millionths of a dollar`,
    `${booked}, of which ${kept} with their purses; a job tried ${tries} times`,
    `at least ${asked() * ANSWER_COST}; twice at most`,
    right,
  );
  await invariants.check('SIGKILL of the worker while an AI reads');
}

/** A PDF that our own reader could not read, of somebody who lets the AI try. */
async function unread({ house }: Run, { client, purse }: Person): Promise<string> {
  await client.request('PUT', `${purse}/ai/consent`);
  const sent = await client.upload<{ id: string }>(`${purse}/imports`, 'february.pdf', unreadPdf());
  if (sent.status !== 202) throw new Error(`upload: ${sent.status} ${JSON.stringify(sent.body)}`);
  const [end] = await settled(house, [sent.body.id], 60);
  if (end?.status !== 'failed') throw new Error(`a PDF that nobody can read is ${end?.status}`);
  return sent.body.id;
}

async function moneyOf({ house }: Run, ids: readonly string[]) {
  const { rows } = await house.admin((client) =>
    client.query<{ booked: number; kept: number; tries: number }>(
      `select (select sum(micro_dollars)::int from ai_months) as booked,
              (select coalesce(sum(micro_dollars), 0)::int from ai_usage) as kept,
              (select max(retry_count)::int + 1 from pgboss.job
                where name = 'import.ai' and data ->> 'importId' = any($1)) as tries`,
      [ids],
    ),
  );
  const [row] = rows;
  if (row === undefined) throw new Error('nothing is booked');
  return row;
}

const rounds = ({ quick }: Run) => (quick ? QUICK_ROUNDS : ROUNDS);
