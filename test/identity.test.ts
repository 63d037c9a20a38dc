import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hash, parseOptions } from '@node-rs/argon2';
import { startApp } from './support/app.ts';
import type { TestApp } from './support/app.ts';
import type { Answer } from './support/client.ts';
import { makeClone } from './support/database.ts';
import { asOwner, heldAt } from './support/owner.ts';
import { problem } from './support/problem.ts';

const PASSWORD = 'wander-quiet-harbour-42';
const UUID = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const worker = process.env['JEST_WORKER_ID'] ?? '0';

let own: TestApp;
let count = 0;

beforeAll(async () => {
  own = await startApp();
}, 60_000);

afterAll(async () => own.stop());

const newEmail = () => `identity-${worker}-${process.pid}-${(count += 1)}@example.org`;
const details = (given: object = {}) => ({
  email: newEmail(),
  password: PASSWORD,
  name: 'Adaeze',
  country: 'NG',
  ...given,
});
const signUp = (given: object = {}, app = own): Promise<Answer> =>
  app.client().post('/api/v1/auth/sign-up', details(given));

describe('signing up', () => {
  it('gives an account, a purse of one’s own and a session', async () => {
    const client = own.client();
    const email = newEmail();
    const answer = await client.post<{ user: { id: string }; purses: { id: string }[] }>(
      '/api/v1/auth/sign-up',
      details({ email, name: '  Adaeze Obi ' }),
    );
    expect([answer.status, answer.body]).toEqual([
      201,
      {
        user: {
          id: UUID,
          email,
          name: 'Adaeze Obi',
          country: 'NG',
          locale: 'en-NG',
          zone: 'Africa/Lagos',
          isAdministrator: expect.any(Boolean),
          deletesAt: null,
          emailVerified: false,
          createdAt: INSTANT,
          version: 1,
        },
        purses: [
          {
            id: UUID,
            name: 'Personal',
            kind: 'personal',
            baseCurrency: 'NGN',
            country: 'NG',
            zone: 'Africa/Lagos',
            role: 'owner',
            stated: null,
            incomeRhythm: null,
            buffer: 0,
            owner: null,
            deletesAt: null,
            createdAt: INSTANT,
            version: 1,
          },
        ],
      },
    ]);
    expect((await client.get('/api/v1/me')).body).toEqual(answer.body.user);
    expect((await client.get('/api/v1/purses')).body).toEqual({ items: answer.body.purses });
    const purseId = answer.body.purses[0]?.id ?? '';
    expect(await own.auditOf(purseId, purseId)).toEqual([
      {
        action: 'purse.created',
        userId: answer.body.user.id,
        changes: { name: 'Personal', kind: 'personal', baseCurrency: 'NGN' },
      },
    ]);
  });

  it('keeps the figures that were typed before, and takes another zone and language', async () => {
    const stated = {
      moneyAtHand: 5_000_000,
      income: { amount: 20_000_000, rhythm: 'monthly', nextOn: '2027-01-25' },
      spending: { amount: 450_000, rhythm: 'daily' },
    };
    const answer = await signUp({ country: 'GH', zone: 'Europe/London', locale: 'en-GB', stated });
    expect(answer.body).toMatchObject({
      user: { country: 'GH', zone: 'Europe/London', locale: 'en-GB' },
      purses: [{ baseCurrency: 'GHS', zone: 'Europe/London', stated }],
    });
  });

  it('knows one way to write an address, and refuses one that is taken', async () => {
    const email = newEmail();
    expect((await signUp({ email: ` ${email.toUpperCase()} ` })).body).toMatchObject({ user: { email } });
    const again = await signUp({ email: email.replace('identity', 'Identity') });
    expect([again.status, again.body]).toEqual([
      409,
      problem(409, 'email-taken', {
        instance: '/api/v1/auth/sign-up',
        detail: 'There is an account with this e-mail address already.',
        errors: [['/email', 'is in use here already']],
      }),
    ]);
  });

  it('gives an address to one of two people who ask for it at once', async () => {
    const email = newEmail();
    const answers = await heldAt(own.database, 'users', [() => signUp({ email }), () => signUp({ email })]);
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201, 409]));
    expect(answers.find((answer) => answer.status === 409)?.body).toMatchObject({ code: 'email-taken' });
  });

  it.each([
    ['no body at all', undefined, [['/', expect.any(String)]]],
    ['an address that is none', { email: 'adaeze' }, [['/email', 'Invalid email address']]],
    ['no name', { name: '   ' }, [['/name', expect.stringContaining('>=1 characters')]]],
    ['a country it does not know', { country: 'XX' }, [['/country', expect.stringContaining('"NG"')]]],
    ['a field it does not know', { isAdministrator: true }, [['/', 'Unrecognized key: "isAdministrator"']]],
    [
      'figures below nothing',
      {
        stated: {
          moneyAtHand: -1,
          income: { amount: 1, rhythm: 'monthly' },
          spending: { amount: 1, rhythm: 'daily' },
        },
      },
      [['/stated/moneyAtHand', expect.stringContaining('>=0')]],
    ],
  ] as const)('refuses %s', async (_, given, errors) => {
    const body = given === undefined ? undefined : details(given);
    const answer = await own.client().post('/api/v1/auth/sign-up', body);
    expect([answer.status, answer.body]).toEqual([
      422,
      problem(422, 'invalid-input', {
        instance: '/api/v1/auth/sign-up',
        detail: expect.stringContaining(errors[0][0]),
        errors: errors.map(([pointer, detail]) => [pointer, detail]),
      }),
    ]);
  });

  it('refuses a zone and a language that do not exist', async () => {
    expect((await signUp({ zone: 'Africa/Nowhere' })).body).toEqual(
      problem(422, 'unknown-zone', {
        instance: '/api/v1/auth/sign-up',
        detail: 'This is not an IANA time zone such as Africa/Lagos.',
        errors: [['/zone', 'an IANA time zone such as Africa/Lagos']],
      }),
    );
    expect((await signUp({ locale: 'not a language' })).body).toEqual(
      problem(422, 'unknown-locale', {
        instance: '/api/v1/auth/sign-up',
        detail: 'This is not a language tag such as en-NG.',
        errors: [['/locale', 'a language tag such as en-NG']],
      }),
    );
  });
});

