import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openApi } from '../src/app.ts';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import type { Answer } from './support/client.ts';

interface Operation {
  method: string;
  path: string;
}

/** Routes that people who are not signed in may call; everything else is closed. */
const PUBLIC = new Set([
  'GET /health',
  'GET /api/v1/auth/options',
  'POST /api/v1/auth/sign-up',
  'POST /api/v1/auth/sign-in',
  'POST /api/v1/auth/sign-out',
  'POST /api/v1/auth/refresh',
  'POST /api/v1/invitations/look',
  'POST /api/v1/auth/reset',
  'POST /api/v1/auth/forgot',
  'POST /api/v1/auth/verify',
]);

let own: TestApp;
let operations: Operation[];
let ada: Person;
let bola: Person;
/** Ids of things of Ada, by the name of the path parameter. */
let ids: Record<string, string>;

beforeAll(async () => {
  own = await startApp();
  const document = openApi(own.app);
  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((method) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
      .map((method) => ({ method: method.toUpperCase(), path })),
  );
  ada = await own.person({ name: 'Ada' });
  bola = await own.person({ name: 'Bola' });
  ids = await thingsOf(ada);
}, 60_000);

afterAll(async () => own.stop());

async function thingsOf(person: Person): Promise<Record<string, string>> {
  const { client, purse } = person;
  const account = await client.post<{ id: string }>(`${purse}/accounts`, { name: 'Cash', kind: 'cash' });
  const category = await client.post<{ id: string }>(`${purse}/categories`, {
    name: 'Own secret',
    kind: 'spending',
  });
  const transaction = await client.post<{ id: string }>(`${purse}/transactions`, {
    accountId: account.body.id,
    date: '2026-03-01',
    amount: -12_345,
    counterparty: 'Secret shop',
  });
  const row = async (accountId: string, amount: number) =>
    (await client.post<{ id: string }>(`${purse}/transactions`, { accountId, date: '2026-03-01', amount }))
      .body.id;
  const wallet = await client.post<{ id: string }>(`${purse}/accounts`, {
    name: 'Secret wallet',
    kind: 'cash',
  });
  const transfer = await client.post<{ id: string }>(`${purse}/transfers`, {
    out: await row(account.body.id, -500),
    in: await row(wallet.body.id, 500),
  });
  const tag = await client.post<{ id: string }>(`${purse}/tags`, { name: 'Secret tag' });
  await client.post(`${purse}/invitations`, { role: 'viewer' });
  const invitations = await client.get<{ items: { id: string }[] }>(`${purse}/invitations`);
  const token = await client.post<{ token: { id: string } }>('/api/v1/me/tokens', {
    name: 'Secret script',
    scopes: ['read'],
  });
  const counterparties = await client.get<{ items: { id: string }[] }>(`${purse}/counterparties`);
  const upload = await client.upload<{ id: string }>(
    `${purse}/imports`,
    'statement.csv',
    'Date,Description,Debit,Credit\n01/03/2026,Secret shop,120.00,\n13/03/2026,Secret salary,,900.00\n',
  );
  const statements = await waitForStatements(person, upload.body.id);
  const sessions = await client.get<{ items: { id: string }[] }>('/api/v1/me/sessions');
  return {
    purseId: person.purseId,
    accountId: account.body.id,
    categoryId: category.body.id,
    transactionId: transaction.body.id,
    userId: person.userId,
    queue: 'import.read',
    jobId: '01900000-0000-7000-8000-00000000dead',
    invitationId: invitations.body.items[0]?.id ?? '',
    tokenId: token.body.token.id,
    transferId: transfer.body.id,
    tagId: tag.body.id,
    counterpartyId: counterparties.body.items[0]?.id ?? '',
    importId: upload.body.id,
    statementId: statements[0]?.id ?? '',
    sessionId: sessions.body.items[0]?.id ?? '',
  };
}

async function waitForStatements(person: Person, importId: string): Promise<{ id: string }[]> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const answer = await person.client.get<{ status: string; statements: { id: string }[] }>(
      `${person.purse}/imports/${importId}`,
    );
    if (answer.body.status === 'ready') return answer.body.statements;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the import was not read');
}

function fill(path: string, values: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined || value === '') throw new Error(`no id known for {${name}} of ${path}`);
    return value;
  });
}

/** A body that passes no further than the ids do: what is asked is who may come in. */
function send({ method }: Operation, client: Person['client'], path: string): Promise<Answer> {
  const query = path.endsWith('/balance') ? '?on=2026-03-31' : '';
  if (method === 'GET' || method === 'DELETE') return client.request(method, `${path}${query}`);
  return client.request(method, path, { body: bodyFor(path) });
}

