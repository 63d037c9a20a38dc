import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobsView } from '../src/features/admin/admin.contract.ts';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import { makeClone } from './support/database.ts';
import { asOwner } from './support/owner.ts';
import { problem } from './support/problem.ts';
import { startMailServer } from './support/smtp.ts';
import type { Mail, MailServer } from './support/smtp.ts';
import { startProcess } from './support/process.ts';
import { tracesOf } from './support/traces.ts';

const FROM = 'Ikpa <ikpa@example.org>';
const BOSS = 'boss@example.org';

let smtp: MailServer;
let own: TestApp;

beforeAll(async () => {
  smtp = await startMailServer();
  own = await startApp(
    { SMTP_URL: smtp.url, MAIL_FROM: FROM, ADMIN_EMAIL: BOSS },
    { database: await makeClone(`mail_${process.env['JEST_WORKER_ID'] ?? '0'}`) },
  );
}, 60_000);

afterAll(async () => {
  await own.stop();
  await smtp.stop();
});

/** The mails to one address, once there are so many. */
async function mailsTo(email: string, count: number): Promise<Mail[]> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const found = smtp.mails.filter(({ to }) => to.includes(email));
    if (found.length >= count) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${count} mails to ${email} did not come`);
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('waited in vain');
}

/** Until no mail of this kind is on its way. */
async function quiet(queue: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const waiting = await asOwner(own.database, (owner) =>
      owner.query(`select 1 from pgboss.job where name = $1 and state in ('created', 'active', 'retry')`, [
        queue,
      ]),
    );
    if (waiting.rowCount === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${queue} did not come to rest`);
}

const linkIn = (mail: Mail | undefined, page: string): string =>
  new RegExp(`http://localhost:3001/${page}#(\\S+)`).exec(mail?.text ?? '')?.[1] ?? '';

const signUp = async (email: string, name: string) => {
  const client = own.client();
  const answer = await client.post<{
    user: { id: string; isAdministrator: boolean; emailVerified: boolean };
  }>('/api/v1/auth/sign-up', { email, password: 'wander-quiet-harbour-42', name, country: 'NG' });
  expect(answer.status).toBe(201);
  return { client, user: answer.body.user };
};
const me = async (client: Person['client']) =>
  (await client.get<{ emailVerified: boolean }>('/api/v1/me')).body;
const verify = (secret: string) => own.client().post('/api/v1/auth/verify', { secret });
const forgot = (email: string) => own.client().post('/api/v1/auth/forgot', { email });