describe('passwords', () => {
  it.each([
    ['one that is short', 'quiet-harb', 'it needs at least 12 characters'],
    ['a common word with a year and signs', 'Sunshine2026!!', 'it is among those that are tried first'],
    ['a common word with digits for letters', 'b4sk3tb4ll1990', 'it is among those that are tried first'],
    ['two common ones in a row', 'iloveyoudragon', 'it is among those that are tried first'],
    ['a short piece repeated', 'lagolagolago', 'it is among those that are tried first'],
    ['keys in a row', 'qwertyuiop098', 'it is among those that are tried first'],
    ['one’s own name', 'Adaeze-Obi-1990', 'it is made of your name or e-mail address'],
    ['one’s own address', 'blue.river7@example.org', 'it is made of your name or e-mail address'],
  ])('refuses %s', async (_, password, why) => {
    const answer = await signUp({ password, name: 'Adaeze Obi', email: 'blue.river7@example.org' });
    expect([answer.status, answer.body]).toEqual([
      422,
      problem(422, 'weak-password', {
        instance: '/api/v1/auth/sign-up',
        detail: `This password cannot be used: ${why}.`,
        errors: [['/password', why]],
      }),
    ]);
  });

  it.each([
    ['without capitals, digits or signs', 'correct horse battery'],
    ['of digits alone', '839201748392'],
    ['in another script', 'ንጉሥ በልዑል ሰማይ ታች'],
    ['of twelve signs that are more than one unit each', '🐘🌍🍲🎉🚌🧺🐓🌾🥭🪘🧵🪙'],
    ['of a thousand signs', 'wide river '.repeat(90).slice(0, 999)],
    ['with one’s name in a longer sentence', 'Adaeze never sells the yellow boat'],
  ])('takes one %s', async (_, password) => {
    const email = newEmail();
    expect((await signUp({ email, password })).status).toBe(201);
    expect((await own.client().post('/api/v1/auth/sign-in', { email, password })).status).toBe(200);
  });

  it('are the same however the keyboard composes them', async () => {
    const email = newEmail();
    await signUp({ email, password: 'ọ̀nà jíjìn kò sí'.normalize('NFC') });
    const decomposed = 'ọ̀nà jíjìn kò sí'.normalize('NFD');
    const answer = await own.client().post('/api/v1/auth/sign-in', { email, password: decomposed });
    expect(answer.status).toBe(200);
  });

  it('are hashed by Argon2id, and hashed again when their parameters are not today’s', async () => {
    const email = newEmail();
    await signUp({ email });
    const stored = () =>
      asOwner(own.database, async (owner) => {
        const found = await owner.query('select password_hash as hash from users where email = $1', [email]);
        return String(found.rows[0]?.hash);
      });
    expect(await stored()).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const older = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1 });
    await asOwner(own.database, (owner) =>
      owner.query('update users set password_hash = $1 where email = $2', [older, email]),
    );
    expect((await own.client().post('/api/v1/auth/sign-in', { email, password: PASSWORD })).status).toBe(200);
    expect(parseOptions(await stored())).toMatchObject({ memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    expect((await own.client().post('/api/v1/auth/sign-in', { email, password: PASSWORD })).status).toBe(200);
  });

  it('may be shorter where the installation says so', async () => {
    const lenient = await startApp({ PASSWORD_MIN_LENGTH: '8' });
    try {
      expect((await signUp({ password: 'hut-wise' }, lenient)).status).toBe(201);
      expect((await signUp({ password: 'hutwise' }, lenient)).body).toMatchObject({
        errors: [{ detail: 'it needs at least 8 characters' }],
      });
    } finally {
      await lenient.stop();
    }
  });
});

