import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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

async function invite(person: Person, role = 'editor'): Promise<string> {
  const answer = await person.client.post<{ link: string }>(`${person.purse}/invitations`, { role });
  expect(answer.status).toBe(201);
  return answer.body.link.split('#')[1] ?? '';
}

const accept = (person: Person, secret: string) =>
  person.client.post<{ purse: { id: string; role: string } }>('/api/v1/invitations/accept', { secret });

describe('an invitation', () => {
  it('is a link with its secret behind #, told once, used once', async () => {
    const ada = await own.person({ name: 'Ada' });
    const bola = await own.person({ name: 'Bola' });
    const made = await ada.client.post(`${ada.purse}/invitations`, {
      role: 'viewer',
      days: 3,
      label: ' My sister Bola ',
    });
    expect(made.body).toEqual({
      invitation: {
        id: UUID,
        role: 'viewer',
        label: 'My sister Bola',
        state: 'open',
        createdAt: INSTANT,
        expiresAt: INSTANT,
      },
      mailed: false,
      link: expect.stringMatching(/^http:\/\/localhost:3001\/join#[\w-]{43}$/),
    });
    const secret = (made.body as { link: string }).link.split('#')[1] ?? '';
    const look = await own.client().post('/api/v1/invitations/look', { secret });
    expect(look.body).toEqual({ purse: 'Personal', invitedBy: 'Ada', role: 'viewer', expiresAt: INSTANT });
    const joined = await accept(bola, secret);
    expect(joined.status).toBe(200);
    expect(joined.body.purse).toMatchObject({
      id: ada.purseId,
      kind: 'shared',
      role: 'viewer',
      owner: 'Ada',
    });
    const purses = await bola.client.get('/api/v1/purses');
    expect(purses.body).toMatchObject({
      items: [
        { id: bola.purseId, owner: null },
        { id: ada.purseId, owner: 'Ada' },
      ],
    });
    expect((await bola.client.get(ada.purse)).body).toMatchObject({ owner: 'Ada' });
    const list = await ada.client.get(`${ada.purse}/invitations`);
    expect(list.body).toMatchObject({ items: [{ state: 'accepted', label: 'My sister Bola' }] });
    const chidi = await own.person({ name: 'Chidi' });
    expect((await accept(chidi, secret)).body).toMatchObject({ status: 404, code: 'invitation-not-open' });
    expect(await own.auditOf(ada.purseId, bola.userId)).toMatchObject([
      { action: 'member.joined', userId: bola.userId },
    ]);
  });

  it('lets one in where two come at once, and not the other', async () => {
    const ada = await own.person();
    const guests = [await own.person(), await own.person()];
    const secret = await invite(ada);
    const answers = await Promise.all(guests.map((guest) => accept(guest, secret)));
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 404]);
  });

  it('is not used up by somebody who is a member already', async () => {
    const ada = await own.person();
    const secret = await invite(ada);
    expect((await accept(ada, secret)).body.purse).toMatchObject({ id: ada.purseId, role: 'owner' });
    expect((await accept(await own.person(), secret)).status).toBe(200);
  });

  it('ends by time or when it is withdrawn', async () => {
    const ada = await own.person();
    const secret = await invite(ada);
    const list = await ada.client.get<{ items: { id: string }[] }>(`${ada.purse}/invitations`);
    const withdrawn = await ada.client.delete(`${ada.purse}/invitations/${list.body.items[0]?.id}`);
    expect(withdrawn.status).toBe(204);
    expect((await accept(await own.person(), secret)).status).toBe(404);
    const late = await invite(ada);
    const guest = await own.person();
    own.clock.advance(8 * 86_400_000);
    const again = await guest.client.post('/api/v1/auth/sign-in', {
      email: guest.email,
      password: guest.password,
    });
    expect(again.status).toBe(200);
    expect((await accept(guest, late)).body).toMatchObject({ code: 'invitation-not-open' });
  });

  it('opens an installation that takes only invited people', async () => {
    const closed = await startApp({ SIGN_UP: 'invite' }, { database: own.database, clock: own.clock });
    try {
      const ada = await own.person();
      const secret = await invite(ada);
      const signUp = (more: object) =>
        closed.client().post<{ purses: { id: string; role: string }[] }>('/api/v1/auth/sign-up', {
          email: `invited-${process.pid}@example.org`,
          password: 'wander-quiet-harbour-42',
          name: 'Ngozi',
          country: 'NG',
          ...more,
        });
      expect((await signUp({})).body).toMatchObject({ code: 'invitation-needed' });
      expect((await signUp({ invitation: 'x'.repeat(43) })).body).toMatchObject({
        code: 'invitation-not-open',
      });
      const answer = await signUp({ invitation: secret });
      expect(answer.status).toBe(201);
      expect(answer.body.purses.map((purse) => [purse.id === ada.purseId, purse.role])).toEqual([
        [false, 'owner'],
        [true, 'editor'],
      ]);
    } finally {
      await closed.stop();
    }
  });
});

