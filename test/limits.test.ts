import { afterEach, describe, expect, it } from '@jest/globals';
import { startApp } from './support/app.ts';
import type { TestApp } from './support/app.ts';
import { openGate } from './support/ports.ts';
import { problem } from './support/problem.ts';
import { startOwnRedis } from './support/redis.ts';
import type { OwnRedis } from './support/redis.ts';

const running: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.stop();
});

/** What is killed here is this file's own. */
async function ownRedis(): Promise<OwnRedis> {
  const redis = await startOwnRedis();
  running.push(redis);
  return redis;
}

async function app(env: Record<string, string>): Promise<TestApp> {
  const started = await startApp(env);
  running.push(started);
  return started;
}

const ask = (one: TestApp, headers: Record<string, string> = {}) =>
  one.client().get('/api/v1/auth/options', { headers });

async function waitFor(one: TestApp, redis: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const health = await one.client().get<{ services: { redis: string } }>('/health');
    if (health.body.services.redis === redis) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Redis is not ${redis}`);
}

describe('the limit on requests', () => {
  it('tells what is left, and when to come back', async () => {
    const one = await app({ REDIS_URL: '', RATE_LIMIT_PER_MINUTE: '3' });
    const left = [];
    for (let count = 0; count < 3; count += 1) {
      const { status, headers } = await ask(one);
      expect([status, headers.get('x-ratelimit-limit')]).toEqual([200, '3']);
      left.push(headers.get('x-ratelimit-remaining'));
    }
    expect(left).toEqual(['2', '1', '0']);
    const refused = await ask(one);
    expect([refused.status, refused.body]).toEqual([
      429,
      problem(429, 'too-many-requests', {
        instance: '/api/v1/auth/options',
        detail: 'Too many requests in a short time. Wait a little.',
      }),
    ]);
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);
    expect((await ask(one, { 'x-forwarded-for': '203.0.113.9' })).status).toBe(200);
    expect((await one.client().get('/health')).status).toBe(200);
  });

  it('is one for all processes that share a Redis', async () => {
    const { url } = await ownRedis();
    const env = { REDIS_URL: url, RATE_LIMIT_PER_MINUTE: '3' };
    const [one, two] = [await app(env), await app(env)];
    await waitFor(one, 'connected');
    await waitFor(two, 'connected');
    const statuses = [];
    for (const each of [one, two, one, two, one]) statuses.push((await ask(each)).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
  });

  it('is one for each process without Redis', async () => {
    const env = { REDIS_URL: '', RATE_LIMIT_PER_MINUTE: '1' };
    const [one, two] = [await app(env), await app(env)];
    const statuses = [];
    for (const each of [one, two, one, two]) statuses.push((await ask(each)).status);
    expect(statuses).toEqual([200, 200, 429, 429]);
  });
});

describe('Redis that goes away and comes back', () => {
  it('fails no request: limits hold per process, sessions end, health says degraded with 200', async () => {
    const redis = await ownRedis();
    const one = await app({ REDIS_URL: redis.url, RATE_LIMIT_PER_MINUTE: '1000' });
    await waitFor(one, 'connected');
    const person = await one.person();
    await redis.stop();
    await waitFor(one, 'disconnected');
    const health = await one.client().get('/health');
    expect([health.status, health.body]).toEqual([
      200,
      {
        status: 'healthy',
        timestamp: expect.any(String),
        services: { database: 'connected', redis: 'disconnected' },
      },
    ]);
    const startedAt = performance.now();
    const account = await person.client.post(`${person.purse}/accounts`, { name: 'Cash', kind: 'cash' });
    expect(account.status).toBe(201);
    const { email, password } = person;
    const phone = one.client();
    expect((await phone.post('/api/v1/auth/sign-in', { email, password })).status).toBe(200);
    expect(
      (
        await person.client.post('/api/v1/me/password', {
          currentPassword: password,
          newPassword: 'seven yellow boats',
        })
      ).status,
    ).toBe(204);
    expect((await phone.get('/api/v1/me')).status).toBe(401);
    expect(performance.now() - startedAt).toBeLessThan(3000);
    await redis.start();
    await waitFor(one, 'connected');
    expect((await person.client.get('/api/v1/me')).status).toBe(200);
  }, 30_000);

  it('lets nobody wait while it is killed in the middle of requests', async () => {
    const redis = await ownRedis();
    const one = await app({ REDIS_URL: redis.url });
    await waitFor(one, 'connected');
    const statuses = new Set<number>();
    const asking = Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let count = 0; count < 40; count += 1) statuses.add((await ask(one)).status);
      }),
    );
    await redis.stop();
    await asking;
    expect([...statuses]).toEqual([200]);
  }, 30_000);
});

describe('Redis that hangs', () => {
  it('holds a request up for a moment and fails none', async () => {
    const redis = await ownRedis();
    const gate = await openGate({ host: '127.0.0.1', port: Number(new URL(redis.url).port) });
    running.push({ stop: () => gate.close() });
    const one = await app({ REDIS_URL: `redis://127.0.0.1:${gate.port}` });
    await waitFor(one, 'connected');
    expect((await ask(one)).status).toBe(200);
    gate.hang();
    const startedAt = performance.now();
    expect((await ask(one)).status).toBe(200);
    expect(performance.now() - startedAt).toBeLessThan(3000);
  });
});

describe('an application that starts before its Redis', () => {
  it('serves, and uses it when it is there', async () => {
    const redis = await ownRedis();
    await redis.stop();
    const env = { REDIS_URL: redis.url, RATE_LIMIT_PER_MINUTE: '4' };
    const [one, two] = [await app(env), await app(env)];
    expect((await ask(one)).status).toBe(200);
    await redis.start();
    await waitFor(one, 'connected');
    await waitFor(two, 'connected');
    const statuses = [];
    for (const each of [one, two, one, two, one]) statuses.push((await ask(each)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 429]);
  }, 30_000);
});
