import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import { openGate } from './support/ports.ts';
import { problem } from './support/problem.ts';

const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

let own: TestApp;
let person: Person;

beforeAll(async () => {
  own = await startApp();
  person = await own.person();
}, 60_000);

afterAll(async () => own.stop());

/** A request that a client of ours would not send. */
async function raw(
  path: string,
  init: RequestInit,
): Promise<{ status: number; type: string; body: unknown }> {
  const response = await fetch(`${own.baseUrl}${path}`, {
    ...init,
    headers: {
      'x-ikpa-client': 'test',
      cookie: `ikpa_access=${person.client.cookie('ikpa_access')}`,
      ...(init.headers as Record<string, string> | undefined),
    },
  });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    body: await response.json(),
  };
}

describe('/health', () => {
  it('says in plain JSON that the database and Redis are there', async () => {
    const answer = await own.client().get('/health');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'application/json; charset=utf-8',
    ]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body).toEqual({
      status: 'healthy',
      timestamp: INSTANT,
      services: { database: 'connected', redis: 'connected' },
    });
  });

  it('says that there is no Redis where none is configured', async () => {
    const alone = await startApp({ REDIS_URL: '' });
    try {
      expect((await alone.client().get('/health')).body).toMatchObject({
        status: 'healthy',
        services: { database: 'connected', redis: 'not-configured' },
      });
    } finally {
      await alone.stop();
    }
  });

  it('answers 503 in the same form while the database is away', async () => {
    const url = new URL(own.database.appUrl);
    const gate = await openGate({ host: url.hostname, port: Number(url.port) });
    url.hostname = '127.0.0.1';
    url.port = `${gate.port}`;
    const app = await startApp({}, { database: { ...own.database, appUrl: url.href } });
    try {
      expect((await app.client().get('/health')).status).toBe(200);
      await gate.close();
      const answer = await app.client().get('/health');
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        503,
        'application/json; charset=utf-8',
      ]);
      expect(answer.body).toEqual({
        status: 'unhealthy',
        timestamp: INSTANT,
        services: { database: 'disconnected', redis: 'connected' },
      });
      const signIn = { email: 'a@example.org', password: 'x' };
      const refused = await app.client().post('/api/v1/auth/sign-in', signIn);
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
      expect(refused.body).toEqual(
        problem(503, 'database-away', {
          instance: '/api/v1/auth/sign-in',
          detail: 'The database does not answer just now.',
        }),
      );
      await gate.open();
      expect((await app.client().get('/health')).status).toBe(200);
      expect((await app.client().post('/api/v1/auth/sign-in', signIn)).status).toBe(401);
    } finally {
      await gate.open();
      await app.stop();
      await gate.close();
    }
  });
});