describe('a shared purse', () => {
  async function shared() {
    const ada = await own.person({ name: 'Ada' });
    const editor = await own.person({ name: 'Efua' });
    const viewer = await own.person({ name: 'Vusi' });
    await accept(editor, await invite(ada, 'editor'));
    await accept(viewer, await invite(ada, 'viewer'));
    return { ada, editor, viewer };
  }

  it('shows its members to all, and each role may what it says', async () => {
    const { ada, editor, viewer } = await shared();
    const members = await viewer.client.get(`${ada.purse}/members`);
    expect(members.body).toEqual({
      items: [
        { userId: ada.userId, name: 'Ada', role: 'owner', since: INSTANT, you: false },
        { userId: editor.userId, name: 'Efua', role: 'editor', since: INSTANT, you: false },
        { userId: viewer.userId, name: 'Vusi', role: 'viewer', since: INSTANT, you: true },
      ],
    });
    const add = (person: Person) =>
      person.client.post(`${ada.purse}/accounts`, { name: 'Pot', kind: 'cash' });
    expect([(await add(viewer)).status, (await add(editor)).status]).toEqual([403, 201]);
    expect((await viewer.client.get(`${ada.purse}/accounts`)).body).toMatchObject({
      items: [{ name: 'Pot' }],
    });
    const invited = await editor.client.post(`${ada.purse}/invitations`, { role: 'editor' });
    expect(invited.body).toMatchObject({ status: 403, code: 'role-too-low' });
  });

  it('tells every member who changed what', async () => {
    const { ada, editor, viewer } = await shared();
    const accountId = await newAccount({ ...editor, purse: ada.purse });
    const history = await viewer.client.get<{ items: object[] }>(`${ada.purse}/audit?subjectId=${accountId}`);
    expect(history.body).toEqual({
      items: [
        {
          id: UUID,
          at: INSTANT,
          by: { userId: editor.userId, name: 'Efua' },
          action: 'account.created',
          subject: 'account',
          subjectId: accountId,
          changes: { name: 'Bank', kind: 'current', currency: 'NGN', anchor: null },
        },
      ],
      nextCursor: null,
    });
    const page = await viewer.client.get<{ items: { action: string }[]; nextCursor: string }>(
      `${ada.purse}/audit?limit=2`,
    );
    expect(page.body.items.map((entry) => entry.action)).toEqual(['account.created', 'member.joined']);
    const next = await viewer.client.get<{ items: object[] }>(
      `${ada.purse}/audit?limit=200&cursor=${page.body.nextCursor}`,
    );
    expect(next.body.items).toHaveLength(4);
  });

  it('changes roles, is handed over, left and closed to whoever was removed', async () => {
    const { ada, editor, viewer } = await shared();
    const raised = await ada.client.patch(`${ada.purse}/members/${viewer.userId}`, { role: 'editor' });
    expect(raised.body).toMatchObject({ items: [{}, {}, { userId: viewer.userId, role: 'editor' }] });
    expect(
      (await ada.client.patch(`${ada.purse}/members/${ada.userId}`, { role: 'viewer' })).body,
    ).toMatchObject({
      code: 'owner-stays',
    });
    expect((await ada.client.delete(`${ada.purse}/members/${ada.userId}`)).body).toMatchObject({
      code: 'owner-stays',
    });
    expect((await editor.client.delete(`${ada.purse}/members/${viewer.userId}`)).status).toBe(403);
    const handed = await ada.client.post(`${ada.purse}/owner`, { to: editor.userId });
    expect(handed.body).toMatchObject({
      items: [
        { userId: editor.userId, role: 'owner' },
        { userId: ada.userId, role: 'editor' },
        { userId: viewer.userId, role: 'editor' },
      ],
    });
    expect((await viewer.client.delete(`${ada.purse}/members/${viewer.userId}`)).status).toBe(204);
    expect((await viewer.client.get(`${ada.purse}/accounts`)).status).toBe(404);
    expect((await editor.client.delete(`${ada.purse}/members/${ada.userId}`)).status).toBe(204);
    expect((await ada.client.get(`${ada.purse}/accounts`)).status).toBe(404);
    const stranger = await own.person();
    expect((await editor.client.post(`${ada.purse}/owner`, { to: stranger.userId })).body).toMatchObject({
      status: 422,
      code: 'member-not-found',
      errors: [{ pointer: '/to' }],
    });
  });
});