describe('an address', () => {
  it('is confirmed by the link that was sent there, in plain words and in HTML', async () => {
    const person = await own.person({ name: 'Adaeze <b>' });
    expect(await me(person.client)).toMatchObject({ emailVerified: false });
    const [mail] = await mailsTo(person.email, 1);
    const secret = linkIn(mail, 'verify');
    const link = `http://localhost:3001/verify#${secret}`;
    expect(mail).toEqual({
      from: 'ikpa@example.org',
      to: [person.email],
      headers: expect.objectContaining({
        from: FROM,
        to: person.email,
        subject: 'Please confirm your address',
        'auto-submitted': 'auto-generated',
      }),
      text: [
        'Hello Adaeze <b>,',
        'Welcome to Ikpa. Please confirm that this address is yours, so that we can reach you if you ever forget your password.',
        `Confirm my address:\n${link}`,
        'The link works for three days.',
        'If you did not open an account with Ikpa, somebody mistyped their address. You need do nothing.',
        'Ikpa, the purse that knows where you stand\n',
      ].join('\n\n'),
      html: expect.stringContaining(`<a href="${link}"`),
    });
    expect(mail?.html).toContain('Hello Adaeze &#60;b&#62;,');
    expect(mail?.html).not.toMatch(/<img|src=|<script|https?:\/\/(?!localhost:3001\/verify)/);
    expect((await verify(secret)).status).toBe(204);
    expect(await me(person.client)).toMatchObject({ emailVerified: true });
    // Again, as mail programs do that open links to look at them.
    expect((await verify(secret)).status).toBe(204);
  });

  it('is not confirmed by a changed, an old or another person’s link', async () => {
    const [ada, bola] = [await own.person(), await own.person()];
    const [toAda, toBola] = [await mailsTo(ada.email, 1), await mailsTo(bola.email, 1)].map(([mail]) =>
      linkIn(mail, 'verify'),
    );
    const [, until, mac] = (toBola ?? '').split('.');
    const refused = problem(404, 'verification-not-open', {
      instance: '/api/v1/auth/verify',
      detail: 'This link has expired. Ask for another one in your settings.',
    });
    expect((await verify(`${ada.userId}.${until}.${mac}`)).body).toEqual(refused);
    expect((await verify('x'.repeat(43))).body).toEqual(refused);
    const later = (Number.parseInt(until ?? '', 36) + 1).toString(36);
    expect((await verify(`${bola.userId}.${later}.${mac}`)).body).toEqual(refused);
    own.clock.advance(3 * 86_400_000 + 1000);
    expect((await verify(toAda ?? '')).body).toEqual(refused);
    own.clock.advance(-3 * 86_400_000 - 1000);
    expect(await me(ada.client)).toMatchObject({ emailVerified: false });
  });

  it('can be sent its mail again, five times an hour', async () => {
    const person = await own.person();
    await mailsTo(person.email, 1);
    const again = () => person.client.post('/api/v1/me/verification');
    for (let time = 0; time < 5; time += 1) expect((await again()).status).toBe(202);
    expect(await mailsTo(person.email, 6)).toHaveLength(6);
    expect((await again()).body).toMatchObject({ status: 429 });
  });

  it('of ADMIN_EMAIL makes an administrator once it is confirmed, not when it is typed', async () => {
    const { client, user } = await signUp(BOSS, 'Whoever');
    expect(user).toMatchObject({ isAdministrator: false, emailVerified: false });
    expect((await client.get('/api/v1/admin/system')).status).toBe(403);
    const [mail] = await mailsTo(BOSS, 1);
    const secret = linkIn(mail, 'verify');
    // Whoever typed the address is not whom its mail reaches: a stranger's account gains nothing by their click.
    expect((await verify(secret)).body).toMatchObject({ status: 403, code: 'sign-in-first' });
    expect(await me(client)).toMatchObject({ isAdministrator: false, emailVerified: false });
    expect((await client.post('/api/v1/auth/verify', { secret })).status).toBe(204);
    expect(await me(client)).toMatchObject({ isAdministrator: true, emailVerified: true });
    expect((await client.get('/api/v1/admin/system')).status).toBe(200);
    await asOwner(own.database, (owner) =>
      owner.query('update users set is_administrator = false where email = $1', [BOSS]),
    );
    expect((await client.post('/api/v1/auth/verify', { secret })).status).toBe(204);
    expect(await me(client)).toMatchObject({ isAdministrator: false });
  });
});

