import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeletionJob } from '../src/features/deletion/deletion.job.ts';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import { Client } from './support/client.ts';
import { makeClone } from './support/database.ts';
import { asOwner } from './support/owner.ts';
import { problem } from './support/problem.ts';
import { startProcess } from './support/process.ts';
import { tracesOf } from './support/traces.ts';

const DAY = 86_400_000;
const WORKER = process.env['JEST_WORKER_ID'] ?? '0';

let own: TestApp;

beforeAll(async () => {
  own = await startApp({}, { database: await makeClone(`deletion_${WORKER}`) });
}, 60_000);

afterAll(async () => own.stop());

const runSchedule = () => own.app.get(DeletionJob).run();

async function personWith(password: string): Promise<Person> {
  return own.person({ password });
}

/** Words and amounts that stand nowhere else. */
const PLANTED = {
  name: 'Plantname Zuwairatu',
  userAgent: 'PlantedBrowser/77.12',
  account: 'Planted drawer',
  institution: 'Planted bank of Kumbotso',
  category: 'Planted purpose',
  tag: 'planted-tag-qx',
  counterparty: 'Planted Butcher Qurma',
  renamed: 'Planted Butcher Renamed',
  description: 'PLANTED DESCRIPTION 771',
  note: 'planted note about nothing',
  splitNote: 'planted half',
  fileName: 'planted-file-name.csv',
  fileText: 'PLANTED STATEMENT LINE',
  token: 'planted program',
  key: 'planted-idempotency-key',
  amount: '918273641',
};

interface Planted {
  texts: string[];
  purse: string;
}