describe('problems', () => {
  const json = { 'content-type': 'application/json' };
  const account = JSON.stringify({ name: 'Cash', kind: 'cash' });

  it.each([
    ['no such route', '/api/v1/nothing', { method: 'GET' }, 404, 'not-found', 'Cannot GET /api/v1/nothing'],
    [
      'no such method',
      '/api/v1/me',
      { method: 'PUT', headers: json, body: '{}' },
      404,
      'not-found',
      'Cannot PUT /api/v1/me',
    ],
    [
      'an address with a part longer than any id',
      `/api/v1/purses/${'a'.repeat(201)}`,
      { method: 'GET' },
      400,
      'bad-address',
      expect.any(String),
    ],
    [
      'an address that is not well-formed',
      '/api/v1/purses/%zz',
      { method: 'GET' },
      400,
      'bad-address',
      expect.any(String),
    ],
    [
      'a body that is no JSON',
      '/api/v1/me',
      { method: 'PATCH', headers: json, body: '{"name":' },
      400,
      'malformed',
      expect.any(String),
    ],
    [
      'an empty body that says it is JSON',
      '/api/v1/me',
      { method: 'PATCH', headers: json, body: '' },
      400,
      'malformed',
      expect.any(String),
    ],
    [
      'a body in another form',
      '/api/v1/me',
      { method: 'PATCH', headers: { 'content-type': 'application/xml' }, body: '<a/>' },
      415,
      'media-type',
      expect.any(String),
    ],
    [
      'a body that is too large',
      '/api/v1/me',
      { method: 'PATCH', headers: json, body: JSON.stringify({ name: 'x'.repeat(1_100_000) }) },
      413,
      'too-large',
      expect.any(String),
    ],
    [
      'a purse that is none',
      '/api/v1/purses/1/accounts',
      { method: 'POST', headers: json, body: account },
      404,
      'purse-not-found',
      'There is no such purse.',
    ],
  ] as [string, string, RequestInit, number, string, unknown][])(
    'tell %s apart',
    async (_, path, init, status, code, detail) => {
      expect(await raw(path, init)).toEqual({
        status,
        type: 'application/problem+json',
        body: problem(status, code, { instance: path, detail }),
      });
    },
  );

  it('name every place that is wrong, and a field that is not known', async () => {
    const answer = await person.client.post(`${person.purse}/accounts`, {
      name: '',
      kind: 'vault',
      anchor: { on: '2026-02-30', balance: 1.5 },
      colour: 'red',
    });
    expect([answer.status, answer.body]).toEqual([
      422,
      problem(422, 'invalid-input', {
        instance: `${person.purse}/accounts`,
        detail: expect.any(String),
        errors: [
          ['/name', expect.any(String)],
          ['/kind', expect.any(String)],
          ['/anchor/on', 'Invalid ISO date'],
          ['/anchor/balance', expect.any(String)],
          ['/', 'Unrecognized key: "colour"'],
        ],
      }),
    ]);
    const query = await person.client.get(`${person.purse}/transactions?limit=0&colour=red`);
    expect([query.status, query.body]).toEqual([
      422,
      problem(422, 'invalid-input', {
        instance: `${person.purse}/transactions`,
        detail: expect.any(String),
        errors: [
          ['?limit', expect.any(String)],
          ['?', 'Unrecognized key: "colour"'],
        ],
      }),
    ]);
  });
});

