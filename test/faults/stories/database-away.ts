import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Person } from '../support/house.ts';
import { readyImport, askCommit, settled } from '../support/imports.ts';
import type { Program } from '../support/program.ts';
import { send, whyNoProblem } from '../support/send.ts';
import type { Sent } from '../support/send.ts';
import type { Run, Story } from '../support/story.ts';
import { until } from '../support/wait.ts';

const AWAY_MS = 10_000;
/** Longer: readiness excuses slowness for ten seconds after the last good answer, and a server that hangs is slow. */
const FROZEN_MS = 20_000;
/** How long after the server left readiness may still say yes. */
const EXCUSED_MS = { away: 3000, frozen: 13_000 };
const RECOVERY_MUST_MS = 5000;
/** A server that hangs is noticed when new connections wait in vain, after eight seconds. */
const FROZEN_RECOVERY_MUST_MS = 10_000;

/** Postgres is away for ten seconds, or hangs for twenty: honest answers meanwhile, and nobody has to start anything again. */
export const databaseAway: Story = {
  name: 'database away',
  async run(run) {
    const { house } = run;
    const api = await house.program('api', 'api-away', { WORKER: 'outside' });
    const worker = await house.program('worker', 'worker-away');
    await api.start();
    await worker.start();
    const person = await house.person(api.baseUrl);
    const pids = [api.pid, worker.pid];
    await away(run, { api, worker, person }, 'away', async () => {
      await house.postgres.kill();
      await wait(AWAY_MS);
      return () => house.postgres.start();
    });
    await away(run, { api, worker, person }, 'frozen', async () => {
      const thaw = house.postgres.freeze();
      await wait(FROZEN_MS);
      return () => Promise.resolve(thaw());
    });
    const same = api.pid === pids[0] && worker.pid === pids[1] && api.unexpected.length === 0;
    run.report.figure('database away: programs started again', same ? 0 : 1, '0', same);
    const waiting = await readyImport(house, api.baseUrl, 200);
    await askCommit(waiting);
    const [end] = await settled(house, [waiting.importId], 60);
    const done = end?.status === 'committed' && end.rows === 200;
    run.report.figure(
      'database away: the same worker commits an import afterwards',
      end?.status ?? '?',
      'committed',
      done,
    );
    await api.kill();
    await worker.kill();
  },
};

async function away(
  run: Run,
  given: { api: Program; worker: Program; person: Person },
  how: 'away' | 'frozen',
  leave: () => Promise<() => Promise<void>>,
): Promise<void> {
  const { report, invariants } = run;
  const { api, worker, person } = given;
  const agent = new Agent({ keepAlive: true, maxSockets: 40 });
  const cookie = `ikpa_access=${person.client.cookie('ikpa_access') ?? ''}`;
  const answers: { began: number; answer: Sent }[] = [];
  const probes: { at: number; live: number; ready: number }[] = [];
  let asking = true;
  const ask = async (method: string, number: number): Promise<void> => {
    while (asking) {
      const began = performance.now();
      const answer = await send(agent, {
        url: `${api.baseUrl}${person.purse}/transactions`,
        method,
        headers: { cookie },
        ...(method === 'POST'
          ? { body: { accountId: person.accountId, date: '2026-02-01', amount: -100 - number } }
          : {}),
      });
      answers.push({ began, answer });
      await wait(100);
    }
  };
  const probe = async (): Promise<void> => {
    while (asking) {
      const status = (path: string, program: Program) =>
        fetch(`${program.internalUrl}${path}`, { signal: AbortSignal.timeout(5000) }).then(
          (answer) => answer.status,
          () => 0,
        );
      const at = performance.now();
      const [live, ready, workerLive] = await Promise.all([
        status('/live', api),
        status('/ready', api),
        status('/live', worker),
      ]);
      probes.push({ at, live: Math.min(live, workerLive), ready });
      await wait(250);
    }
  };
  const all = [...['GET', 'POST', 'GET', 'POST'].map((method, number) => ask(method, number)), probe()];
  await wait(500);
  const from = performance.now();
  const comeBack = await leave();
  const left = performance.now();
  await comeBack();
  const back = performance.now();
  await until('an answer after the outage', () =>
    answers.some(({ began, answer }) => began > back && answer.status < 300),
  );
  const first = answers.find(({ began, answer }) => began > back && answer.status < 300);
  const recovery = Math.round((first?.began ?? Infinity) - back);
  await until('readiness after the outage', () => api.ready());
  await wait(500);
  asking = false;
  await Promise.all(all);
  agent.destroy();

  const failed = answers.filter(({ answer }) => answer.status >= 300 || answer.status === 0);
  const odd = failed.flatMap(({ answer }) => whyNoProblem(answer) ?? []);
  for (const text of new Set(odd.map((one) => one.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<id>'))))
    report.violation(`database ${how}: ${text}`);
  report.figure(
    `database ${how}: of ${failed.length} failed answers no 503 problem with Retry-After`,
    odd.length,
    '0',
    odd.length === 0 && (failed.length > 0 || how === 'frozen'),
  );
  const during = probes.filter(({ at }) => at > from + EXCUSED_MS[how] && at < left - 2500);
  const alive = probes.filter(({ live }) => live === 200).length;
  report.figure(`database ${how}: alive`, `${alive} of ${probes.length}`, 'all', alive === probes.length);
  const ready = during.filter((one) => one.ready !== 503).length;
  report.figure(
    `database ${how}: ready meanwhile`,
    `${ready} of ${during.length}`,
    '0',
    ready === 0 && during.length > 0,
  );
  const must = how === 'away' ? RECOVERY_MUST_MS : FROZEN_RECOVERY_MUST_MS;
  report.figure(
    `database ${how}: first success after it is back`,
    `${recovery} ms`,
    `<= ${must} ms`,
    recovery <= must,
  );
  await invariants.check(`the database was ${how}`);
}
