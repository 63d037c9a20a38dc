import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from '../../support/client.ts';
import { statementFile } from '../../../bench/statement-file.ts';
import type { Person } from '../support/house.ts';
import { askCommit, settled, stateOf } from '../support/imports.ts';
import type { Program } from '../support/program.ts';
import type { Run, Story } from '../support/story.ts';
import { until } from '../support/wait.ts';

const DAY_MS = 86_400_000;
const OFFSETS = [0, DAY_MS, 0, -DAY_MS, 0];
const ROWS = 10;
const SHIFT = fileURLToPath(new URL('../support/shift-clock.mjs', import.meta.url));

/** The clock of api and worker jumps a day forth, back, further back and forth again, while they run. */
export const clockJumps: Story = {
  name: 'clock jumps',
  async run(run) {
    const { house, invariants, report } = run;
    const file = join(house.postgres.logs, 'clock');
    const set = (offset: number) => writeFileSync(file, `${offset}`);
    set(0);
    const env = { FAULTS_CLOCK: file };
    const api = await house.program('api', 'api-clock', { ...env, WORKER: 'outside' }, [SHIFT]);
    const worker = await house.program('worker', 'worker-clock', env, [SHIFT]);
    await api.start();
    await worker.start();
    const person = await house.person(api.baseUrl);
    const told = new Map<string, string>();
    const wrong: string[] = [];
    for (const [step, offset] of OFFSETS.entries()) {
      set(offset);
      await wait(300); // the worker's has jumped too
      const where = `${step}: ${offset / DAY_MS} d`;
      await until(
        'the clock has jumped',
        async () => Math.abs((await clockOf(api)) - Date.now() - offset) < 60_000,
      );
      wrong.push(
        ...(await signedIn(person, offset > (OFFSETS[step - 1] ?? 0))).map((text) => `${where}: ${text}`),
      );
      wrong.push(...(await endsSession(api, person)).map((text) => `${where}: ${text}`));
      wrong.push(...(await writes(person, step, told)).map((text) => `${where}: ${text}`));
      wrong.push(...(await importsOnce(run, person, step)).map((text) => `${where}: ${text}`));
      await invariants.check(`a clock off by ${where}`);
    }
    wrong.push(...(await oldTokenEnds(api, run)));
    const { rows } = await house.admin((client) =>
      client.query<{ count: string; ids: string[] }>(
        `select count(*), array_agg(id::text) as ids from transactions where purse_id = $1 and import_id is null`,
        [person.purseId],
      ),
    );
    const ids = new Set(rows[0]?.ids);
    const lost = [...told.values()].filter((id) => !ids.has(id)).length;
    const more = Number(rows[0]?.count) - told.size;
    for (const text of wrong) report.violation(`clock ${text}`);
    report.figure(
      `clock jumps: lost, doubled of ${told.size} writes`,
      `${lost}, ${more}`,
      '0, 0',
      lost === 0 && more === 0,
    );
    report.figure(
      'clock jumps: sessions, tokens, jobs and days that misbehave',
      wrong.length,
      '0',
      wrong.length === 0,
    );
    await api.kill();
    await worker.kill();
  },
};

async function clockOf(api: Program): Promise<number> {
  const view = (await (await fetch(`${api.baseUrl}/health`)).json()) as { timestamp: string };
  return Date.parse(view.timestamp);
}

/** A ticket of ten minutes is over a day later; the session itself goes on, and gives a new one. */
async function signedIn({ client }: Person, later: boolean): Promise<string[]> {
  const wrong: string[] = [];
  const before = await client.get('/api/v1/me');
  if (before.status !== (later ? 401 : 200)) wrong.push(`GET /me answered ${before.status}`);
  const renewed = await client.post('/api/v1/auth/refresh');
  if (renewed.status >= 300) wrong.push(`the session does not go on: ${renewed.status}`);
  const after = await client.get('/api/v1/me');
  if (after.status !== 200) wrong.push(`GET /me after the renewal answered ${after.status}`);
  return wrong;
}

