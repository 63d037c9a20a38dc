import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { archiveWithoutData } from './support/archives.ts';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import { ikpa } from './support/command.ts';
import { makeClone } from './support/database.ts';
import { asOwner } from './support/owner.ts';
import { startMailServer } from './support/smtp.ts';
import { tracesOf } from './support/traces.ts';

const folder = mkdtempSync(join(tmpdir(), 'ikpa-commands-'));
/** Each command is a process that compiles its sources first. */
const PATIENCE_MS = 180_000;

let own: TestApp;
let boss: Person;
let env: Record<string, string>;

beforeAll(async () => {
  const database = await makeClone(`commands_${process.env['JEST_WORKER_ID'] ?? '0'}`);
  own = await startApp({ WORKER: 'outside' }, { database });
  boss = await own.person({ name: 'Ifeoma' });
  env = {
    DATABASE_URL: database.appUrl,
    JWT_ACCESS_SECRET: 'test access secret of enough length ...',
    JWT_REFRESH_SECRET: 'test refresh secret of enough length ..',
    DATA_ENCRYPTION_KEY: 'test encryption key of enough length ...',
    REDIS_URL: process.env['TEST_RUN_REDIS_URL'] ?? '',
  };
}, PATIENCE_MS);

afterAll(async () => {
  await own.stop();
  rmSync(folder, { recursive: true });
});

const run = (...args: string[]) => ikpa(env, ...args);
const json = async (...args: string[]) => {
  const { code, out } = await run(...args, '--json');
  return { code, data: JSON.parse(out) as Record<string, unknown> };
};
const signIn = (email: string, password: string) =>
  own.client().post<{ user: object }>('/api/v1/auth/sign-in', { email, password });

