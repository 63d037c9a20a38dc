import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startInternalServer } from '../web/src/lib/internal-server.ts';
import { InternalServer } from '../src/platform/health/internal-server.ts';
import { startApp } from './support/app.ts';
import type { TestApp } from './support/app.ts';
import { makeClone } from './support/database.ts';
import { asOwner } from './support/owner.ts';
import { freePort } from './support/ports.ts';
import { startProcess } from './support/process.ts';

let own: TestApp;
let port: number;

beforeAll(async () => {
  own = await startApp({}, { database: await makeClone(`metrics_${process.env['JEST_WORKER_ID'] ?? '0'}`) });
  port = await own.app.get(InternalServer).listen();
}, 120_000);

afterAll(async () => own.stop());

async function metrics(): Promise<Map<string, number>> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return parsed(text);
}

function parsed(text: string): Map<string, number> {
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}

describe('the metrics of api and worker', () => {
  it('tell of requests in flight, the pool, the loop and Redis', async () => {
    const person = await own.person();
    const before = await metrics();
    const held = await asOwner(own.database, async (owner) => {
      await owner.query('begin');
      await owner.query('lock table accounts in access exclusive mode');
      const waiting = Array.from({ length: 12 }, () => person.client.get(`${person.purse}/accounts`));
      const seen = await until(async () => {
        const now = await metrics();
        return (now.get('ikpa_database_pool_connections{state="waiting"}') ?? 0) > 0 ? now : null;
      });
      await owner.query('commit');
      await Promise.all(waiting);
      return seen;
    });
    expect(held.get('ikpa_http_requests_in_flight')).toBe(12);
    expect(held.get('ikpa_database_pool_connections{state="busy"}')).toBe(10);
    expect(held.get('ikpa_database_pool_connections{state="waiting"}')).toBe(2);
    expect(held.get('ikpa_database_pool_connections{state="max"}')).toBe(10);
    const after = await metrics();
    expect(after.get('ikpa_http_requests_in_flight')).toBe(0);
    expect(after.get('ikpa_database_pool_connections{state="busy"}')).toBe(0);
    const loop = after.get('ikpa_event_loop_utilization') ?? -1;
    expect([loop >= 0, loop <= 1]).toEqual([true, true]);
    if (process.env['TEST_RUN_REDIS_URL'] !== undefined) {
      const commands = 'ikpa_redis_command_duration_seconds_count{outcome="ok"}';
      expect(after.get(commands)).toBeGreaterThan(before.get(commands) ?? 0);
    }
  }, 60_000);

  it('count a request as in flight until its answer is over, also where its sender went away', async () => {
    const person = await own.person();
    const inFlight = async () => (await metrics()).get('ikpa_http_requests_in_flight');
    await asOwner(own.database, async (owner) => {
      await owner.query('begin');
      await owner.query('lock table accounts in access exclusive mode');
      const leave = new AbortController();
      const headers = { cookie: `ikpa_access=${person.client.cookie('ikpa_access')}` };
      const asked = fetch(`${own.baseUrl}${person.purse}/accounts`, { headers, signal: leave.signal });
      // With a body: its end is not the request's.
      const sent = person.client.post(`${person.purse}/accounts`, { name: 'Cash', kind: 'cash' });
      await until(async () => ((await inFlight()) === 2 ? true : null));
      leave.abort();
      await expect(asked).rejects.toThrow('aborted');
      await until(async () => ((await inFlight()) === 1 ? true : null));
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await inFlight()).toBe(1);
      await owner.query('commit');
      expect((await sent).status).toBe(201);
    });
    await until(async () => ((await inFlight()) === 0 ? true : null));
  }, 60_000);

  it('tell what waits in each queue and for how long', async () => {
    await asOwner(own.database, (owner) =>
      owner.query(`insert into pgboss.job (name, data, state, start_after, created_on)
                   values ('import.undo', '{}', 'retry', now() - interval '5 minutes', now()),
                          ('import.commit', '{}', 'failed', now(), now()),
                          ('import.read', '{}', 'retry', now() + interval '1 hour', now())`),
    );
    // Nobody takes the first one meanwhile: a job in its place is being worked on.
    const now = await until(async () => {
      const seen = await metrics();
      return seen.get('ikpa_queue_jobs{queue="import.commit",state="failed"}') === 1 ? seen : null;
    });
    expect(now.get('ikpa_queue_jobs{queue="import.read",state="queued"}')).toBe(1);
    expect(now.get('ikpa_queue_oldest_seconds{queue="import.read"}')).toBe(0);
    expect(now.get('ikpa_queue_oldest_seconds{queue="mail.reset"}')).toBe(0);
    expect(now.has('ikpa_queue_oldest_seconds{queue="import.undo"}')).toBe(true);
  }, 60_000);
});

describe('the metrics of an api whose worker is elsewhere', () => {
  it('say nothing of the queues: each process that takes jobs does', async () => {
    const api = await startProcess(own.database, { WORKER: 'outside' });
    try {
      const text = await (await fetch(`${api.internalUrl}/metrics`)).text();
      const series = text.split('\n').filter((line) => /^ikpa_(queue|jobs_given_up)_[^ ]*\{/.test(line));
      expect(series).toEqual([]);
    } finally {
      api.send('SIGTERM');
      await api.ended;
    }
  }, 60_000);
});

describe('the metrics of the web', () => {
  it('tell of its requests by kind, and not of those to the internal port', async () => {
    const internalPort = await freePort();
    const internal = startInternalServer(`${internalPort}`);
    const server = createServer((request, response) => {
      response.writeHead(request.url === '/broken' ? 500 : 200).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      for (const path of ['/home', '/broken', '/_next/static/a.js', '/api/v1/me', '/health'])
        await (await fetch(`${base}${path}`)).text();
      await new Promise((resolve) => setTimeout(resolve, 100));
      const seen = parsed(await (await fetch(`http://127.0.0.1:${internalPort}/metrics`)).text());
      const count = (kind: string, status: number) =>
        seen.get(
          `ikpa_web_http_request_duration_seconds_count{kind="${kind}",method="GET",status="${status}"}`,
        );
      expect([count('page', 200), count('page', 500), count('file', 200), count('api', 200)]).toEqual([
        1, 1, 1, 2,
      ]);
      expect(seen.get('ikpa_web_http_requests_in_flight')).toBe(0);
    } finally {
      server.close();
      internal.close();
    }
  });
});

async function until<T>(look: () => Promise<T | null>): Promise<T> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('waited in vain');
}