/** A second browser of the same person is signed out by the first one, at once. */
async function endsSession(api: Program, person: Person): Promise<string[]> {
  const other = new Client(api.baseUrl);
  const { email, password } = person;
  const signed = await other.post('/api/v1/auth/sign-in', { email, password });
  if (signed.status !== 200) return [`sign-in answered ${signed.status}`];
  if ((await other.get('/api/v1/me')).status !== 200) return ['the second browser is not let in'];
  const sessions = await other.get<{ items: { id: string; current: boolean }[] }>('/api/v1/me/sessions');
  const id = sessions.body.items.find(({ current }) => current)?.id ?? '';
  if (sessions.body.items.length !== 2) return [`${sessions.body.items.length} sessions instead of 2`];
  const ended = await person.client.delete(`/api/v1/me/sessions/${id}`);
  if (ended.status !== 204) return [`the end of a session answered ${ended.status}`];
  const late = await other.get('/api/v1/me');
  return late.status === 401 ? [] : [`a session that was ended is let in: ${late.status}`];
}

/** New rows, and every earlier one once more under its key. */
async function writes(person: Person, step: number, told: Map<string, string>): Promise<string[]> {
  const wrong: string[] = [];
  for (let number = 0; number < ROWS * (step + 1); number += 1) {
    const key = `clock-${number}`;
    const answer = await person.client.post<{ id: string; date: string }>(
      `${person.purse}/transactions`,
      { accountId: person.accountId, date: '2026-03-01', amount: -100 - number },
      { headers: { 'idempotency-key': key } },
    );
    const known = told.get(key);
    if (answer.status !== 201 || (known !== undefined && known !== answer.body.id))
      wrong.push(`${key} answered ${answer.status} ${answer.body.id}, before ${known ?? 'nothing'}`);
    if (answer.body.date !== '2026-03-01') wrong.push(`a row of 1 March became one of ${answer.body.date}`);
    told.set(key, answer.body.id);
  }
  return wrong;
}

async function importsOnce({ house }: Run, person: Person, step: number): Promise<string[]> {
  const rows = 50 + step;
  // Another file each time, into an account of its own.
  const account = await person.client.post<{ id: string }>(`${person.purse}/accounts`, {
    name: `Bank ${step}`,
    kind: 'current',
  });
  const sent = await person.client.upload<{ id: string }>(
    `${person.purse}/imports`,
    'a.csv',
    statementFile(rows),
  );
  const importId = sent.body.id;
  await until('the file is read', async () => (await stateOf(house, importId)).status === 'ready');
  const view = await person.client.get<{ statements: { id: string }[] }>(
    `${person.purse}/imports/${importId}`,
  );
  const [statement] = view.body.statements;
  await person.client.patch(`${person.purse}/imports/${importId}/statements/${statement?.id}`, {
    accountId: account.body.id,
  });
  await askCommit({ person, importId, rows });
  const [end] = await settled(house, [importId], 60);
  const jobs = await house.admin((client) =>
    client.query<{ state: string; retry_count: number }>(
      `select state, retry_count from pgboss.job where data ->> 'importId' = $1 and state <> 'completed'`,
      [importId],
    ),
  );
  const done = end?.status === 'committed' && end.rows === rows;
  return [
    ...(done ? [] : [`an import ended ${end?.status} with ${end?.rows} of ${rows} rows`]),
    ...jobs.rows.filter(({ state }) => state !== 'active').map(({ state }) => `a job is ${state}`),
  ];
}

/** A token that was replaced under a clock a day ahead is no friend's today: it ends the session. */
async function oldTokenEnds(api: Program, { house }: Run): Promise<string[]> {
  const person = await house.person(api.baseUrl);
  const stolen = person.client.cookie('ikpa_refresh') ?? '';
  await person.client.post('/api/v1/auth/refresh');
  await house.admin((client) =>
    client.query(
      `update refresh_tokens t set replaced_at = replaced_at + interval '1 day' from sessions s
        where s.id = t.session_id and s.user_id = $1 and replaced_at is not null`,
      [person.userId],
    ),
  );
  const thief = new Client(api.baseUrl);
  thief.setCookie('ikpa_refresh', stolen, '/api/v1/auth');
  const answer = await thief.post('/api/v1/auth/refresh');
  return answer.status === 401 ? [] : [`a token replaced "tomorrow" is taken again: ${answer.status}`];
}
