import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from './support/app.ts';
import type { TestApp } from './support/app.ts';
import { makeClone } from './support/database.ts';
import { asOwner } from './support/owner.ts';
import { startSentry } from './support/sentry.ts';
import type { FakeSentry } from './support/sentry.ts';

let sentry: FakeSentry;
let own: TestApp;

beforeAll(async () => {
  sentry = await startSentry();
  const database = await makeClone(`errors_${process.env['JEST_WORKER_ID'] ?? '0'}`);
  // A fault of ours whose message quotes everything that somebody typed.
  await asOwner(database, (owner) =>
    owner.query(`
      create function quote_all() returns trigger language plpgsql as $$
        begin raise exception 'cannot store % of %', new, new.name using errcode = 'XX001'; end $$;
      create trigger quote_all before insert on accounts for each row execute function quote_all();
      create trigger quote_all before update on imports for each row execute function quote_all();
      alter table imports add name text default 'Zainab of the imports';
      update pgboss.queue set retry_limit = 0 where name = 'import.read'`),
  );
  own = await startApp({ SENTRY_DSN: sentry.dsn, SENTRY_ENVIRONMENT: 'staging' }, { database });
}, 120_000);

afterAll(async () => {
  await own.stop();
  await sentry.stop();
});

const PRIVATE = [
  'Adaeze',
  'Zainab',
  'Private savings',
  '987654321',
  'wander-quiet',
  'example.org',
  'cannot store',
];

describe('a fault', () => {
  it('is told with its kind, its place and its request, and nothing that somebody typed', async () => {
    const person = await own.person({ name: 'Adaeze Private' });
    const answer = await person.client.post(
      `${person.purse}/accounts`,
      { name: 'Private savings', kind: 'cash', anchor: { on: '2026-03-01', balance: 987_654_321 } },
      { headers: { 'x-request-id': 'a-request-id-of-ours', authorization: 'Bearer token-of-a-program-123' } },
    );
    const retry = answer.status === 422 || answer.status === 401;
    const again = retry
      ? await person.client.post(
          `${person.purse}/accounts`,
          { name: 'Private savings', kind: 'cash' },
          {
            headers: { 'x-request-id': 'a-request-id-of-ours' },
          },
        )
      : answer;
    expect(again.body).toMatchObject({ status: 500, code: 'internal', requestId: 'a-request-id-of-ours' });
    const [event] = await sentry.waitFor(1);
    expect(event).toMatchObject({
      level: 'error',
      environment: 'staging',
      release: 'ikpa@0.1.0',
      tags: { request_id: 'a-request-id-of-ours', route: 'POST /api/v1/purses/:purseId/accounts' },
    });
    const { values } = (event ?? {})['exception'] as {
      values: { type: string; value: string; stacktrace: { frames: { filename: string }[] } }[];
    };
    expect(values.at(-1)).toMatchObject({ type: 'DriverException', value: 'XX001' });
    expect(values.at(-1)?.stacktrace.frames.some(({ filename }) => /^app:\/\/\/src\//.test(filename))).toBe(
      true,
    );
    const ids = [person.userId, person.purseId, person.email, person.client.cookie('ikpa_access') ?? '-'];
    for (const word of [...PRIVATE, ...ids, 'token-of-a-program'])
      expect(sentry.envelopes.join('\n')).not.toContain(word);
  });

  it('in a job is told once its last try failed, with the job', async () => {
    const before = sentry.envelopes.length;
    const person = await own.person();
    await person.client.upload(
      `${person.purse}/imports`,
      's.csv',
      'Date,Description,Debit\n01/03/2026,Zainab shop,98765\n',
    );
    const events = await sentry.waitFor(before + 1);
    expect(events.at(-1)).toMatchObject({
      tags: { queue: 'import.read', job_id: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
    for (const word of [...PRIVATE, '98765', person.purseId])
      expect(sentry.envelopes.join('\n')).not.toContain(word);
  });

  it('of a person (a refusal) is none', async () => {
    const before = sentry.envelopes.length;
    const person = await own.person();
    expect((await person.client.post(`${person.purse}/accounts`, { name: '' })).status).toBe(422);
    expect((await person.client.get('/api/v1/purses/nothing')).status).toBe(404);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(sentry.envelopes).toHaveLength(before);
  });
});
