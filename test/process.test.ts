import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from './support/client.ts';
import { makeClone, testDatabase } from './support/database.ts';
import type { TestDatabase } from './support/database.ts';
import { asOwner } from './support/owner.ts';
import { problem } from './support/problem.ts';
import { startProcess } from './support/process.ts';
import type { ApiProcess } from './support/process.ts';

let api: ApiProcess;
let database: TestDatabase;

beforeAll(async () => {
  database = await makeClone(`process_${process.env['JEST_WORKER_ID'] ?? '0'}`);
  api = await startProcess(database, { REDIS_URL: process.env['TEST_RUN_REDIS_URL'] ?? '' });
}, 60_000);

afterAll(() => api.send('SIGKILL'));

const email = `process-${process.pid}@example.org`;
const password = 'wander-quiet-harbour-42';
const lines = () =>
  api
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the api as a process', () => {
  it('writes one line per request, with its id, and neither secrets nor what people typed', async () => {
    const client = new Client(api.baseUrl);
    const id = 'a-request-id-of-ours';
    const person = { email, password, name: 'Chidinma Secret', country: 'NG' };
    const answer = await client.post<{ purses: { id: string }[] }>('/api/v1/auth/sign-up', person, {
      headers: { 'x-request-id': id },
    });
    expect([answer.status, answer.headers.get('x-request-id')]).toEqual([201, id]);
    await client.post('/api/v1/auth/sign-in', { email, password: 'a wrong password' });
    await client.post('/api/v1/auth/sign-in', { email: `x${email}`, password: 12 });
    await client.post('/api/v1/auth/refresh');
    const purse = `/api/v1/purses/${answer.body.purses[0]?.id}`;
    await client.get(`${purse}/transactions?q=hospital`);
    await client.get(`${purse}/transactions?limit=many`);
    await client.get('/api/v1/me', { headers: { authorization: 'Bearer not.a.token' } });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const requests = lines().filter((line) => line['req'] !== undefined);
    expect(requests).toHaveLength(7);
    expect(requests[0]).toEqual({
      level: 30,
      time: expect.any(Number),
      req: { id, method: 'POST', path: '/api/v1/auth/sign-up' },
      res: { status: 201 },
      responseTime: expect.any(Number),
      msg: 'request completed',
    });
    const tokens = ['ikpa_access', 'ikpa_refresh', 'ikpa_device'].map((name) => client.cookie(name) ?? '');
    expect(tokens.every((token) => token.length > 40)).toBe(true);
    const hidden = [
      email,
      password,
      'wrong password',
      'Chidinma',
      'hospital',
      'not.a.token',
      'secret of enough',
    ];
    for (const text of [...hidden, ...tokens]) expect(api.output()).not.toContain(text);
  });

  it('writes what failed in the database by its code and place, without the values of the statement', async () => {
    await asOwner(database, (owner) =>
      owner.query(`alter table users add constraint users_odd_check check (email not like 'hidden%')`),
    );
    const hidden = 'hidden-in-a-row@example.org';
    const person = { email: hidden, password, name: 'Chidinma', country: 'NG' };
    const answer = await new Client(api.baseUrl).post('/api/v1/auth/sign-up', person);
    expect([answer.status, answer.body]).toEqual([
      500,
      problem(500, 'internal', {
        instance: '/api/v1/auth/sign-up',
        detail: 'Something went wrong on our side. Nothing was saved.',
      }),
    ]);
    await waitUntil(async () => lines().some((line) => line['msg'] === 'request failed'));
    const failed = lines().find((line) => line['msg'] === 'request failed');
    expect(failed).toEqual({
      level: 50,
      time: expect.any(Number),
      req: { id: answer.headers.get('x-request-id'), method: 'POST', path: '/api/v1/auth/sign-up' },
      requestId: answer.headers.get('x-request-id'),
      context: 'Http',
      err: {
        type: 'CheckConstraintViolationException',
        message: 'refused by the database',
        code: '23514',
        severity: 'ERROR',
        table: 'users',
        constraint: 'users_odd_check',
        routine: 'ExecConstraints',
        stack: expect.stringContaining('users.service'),
      },
      msg: 'request failed',
    });
    expect(api.output()).not.toContain(hidden);
  });

  it('has metrics and probes on a port of their own, and not on the public one', async () => {
    const internal = async (path: string) => {
      const answer = await fetch(`${api.internalUrl}${path}`);
      return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
    };
    expect(await internal('/live')).toEqual({ status: 200, type: 'text/plain', text: 'alive\n' });
    const ready = await internal('/ready');
    expect([ready.status, JSON.parse(ready.text)]).toEqual([
      200,
      {
        status: 'healthy',
        timestamp: expect.any(String),
        services: { database: 'connected', redis: 'connected' },
      },
    ]);
    const metrics = await internal('/metrics');
    expect(metrics.type).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(metrics.text).toContain('ikpa_sign_ins_total{outcome="refused"} 1');
    expect(metrics.text).toContain('ikpa_redis_up 1');
    expect(metrics.text).toMatch(
      /ikpa_http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/purses\/:purseId\/transactions",status="200"\} 1/,
    );
    expect((await internal('/api/v1/me')).status).toBe(404);
    for (const path of ['/metrics', '/live', '/ready'])
      expect((await fetch(`${api.baseUrl}${path}`)).status).toBe(404);
  });

  it('finishes the request in flight when it is told to end, takes no new one, and ends by the signal', async () => {
    const status = await asOwner(database, async (owner) => {
      await owner.query('begin');
      await owner.query('lock table sessions in exclusive mode'); // the sign-in waits here
      const answered = new Client(api.baseUrl)
        .post('/api/v1/auth/sign-in', { email, password })
        .then((answer) => answer.status);
      await waitUntil(async () => {
        const waiting = await owner.query(
          'select 1 from pg_locks where not granted and relation = $1::regclass',
          ['sessions'],
        );
        return waiting.rowCount !== 0;
      });
      api.send('SIGTERM');
      await waitUntil(() =>
        fetch(`${api.baseUrl}/health`).then(
          () => false,
          () => true,
        ),
      );
      await owner.query('commit');
      return answered;
    });
    expect(status).toBe(200);
    expect(await api.ended).toEqual({ code: null, signal: 'SIGTERM' });
  }, 30_000);
});

describe('the api with a wrong configuration', () => {
  it('says what is wrong in one list and ends with 2', async () => {
    const started = startProcess(await testDatabase(), { JWT_ACCESS_SECRET: 'short', PORT: 'none' });
    await expect(started).rejects.toThrow(
      'The configuration is not complete:\n  - PORT: Invalid input: expected number, received NaN\n' +
        '  - JWT_ACCESS_SECRET: needs at least 32 characters\n',
    );
  }, 30_000);
});

async function waitUntil(condition: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('waited in vain');
}