function bodyFor(path: string): unknown {
  if (/\/auth\/reset$/.test(path)) return { secret: 'x'.repeat(43), password: 'y'.repeat(20) };
  if (/\/invitations\/(look|accept)$|\/auth\/verify$/.test(path)) return { secret: 'x'.repeat(43) };
  if (/\/invitations$/.test(path)) return { role: 'viewer' };
  if (/\/members\/[^/]+$/.test(path)) return { role: 'viewer' };
  if (/\/owner$/.test(path)) return { to: ids['userId'] };
  if (/\/deletion$/.test(path)) return { currentPassword: 'x' };
  if (/\/close$/.test(path)) return { on: '2026-03-31' };
  if (/\/reconcile$/.test(path)) return { on: '2026-03-31', balance: 1, difference: 'move-anchor' };
  if (/\/splits$/.test(path)) return { splits: [] };
  if (/\/transactions\/[^/]+\/tags$/.test(path)) return { tagIds: [] };
  if (/\/merge$/.test(path)) return { into: ids['counterpartyId'] };
  if (/\/(tags|counterparties)\/[^/]+$/.test(path)) return { name: 'Taken over' };
  if (/\/accounts\/[^/]+$/.test(path)) return { name: 'Taken over' };
  if (/\/categories\/[^/]+$/.test(path)) return { name: 'Taken over' };
  if (/\/transactions\/[^/]+$/.test(path)) return { note: 'Taken over' };
  if (/\/statements\/[^/]+$/.test(path)) return { skip: true };
  if (/\/accounts$/.test(path)) return { name: 'New', kind: 'cash' };
  if (/\/categories$/.test(path)) return { name: 'New', kind: 'spending' };
  if (/\/transactions$/.test(path)) return { accountId: ids['accountId'], date: '2026-03-02', amount: -1 };
  if (/\/purses\/[^/]+$/.test(path)) return { name: 'Taken over' };
  return {};
}

const leaks = (answer: Answer) =>
  /secret|\bada\b/i.test(JSON.stringify(answer.body).replace(/"instance":"[^"]*"/, ''));

describe('every route of the OpenAPI document', () => {
  it('is in the document', () => {
    expect(operations.length).toBeGreaterThanOrEqual(35);
  });

  it('answers 401 without a token, unless it is one of the public ones', async () => {
    const wrong: string[] = [];
    for (const operation of operations) {
      const name = `${operation.method} ${operation.path}`;
      const answer = await send(operation, own.client(), fill(operation.path, ids));
      const open = answer.status !== 401;
      if (PUBLIC.has(name) ? name !== 'POST /api/v1/auth/refresh' && !open : open)
        wrong.push(`${name}: ${answer.status}`);
      if (leaks(answer)) wrong.push(`${name}: leaks`);
    }
    expect(wrong).toEqual([]);
  });

  it("answers 404 for another person's purse, with nothing of it", async () => {
    const wrong: string[] = [];
    for (const operation of operations.filter(({ path }) => path.includes('{purseId}'))) {
      const answer = await send(operation, bola.client, fill(operation.path, ids));
      if (answer.status !== 404 || leaks(answer))
        wrong.push(`${operation.method} ${operation.path}: ${answer.status}`);
    }
    expect(wrong).toEqual([]);
  });

  it("answers 404 for another person's things below one's own purse", async () => {
    const wrong: string[] = [];
    const swapped = { ...ids, purseId: bola.purseId };
    for (const operation of operations.filter(({ path }) => /\{purseId\}.*\{/.test(path))) {
      const answer = await send(operation, bola.client, fill(operation.path, swapped));
      if (answer.status !== 404 || leaks(answer))
        wrong.push(`${operation.method} ${operation.path}: ${answer.status}`);
    }
    expect(wrong).toEqual([]);
  });

  it("refuses another person's ids inside a body", async () => {
    const account = await bola.client.post<{ id: string }>(`${bola.purse}/accounts`, {
      name: 'Own',
      kind: 'cash',
    });
    const base = { accountId: account.body.id, date: '2026-03-02', amount: -100 };
    const foreignAccount = await bola.client.post(`${bola.purse}/transactions`, {
      ...base,
      accountId: ids['accountId'],
    });
    const foreignCategory = await bola.client.post(`${bola.purse}/transactions`, {
      ...base,
      categoryId: ids['categoryId'],
    });
    expect([foreignAccount.status, foreignCategory.status]).toEqual([422, 422]);
    expect(foreignAccount.body).toMatchObject({
      code: 'account-not-found',
      errors: [{ pointer: '/accountId' }],
    });
    expect(foreignCategory.body).toMatchObject({
      code: 'category-not-found',
      errors: [{ pointer: '/categoryId' }],
    });
  });

  it("answers 404 for another person's session", async () => {
    const answer = await bola.client.delete(`/api/v1/me/sessions/${ids['sessionId']}`);
    expect(answer.status).toBe(404);
    expect((await ada.client.get('/api/v1/me')).status).toBe(200);
  });

  it('left everything of the first person as it was', async () => {
    const account = await ada.client.get(`${ada.purse}/accounts/${ids['accountId']}`);
    expect(account.body).toMatchObject({ name: 'Cash', rows: 2 });
    const category = await ada.client.get<{ items: { name: string }[] }>(`${ada.purse}/categories`);
    expect(category.body.items.map((item) => item.name)).toContain('Own secret');
    const row = await ada.client.get(`${ada.purse}/transactions/${ids['transactionId']}`);
    expect(row.body).toMatchObject({ amount: -12_345, note: null });
  });
});
