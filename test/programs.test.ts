import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from './support/client.ts';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import { newAccount } from './support/imports.ts';

let own: TestApp;

beforeAll(async () => {
  own = await startApp();
}, 60_000);

afterAll(async () => own.stop());

const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/);
const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

interface Created {
  token: { id: string };
  secret: string;
}

async function token(person: Person, scopes: string[], more: object = {}): Promise<Created> {
  const answer = await person.client.post<Created>('/api/v1/me/tokens', { name: 'Script', scopes, ...more });
  expect(answer.status).toBe(201);
  return answer.body;
}

/** A program: no cookies, no client header, a bearer token. */
const program = (secret: string) => {
  const client = new Client(own.baseUrl);
  const headers = { authorization: `Bearer ${secret}` };
  return (method: string, path: string, body?: unknown) =>
    client.request<Record<string, unknown>>(method, path, {
      headers,
      ...(body === undefined ? {} : { body }),
    });
};

describe('a token of a program', () => {
  it('is told once, listed without its secret, and remembers when it was used', async () => {
    const person = await own.person();
    const made = await person.client.post('/api/v1/me/tokens', {
      name: 'Backup',
      scopes: ['read'],
      days: 30,
    });
    expect(made.body).toEqual({
      token: {
        id: UUID,
        name: 'Backup',
        scopes: ['read'],
        createdAt: INSTANT,
        expiresAt: INSTANT,
        lastUsedAt: null,
      },
      secret: expect.stringMatching(/^ikpa_pat_[\w-]{43}$/),
    });
    const { secret } = made.body as Created;
    expect((await program(secret)('GET', person.purse)).status).toBe(200);
    const list = await person.client.get('/api/v1/me/tokens');
    expect(list.body).toMatchObject({ items: [{ name: 'Backup', lastUsedAt: INSTANT }] });
    expect(JSON.stringify(list.body)).not.toContain(secret);
  });

  it('reaches as far as its scopes', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    const reader = program((await token(person, ['read'])).secret);
    const writer = program((await token(person, ['write'])).secret);
    const importer = program((await token(person, ['import'])).secret);
    const row = { accountId, date: '2026-03-02', amount: -100 };
    const cells = async (name: typeof reader) => [
      (await name('GET', `${person.purse}/accounts`)).status,
      (await name('POST', `${person.purse}/transactions`, row)).status,
      (await name('GET', `${person.purse}/imports`)).status,
      (await name('POST', `${person.purse}/imports`)).status,
    ];
    expect(await cells(reader)).toEqual([200, 403, 200, 403]);
    expect(await cells(writer)).toEqual([403, 201, 403, 403]);
    expect(await cells(importer)).toEqual([403, 403, 200, 422]);
    const refused = await reader('POST', `${person.purse}/transactions`, row);
    expect(refused.body).toMatchObject({ code: 'scope-missing', detail: expect.stringContaining('write') });
  });

  it('never reaches what decides about access', async () => {
    const person = await own.person();
    const all = program((await token(person, ['read', 'write', 'import'])).secret);
    for (const [method, path] of [
      ['GET', '/api/v1/me/sessions'],
      ['POST', '/api/v1/me/password'],
      ['GET', '/api/v1/me/tokens'],
      ['POST', '/api/v1/me/tokens'],
      ['POST', `${person.purse}/invitations`],
      ['GET', `${person.purse}/members`],
    ] as const) {
      expect([path, (await all(method, path)).body['code']]).toEqual([path, 'people-only']);
    }
  });

  it('ends when it is revoked, expires, or its person is suspended; one that never was is no better', async () => {
    const person = await own.person();
    const revoked = await token(person, ['read']);
    expect((await person.client.delete(`/api/v1/me/tokens/${revoked.token.id}`)).status).toBe(204);
    expect((await program(revoked.secret)('GET', person.purse)).status).toBe(401);
    expect((await program(`ikpa_pat_${'x'.repeat(43)}`)('GET', person.purse)).status).toBe(401);
    const short = await token(person, ['read'], { days: 1 });
    own.clock.advance(2 * 86_400_000);
    expect((await program(short.secret)('GET', person.purse)).status).toBe(401);
    const stranger = await own.person();
    const again = await stranger.client.delete(`/api/v1/me/tokens/${short.token.id}`);
    expect(again.body).toMatchObject({ status: 404, code: 'token-not-found' });
  });

  it('belongs to one person: another purse answers 404', async () => {
    const ada = await own.person();
    const bola = await own.person();
    const reader = program((await token(ada, ['read'])).secret);
    expect((await reader('GET', `${bola.purse}/accounts`)).status).toBe(404);
  });
});

describe('two editors at once', () => {
  it('the slower one is told 412 and overwrites nothing', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    const made = await person.client.post<{ id: string }>(`${person.purse}/transactions`, {
      accountId,
      date: '2026-03-02',
      amount: -100,
    });
    const path = `${person.purse}/transactions/${made.body.id}`;
    const read = await person.client.get(path);
    const etag = read.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"\d+"$/);
    const change = (note: string) =>
      person.client.patch<Record<string, unknown>>(path, { note }, { headers: { 'if-match': etag } });
    const answers = await Promise.all([change('one'), change('two')]);
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 412]);
    const slower = answers.find((answer) => answer.status === 412);
    expect(slower?.body).toMatchObject({
      code: 'version-mismatch',
      errors: [{ pointer: 'header If-Match' }],
    });
    const faster = answers.find((answer) => answer.status === 200);
    const after = await person.client.get<Record<string, unknown>>(path);
    expect(after.body['note']).toBe(faster?.body['note']);
    expect(after.headers.get('etag')).toBe(faster?.headers.get('etag'));
    for (const stale of [etag, '', 'anything'])
      expect((await person.client.delete(path, { headers: { 'if-match': stale } })).status).toBe(412);
  });
});

describe('limits', () => {
  it('are told with every answer', async () => {
    const answer = await own.client().get('/api/v1/auth/options');
    expect(answer.headers.get('x-ratelimit-limit')).toBe('1000000');
    expect(Number(answer.headers.get('x-ratelimit-remaining'))).toBeGreaterThan(0);
    expect(Number(answer.headers.get('x-ratelimit-reset'))).toBeGreaterThan(0);
  });
});
