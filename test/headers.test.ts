import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';

/** What every answer of the API has, whatever it is about. */
const SECURITY = {
  'content-security-policy':
    "default-src 'none';script-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data:;connect-src 'self';frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
};

let plain: TestApp;
let secure: TestApp;
let person: Person;

beforeAll(async () => {
  plain = await startApp();
  secure = await startApp({ PUBLIC_URL: 'https://ikpa.example.org' }, { database: plain.database });
  person = await plain.person();
}, 120_000);

afterAll(async () => {
  await secure.stop();
  await plain.stop();
});

describe('the headers of the API', () => {
  const routes = () =>
    [
      ['/health', 200, 'no-store'],
      ['/api/v1/auth/options', 200, 'no-store'],
      ['/api/v1/me', 200, 'no-store'],
      [person.purse, 200, 'no-store'],
      [`${person.purse}/export`, 200, 'no-store'],
      ['/api/v1/purses/nothing', 404, 'no-store'],
      ['/api/v1/nowhere', 404, 'no-store'],
    ] as const;

  it('close every answer, whole, by route, and keep none', async () => {
    for (const [path, status, cache] of routes()) {
      const answer = await person.client.get(path);
      const headers = Object.fromEntries(answer.headers);
      expect([path, answer.status, headers['cache-control']]).toEqual([path, status, cache]);
      expect(headers).toMatchObject(SECURITY);
      for (const name of ['server', 'x-powered-by', 'strict-transport-security'])
        expect([path, name, headers[name]]).toEqual([path, name, undefined]);
    }
  });

  it('ask for https for a year where people come by it', async () => {
    for (const path of ['/health', '/api/v1/auth/options', '/api/v1/me']) {
      const { headers } = await secure.client().get(path);
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
      expect(Object.fromEntries(headers)).toMatchObject(SECURITY);
    }
  });
});

describe('the address of a client', () => {
  const seen = async (env: Record<string, string>, forwarded: string): Promise<string> => {
    const own = await startApp(env, { database: plain.database });
    try {
      const client = own.client();
      const { status } = await client.post(
        '/api/v1/auth/sign-in',
        { email: person.email, password: person.password },
        { headers: { 'x-forwarded-for': forwarded } },
      );
      expect(status).toBe(200);
      const list = await client.get<{ items: { address: string; current: boolean }[] }>(
        '/api/v1/me/sessions',
      );
      return list.body.items.find(({ current }) => current)?.address ?? '';
    } finally {
      await own.stop();
    }
  };

  it('is what the nearest proxy that is not ours saw, and never what a stranger wrote before it', async () => {
    const ours = { TRUSTED_PROXIES: '127.0.0.0/8,172.30.97.0/24' };
    expect(await seen(ours, '198.51.100.7')).toBe('198.51.100.7');
    expect(await seen(ours, '198.51.100.7, 172.30.97.4')).toBe('198.51.100.7');
    expect(await seen(ours, '1.2.3.4, 198.51.100.7, 172.30.97.4')).toBe('198.51.100.7');
    // A private address that no proxy of ours has is a client like any other.
    expect(await seen(ours, '1.2.3.4, 192.168.1.20')).toBe('192.168.1.20');
    expect(await seen({ TRUSTED_PROXIES: '192.0.2.1' }, '1.2.3.4')).toBe('127.0.0.1');
  }, 120_000);

  it('is, where proxies are counted, what the last of them saw, whatever their addresses', async () => {
    const one = { TRUSTED_PROXIES: '1' };
    expect(await seen(one, '198.51.100.7')).toBe('198.51.100.7');
    expect(await seen(one, '1.2.3.4, 198.51.100.7')).toBe('198.51.100.7');
    // A client in a private network is no proxy.
    expect(await seen(one, '1.2.3.4, 10.0.3.7')).toBe('10.0.3.7');
    expect(await seen({ TRUSTED_PROXIES: '2' }, '1.2.3.4, 198.51.100.7, 203.0.113.9')).toBe('198.51.100.7');
  }, 120_000);
});