describe('ikpa', () => {
  it(
    'writes with --json one object and nothing else, however much is logged, and also where it fails',
    async () => {
      const talkative = { ...env, LOG_LEVEL: 'debug' };
      const listed = await ikpa(talkative, 'jobs', 'list', '--json');
      expect([listed.code, JSON.parse(listed.out)]).toEqual([
        0,
        { queues: expect.any(Array), failed: expect.any(Array) },
      ]);
      expect(listed.error).toContain('"context":"NestApplication"');
      const away = { ...talkative, DATABASE_URL: 'postgresql://a@127.0.0.1:1/b' };
      const failed = await ikpa(away, 'jobs', 'list', '--json');
      expect([failed.code, JSON.parse(failed.out)]).toEqual([
        5,
        { error: { code: expect.any(String), detail: expect.stringContaining('ECONNREFUSED'), errors: [] } },
      ]);
    },
    PATIENCE_MS,
  );

  it(
    'tells only what was asked, unless LOG_LEVEL asks for more',
    async () => {
      const done = await ikpa({ ...env, LOG_LEVEL: '' }, 'verify');
      expect(done).toEqual({ code: 0, out: expect.stringMatching(/ 0 differences\n$/), error: '' });
    },
    PATIENCE_MS,
  );

  it(
    'lists its commands and exit codes, helps with one, and refuses what it does not know',
    async () => {
      const help = await run('help');
      expect([help.code, help.error]).toEqual([0, '']);
      for (const name of [
        'verify',
        'config check',
        'admin create EMAIL',
        'admin promote EMAIL',
        'admin demote EMAIL',
        'password link EMAIL',
        'password temporary EMAIL',
        'person export EMAIL',
        'person restore EMAIL',
        'person delete EMAIL',
        'jobs list',
        'jobs retry [ID]',
      ])
        expect(help.out).toMatch(new RegExp(`^  ${name.replaceAll(/[[\]]/g, '\\$&')} `, 'm'));
      expect(help.out).toMatch(/^ {2}3 {2}there is no such person or job$/m);
      const one = await run('person', 'delete', '--help');
      expect([one.code, one.out]).toEqual([
        0,
        expect.stringMatching(/^usage: ikpa person delete EMAIL\n[^]*--now {2}/),
      ]);
      const unknown = await run('fly');
      expect([unknown.code, unknown.out, unknown.error]).toEqual([
        2,
        '',
        expect.stringMatching(/^There is no command fly\.\nusage: ikpa COMMAND/),
      ]);
      expect((await run('password', 'link')).error).toBe('usage: ikpa password link EMAIL\n');
      expect((await run('jobs', 'list', '--fast')).code).toBe(2);
    },
    PATIENCE_MS,
  );

  it(
    'makes an administrator, whose link sets the password',
    async () => {
      const made = await json('admin', 'create', 'Second@Example.org', '--name', 'Ngozi', '--country', 'GH');
      expect(made).toEqual({
        code: 0,
        data: {
          userId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          link: expect.stringMatching(/\/reset#[\w-]{43}$/),
          expiresAt: expect.any(String),
        },
      });
      const secret = String(made.data['link']).split('#')[1];
      const password = 'lantern-orchard-99-tide';
      expect((await own.client().post('/api/v1/auth/reset', { secret, password })).status).toBe(204);
      const answer = await signIn('second@example.org', password);
      expect(answer.body).toMatchObject({
        user: { name: 'Ngozi', country: 'GH', isAdministrator: true },
        purses: [{ name: 'Personal', baseCurrency: 'GHS', role: 'owner' }],
      });
      const again = await json('admin', 'create', 'second@example.org');
      expect(again).toEqual({
        code: 4,
        data: { error: expect.objectContaining({ code: 'email-taken' }) },
      });
    },
    PATIENCE_MS,
  );

  it(
    'makes a person administrator and one no more, but never leaves none',
    async () => {
      const person = await own.person();
      const admin = () => person.client.get('/api/v1/admin/system');
      expect((await admin()).status).toBe(403);
      expect(await run('admin', 'promote', person.email)).toEqual({
        code: 0,
        out: `${person.email} is an administrator.\n`,
        error: '',
      });
      expect((await admin()).status).toBe(200);
      expect((await run('admin', 'demote', person.email)).code).toBe(0);
      expect((await admin()).status).toBe(403);
      await asOwner(own.database, (owner) =>
        owner.query('update users set is_administrator = false where id <> $1', [boss.userId]),
      );
      expect(await run('admin', 'demote', boss.email)).toEqual({
        code: 4,
        out: '',
        error: 'This is the only administrator. Make another one first.\n',
      });
      expect(await run('admin', 'promote', 'nobody@example.org')).toEqual({
        code: 3,
        out: '',
        error: 'There is no such person.\n',
      });
    },
    PATIENCE_MS,
  );

  it(
    'gives a person a link or a password, and the latter signs them out',
    async () => {
      const person = await own.person();
      const link = await run('password', 'link', person.email);
      expect(link.out).toMatch(/^http:\/\/localhost:3001\/reset#[\w-]{43}\nIt works once, until /);
      expect((await signIn(person.email, person.password)).status).toBe(200);
      const temporary = await run('password', 'temporary', person.email);
      const [password = ''] = temporary.out.split('\n');
      expect([temporary.code, password]).toEqual([
        0,
        expect.stringMatching(/^[0-9a-f]{5}(-[0-9a-f]{5}){4}$/),
      ]);
      expect((await signIn(person.email, person.password)).status).toBe(401);
      expect((await signIn(person.email, password)).status).toBe(200);
    },
    PATIENCE_MS,
  );

  it(
    'lists failed jobs and puts them back',
    async () => {
      const fail = () =>
        asOwner(own.database, async (owner) => {
          const made = await owner.query<{ id: string }>(
            `insert into pgboss.job (name, data, state, completed_on, retry_count)
           values ('import.read', '{}', 'failed', now(), 3) returning id`,
          );
          return made.rows[0]?.id ?? '';
        });
      const [one, two] = [await fail(), await fail()];
      const list = await run('jobs', 'list');
      expect(list.out).toMatch(/^import\.read: 0 waiting, 0 running, 2 failed$/m);
      expect(list.out).toMatch(new RegExp(`^failed ${one} import\\.read `, 'm'));
      expect(await json('jobs', 'retry', one)).toEqual({
        code: 0,
        data: { retried: [{ id: one, queue: 'import.read' }] },
      });
      expect(await json('jobs', 'retry', '--all')).toEqual({
        code: 0,
        data: { retried: [{ id: two, queue: 'import.read' }] },
      });
      expect((await run('jobs', 'retry', one)).code).toBe(3);
      expect((await run('jobs', 'retry')).code).toBe(2);
      const after = await json('jobs', 'list');
      expect(after.data).toMatchObject({ failed: [] });
    },
    PATIENCE_MS,
  );

  it(
    'puts back every failed job, however many, and one that failed long ago by its id',
    async () => {
      const [old = ''] = await asOwner(own.database, async (owner) => {
        await owner.query(`delete from pgboss.job where state = 'failed'`);
        const made = await owner.query<{ id: string }>(
          `insert into pgboss.job (name, data, state, completed_on, retry_count)
           select case n % 3 when 0 then 'mail.reset' when 1 then 'import.commit' else 'import.read' end,
                  '{}', 'failed', now() - make_interval(mins => 251 - n), 3
             from generate_series(1, 250) n returning id`,
        );
        return made.rows.map(({ id }) => id);
      });
      expect(await json('jobs', 'retry', old)).toEqual({
        code: 0,
        data: { retried: [{ id: old, queue: 'import.commit' }] },
      });
      const all = await json('jobs', 'retry', '--all');
      const { retried } = all.data as { retried: { id: string; queue: string }[] };
      expect([all.code, retried.length, new Set(retried.map(({ id }) => id)).size]).toEqual([0, 249, 249]);
      const states = await asOwner(own.database, (owner) =>
        owner.query(`select state, count(*)::int from pgboss.job where retry_count = 3 and created_on > now() - interval '5 minutes'
                      and name in ('mail.reset', 'import.commit') group by state`),
      );
      expect(states.rows).toEqual([{ state: 'retry', count: 167 }]);
      expect((await run('jobs', 'retry', 'no-id')).code).toBe(3);
      expect(await json('jobs', 'retry', '--all')).toEqual({ code: 0, data: { retried: [] } });
    },
    PATIENCE_MS,
  );

  it(
    'makes a new purse of a person from an archive that was written, or says why not and makes none',
    async () => {
      const [giver, taker] = [await own.person(), await own.person()];
      const file = join(folder, 'purse.zip');
      await giver.client.post(`${giver.purse}/accounts`, { name: 'Bank', kind: 'current' });
      await run('person', 'export', giver.email, '--to', file);
      const purses = async () =>
        (await taker.client.get<{ items: { id: string }[] }>('/api/v1/purses')).body.items.map(
          ({ id }) => id,
        );
      const made = await json('person', 'restore', taker.email, '--from', file);
      const [own1, other] = await purses();
      expect(own1).toBe(taker.purseId);
      expect(made).toEqual({ code: 0, data: { purseId: other, rows: 0 } });
      const { body } = await taker.client.get<{ items: { name: string }[] }>(
        `/api/v1/purses/${other}/accounts`,
      );
      expect(body.items.map(({ name }) => name)).toEqual(['Bank']);

      const broken = join(folder, 'broken.zip');
      writeFileSync(broken, archiveWithoutData());
      expect(await json('person', 'restore', taker.email, '--from', broken)).toEqual({
        code: 4,
        data: {
          error: {
            code: 'file-missing',
            detail: 'The archive lacks a file of the export.',
            errors: [{ pointer: '/file', detail: 'data.json' }],
          },
        },
      });
      expect((await run('person', 'restore', taker.email, '--from', join(folder, 'none.zip'))).code).toBe(2);
      expect((await run('person', 'restore', 'nobody@example.org', '--from', file)).code).toBe(3);
      expect(await purses()).toHaveLength(2);
    },
    PATIENCE_MS,
  );

  it(
    'writes what a person has into a file that only its maker reads, and deletes them',
    async () => {
      const person = await own.person({ name: 'Person To Delete' });
      const file = join(folder, 'all.zip');
      const exported = await json('person', 'export', person.email, '--to', file);
      expect(exported).toEqual({ code: 0, data: { file, bytes: statSync(file).size } });
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(readFileSync(file).subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
      expect((await run('person', 'export', person.email, '--to', file)).code).toBe(2);

      expect((await run('person', 'delete', person.email)).error).toBe('--yes says that you mean it.\n');
      const later = await json('person', 'delete', person.email, '--yes');
      expect(later).toMatchObject({ code: 0, data: { userId: person.userId, deleted: false } });
      expect((await signIn(person.email, person.password)).status).toBe(200);
      expect((await run('person', 'delete', person.email, '--yes', '--now')).out).toBe(
        `${person.email}: deleted for good\n`,
      );
      expect((await signIn(person.email, person.password)).status).toBe(401);
      expect(await tracesOf(own.database, [person.email, 'Person To Delete', person.purseId])).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'recomputes every sum, and ends with 1 where one differs',
    async () => {
      expect(await json('verify')).toEqual({
        code: 0,
        data: { purses: expect.any(Number), differences: [] },
      });
      const account = await boss.client.post<{ id: string }>(`${boss.purse}/accounts`, {
        name: 'Cash',
        kind: 'cash',
      });
      await boss.client.post(`${boss.purse}/transactions`, {
        accountId: account.body.id,
        date: '2026-03-01',
        amount: -500,
      });
      await asOwner(own.database, (owner) => owner.query('update account_month set movement = movement - 1'));
      const verified = await run('verify');
      expect([verified.code, verified.out]).toEqual([
        1,
        expect.stringMatching(
          / account_month .*: stored -501 1, rows say -500 1\n\d+ purses checked, 1 differences\n$/,
        ),
      ]);
    },
    PATIENCE_MS,
  );
});

describe('ikpa config check', () => {
  const variable = (data: Record<string, unknown>, name: string) =>
    (data['variables'] as { name: string }[]).find((one) => one.name === name);

  it(
    'shows each setting with its source and no secret, and tries each connection',
    async () => {
      const smtp = await startMailServer();
      const file = join(folder, 'refresh');
      writeFileSync(file, `${env['JWT_REFRESH_SECRET']}\n`);
      try {
        const { JWT_REFRESH_SECRET: _, ...rest } = env;
        const given = {
          ...rest,
          JWT_REFRESH_SECRET_FILE: file,
          SMTP_URL: smtp.url,
          MAIL_FROM: 'a@example.org',
        };
        const checked = await ikpa(given, 'config', 'check', '--json');
        expect(checked.code).toBe(0);
        expect(checked.out).not.toContain('enough length');
        const data = JSON.parse(checked.out) as Record<string, unknown>;
        expect(variable(data, 'JWT_ACCESS_SECRET')).toMatchObject({
          source: 'environment',
          value: '(secret)',
        });
        expect(variable(data, 'JWT_REFRESH_SECRET')).toMatchObject({
          source: `file ${file}`,
          value: '(secret)',
        });
        expect(variable(data, 'SIGN_UP')).toMatchObject({ source: 'default', value: 'open' });
        expect(variable(data, 'ADMIN_EMAIL')).toMatchObject({ source: 'not set', value: null });
        const redis = env['REDIS_URL'] === '' ? 'not configured' : 'works';
        expect(data['connections']).toEqual([
          { name: 'database, with the schema of this version', state: 'works', detail: null },
          { name: 'database as its owner', state: 'not configured', detail: null },
          { name: 'Redis', state: redis, detail: null },
          { name: 'mail server', state: 'works', detail: null },
          { name: 'AI', state: 'not configured', detail: null },
          { name: 'collector', state: 'not configured', detail: null },
          { name: 'Sentry', state: 'not configured', detail: null },
        ]);
        expect(data['problems']).toEqual([]);
      } finally {
        await smtp.stop();
      }
    },
    PATIENCE_MS,
  );

  it(
    'points at what is wrong: in the values, in names, and in what does not answer',
    async () => {
      const wrong = await ikpa(
        { ...env, SIGN_UP: 'maybe', SMPT_URL: 'x', SMTP_HOTS: 'x' },
        'config',
        'check',
      );
      expect([wrong.code, wrong.out.split('\n').filter((line) => line.startsWith('problem'))]).toEqual([
        1,
        [
          expect.stringMatching(/^problem \/SIGN_UP: Invalid option/),
          'problem /SMTP_HOTS: is read by nothing; perhaps it is mistyped',
        ],
      ]);
      const away = {
        ...env,
        REDIS_URL: 'redis://127.0.0.1:1',
        SMTP_URL: 'smtp://127.0.0.1:1',
        MAIL_FROM: 'a@b.example',
        ANTHROPIC_API_KEY: 'sk-ant-a-key-of-nobody',
        AI_BASE_URL: 'http://127.0.0.1:65533',
      };
      const checked = await ikpa(
        { ...away, DATABASE_URL: 'postgresql://a@127.0.0.1:1/b' },
        'config',
        'check',
        '--json',
      );
      expect(checked.code).toBe(1);
      const { problems } = JSON.parse(checked.out) as {
        problems: { pointer: string; code: string; detail: string }[];
      };
      expect(problems.map(({ pointer }) => pointer)).toEqual([
        '/DATABASE_URL',
        '/REDIS_URL',
        '/SMTP_URL',
        '/AI_BASE_URL',
      ]);
      for (const { code, detail } of problems)
        expect([code, detail]).toEqual(['unusable', expect.stringMatching(/cannot be used: .*ECONNREFUSED/)]);
      const odd = await ikpa({ ...env, SMTP_HOTS: 'x' }, 'config', 'check', '--json');
      expect(JSON.parse(odd.out)).toMatchObject({
        problems: [
          {
            pointer: '/SMTP_HOTS',
            code: 'unread',
            detail: 'is read by nothing; perhaps it is mistyped',
          },
        ],
        connections: expect.arrayContaining([expect.objectContaining({ state: 'works' })]),
      });
    },
    PATIENCE_MS,
  );

  it(
    'and a command without a configuration says what is missing',
    async () => {
      const missing = await ikpa({}, 'jobs', 'list');
      expect([missing.code, missing.error]).toEqual([2, expect.stringContaining('DATABASE_URL: is not set')]);
      const unreachable = await ikpa(
        { ...env, DATABASE_URL: 'postgresql://a@127.0.0.1:1/b' },
        'jobs',
        'list',
        '--json',
      );
      expect(unreachable.code).toBe(5);
    },
    PATIENCE_MS,
  );
});