/** A row with a planted value in every place that takes one. */
async function plant(client: Client, email: string, password: string): Promise<Planted> {
  const headers = { 'user-agent': PLANTED.userAgent };
  const person = { email, password, name: PLANTED.name, country: 'NG' };
  const signedUp = await client.post<{ user: { id: string }; purses: { id: string }[] }>(
    '/api/v1/auth/sign-up',
    person,
    { headers },
  );
  expect(signedUp.status).toBe(201);
  const purseId = signedUp.body.purses[0]?.id ?? '';
  const purse = `/api/v1/purses/${purseId}`;
  const post = async (path: string, body: object, more: Record<string, string> = {}) => {
    const answer = await client.post<{ id: string }>(`${purse}${path}`, body, {
      headers: { ...headers, ...more },
    });
    expect([path, answer.status]).toEqual([path, 201]);
    return answer.body.id;
  };
  const accountId = await post('/accounts', {
    name: PLANTED.account,
    kind: 'cash',
    institution: PLANTED.institution,
    anchor: { on: '2026-03-01', balance: Number(PLANTED.amount) },
  });
  const categoryId = await post('/categories', { name: PLANTED.category, kind: 'spending' });
  const row = { accountId, date: '2026-03-02', amount: -Number(PLANTED.amount), categoryId };
  const words = { description: PLANTED.description, counterparty: PLANTED.counterparty, note: PLANTED.note };
  const transactionId = await post('/transactions', { ...row, ...words }, { 'idempotency-key': PLANTED.key });
  await client.request('PUT', `${purse}/transactions/${transactionId}/splits`, {
    body: {
      splits: [
        { categoryId, amount: -1, note: PLANTED.splitNote },
        { categoryId, amount: 1 - Number(PLANTED.amount) },
      ],
    },
  });
  const tagId = await post('/tags', { name: PLANTED.tag });
  await client.request('PUT', `${purse}/transactions/${transactionId}/tags`, { body: { tagIds: [tagId] } });
  const names = await client.get<{ items: { id: string }[] }>(`${purse}/counterparties`);
  await client.patch(`${purse}/counterparties/${names.body.items[0]?.id}`, { name: PLANTED.renamed });
  await client.post('/api/v1/me/tokens', { name: PLANTED.token, scopes: ['read'] });
  const file = `Date,Narration,Amount\n13/03/2026,${PLANTED.fileText},-12.00\n`;
  const upload = await client.upload<{ id: string }>(`${purse}/imports`, PLANTED.fileName, file);
  const importPath = `${purse}/imports/${upload.body.id}`;
  const status = async (wanted: string) => {
    for (let attempt = 0; attempt < 600; attempt += 1) {
      if ((await client.get<{ status: string }>(importPath)).body.status === wanted) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the import did not become ${wanted}`);
  };
  await status('ready');
  await client.post(`${importPath}/commit`);
  await status('committed');
  const { amount, ...planted } = PLANTED;
  return {
    purse,
    texts: [...Object.values(planted), amount, email, purseId, signedUp.body.user.id, upload.body.id],
  };
}

describe('a purse', () => {
  it('is deleted by its owner, who knows the password, when the time of grace is over', async () => {
    const person = await personWith('planted-wander-harbour-1');
    const path = `${person.purse}/deletion`;
    expect((await person.client.get(path)).body).toEqual({ deletesAt: null, graceDays: 7 });
    const wrong = await person.client.post(path, { currentPassword: 'guessed' });
    expect([wrong.status, wrong.body]).toEqual([
      422,
      problem(422, 'wrong-current-password', {
        instance: path,
        detail: 'The current password is not right.',
        errors: [['/currentPassword', 'is not right']],
      }),
    ]);
    const before = own.clock.now().getTime();
    const asked = await person.client.post<{ deletesAt: string }>(path, { currentPassword: person.password });
    expect([asked.status, asked.body]).toEqual([200, { deletesAt: expect.any(String), graceDays: 7 }]);
    const days = (Date.parse(asked.body.deletesAt) - before) / DAY;
    expect(days).toBeGreaterThanOrEqual(7);
    expect(days).toBeLessThan(7.01);
    const again = await person.client.post(path, { currentPassword: person.password });
    expect(again.body).toEqual(asked.body);
    await runSchedule();
    expect((await person.client.get(person.purse)).body).toMatchObject({ deletesAt: asked.body.deletesAt });
    expect((await person.client.delete(path)).status).toBe(204);
    expect((await person.client.get(person.purse)).body).toMatchObject({ deletesAt: null });
    expect((await person.client.get(path)).body).toEqual({ deletesAt: null, graceDays: 7 });
    const history = await own.auditOf(person.purseId, person.purseId);
    expect(history.map((entry) => entry.action)).toEqual([
      'purse.created',
      'purse.deletion-requested',
      'purse.deletion-cancelled',
    ]);
  });

  it('is not deleted by those who only work in it', async () => {
    const [owner, other] = [await own.person(), await own.person()];
    await asOwner(own.database, (database) =>
      database.query(
        `insert into memberships (purse_id, user_id, role, created_at) values ($1, $2, 'editor', now())`,
        [owner.purseId, other.userId],
      ),
    );
    const path = `${owner.purse}/deletion`;
    const refused = await other.client.post(path, { currentPassword: other.password });
    expect([refused.status, (await other.client.delete(path)).status]).toEqual([403, 403]);
    const leaves = await owner.client.post('/api/v1/me/deletion', { currentPassword: owner.password });
    expect([leaves.status, leaves.body]).toEqual([
      409,
      problem(409, 'shared-purses-owned', {
        instance: '/api/v1/me/deletion',
        detail:
          'You own purses that others share. Make another member the owner, or delete the purse, first.',
        errors: [[`/purses/${owner.purseId}`, 'shared with others']],
      }),
    ]);
  });
});

describe('the schedule', () => {
  it('deletes by itself what is due, and leaves a person without a purse a way to a new one', async () => {
    const person = await personWith('planted-wander-harbour-4');
    await person.client.post(`${person.purse}/deletion`, { currentPassword: person.password });
    await asOwner(own.database, async (owner) => {
      await owner.query(`update purses set deletes_at = now() - interval '1 minute' where id = $1`, [
        person.purseId,
      ]);
      // Nobody wants to wait for minute 17: the clock of the queue looks at this row every half a minute.
      const moved = await owner.query(
        `update pgboss.schedule set cron = '* * * * *' where name = 'deletion.run' and cron = '17 * * * *'`,
      );
      expect(moved.rowCount).toBe(1);
    });
    await untilGone(async () => (await person.client.get(person.purse)).status === 404, 100_000);
    expect((await person.client.get('/api/v1/purses')).body).toEqual({ items: [] });
    const opened = await person.client.post<{ id: string }>('/api/v1/purses', { name: 'Anew' });
    expect([opened.status, opened.body]).toEqual([
      201,
      expect.objectContaining({ name: 'Anew', role: 'owner', country: 'NG', baseCurrency: 'NGN' }),
    ]);
    expect((await person.client.get('/api/v1/purses')).body).toEqual({ items: [opened.body] });
    expect((await person.client.post('/api/v1/purses', { name: ' ' })).body).toMatchObject({
      status: 422,
      errors: [{ pointer: '/name' }],
    });
  }, 120_000);
});

describe('a person', () => {
  it('who signs in again, or takes it back, is not deleted', async () => {
    const person = await own.person();
    const me = '/api/v1/me/deletion';
    const given = { currentPassword: person.password };
    const asked = await person.client.post<{ deletesAt: string }>(me, given);
    expect(asked.body).toEqual({ deletesAt: expect.any(String), graceDays: 7 });
    const { deletesAt } = asked.body;
    expect((await person.client.get('/api/v1/me')).body).toMatchObject({ deletesAt });
    expect((await person.client.delete(me)).status).toBe(204);
    expect((await person.client.get(me)).body).toEqual({ deletesAt: null, graceDays: 7 });
    await person.client.post(me, given);
    const { email, password } = person;
    expect((await own.client().post('/api/v1/auth/sign-in', { email, password })).status).toBe(200);
    expect((await person.client.get(me)).body).toEqual({ deletesAt: null, graceDays: 7 });
  });

  it('and everything of theirs is gone from every table afterwards', async () => {
    const password = 'planted-wander-harbour-2';
    const email = `planted-${WORKER}@example.org`;
    const client = own.client();
    const { texts, purse } = await plant(client, email, password);
    const bystander = await own.person();
    const inPlace = await tracesOf(own.database, texts);
    // This search can find: each value stands somewhere now.
    for (const text of texts) {
      expect([text, inPlace.some((trace) => trace.endsWith(`: ${text}`))]).toEqual([text, true]);
    }
    expect((await client.post('/api/v1/me/deletion', { currentPassword: password })).status).toBe(200);
    own.clock.advance(7 * DAY + 60_000);
    await runSchedule();
    expect(await tracesOf(own.database, texts)).toEqual([]);
    expect((await own.client().post('/api/v1/auth/sign-in', { email, password })).status).toBe(401);
    own.clock.advance(-(7 * DAY + 60_000));
    expect((await client.get(purse)).status).toBeGreaterThanOrEqual(401);
    expect((await bystander.client.get(bystander.purse)).status).toBe(200);
  }, 60_000);
});

describe('without a time of grace', () => {
  it('a purse goes at once, and the log never held a name or amount of it', async () => {
    const database = await makeClone(`deletion_now_${WORKER}`);
    const api = await startProcess(database, { DELETION_GRACE_DAYS: '0', LOG_LEVEL: 'trace' });
    try {
      const password = 'planted-wander-harbour-3';
      const email = `planted-now-${WORKER}@example.org`;
      const client = new Client(api.baseUrl);
      const { texts, purse } = await plant(client, email, password);
      const given = { currentPassword: password };
      expect((await client.post(`${purse}/deletion`, given)).status).toBe(200);
      await untilGone(async () => (await client.get(purse)).status === 404);
      expect((await client.post('/api/v1/me/deletion', given)).status).toBe(200);
      await untilGone(async () => (await tracesOf(database, [email])).length === 0);
      expect(await tracesOf(database, texts)).toEqual([]);
      // Ids and paths stand in the log, as the time at which something was asked; nothing that a person wrote does.
      const ids = /^[0-9a-f-]{36}$/;
      for (const text of texts.filter((each) => !ids.test(each))) expect(api.output()).not.toContain(text);
    } finally {
      api.send('SIGKILL');
      await api.ended;
    }
  }, 120_000);
});

async function untilGone(condition: () => Promise<boolean>, within = 30_000): Promise<void> {
  for (const until = Date.now() + within; Date.now() < until;) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it was not deleted');
}
