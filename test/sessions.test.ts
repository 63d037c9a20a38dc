import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestClock, startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import { Client } from './support/client.ts';
import type { Answer } from './support/client.ts';
import { asOwner, heldAt } from './support/owner.ts';
import { problem } from './support/problem.ts';
import { REFRESH_SECRET } from './support/secrets.ts';

const AUTH = '/api/v1/auth';
const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/);
const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const MINUTE = 60_000;

let own: TestApp;

beforeAll(async () => {
  own = await startApp();
}, 60_000);

afterAll(async () => own.stop());

const notSignedIn = (instance: string) =>
  problem(401, 'not-signed-in', { instance, detail: 'Please sign in.' });
const signIn = ({ email, password }: Person, client = own.client()): Promise<Answer> =>
  client.post(`${AUTH}/sign-in`, { email, password });
const refresh = (client: Client) => client.post(`${AUTH}/refresh`);
const isIn = async (client: Client) => (await client.get('/api/v1/me')).status === 200;
/** Another browser that holds copies of this one's cookies. */
function copyOf(client: Client, app = own): Client {
  const copy = app.client();
  for (const [name, path] of [
    ['ikpa_access', '/'],
    ['ikpa_refresh', AUTH],
  ] as const)
    copy.setCookie(name, client.cookie(name) ?? '', path);
  return copy;
}

describe('signing in and out', () => {
  it('answers with the person and their purses', async () => {
    const person = await own.person();
    const client = own.client();
    const answer = await signIn(person, client);
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        user: (await client.get('/api/v1/me')).body,
        purses: [(await client.get(person.purse)).body],
      },
    ]);
  });

  it('tells a wrong password and an unknown address apart in no way, not even by the work it costs', async () => {
    const person = await own.person();
    // Work, not time: a busy machine makes everything slow, but nothing costlier.
    const work: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
    const attempt = async (email: string, spent: number[]) => {
      const before = process.cpuUsage();
      const answer = await own.client().post(`${AUTH}/sign-in`, { email, password: 'not the password' });
      const { user, system } = process.cpuUsage(before);
      spent.push(user + system);
      expect([answer.status, answer.body]).toEqual([
        401,
        problem(401, 'wrong-credentials', {
          instance: `${AUTH}/sign-in`,
          detail: 'E-mail address or password is not right.',
        }),
      ]);
    };
    for (let round = 0; round < 7; round += 1) {
      await attempt(person.email, work.known);
      await attempt(`nobody-${process.pid}@example.org`, work.unknown);
    }
    expect(Math.min(...work.unknown)).toBeGreaterThan(Math.min(...work.known) * 0.7);
  });

  it('does not let a suspended person in, and ends what they have open within half a minute', async () => {
    const person = await own.person();
    await asOwner(own.database, (owner) =>
      owner.query('update users set suspended_at = now() where id = $1', [person.userId]),
    );
    own.clock.advance(31_000);
    expect(await isIn(person.client)).toBe(false);
    expect((await refresh(person.client)).status).toBe(401);
    const answer = await signIn(person);
    expect([answer.status, answer.body]).toEqual([
      403,
      problem(403, 'suspended', {
        instance: `${AUTH}/sign-in`,
        detail: 'This account is suspended. Ask the administrator of this installation.',
      }),
    ]);
  });

  it('ends the session with its cookies when signing out, and is no error without one', async () => {
    const person = await own.person();
    const copy = copyOf(person.client);
    const answer = await person.client.post(`${AUTH}/sign-out`);
    expect([answer.status, answer.body]).toEqual([204, '']);
    expect(person.client.cookie('ikpa_access')).toBeNull();
    expect(person.client.cookie('ikpa_refresh')).toBeNull();
    expect(await isIn(copy)).toBe(false);
    expect((await refresh(copy)).status).toBe(401);
    expect((await own.client().post(`${AUTH}/sign-out`)).status).toBe(204);
  });
});