describe('who may sign up', () => {
  async function onEmpty(
    name: string,
    env: Record<string, string>,
    story: (app: TestApp) => Promise<void>,
  ): Promise<void> {
    const app = await startApp(env, { database: await makeClone(`${name}_${worker}`) });
    try {
      await story(app);
    } finally {
      await app.stop();
    }
  }
  const administrator = (answer: Answer) =>
    (answer.body as { user?: { isAdministrator: boolean } }).user?.isAdministrator;
  const mode = async (app: TestApp) =>
    (await app.client().get<{ signUp: string }>('/api/v1/auth/options')).body.signUp;
  const refusal = (code: string, detail: string) =>
    problem(403, code, { instance: '/api/v1/auth/sign-up', detail });

  it('makes the first person the administrator, and only them, also when five come at once', () =>
    onEmpty('first', {}, async (app) => {
      const answers = await Promise.all(Array.from({ length: 5 }, () => signUp({}, app)));
      expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201, 201]);
      expect(answers.filter(administrator)).toHaveLength(1);
      expect(administrator(await signUp({}, app))).toBe(false);
    }));

  it('makes the person administrator whom ADMIN_EMAIL names, and not the first', () =>
    onEmpty('named', { ADMIN_EMAIL: 'Boss@Example.org' }, async (app) => {
      expect(administrator(await signUp({}, app))).toBe(false);
      expect(administrator(await signUp({ email: 'boss@example.org' }, app))).toBe(true);
    }));

  it('takes nobody but the first where it is closed', () =>
    onEmpty('closed', { SIGN_UP: 'closed' }, async (app) => {
      expect(await mode(app)).toBe('open');
      expect(administrator(await signUp({}, app))).toBe(true);
      expect(await mode(app)).toBe('closed');
      const second = await signUp({}, app);
      expect([second.status, second.body]).toEqual([
        403,
        refusal('sign-up-closed', 'This installation takes no new people.'),
      ]);
    }));

  it('takes nobody but the named administrator where it is for the invited', () =>
    onEmpty('invited', { SIGN_UP: 'invite', ADMIN_EMAIL: 'boss@example.org' }, async (app) => {
      expect(await mode(app)).toBe('invite');
      const stranger = await signUp({}, app);
      expect([stranger.status, stranger.body]).toEqual([
        403,
        refusal('invitation-needed', 'This installation takes only people who were invited.'),
      ]);
      expect(administrator(await signUp({ email: 'boss@example.org' }, app))).toBe(true);
    }));

  it('says what it needs before anyone signs up', async () => {
    const answer = await own.client().get<{ countries: object[] }>('/api/v1/auth/options');
    expect(answer.body).toEqual({
      signUp: 'open',
      passwordMinLength: 12,
      mail: false,
      demo: false,
      countries: expect.any(Array),
    });
    expect(answer.body.countries).toHaveLength(9);
    expect(answer.body.countries[0]).toEqual({
      code: 'NG',
      name: 'Nigeria',
      currency: 'NGN',
      zone: 'Africa/Lagos',
    });
  });
});

describe('one’s own account', () => {
  it('shows and changes name, language and zone', async () => {
    const person = await own.person();
    const before = await person.client.get<object>('/api/v1/me');
    const change = { name: 'Ngozi', locale: 'fr-RW', zone: 'Africa/Kigali' };
    const after = await person.client.patch('/api/v1/me', change);
    expect([after.status, after.body]).toEqual([200, { ...before.body, ...change, version: 2 }]);
    expect((await person.client.get('/api/v1/me')).body).toEqual(after.body);
    expect((await person.client.patch('/api/v1/me', { zone: 'Nowhere' })).body).toMatchObject({
      code: 'unknown-zone',
    });
    expect((await person.client.patch('/api/v1/me', { email: 'x@example.org' })).body).toMatchObject({
      code: 'invalid-input',
      errors: [{ pointer: '/' }],
    });
  });
});