describe('a forgotten password', () => {
  afterEach(() => smtp.refuse(null));

  it('is set anew by the link that was mailed, once and within an hour', async () => {
    const person = await own.person({ name: 'Kofi' });
    const answer = await forgot(person.email);
    expect([answer.status, answer.body]).toEqual([202, '']);
    const mail = (await mailsTo(person.email, 2)).find(
      ({ headers }) => headers['subject'] === 'Set a new password',
    );
    expect(mail?.text).toMatch(/^Hello Kofi,\n\nSomebody, we hope it was you, asked to set a new password/);
    const secret = linkIn(mail, 'reset');
    expect(mail?.html).toContain(`<a href="http://localhost:3001/reset#${secret}"`);
    const reset = (password: string) => own.client().post('/api/v1/auth/reset', { secret, password });
    expect((await reset('lantern-orchard-99-tide')).status).toBe(204);
    expect((await person.client.get('/api/v1/me')).status).toBe(401);
    const credentials = { email: person.email, password: 'lantern-orchard-99-tide' };
    expect((await own.client().post('/api/v1/auth/sign-in', credentials)).status).toBe(200);
    expect((await reset('lantern-orchard-98-tide')).body).toMatchObject({ code: 'reset-not-open' });
  });

  it('asked for by anybody ends no link that somebody holds; the one that is used ends all', async () => {
    const [boss, person] = [await own.person(), await own.person()];
    await asOwner(own.database, (owner) =>
      owner.query('update users set is_administrator = true where id = $1', [boss.userId]),
    );
    const handed = await boss.client.post<{ link: string }>(
      `/api/v1/admin/people/${person.userId}/reset-link`,
    );
    const open = () =>
      asOwner(own.database, async (owner) => {
        const found = await owner.query(
          'select 1 from password_resets where user_id = $1 and used_at is null',
          [person.userId],
        );
        return found.rowCount;
      });
    await mailsTo(person.email, 1);
    // What a stranger can cause within an hour, with a mail server that is away at first.
    smtp.refuse(451);
    expect(await open()).toBe(1);
    for (let time = 0; time < 3; time += 1) await forgot(person.email);
    const now = () =>
      asOwner(own.database, (owner) =>
        owner.query(
          `update pgboss.job set start_after = now() where name = 'mail.reset' and state = 'retry'`,
        ),
      );
    const tries = () =>
      asOwner(own.database, async (owner) => {
        const found = await owner.query<{ tries: number }>(
          `select coalesce(sum(retry_count), 0)::int as tries from pgboss.job where name = 'mail.reset'`,
        );
        return found.rows[0]?.tries ?? 0;
      });
    await until(async () => {
      await now();
      return (await tries()) >= 6;
    });
    // While a mail is being tried its link is there; the one that was handed over is never pushed out.
    await until(async () => (await open()) === 1);
    smtp.refuse(null);
    await until(async () => {
      await now();
      return smtp.mails.filter(({ to }) => to.includes(person.email)).length === 4;
    });
    await quiet('mail.reset');
    const mails = await mailsTo(person.email, 4);
    const links = [
      handed.body.link.split('#')[1] ?? '',
      ...mails.map((mail) => linkIn(mail, 'reset')),
    ].filter((secret) => secret !== '');
    expect([links.length, await open()]).toEqual([4, 4]);
    const reset = (secret: string | undefined) =>
      own.client().post('/api/v1/auth/reset', { secret, password: 'lantern-orchard-99-tide' });
    expect((await reset(links[0])).status).toBe(204);
    for (const link of links) expect((await reset(link)).body).toMatchObject({ code: 'reset-not-open' });
    expect(await open()).toBe(0);
  }, 90_000);

  it('keeps ten links of a person at most: the oldest ends, and what has expired is kept no longer', async () => {
    const [boss, person] = [await own.person(), await own.person()];
    await asOwner(own.database, (owner) =>
      owner.query('update users set is_administrator = true where id = $1', [boss.userId]),
    );
    const made: string[] = [];
    const make = async () => {
      const { body } = await boss.client.post<{ link: string }>(
        `/api/v1/admin/people/${person.userId}/reset-link`,
      );
      made.push(body.link.split('#')[1] ?? '');
    };
    const kept = () =>
      asOwner(own.database, async (owner) => {
        const found = await owner.query('select 1 from password_resets where user_id = $1', [person.userId]);
        return found.rowCount;
      });
    // Too short a password is refused only where the link is open.
    const isOpen = async (secret: string) => {
      const { body } = await own.client().post('/api/v1/auth/reset', { secret, password: 'short' });
      return (body as { code: string }).code === 'weak-password';
    };
    for (let time = 0; time < 11; time += 1) await make();
    expect(await kept()).toBe(10);
    expect(await Promise.all(made.map(isOpen))).toEqual([false, ...Array<boolean>(10).fill(true)]);
    own.clock.advance(3_600_000 + 1000);
    await boss.client.post('/api/v1/auth/refresh');
    await make();
    expect(await kept()).toBe(1);
    own.clock.advance(-3_600_000 - 1000);
  });

  it('says nothing about who is here: an unknown address gets the same answer, and no mail', async () => {
    const answer = await forgot('nobody-at-all@example.org');
    expect([answer.status, answer.body]).toEqual([202, '']);
    await quiet('mail.reset');
    expect(smtp.mails.filter(({ to }) => to.includes('nobody-at-all@example.org'))).toEqual([]);
  });

  it('fills nobody’s mailbox: the fourth wish within an hour is dropped, without a word', async () => {
    const person = await own.person();
    for (let time = 0; time < 5; time += 1) expect((await forgot(person.email)).status).toBe(202);
    await quiet('mail.reset');
    expect(await mailsTo(person.email, 4)).toHaveLength(4);
  });

  it('gets no mail where the person was shut out', async () => {
    const person = await own.person();
    await asOwner(own.database, (owner) =>
      owner.query('update users set suspended_at = now() where id = $1', [person.userId]),
    );
    await mailsTo(person.email, 1);
    await forgot(person.email);
    await quiet('mail.reset');
    expect(await mailsTo(person.email, 1)).toHaveLength(1);
  });
});

