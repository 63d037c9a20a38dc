import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import { problem } from './support/problem.ts';

let own: TestApp;
let person: Person;

beforeAll(async () => {
  own = await startApp();
  person = await own.person();
}, 60_000);

afterAll(async () => own.stop());

/** A request with exactly these headers. */
async function patchMe(headers: Record<string, string>): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${own.baseUrl}/api/v1/me`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ name: 'Changed' }),
  });
  return { status: response.status, body: await response.json() };
}

const foreign = problem(403, 'foreign-origin', {
  instance: '/api/v1/me',
  detail: 'This request does not come from a page of this installation.',
});

describe('a write from a browser', () => {
  const cookie = () => `ikpa_access=${person.client.cookie('ikpa_access')}`;
  const client = { 'x-ikpa-client': 'web' };

  it('passes with our header and our origin, or with no origin', async () => {
    const origin = 'http://localhost:3001';
    expect((await patchMe({ cookie: cookie(), ...client, origin })).status).toBe(200);
    expect((await patchMe({ cookie: cookie(), ...client })).status).toBe(200);
  });

  it('passes from the same laptop under its other name, on the same port only', async () => {
    expect((await patchMe({ cookie: cookie(), ...client, origin: 'http://127.0.0.1:3001' })).status).toBe(
      200,
    );
    expect(await patchMe({ cookie: cookie(), ...client, origin: 'http://127.0.0.1:4000' })).toEqual({
      status: 403,
      body: foreign,
    });
  });

  it.each([
    ['without our header', { origin: 'http://localhost:3001' }],
    ['from another site', { 'x-ikpa-client': 'web', origin: 'https://elsewhere.example' }],
    ['from a page without an origin of its own', { 'x-ikpa-client': 'web', origin: 'null' }],
    [
      'from a site whose name begins like ours',
      { 'x-ikpa-client': 'web', origin: 'http://localhost.example:3001' },
    ],
  ] as [string, Record<string, string>][])('is refused %s', async (_, headers) => {
    expect(await patchMe({ cookie: cookie(), ...headers })).toEqual({ status: 403, body: foreign });
  });

  it('is refused before anybody is signed in too, so that nobody is signed in to another’s account', async () => {
    const { email, password } = person;
    for (const headers of [{}, { ...client, origin: 'https://elsewhere.example' }]) {
      const response = await fetch(`${own.baseUrl}/api/v1/auth/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ email, password }),
      });
      expect(response.status).toBe(403);
      expect(response.headers.getSetCookie()).toEqual([]);
    }
  });

  it('needs neither with a bearer token, which no browser sends by itself', async () => {
    const authorization = `Bearer ${person.client.cookie('ikpa_access')}`;
    expect((await patchMe({ authorization, origin: 'https://elsewhere.example' })).status).toBe(200);
    expect((await patchMe({ authorization: 'Bearer x.y.z' })).status).toBe(401);
    // A wrong bearer token is not helped by a cookie.
    expect((await patchMe({ authorization: 'Bearer x.y.z', cookie: cookie() })).status).toBe(401);
  });
});

describe('cookies', () => {
  /** The cookies of a sign-up, without their values. */
  async function cookiesOf(app: TestApp, path = '/api/v1/auth/sign-up'): Promise<string[]> {
    const answer = await app.client().post(path, {
      email: `cookies-${process.pid}-${app.baseUrl.split(':').at(-1)}@example.org`,
      password: 'wander-quiet-harbour-42',
      name: 'Adaeze',
      country: 'NG',
    });
    return answer.headers.getSetCookie().map((line) => line.replace(/=[^;]*/, '=…'));
  }

  it('are out of reach of scripts, bound to our pages, and not secure on a plain http address', async () => {
    expect(await cookiesOf(own)).toEqual([
      'ikpa_access=…; Max-Age=600; Path=/; HttpOnly; SameSite=Lax',
      'ikpa_refresh=…; Max-Age=2592000; Path=/api/v1/auth; HttpOnly; SameSite=Strict',
      'ikpa_device=…; Max-Age=31536000; Path=/api/v1/auth; HttpOnly; SameSite=Strict',
    ]);
  });

  it('are secure, and the one for every path bound to the host, where people come by https', async () => {
    const secure = await startApp({ PUBLIC_URL: 'https://ikpa.example.org' });
    try {
      expect(await cookiesOf(secure)).toEqual([
        '__Host-ikpa_access=…; Max-Age=600; Path=/; HttpOnly; Secure; SameSite=Lax',
        '__Secure-ikpa_refresh=…; Max-Age=2592000; Path=/api/v1/auth; HttpOnly; Secure; SameSite=Strict',
        '__Secure-ikpa_device=…; Max-Age=31536000; Path=/api/v1/auth; HttpOnly; Secure; SameSite=Strict',
      ]);
    } finally {
      await secure.stop();
    }
  });

  it('are taken away with the attributes they were given', async () => {
    const someone = await own.person();
    const answer = await someone.client.post('/api/v1/auth/sign-out');
    expect(answer.headers.getSetCookie()).toEqual([
      'ikpa_access=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax',
      'ikpa_refresh=; Max-Age=0; Path=/api/v1/auth; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Strict',
    ]);
  });
});
