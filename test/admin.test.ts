import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobsView, PeoplePage } from '../src/features/admin/admin.contract.ts';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import { makeClone } from './support/database.ts';
import { newAccount } from './support/imports.ts';
import { asOwner } from './support/owner.ts';

let own: TestApp;
let administrator: Person;
let person: Person;

beforeAll(async () => {
  // The first person of an empty installation is its administrator.
  own = await startApp({}, { database: await makeClone(`admin_${process.env['JEST_WORKER_ID'] ?? '0'}`) });
  administrator = await own.person({ name: 'Ifeoma' });
  person = await own.person({ name: 'Kofi' });
}, 60_000);

afterAll(async () => own.stop());

const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

describe('administration', () => {
  it('is for administrators alone', async () => {
    for (const path of ['people', 'jobs', 'system']) {
      const answer = await person.client.get(`/api/v1/admin/${path}`);
      expect(answer.body).toMatchObject({ status: 403, code: 'administrators-only' });
      expect((await own.client().get(`/api/v1/admin/${path}`)).status).toBe(401);
    }
    const suspend = await person.client.post(`/api/v1/admin/people/${administrator.userId}/suspend`);
    expect(suspend.status).toBe(403);
  });

  it('lists people, and nothing of their money', async () => {
    const first = await administrator.client.get<PeoplePage>('/api/v1/admin/people?limit=1');
    expect(first.body).toEqual({
      items: [
        {
          id: person.userId,
          email: person.email,
          name: 'Kofi',
          isAdministrator: false,
          suspendedAt: null,
          createdAt: INSTANT,
          lastSeenAt: INSTANT,
        },
      ],
      nextCursor: expect.any(String),
    });
    const second = await administrator.client.get(`/api/v1/admin/people?cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({
      items: [{ name: 'Ifeoma', isAdministrator: true }],
      nextCursor: null,
    });
  });

  it('sees no purse that it is no member of', async () => {
    expect((await administrator.client.get(person.purse)).status).toBe(404);
  });

  it('suspends at once in every browser, and restores', async () => {
    const kofi = await own.person({ name: 'Other Kofi' });
    const path = `/api/v1/admin/people/${kofi.userId}`;
    expect((await administrator.client.post(`${path}/suspend`)).status).toBe(204);
    expect((await kofi.client.get('/api/v1/me')).status).toBe(401);
    const credentials = { email: kofi.email, password: kofi.password };
    expect((await kofi.client.post('/api/v1/auth/sign-in', credentials)).body).toMatchObject({
      code: 'suspended',
    });
    expect((await administrator.client.post(`${path}/restore`)).status).toBe(204);
    expect((await kofi.client.post('/api/v1/auth/sign-in', credentials)).status).toBe(200);
    const oneself = await administrator.client.post(`/api/v1/admin/people/${administrator.userId}/suspend`);
    expect(oneself.body).toMatchObject({ status: 409, code: 'not-oneself' });
    const nobody = await administrator.client.post(
      '/api/v1/admin/people/01900000-0000-7000-8000-00000000dead/suspend',
    );
    expect(nobody.status).toBe(404);
  });

  it('makes a link by which a person sets a new password, once', async () => {
    const kofi = await own.person({ name: 'Third Kofi' });
    const made = await administrator.client.post<{ link: string }>(
      `/api/v1/admin/people/${kofi.userId}/reset-link`,
    );
    expect(made.body).toEqual({ link: expect.stringMatching(/\/reset#[\w-]{43}$/), expiresAt: INSTANT });
    const secret = made.body.link.split('#')[1];
    const reset = (password: string) => own.client().post('/api/v1/auth/reset', { secret, password });
    expect((await reset('short')).body).toMatchObject({ status: 422, code: 'weak-password' });
    expect((await reset('lantern-orchard-99-tide')).status).toBe(204);
    expect((await kofi.client.get('/api/v1/me')).status).toBe(401);
    expect((await reset('lantern-orchard-98-tide')).body).toMatchObject({
      status: 404,
      code: 'reset-not-open',
    });
    const signIn = (password: string) =>
      own.client().post('/api/v1/auth/sign-in', { email: kofi.email, password });
    expect((await signIn(kofi.password)).status).toBe(401);
    expect((await signIn('lantern-orchard-99-tide')).status).toBe(200);
  });

  it('shows failed jobs and puts them back', async () => {
    const ids = {
      purseId: person.purseId,
      importId: '01900000-0000-7000-8000-00000000dead',
      userId: person.userId,
    };
    const [failed] = await asOwner(own.database, async (owner) => {
      const made = await owner.query<{ id: string }>(
        `insert into pgboss.job (name, data, state, completed_on, retry_count) values ('import.read', $1, 'failed', now(), 3)
         returning id`,
        [JSON.stringify(ids)],
      );
      return made.rows;
    });
    const view = await administrator.client.get<JobsView>('/api/v1/admin/jobs');
    expect(view.body.queues.find((queue) => queue.name === 'import.read')).toMatchObject({ failed: 1 });
    expect(view.body.failed).toEqual([
      { id: failed?.id, queue: 'import.read', failedAt: INSTANT, retries: 3 },
    ]);
    expect(JSON.stringify(view.body)).not.toContain(person.purseId);
    const retry = () => administrator.client.post(`/api/v1/admin/jobs/import.read/${failed?.id}/retry`);
    expect((await retry()).status).toBe(204);
    for (let wait = 0; wait < 100; wait += 1) {
      const now = await administrator.client.get<JobsView>('/api/v1/admin/jobs');
      if (now.body.failed.length === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect((await administrator.client.get<JobsView>('/api/v1/admin/jobs')).body.failed).toEqual([]);
    expect((await retry()).body).toMatchObject({ status: 404, code: 'job-not-found' });
  });

  it('tells what runs here', async () => {
    await newAccount(person);
    const view = await administrator.client.get('/api/v1/admin/system');
    expect(view.body).toEqual({
      version: '0.1.0',
      node: process.version,
      postgres: expect.stringMatching(/^\d+/),
      migrations: expect.arrayContaining(['Migration20261124000100']),
      redis: expect.stringMatching(/^(connected|not-configured)$/),
      signUp: 'open',
      people: expect.any(Number),
      purses: expect.any(Number),
      databaseBytes: expect.any(Number),
      importBytes: expect.any(Number),
    });
  });
});