describe('refreshing', () => {
  it('lets an access token hold for ten minutes and gives the next one for the refresh token', async () => {
    const person = await own.person();
    const client = own.client();
    const signedIn = await signIn(person, client);
    const first = { access: client.cookie('ikpa_access'), refresh: client.cookie('ikpa_refresh') };
    own.clock.advance(9 * MINUTE);
    expect(await isIn(client)).toBe(true);
    own.clock.advance(MINUTE + 1000);
    const late = await client.get('/api/v1/me');
    expect([late.status, late.body]).toEqual([401, notSignedIn('/api/v1/me')]);
    expect(late.headers.get('www-authenticate')).toBe('Bearer realm="ikpa"');
    const answer = await refresh(client);
    expect([answer.status, answer.body]).toEqual([200, signedIn.body]);
    expect(client.cookie('ikpa_access')).not.toBe(first.access);
    expect(client.cookie('ikpa_refresh')).not.toBe(first.refresh);
    expect(await isIn(client)).toBe(true);
  });

  it('gives two tabs that refresh at once the same next token, and the session stays one chain', async () => {
    const { client } = await own.person();
    const [one, two] = [copyOf(client), copyOf(client)];
    const answers = await Promise.all([refresh(one), refresh(two)]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    expect(one.cookie('ikpa_refresh')).toBe(two.cookie('ikpa_refresh'));
    own.clock.advance(MINUTE);
    expect((await refresh(one)).status).toBe(200);
    expect(await isIn(two)).toBe(true);
  });

  it('gives a token that was replaced in the last ten seconds the newest of the session', async () => {
    const { client } = await own.person();
    const slow = copyOf(client);
    await refresh(client);
    await refresh(client);
    own.clock.advance(9000);
    expect((await refresh(slow)).status).toBe(200);
    expect(slow.cookie('ikpa_refresh')).toBe(client.cookie('ikpa_refresh'));
  });

  it('ends the whole session when a replaced token comes later: one of its two holders stole it', async () => {
    const { client } = await own.person();
    const thief = copyOf(client);
    expect((await refresh(client)).status).toBe(200);
    own.clock.advance(10_500);
    const answer = await refresh(thief);
    expect([answer.status, answer.body]).toEqual([401, notSignedIn(`${AUTH}/refresh`)]);
    expect(thief.cookie('ikpa_access')).toBeNull();
    expect(thief.cookie('ikpa_refresh')).toBeNull();
    expect(await isIn(client)).toBe(false);
    expect((await refresh(client)).status).toBe(401);
  });

  it('takes no replaced token again because the clock was set back', async () => {
    const clock = new TestClock();
    const other = await startApp({}, { clock });
    try {
      const { client } = await other.person();
      const thief = copyOf(client, other);
      await refresh(client);
      clock.advance(-24 * 60 * MINUTE);
      expect((await refresh(thief)).status).toBe(401);
      expect((await refresh(client)).status).toBe(401);
    } finally {
      await other.stop();
    }
  });

  it('asks about a session again where the clock was set back since it asked', async () => {
    const clock = new TestClock();
    const other = await startApp({}, { clock });
    try {
      const { client, userId } = await other.person();
      expect(await isIn(client)).toBe(true);
      await asOwner(other.database, (owner) =>
        owner.query('update sessions set revoked_at = now() where user_id = $1', [userId]),
      );
      expect(await isIn(client)).toBe(true); // trusted for half a minute
      clock.advance(-24 * 60 * MINUTE);
      expect(await isIn(client)).toBe(false);
    } finally {
      await other.stop();
    }
  });

  it('ends with thirty days without use, and with half a year in any case', async () => {
    const clock = own.clock;
    const unused = await own.person();
    const used = await own.person();
    clock.advance(29 * 24 * 60 * MINUTE);
    expect((await refresh(used.client)).status).toBe(200);
    clock.advance(2 * 24 * 60 * MINUTE);
    expect((await refresh(unused.client)).status).toBe(401);
    for (let weeks = 0; weeks < 21; weeks += 1) {
      clock.advance(7 * 24 * 60 * MINUTE);
      expect((await refresh(used.client)).status).toBe(200);
    }
    clock.advance(3 * 24 * 60 * MINUTE);
    expect((await refresh(used.client)).status).toBe(401);
  });

  it('refuses what it never issued', async () => {
    const client = own.client();
    client.setCookie('ikpa_refresh', 'x'.repeat(43), AUTH);
    expect((await refresh(client)).status).toBe(401);
    expect((await refresh(own.client())).body).toEqual(notSignedIn(`${AUTH}/refresh`));
    const forged = own.client();
    forged.setCookie('ikpa_access', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.');
    expect(await isIn(forged)).toBe(false);
  });

  it('stores neither refresh tokens nor anything that opens a session', async () => {
    const { client, userId } = await own.person();
    const token = client.cookie('ikpa_refresh') ?? '';
    const rows = await asOwner(own.database, async (owner) => {
      const found = await owner.query(
        `select t.hash, t::text as row, s::text as session from refresh_tokens t join sessions s on s.id = t.session_id
          where s.user_id = $1`,
        [userId],
      );
      return found.rows;
    });
    expect(rows).toHaveLength(1);
    expect(rows[0]?.hash).toHaveLength(32);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
  });

  it('accepts what the previous secrets made while they are changed, and not after', async () => {
    const { client } = await own.person();
    const changed = {
      JWT_ACCESS_SECRET: 'the next access secret of enough length ..',
      JWT_REFRESH_SECRET: 'the next refresh secret of enough length .',
    };
    const during = await startApp(
      {
        ...changed,
        JWT_ACCESS_SECRET_PREVIOUS: 'test access secret of enough length ...',
        JWT_REFRESH_SECRET_PREVIOUS: REFRESH_SECRET,
      },
      { clock: own.clock },
    );
    const after = await startApp(changed, { clock: own.clock });
    try {
      expect(await isIn(copyOf(client, during))).toBe(true);
      expect(await isIn(copyOf(client, after))).toBe(false);
      expect((await refresh(copyOf(client, after))).status).toBe(401);
      // One process still has the old secrets while another rotates under the new ones.
      const [old, renewed] = [copyOf(client), copyOf(client, during)];
      expect((await refresh(old)).status).toBe(200);
      expect((await refresh(renewed)).status).toBe(200);
      expect(renewed.cookie('ikpa_refresh')).toBe(old.cookie('ikpa_refresh'));
      expect((await refresh(renewed)).status).toBe(200);
      expect(await isIn(copyOf(renewed, after))).toBe(true);
      expect((await refresh(copyOf(renewed, after))).status).toBe(200);
    } finally {
      await during.stop();
      await after.stop();
    }
  });
});

describe('the list of sessions', () => {
  const agent = (name: string) => ({ headers: { 'user-agent': name } });

  it('shows where one is signed in, the last used first, and which is this one', async () => {
    const person = await own.person();
    const phone = own.client();
    own.clock.advance(MINUTE);
    const { email, password } = person;
    await phone.post(`${AUTH}/sign-in`, { email, password }, agent('A phone'));
    const list = await phone.get('/api/v1/me/sessions');
    const session = { id: UUID, address: '127.0.0.1', createdAt: INSTANT, lastSeenAt: INSTANT };
    expect([list.status, list.body]).toEqual([
      200,
      {
        items: [
          { ...session, userAgent: 'A phone', current: true },
          { ...session, userAgent: 'node', current: false },
        ],
      },
    ]);
  });

  it('ends one of them at once, in every process', async () => {
    const person = await own.person();
    const other = await startApp({}, { clock: own.clock });
    try {
      const phone = own.client();
      await signIn(person, phone);
      const elsewhere = copyOf(phone, other);
      expect([await isIn(phone), await isIn(elsewhere)]).toEqual([true, true]);
      const list = await phone.get<{ items: { id: string; current: boolean }[] }>('/api/v1/me/sessions');
      const id = list.body.items.find((item) => item.current)?.id;
      const ended = await person.client.delete(`/api/v1/me/sessions/${id}`);
      expect([ended.status, ended.body]).toEqual([204, '']);
      expect(await isIn(phone)).toBe(false);
      // The word travels over Redis: well below the 30 seconds for which a process trusts its memory.
      for (let waited = 0; waited < 50 && (await isIn(elsewhere)); waited += 1)
        await new Promise((resolve) => setTimeout(resolve, 20));
      expect(await isIn(elsewhere)).toBe(false);
      expect((await refresh(phone)).status).toBe(401);
      expect(await isIn(person.client)).toBe(true);
    } finally {
      await other.stop();
    }
  });

  it('does not end what is not there or not one’s own', async () => {
    const [ada, bola] = [await own.person(), await own.person()];
    const list = await ada.client.get<{ items: { id: string }[] }>('/api/v1/me/sessions');
    const path = `/api/v1/me/sessions/${list.body.items[0]?.id}`;
    const answer = await bola.client.delete(path);
    expect([answer.status, answer.body]).toEqual([
      404,
      problem(404, 'session-not-found', { instance: path, detail: 'There is no such session.' }),
    ]);
    expect((await bola.client.delete('/api/v1/me/sessions/1')).status).toBe(404);
    expect(await isIn(ada.client)).toBe(true);
  });

  it('keeps no rows of ended sessions once the person signs in again', async () => {
    const person = await own.person();
    await person.client.post(`${AUTH}/sign-out`);
    await signIn(person);
    const rows = await asOwner(own.database, async (owner) => {
      const found = await owner.query('select 1 from sessions where user_id = $1', [person.userId]);
      return found.rowCount;
    });
    expect(rows).toBe(1);
  });
});

describe('changing the password', () => {
  const NEXT = 'seven yellow boats';
  const change = (client: Client, currentPassword: string, newPassword = NEXT) =>
    client.post('/api/v1/me/password', { currentPassword, newPassword });

  it('asks the current one, ends every other session and keeps this one', async () => {
    const person = await own.person();
    const phone = own.client();
    await signIn(person, phone);
    expect(await isIn(phone)).toBe(true);
    const answer = await change(person.client, person.password);
    expect([answer.status, answer.body]).toEqual([204, '']);
    expect(await isIn(phone)).toBe(false);
    expect((await refresh(phone)).status).toBe(401);
    expect(await isIn(person.client)).toBe(true);
    expect((await refresh(person.client)).status).toBe(200);
    expect((await signIn(person)).status).toBe(401);
    expect((await signIn({ ...person, password: NEXT })).status).toBe(200);
  });

  it('leaves no session behind that was being opened with the old one', async () => {
    const person = await own.person();
    const phone = own.client();
    const [changed, signedIn] = await heldAt(own.database, 'sessions', [
      () => change(person.client, person.password),
      () => signIn(person, phone),
    ]);
    expect([changed?.status, signedIn?.status]).toEqual([204, 401]);
    expect(await isIn(phone)).toBe(false);
  });

  it('changes nothing with a wrong current password or a weak new one', async () => {
    const person = await own.person({ name: 'Adaeze' });
    const instance = '/api/v1/me/password';
    const wrong = await change(person.client, 'not the password');
    expect([wrong.status, wrong.body]).toEqual([
      422,
      problem(422, 'wrong-current-password', {
        instance,
        detail: 'The current password is not right.',
        errors: [['/currentPassword', 'is not right']],
      }),
    ]);
    for (const weak of ['password1234', 'short', 'Adaeze!Adaeze!']) {
      expect((await change(person.client, person.password, weak)).body).toMatchObject({
        code: 'weak-password',
        errors: [{ pointer: '/newPassword' }],
      });
    }
    expect((await signIn(person)).status).toBe(200);
  });

  it('can be tried ten times in a quarter of an hour', async () => {
    const { client, password } = await own.person();
    for (let attempt = 0; attempt < 10; attempt += 1)
      expect((await change(client, 'not the password')).status).toBe(422);
    const answer = await change(client, password);
    expect([answer.status, Number(answer.headers.get('retry-after'))]).toEqual([429, expect.any(Number)]);
    expect(answer.body).toMatchObject({ code: 'too-many-requests' });
  });
});
