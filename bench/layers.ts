import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Person } from './person.ts';
import { median, ratio } from './table.ts';
import type { Figure } from './table.ts';

const CLIENTS = 4;

const LAYERS = [
  ['sql', 'the prepared statement behind bare Fastify'],
  ['door', '… and the transaction in the purse, through the ORM’s driver'],
  ['read', '… and the read model, with its splits'],
  ['route', '… and the whole route: session, guards, limits, schema, headers, log'],
] as const;

/**
 * Processor time of a process per answer of the list route, layer by layer and in turns: what the database does for it
 * is not in it, nor is the client.
 */
export async function measureLayers(given: {
  person: Person;
  env: Record<string, string>;
  requests: number;
  rounds: number;
}): Promise<Figure[]> {
  const { person, env, requests, rounds } = given;
  const child = fork(fileURLToPath(new URL('layers-server.mjs', import.meta.url)), {
    env: { ...env, BENCH_PURSE: person.purseId, BENCH_USER: person.userId },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  try {
    const [ports] = (await once(child, 'message')) as [{ bare: number; app: number }];
    const headers = { cookie: `ikpa_access=${person.client.cookie('ikpa_access') ?? ''}` };
    const url = (layer: string): string =>
      layer === 'route'
        ? `http://127.0.0.1:${ports.app}${person.purse}/transactions?limit=50`
        : `http://127.0.0.1:${ports.bare}/${layer}`;
    const taken = LAYERS.map((): number[] => []);
    for (let round = -1; round < rounds; round += 1) {
      for (const [index, [layer]] of LAYERS.entries()) {
        await said(child, 'begin');
        await askAll(() => ask(agent, url(layer), headers), requests);
        const ms = Number(await said(child, 'end'));
        // The first round warms up.
        if (round >= 0) taken[index]?.push(ms / requests);
      }
    }
    return LAYERS.map(([, name], index) => {
      const values = taken[index] ?? [];
      return {
        name: index === 0 ? `list route, processor time of Node: ${name}` : `  ${name}`,
        value: `${median(values).toFixed(2)} ms`,
        ratio: index === 0 ? '1' : ratio(values, taken[0] ?? []),
        ...(index === LAYERS.length - 1 ? { target: '≤ 2.5 ×' } : {}),
      };
    });
  } finally {
    agent.destroy();
    if (child.connected) child.disconnect();
  }
}

async function said(child: ChildProcess, word: 'begin' | 'end'): Promise<unknown> {
  const answer = once(child, 'message');
  child.send(word);
  return (await answer)[0];
}

async function askAll(one: () => Promise<void>, requests: number): Promise<void> {
  let begun = 0;
  const client = async (): Promise<void> => {
    while (begun < requests) {
      begun += 1;
      await one();
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
}

async function ask(agent: Agent, url: string, headers: Record<string, string>): Promise<void> {
  const request = get(url, { agent, headers });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  answer.resume();
  await once(answer, 'end');
  if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}`);
}
