import { Agent } from 'node:http';
import { Redis } from 'ioredis';
import type { Person } from '../support/house.ts';
import type { Program } from '../support/program.ts';
import { OwnRedis } from '../support/redis.ts';
import { send } from '../support/send.ts';
import type { Story } from '../support/story.ts';
import { until } from '../support/wait.ts';

const REQUESTS = 500;
const AT_ONCE = 20;
const LIMIT = 60;
const GUESSES = 10;

/** Redis is flushed, killed and started again under 500 requests: none fails for it, and limits still hold. */
export const redisAway: Story = {
  name: 'redis away',
  async run({ house, invariants, report }) {
    const redis = await OwnRedis.start();
    try {
      const free = await house.program('api', 'api-redis', { REDIS_URL: redis.url });
      const limited = await house.program('api', 'api-limited', {
        REDIS_URL: redis.url,
        RATE_LIMIT_PER_MINUTE: `${LIMIT}`,
      });
      await free.start();
      await limited.start();
      const person = await house.person(free.baseUrl);

      const control = new Redis(redis.url, { lazyConnect: true });
      await control.connect();
      const moments: [number, () => Promise<unknown>][] = [
        [100, () => control.flushall().finally(() => control.disconnect())],
        [200, () => redis.kill()],
        [400, () => redis.start()],
      ];
      const statuses = await underRequests(free, person, moments);
      const failed = statuses.filter((status) => status >= 500 || status === 0).length;
      report.figure(
        `Redis flushed, killed, started under ${statuses.length} requests: failed`,
        failed,
        '0',
        failed === 0,
      );

      await until('the program finds Redis again', () => redisUp(limited));
      const withRedis = await accepted(limited, person);
      report.figure(
        `of ${LIMIT * 2} requests let through, Redis there`,
        withRedis,
        `${LIMIT}`,
        withRedis === LIMIT,
      );
      await redis.kill();
      await until('the program notices', async () => !(await redisUp(limited)));
      const without = await accepted(limited, person);
      // From now on counted in the process; sooner or later Redis's count and its own never add up to more than two.
      report.figure(
        `of ${LIMIT * 2} more let through, Redis killed`,
        without,
        `<= ${LIMIT}`,
        without <= LIMIT && without > 0,
      );
      const guesses = await guessed(free, person);
      report.figure(
        'wrong passwords looked at, Redis killed',
        guesses,
        `<= ${GUESSES}`,
        guesses <= GUESSES && guesses > 0,
      );
      await invariants.check('Redis flushed and killed');
      await free.kill();
      await limited.kill();
    } finally {
      await redis.stop();
    }
  },
};

async function underRequests(
  api: Program,
  person: Person,
  moments: [number, () => Promise<unknown>][],
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const cookie = `ikpa_access=${person.client.cookie('ikpa_access') ?? ''}`;
  const statuses: number[] = [];
  const faults: Promise<unknown>[] = [];
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < REQUESTS) {
      const number = next;
      next += 1;
      const write = number % 3 === 0;
      const { status } = await send(agent, {
        url: `${api.baseUrl}${person.purse}/transactions`,
        method: write ? 'POST' : 'GET',
        headers: { cookie },
        ...(write ? { body: { accountId: person.accountId, date: '2026-02-01', amount: -1 - number } } : {}),
      });
      statuses.push(status);
      const due = moments[0];
      if (due !== undefined && statuses.length >= due[0]) {
        moments.shift();
        faults.push(due[1]());
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  await Promise.all(faults);
  agent.destroy();
  return statuses;
}

async function redisUp(api: Program): Promise<boolean> {
  const answer = await fetch(`${api.internalUrl}/ready`);
  const view = (await answer.json()) as { services: { redis: string } };
  return view.services.redis === 'connected';
}

/** How many of twice the limit's requests are let through, sent at once. */
async function accepted(api: Program, person: Person): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const cookie = `ikpa_access=${person.client.cookie('ikpa_access') ?? ''}`;
  const asked = Array.from({ length: LIMIT * 2 }, () =>
    send(agent, { url: `${api.baseUrl}/api/v1/me`, method: 'GET', headers: { cookie } }),
  );
  const answers = await Promise.all(asked);
  agent.destroy();
  const odd = answers.find(({ status }) => status !== 200 && status !== 429);
  if (odd !== undefined) throw new Error(`under the limit: ${odd.status} ${odd.body}`);
  return answers.filter(({ status }) => status === 200).length;
}

/** How many wrong passwords for one account are looked at before the door closes. */
async function guessed(api: Program, person: Person): Promise<number> {
  let looked = 0;
  for (let attempt = 0; attempt < GUESSES * 2; attempt += 1) {
    const answer = await fetch(`${api.baseUrl}/api/v1/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-ikpa-client': 'test' },
      body: JSON.stringify({ email: person.email, password: `not it ${attempt}` }),
    });
    if (answer.status >= 500) throw new Error(`sign-in answered ${answer.status}`);
    if (answer.status !== 429) looked += 1;
  }
  return looked;
}
