import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import type { Answer, Client } from './support/client.ts';
import { problem } from './support/problem.ts';

let own: TestApp;

// Without Redis: what this file counts is its own.
beforeAll(async () => {
  own = await startApp({ REDIS_URL: '', SIGN_UPS_PER_HOUR: '30' });
}, 60_000);

afterAll(async () => own.stop());

let network = 0;
/** An address in a network that no other story uses. */
const somewhere = () => `10.${Math.floor((network += 1) / 250)}.${network % 250}.7`;

function signIn(
  email: string,
  password: string,
  address: string,
  client: Client = own.client(),
): Promise<Answer> {
  return client.post(
    '/api/v1/auth/sign-in',
    { email, password },
    { headers: { 'x-forwarded-for': address } },
  );
}

/** Signs up from an address of its own, which becomes one the account is in use from. */
async function someone(address = somewhere()): Promise<Omit<Person, 'userId' | 'purseId' | 'purse'>> {
  const client = own.client();
  const email = `guess-${process.pid}-${(network += 1)}@example.org`;
  const password = 'wander-quiet-harbour-42';
  const body = { email, password, name: 'Adaeze', country: 'NG' };
  const headers = { 'x-forwarded-for': address };
  const answer = await client.post('/api/v1/auth/sign-up', body, { headers });
  expect(answer.status).toBe(201);
  return { client, email, password };
}

async function guess(email: string, address: string, times: number, client?: Client): Promise<Answer> {
  let last: Answer | undefined;
  for (let attempt = 0; attempt < times; attempt += 1)
    last = await signIn(email, `wrong ${attempt}`, address, client);
  if (last === undefined) throw new Error('no attempt');
  return last;
}

describe('guessing a password', () => {
  it('is over after ten attempts from one place, also for the right one, and says for how long', async () => {
    const { email, password } = await someone();
    const stranger = somewhere();
    expect((await guess(email, stranger, 10)).status).toBe(401);
    const answer = await signIn(email, password, stranger);
    expect([answer.status, answer.body]).toEqual([
      429,
      problem(429, 'too-many-requests', {
        instance: '/api/v1/auth/sign-in',
        detail: 'Too many attempts. Try again in 15 minutes.',
      }),
    ]);
    const seconds = Number(answer.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(880);
    expect(seconds).toBeLessThanOrEqual(900);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('is counted for an address that nobody has, too', async () => {
    const stranger = somewhere();
    expect((await guess('nobody-here@example.org', stranger, 10)).status).toBe(401);
    expect((await guess('Nobody-Here@example.org', stranger, 1)).status).toBe(429);
  });

  it('is counted for a whole network, as one customer is given it', async () => {
    const { email, password } = await someone();
    const block = somewhere().replace(/\.7$/, '');
    for (let host = 1; host <= 10; host += 1) await guess(email, `${block}.${host}`, 1);
    expect((await signIn(email, password, `${block}.99`)).status).toBe(429);
    const wide = await someone();
    for (let host = 1; host <= 10; host += 1) await guess(wide.email, `2001:db8:77:${host}::1`, 1);
    expect((await signIn(wide.email, wide.password, '2001:db8:77:ffff::9')).status).toBe(429);
    expect((await signIn(wide.email, wide.password, '2001:db8:78::9')).status).toBe(200);
  });

  it('does not lock the owner out, neither where they are known nor at a new place', async () => {
    const home = somewhere();
    const { client, email, password } = await someone(home);
    await guess(email, somewhere(), 30);
    expect((await signIn(email, password, home)).status).toBe(200);
    expect((await signIn(email, password, somewhere())).status).toBe(200);
    // A stranger in the owner's own network, as behind one address of a carrier: the owner's browser is known.
    await guess(email, home, 30);
    expect((await signIn(email, password, home)).status).toBe(429);
    expect((await signIn(email, password, home, client)).status).toBe(200);
  });

  it('from ever new places ends after a hundred in an hour, but not for who is known', async () => {
    const home = somewhere();
    const { client, email, password } = await someone(home);
    for (let place = 0; place < 10; place += 1) await guess(email, somewhere(), 10);
    expect((await guess(email, somewhere(), 1)).status).toBe(429);
    expect((await signIn(email, password, somewhere(), client)).status).toBe(200);
    expect((await signIn(email, password, home)).status).toBe(200);
  });

  it('over many accounts from one place ends after a hundred', async () => {
    const stranger = somewhere();
    for (let account = 0; account < 20; account += 1) await guess(`n${account}@example.org`, stranger, 5);
    expect((await guess('n99@example.org', stranger, 1)).status).toBe(429);
  });

  it('in a browser that is known has ten attempts, and then those of a stranger', async () => {
    const { client, email, password } = await someone();
    const place = somewhere();
    expect((await guess(email, place, 20, client)).status).toBe(401);
    expect((await signIn(email, password, place, client)).status).toBe(429);
  });

  it('is not helped by what a browser keeps for another account, or by a made-up keepsake', async () => {
    const victim = await someone();
    const { client } = await someone();
    const place = somewhere();
    await guess(victim.email, place, 10);
    expect((await guess(victim.email, place, 1, client)).status).toBe(429);
    const forger = own.client();
    forger.setCookie('ikpa_device', `${'x'.repeat(22)}.${'y'.repeat(43)}`, '/api/v1/auth');
    expect((await guess(victim.email, place, 1, forger)).status).toBe(429);
  });

  it('is forgiven by the right password', async () => {
    const { email, password } = await someone();
    const place = somewhere();
    await guess(email, place, 9);
    expect((await signIn(email, password, place)).status).toBe(200);
    expect((await guess(email, place, 9)).status).toBe(401);
    expect((await signIn(email, password, place)).status).toBe(200);
  });
});

describe('signing up', () => {
  it('is bounded per network and hour', async () => {
    const place = somewhere();
    const headers = { 'x-forwarded-for': place };
    const attempt = () => own.client().post('/api/v1/auth/sign-up', refused, { headers });
    // Refused for its password, which is counted all the same: it also asks who is there.
    const refused = { email: 'x@example.org', password: 'short', name: 'Adaeze', country: 'NG' };
    for (let count = 0; count < 30; count += 1) expect((await attempt()).status).toBe(422);
    const answer = await attempt();
    expect([answer.status, Number(answer.headers.get('retry-after')) > 3500]).toEqual([429, true]);
    expect(answer.body).toMatchObject({
      code: 'too-many-requests',
      detail: 'Too many attempts. Try again in 60 minutes.',
    });
  });
});
