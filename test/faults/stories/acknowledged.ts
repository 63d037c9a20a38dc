import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { addDays } from '../../../src/domain/calendar.ts';
import type { Random } from '../../../src/domain/prng.ts';
import type { House, Person } from '../support/house.ts';
import type { Program } from '../support/program.ts';
import { send, whyNoProblem } from '../support/send.ts';
import type { Run, Story } from '../support/story.ts';

const FULL = { writes: 20_000, kills: 7 };
const CONTROL = { writes: 2000, kills: 3 };
const QUICK = { writes: 1000, kills: 2 };
const WRITERS = 24;
/** From the start of the database on. */
const RECOVERY_MUST_MS = 5000;

interface Load {
  house: House;
  apis: Program[];
  person: Person;
  random: Random;
  settings: Record<string, string>;
  name: string;
}

interface Outcome {
  /** Number of each write that was answered 201, and the id that was told. */
  acknowledged: Map<number, string>;
  /** How often a write was sent again since no answer or a 503 came. */
  repeated: number;
  /** Answers that no client was promised. */
  odd: string[];
  recoveries: number[];
}

/**
 * Rows typed over HTTP, each sent again with its key until it is answered, while the database is killed: what was
 * acknowledged is there, and nothing twice. The same without waiting for the disk must lose rows: else this could not
 * see a loss.
 */
export const acknowledged: Story = {
  name: 'acknowledged writes',
  async run(run) {
    const { house, invariants, report } = run;
    const apis = [await house.program('api', 'api-writes-1'), await house.program('api', 'api-writes-2')];
    for (const api of apis) await api.start();
    const { writes, kills } = run.quick ? QUICK : FULL;
    const began = Date.now();
    const real = await underKills(run, apis, { writes, kills, settings: {} });
    const seconds = (Date.now() - began) / 1000;
    await invariants.check('SIGKILL of Postgres under writes');
    const { acknowledged: told, repeated, odd, recoveries } = real.outcome;
    report.figure('writes over HTTP acknowledged', told.size, `>= ${writes}`, told.size >= writes);
    report.figure(
      `acknowledged writes lost in ${kills} SIGKILLs of Postgres`,
      real.lost.length,
      '0',
      real.lost.length === 0,
    );
    report.figure(
      `writes doubled by ${repeated} repetitions`,
      real.doubled,
      '0',
      real.doubled === 0 && repeated > 0,
    );
    report.figure(
      'answers meanwhile that are no 201 and no problem with a hint',
      odd.length,
      '0',
      odd.length === 0,
    );
    for (const text of new Set(odd)) report.violation(`under writes: ${text}`);
    const slowest = Math.max(...recoveries);
    report.figure(
      `slowest first write after Postgres is back (${Math.round(told.size / seconds)} writes/s)`,
      `${slowest} ms`,
      `<= ${RECOVERY_MUST_MS} ms`,
      slowest <= RECOVERY_MUST_MS,
    );

    // What is known until here must not be lost with the control.
    await house.admin((client) => client.query('checkpoint'));
    await restart(house, { synchronous_commit: 'off', wal_writer_delay: '2s' });
    const control = await underKills(run, apis, {
      ...(run.quick ? QUICK : CONTROL),
      settings: { synchronous_commit: 'off', wal_writer_delay: '2s' },
    });
    await restart(house, {});
    report.figure(
      `control: lost of ${control.outcome.acknowledged.size} acknowledged with synchronous_commit off`,
      control.lost.length,
      '> 0',
      control.lost.length > 0,
    );
    await invariants.check('the control without synchronous commits');
    for (const api of apis) await api.kill();
  },
};

async function restart(house: House, settings: Record<string, string>): Promise<void> {
  await house.postgres.halt();
  await house.postgres.start(settings);
}

async function underKills(
  run: Run,
  apis: Program[],
  given: { writes: number; kills: number; settings: Record<string, string> },
): Promise<{ outcome: Outcome; lost: number[]; doubled: number }> {
  const { house, random } = run;
  const [first] = apis;
  if (first === undefined) throw new Error('no api');
  const person = await house.person(first.baseUrl);
  const load: Load = {
    house,
    apis,
    person,
    random,
    settings: given.settings,
    name: `${given.writes}`,
  };
  const outcome = await write(load, given.writes, given.kills, run.signal);
  const stored = await house.admin((client) =>
    client.query<{ id: string; description: string }>(
      `select id, description from transactions where purse_id = $1`,
      [person.purseId],
    ),
  );
  const ids = new Set(stored.rows.map((row) => row.id));
  const numbers = new Set(stored.rows.map((row) => row.description));
  const lost = [...outcome.acknowledged].filter(([, id]) => !ids.has(id)).map(([number]) => number);
  return { outcome, lost, doubled: stored.rows.length - numbers.size };
}

/** The person's access cookie, renewed long before its ten minutes are over. */
function renewed({ client }: Person): { current(): string } {
  let at = Date.now();
  return {
    current: () => {
      if (Date.now() - at > 240_000) {
        at = Date.now();
        // A database that is away just now: tried again in four minutes, in time.
        client.post('/api/v1/auth/refresh').catch(() => undefined);
      }
      return `ikpa_access=${client.cookie('ikpa_access') ?? ''}`;
    },
  };
}

async function write(load: Load, writes: number, kills: number, signal: AbortSignal): Promise<Outcome> {
  const { house, apis, person, random } = load;
  const agent = new Agent({ keepAlive: true, maxSockets: WRITERS });
  const cookie = renewed(person);
  const outcome: Outcome = { acknowledged: new Map(), repeated: 0, odd: [], recoveries: [] };
  // Where in the load each kill comes: the seed decides.
  const moments = Array.from({ length: kills }, (_, index) =>
    Math.floor(((index + 0.3 + 0.6 * random.next()) * writes) / (kills + 0.5)),
  );
  const amounts = Array.from({ length: 64 }, () => -(1 + random.below(900_000)));
  let next = 0;
  let backAt: number | null = null;
  const going: { kill: Promise<void> | null } = { kill: null };
  const kill = async () => {
    await house.postgres.kill();
    await house.postgres.start(load.settings);
    backAt = Date.now();
  };
  const one = async (): Promise<void> => {
    while (next < writes) {
      signal.throwIfAborted();
      const number = next;
      next += 1;
      for (let attempt = 0; ; attempt += 1) {
        const api = apis[(number + attempt) % apis.length];
        const answer = await send(agent, {
          url: `${api?.baseUrl}${person.purse}/transactions`,
          method: 'POST',
          headers: { cookie: cookie.current(), 'idempotency-key': `write-${load.name}-${number}` },
          body: {
            accountId: person.accountId,
            date: addDays('2026-01-01', number % 300),
            amount: amounts[number % amounts.length],
            description: `write ${number}`,
          },
        });
        if (answer.status === 201) {
          outcome.acknowledged.set(number, (JSON.parse(answer.body) as { id: string }).id);
          if (backAt !== null && going.kill === null) {
            outcome.recoveries.push(Date.now() - backAt);
            backAt = null;
          }
          break;
        }
        outcome.repeated += 1;
        const why = whyNoProblem(answer);
        if (why !== null) outcome.odd.push(why.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<id>'));
        if (attempt > 600) throw new Error(`a write is never acknowledged: ${why ?? answer.body}`);
        await wait(100);
      }
      if (going.kill === null && (moments[0] ?? Infinity) <= outcome.acknowledged.size) {
        moments.shift();
        going.kill = kill().finally(() => (going.kill = null));
        going.kill.catch(() => undefined); // told at the end
      }
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, one));
  await going.kill;
  agent.destroy();
  return outcome;
}