describe('an invitation', () => {
  const invite = (person: Person, email: string) =>
    person.client.post<{ link: string; mailed: boolean; invitation: { id: string } }>(
      `${person.purse}/invitations`,
      {
        role: 'editor',
        email,
      },
    );

  it('arrives by mail, with the link that its maker was shown', async () => {
    const ada = await own.person({ name: 'Ada' });
    const made = await invite(ada, 'guest-one@example.org');
    expect(made.body).toMatchObject({ mailed: true });
    const [mail] = await mailsTo('guest-one@example.org', 1);
    expect(mail?.headers['subject']).toBe('Ada invites you to Ikpa');
    expect(mail?.text).toContain('Ada invites you to look at, and add to, “Personal” in Ikpa');
    expect(mail?.text).toContain(`See the invitation:\n${made.body.link}\n`);
    const guest = await own.person();
    const secret = linkIn(mail, 'join');
    expect((await guest.client.post('/api/v1/invitations/accept', { secret })).status).toBe(200);
  });

  it('carries no words of its maker that a mail program would make a link of', async () => {
    const ada = await own.person({ name: 'Win now www.evil.example' });
    await invite(ada, 'guest-two@example.org');
    const [mail] = await mailsTo('guest-two@example.org', 1);
    expect(mail?.headers['subject']).toBe('Somebody who uses Ikpa invites you to Ikpa');
    expect(`${mail?.text}${mail?.html}`).not.toContain('evil');
  });

  it('leaves neither address nor secret in the database, and no one’s mails are without number', async () => {
    const ada = await own.person();
    const made = await invite(ada, 'guest-three@example.org');
    await mailsTo('guest-three@example.org', 1);
    const secret = made.body.link.split('#')[1] ?? '';
    expect(await tracesOf(own.database, ['guest-three@example.org', secret])).toEqual([]);
    for (let time = 0; time < 19; time += 1)
      expect((await invite(ada, 'guest-x@example.org')).status).toBe(201);
    expect((await invite(ada, 'guest-x@example.org')).body).toMatchObject({ status: 429 });
  });
});