describe('every answer', () => {
  it('carries the id of its request: the one that was sent, where it is one', async () => {
    const given = await own.client().get('/health', { headers: { 'x-request-id': 'from-the-ingress-7' } });
    expect(given.headers.get('x-request-id')).toBe('from-the-ingress-7');
    for (const odd of ['short', 'with spaces in it', 'x'.repeat(65)]) {
      const answer = await own.client().get('/api/v1/me', { headers: { 'x-request-id': odd } });
      const id = answer.headers.get('x-request-id');
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
      expect(answer.body).toMatchObject({ requestId: id });
    }
  });

  it('is kept by nobody, and opened by nothing it was not meant for', async () => {
    const { headers } = await person.client.get('/api/v1/me');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('is described in the document under /api/docs', async () => {
    const document = await own
      .client()
      .get<{ paths: object; components: { schemas: object } }>('/api/docs-json');
    expect(document.status).toBe(200);
    expect(Object.keys(document.body.paths)).toEqual(
      expect.arrayContaining(['/health', '/api/v1/auth/sign-up', '/api/v1/purses/{purseId}/position']),
    );
    expect(Object.keys(document.body.components.schemas)).toEqual(
      expect.arrayContaining(['Problem', 'Purse', 'SignUp', 'Transaction']),
    );
    const page = await own.client().get<string>('/api/docs');
    expect([page.status, page.body]).toEqual([200, expect.stringContaining('swagger-ui')]);
  });

  it('is not described where API_DOCS=false', async () => {
    const quiet = await startApp({ API_DOCS: 'false' });
    try {
      expect((await quiet.client().get('/api/docs-json')).status).toBe(404);
      expect((await quiet.client().get('/api/docs')).status).toBe(404);
    } finally {
      await quiet.stop();
    }
  });
});

describe('an Idempotency-Key', () => {
  const create = (key: string, body: object = { name: 'Wallet', kind: 'cash' }, who = person) =>
    who.client.post<{ id: string }>(`${who.purse}/accounts`, body, { headers: { 'idempotency-key': key } });
  const accounts = async (who: Person) =>
    (await who.client.get<{ items: { id: string }[] }>(`${who.purse}/accounts`)).body.items;

  it('gives a repeated request the first answer, and creates once', async () => {
    const someone = await own.person();
    const key = randomUUID();
    const first = await create(key, undefined, someone);
    const again = await create(key, undefined, someone);
    expect([first.status, first.headers.get('idempotent-replay')]).toEqual([201, null]);
    expect([again.status, again.body, again.headers.get('idempotent-replay')]).toEqual([
      201,
      first.body,
      'true',
    ]);
    expect((await accounts(someone)).map((account) => account.id)).toEqual([first.body.id]);
  });

  it('is honoured by every write in a purse: a change or a removal sent again gets the first answer', async () => {
    const { client, purse } = await own.person();
    const sent = async (method: string, path: string, body?: object) => {
      const headers = { 'idempotency-key': randomUUID() };
      const ask = () => client.request(method, `${purse}${path}`, { headers, ...(body && { body }) });
      const [first, again] = [await ask(), await ask()];
      expect([
        again.status,
        again.body,
        again.headers.get('etag'),
        again.headers.get('idempotent-replay'),
      ]).toEqual([first.status, first.body, first.headers.get('etag'), 'true']);
      return first;
    };
    const made = await sent('POST', '/accounts', { name: 'Wallet', kind: 'cash' });
    const { id } = made.body as { id: string };
    expect(await sent('PATCH', `/accounts/${id}`, { name: 'Purse' })).toMatchObject({
      status: 200,
      body: { name: 'Purse', version: 2 },
    });
    expect((await sent('POST', `/accounts/${id}/close`, { on: '2026-03-31' })).status).toBe(200);
    expect((await sent('DELETE', `/accounts/${id}`)).status).toBe(204);
  });

  it('brings no secret back: a second invitation is a second one', async () => {
    const someone = await own.person();
    const invite = () =>
      someone.client.post(
        `${someone.purse}/invitations`,
        { role: 'viewer' },
        { headers: { 'idempotency-key': 'once' } },
      );
    expect([(await invite()).status, (await invite()).status]).toEqual([201, 201]);
    const { body } = await someone.client.get<{ items: unknown[] }>(`${someone.purse}/invitations`);
    expect(body.items).toHaveLength(2);
  });

  it('refuses another body under the same key', async () => {
    const key = randomUUID();
    await create(key);
    const other = await create(key, { name: 'Another', kind: 'cash' });
    expect([other.status, other.body]).toEqual([
      422,
      problem(422, 'idempotency-key-reused', {
        instance: `${person.purse}/accounts`,
        detail: 'This Idempotency-Key was used for another request.',
        errors: [['header Idempotency-Key', 'use a new key for a new request']],
      }),
    ]);
  });

  it('creates one thing where five requests come at once', async () => {
    const someone = await own.person();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => create(key, undefined, someone)));
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect(await accounts(someone)).toHaveLength(1);
  });

  it('is free again when its request failed', async () => {
    const key = randomUUID();
    expect((await create(key, { name: 'Odd', kind: 'cash', currency: 'QQQ' })).status).toBe(422);
    expect((await create(key)).status).toBe(201);
  });

  it('belongs to one person’s purse, and is kept for 72 hours', async () => {
    const [ada, bola] = [await own.person(), await own.person()];
    const key = randomUUID();
    const first = await create(key, undefined, ada);
    expect((await create(key, { name: 'Own', kind: 'cash' }, bola)).status).toBe(201);
    const later = async (hours: number) => {
      own.clock.advance(hours * 3_600_000);
      await ada.client.post('/api/v1/auth/refresh');
      return create(key, undefined, ada);
    };
    expect((await later(71)).body.id).toBe(first.body.id);
    expect((await later(2)).body.id).not.toBe(first.body.id);
  });

  it('has to look like one', async () => {
    const someone = await own.person();
    const answer = await create('two words', undefined, someone);
    expect([answer.status, answer.body]).toEqual([
      422,
      problem(422, 'idempotency-key-malformed', {
        instance: `${someone.purse}/accounts`,
        detail: 'An Idempotency-Key has 1 to 255 visible characters.',
        errors: [['header Idempotency-Key', '1 to 255 visible ASCII characters']],
      }),
    ]);
  });
});