describe('the mail server', () => {
  afterEach(() => smtp.refuse(null));

  it('is tried again when it cannot take a mail just now, and not when it refuses it for good', async () => {
    const failed = async () =>
      asOwner(own.database, async (owner) => {
        const found = await owner.query<{ state: string; output: unknown }>(
          `select state, output from pgboss.job where name = 'mail.verification' order by created_on desc limit 1`,
        );
        return found.rows[0];
      });
    const untilState = async (state: string) => {
      for (let attempt = 0; attempt < 200; attempt += 1) {
        const job = await failed();
        if (job?.state === state) return job;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`no job came to ${state}: ${JSON.stringify(await failed())}`);
    };
    smtp.refuse(451);
    const person = await own.person();
    const job = await untilState('retry');
    expect(JSON.stringify(job.output)).toContain('the mail server did not take a letter: EENVELOPE 451');
    expect(JSON.stringify(job.output)).not.toContain(person.email);
    smtp.refuse(null);
    await asOwner(own.database, (owner) =>
      owner.query(
        `update pgboss.job set start_after = now() where name = 'mail.verification' and state = 'retry'`,
      ),
    );
    await mailsTo(person.email, 1);
    smtp.refuse(550);
    const other = await own.person();
    await untilState('completed');
    smtp.refuse(null);
    expect(smtp.mails.filter(({ to }) => to.includes(other.email))).toEqual([]);
  });

  it('is offered user and password', async () => {
    const url = smtp.url.replace('smtp://', 'smtp://ada:p%40ss@');
    const other = await startApp(
      { SMTP_URL: url, MAIL_FROM: FROM },
      { database: await makeClone(`mail_auth_${process.env['JEST_WORKER_ID'] ?? '0'}`) },
    );
    try {
      const person = await other.person();
      await mailsTo(person.email, 1);
      expect(smtp.credentials).toContainEqual({ user: 'ada', password: 'p@ss' });
    } finally {
      await other.stop();
    }
  });

  it('leaves no address, no secret and no password in the logs of the process', async () => {
    const api = await startProcess(own.database, {
      SMTP_URL: smtp.url.replace('smtp://', 'smtp://ada:smtp-password-1@'),
      MAIL_FROM: FROM,
      LOG_LEVEL: 'trace',
    });
    try {
      const email = `logged-${process.pid}@example.org`;
      const post = (path: string, body: object) =>
        fetch(`${api.baseUrl}${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-ikpa-client': 'test' },
          body: JSON.stringify(body),
        });
      const password = 'wander-quiet-harbour-42';
      await post('/api/v1/auth/sign-up', { email, password, name: 'Zainabu', country: 'NG' });
      await mailsTo(email, 1);
      await post('/api/v1/auth/forgot', { email });
      const mails = await mailsTo(email, 2);
      const secrets = [linkIn(mails[0], 'verify'), linkIn(mails[1], 'reset')];
      expect(secrets.every((secret) => secret.length > 40)).toBe(true);
      await post('/api/v1/auth/verify', { secret: secrets[0] });
      api.send('SIGTERM');
      await api.ended;
      for (const word of [email, 'smtp-password-1', 'Zainabu', password, ...secrets])
        expect(api.output()).not.toContain(word);
    } finally {
      api.send('SIGKILL');
    }
  }, 60_000);
});

describe('without a mail server', () => {
  it('every flow says so, and the links that people hand over are there', async () => {
    const plain = await startApp(
      {},
      { database: await makeClone(`mail_off_${process.env['JEST_WORKER_ID'] ?? '0'}`) },
    );
    try {
      const options = await plain.client().get<{ mail: boolean }>('/api/v1/auth/options');
      expect(options.body.mail).toBe(false);
      const administrator = await plain.person();
      const off = 'This installation sends no mail. Ask its administrator for a link.';
      const forgotten = await plain.client().post('/api/v1/auth/forgot', { email: administrator.email });
      expect(forgotten.body).toEqual(
        problem(409, 'mail-off', { instance: '/api/v1/auth/forgot', detail: off }),
      );
      const again = await administrator.client.post('/api/v1/me/verification');
      expect(again.body).toMatchObject({ code: 'mail-off' });
      const invitations = `${administrator.purse}/invitations`;
      const mailed = await administrator.client.post(invitations, { role: 'viewer', email: 'a@example.org' });
      expect(mailed.body).toMatchObject({ code: 'mail-off' });
      const handed = await administrator.client.post<{ link: string }>(invitations, { role: 'viewer' });
      expect(handed.body).toMatchObject({ mailed: false, link: expect.stringMatching(/\/join#[\w-]{43}$/) });
      const reset = await administrator.client.post<{ link: string }>(
        `/api/v1/admin/people/${administrator.userId}/reset-link`,
      );
      expect(reset.body.link).toMatch(/\/reset#[\w-]{43}$/);
      const jobs = await administrator.client.get<JobsView>('/api/v1/admin/jobs');
      expect(jobs.body.queues.filter(({ name }) => name.startsWith('mail.'))).toEqual(
        ['mail.invitation', 'mail.reset', 'mail.verification'].map((name) => ({
          name,
          queued: 0,
          active: 0,
          failed: 0,
        })),
      );
    } finally {
      await plain.stop();
    }
  });
});
