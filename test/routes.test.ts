import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CALLERS, expected, routesOf } from '../scripts/authorization.mjs';
import type { Caller, Route } from '../scripts/authorization.mjs';
import { openApi } from '../src/app.ts';
import { startAi } from './support/ai.ts';
import type { FakeAi } from './support/ai.ts';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import type { Answer } from './support/client.ts';
import { makeClone } from './support/database.ts';
import { asOwner } from './support/owner.ts';
import { startMailServer } from './support/smtp.ts';
import type { MailServer } from './support/smtp.ts';
import { bodySchema, placesOf, pointerTo, put } from './support/places.ts';
import type { Place } from './support/places.ts';
import { problem } from './support/problem.ts';
import { RECIPES } from './support/recipes.ts';
import type { Recipe } from './support/recipes.ts';
import { bearerOf, thingsOf } from './support/things.ts';
import type { Things } from './support/things.ts';

const NOWHERE = '01900000-0000-7000-8000-00000000dead';
const HOUR_MS = 3_600_000;

let smtp: MailServer;
let vendor: FakeAi;
let own: TestApp;
let routes: Route[];
let things: Things;
let strangers: Things;
/** One of each thing, for requests that change nothing. */
let ids: Record<string, string>;
let people: Partial<Record<Caller, Person>>;
let sessions: Partial<Record<Caller, string>>;
/** A program's token by its scopes. */
let programs: Map<string, string>;

beforeAll(async () => {
  // The first person of an empty installation is its administrator.
  smtp = await startMailServer();
  vendor = await startAi();
  own = await startApp(
    {
      SMTP_URL: smtp.url,
      MAIL_FROM: 'Ikpa <ikpa@example.org>',
      ANTHROPIC_API_KEY: 'sk-ant-a-key-of-nobody',
      AI_BASE_URL: vendor.url,
    },
    { database: await makeClone(`routes_${process.env['JEST_WORKER_ID'] ?? '0'}`) },
  );
  const administrator = await own.person({ name: 'Ifeoma' });
  const owner = await own.person({ name: 'Secret Ada' });
  const [stranger, viewer, editor] = [await own.person(), await own.person(), await own.person()];
  routes = routesOf(openApi(own.app));
  things = thingsOf(own, owner, administrator);
  strangers = thingsOf(own, stranger, administrator);
  await things.join(viewer, 'viewer');
  await things.join(editor, 'editor');
  people = { stranger, viewer, editor, owner, administrator };
  ids = {};
  for (const name of new Set(routes.flatMap(({ path }) => namesIn(path))))
    ids[name] = await things.make(name);
  sessions = await makeSessions(owner);
  programs = await makePrograms(owner);
}, 240_000);

afterAll(async () => {
  await own.stop();
  await smtp.stop();
  await vendor.stop();
});

const namesIn = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
const fill = (path: string, values: Record<string, string>) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? `no-${name}`);

async function makeSessions(owner: Person): Promise<typeof sessions> {
  const sign = (person: Person, at: number) => bearerOf(own, person, at);
  const made: typeof sessions = { 'session expired': await sign(owner, -HOUR_MS) };
  // Longer than this run, however busy the machine is.
  for (const [name, person] of Object.entries(people)) made[name as Caller] = await sign(person, HOUR_MS);
  const again = { ...owner, client: own.client() };
  await again.client.post('/api/v1/auth/sign-in', { email: owner.email, password: owner.password });
  made['session ended'] = await sign(again, HOUR_MS);
  await again.client.post('/api/v1/auth/sign-out');
  return made;
}

async function makePrograms(owner: Person): Promise<Map<string, string>> {
  const made = new Map<string, string>();
  const create = async (key: string, scopes: string[], more: object = {}) => {
    const { body } = await owner.client.post<{ secret: string; token: { id: string } }>('/api/v1/me/tokens', {
      name: key,
      scopes,
      ...more,
    });
    made.set(key, body.secret);
    return body.token.id;
  };
  const all = ['read', 'write', 'import'];
  for (const scopes of [
    all,
    ...all.map((one) => [one]),
    ...all.map((one) => all.filter((each) => each !== one)),
  ])
    await create(scopes.join(), scopes);
  await owner.client.delete(`/api/v1/me/tokens/${await create('revoked', all)}`);
  const expiring = await create('expired', all, { days: 1 });
  await asOwner(own.database, (database) =>
    database.query(`update program_tokens set expires_at = now() - interval '1 minute' where id = $1`, [
      expiring,
    ]),
  );
  return made;
}

/** What the caller sends as its bearer token. */
function tokenOf(caller: Caller, { scopes }: Route): string | undefined {
  if (caller === 'token revoked') return programs.get('revoked');
  if (caller === 'token expired') return programs.get('expired');
  const all = ['read', 'write', 'import'];
  const having =
    caller === 'token' || scopes.length === 0
      ? scopes.slice(0, 1)
      : all.filter((each) => !scopes.some((scope) => scope === each));
  if (caller.startsWith('token')) return programs.get((having.length === 0 ? all : having).join());
  return sessions[caller];
}

async function ask(route: Route, recipe: Recipe & { token?: string | undefined }): Promise<Answer> {
  const { token, query = '', body, form, client = own.client(), ids: values = {} } = recipe;
  return client.request(route.method, `${fill(route.path, { ...ids, ...values })}${query}`, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body }),
    ...(form === undefined ? {} : { form }),
  });
}

/** A request that is accepted, on things that are new where it changes them. */
async function accepted(route: Route, world: Things, caller: Person): Promise<Recipe> {
  const recipe = (await RECIPES[route.operation.operationId]?.(world, caller)) ?? {};
  const fresh: Record<string, string> = {};
  for (const name of namesIn(route.path)) {
    const known = route.method === 'GET' && world === things && !['tokenId', 'sessionId'].includes(name);
    fresh[name] = recipe.ids?.[name] ?? (known ? (ids[name] ?? '') : await world.make(name, caller));
  }
  const needsBody = (route.operation.requestBody as { required?: boolean } | undefined)?.required === true;
  if (needsBody && recipe.body === undefined && recipe.form === undefined)
    throw new Error(`test/support/recipes.ts has no body that ${route.name} accepts`);
  return { ...recipe, ids: fresh };
}

/** Every row of every purse and who is in them, except what being asked alone leaves. */
async function everything(): Promise<Record<string, string>> {
  return asOwner(own.database, async (database) => {
    const { rows: tables } = await database.query<{ name: string }>(
      `select distinct table_name as name from information_schema.columns
        where table_schema = 'public' and (column_name = 'purse_id' or table_name in ('purses', 'users'))`,
    );
    const found: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await database.query<{ all: string }>(
        `select coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as all from ${name} t`,
      );
      found[name] = rows[0]?.all ?? '';
    }
    return found;
  });
}

const DETAIL: Record<string, unknown> = {
  'not-signed-in': 'Please sign in.',
  'purse-not-found': 'There is no such purse.',
  'people-only': 'A program cannot do this: sign in as yourself.',
  'administrators-only': 'This is for the administrators of this installation.',
  'role-too-low': expect.stringMatching(/^This needs the role (editor|owner) in the purse\.$/),
  'scope-missing': expect.stringMatching(
    /^The token needs the scope (read|write|import|read or import) for this\.$/,
  ),
};

describe('every route of the OpenAPI document', () => {
  it('says who may call it', () => {
    expect(routes.length).toBeGreaterThanOrEqual(87);
  });

  it('refuses every caller whom the document does not let in, with a whole problem and without effect', async () => {
    const before = await everything();
    let cells = 0;
    for (const route of routes) {
      for (const caller of CALLERS) {
        const { status, code } = expected(route, caller);
        if (code === null) continue;
        cells += 1;
        const answer = await ask(route, { token: tokenOf(caller, route) });
        const instance = fill(route.path, ids);
        expect([route.name, caller, answer.body]).toEqual([
          route.name,
          caller,
          problem(status, code, { instance, detail: DETAIL[code] }),
        ]);
      }
    }
    expect(await everything()).toEqual(before);
    expect(cells).toBeGreaterThan(600);
  }, 240_000);

  it('accepts every caller whom the document lets in', async () => {
    const wrong: unknown[] = [];
    for (const route of routes) {
      for (const caller of CALLERS) {
        const { status, code } = expected(route, caller);
        if (code !== null) continue;
        const person = people[caller] ?? things.owner;
        const recipe = await accepted(route, things, person);
        const instead = recipe.instead?.client.cookie('ikpa_access');
        const answer = await ask(route, { ...recipe, token: instead ?? tokenOf(caller, route) });
        if (answer.status !== status) wrong.push([route.name, caller, answer.status, answer.body]);
        await recipe.after?.();
      }
    }
    expect(wrong).toEqual([]);
  }, 400_000);
});

/** Which thing an id in a body or a query names. */
const KINDS: Record<string, string> = {
  accountId: 'accountId',
  categoryId: 'categoryId',
  counterpartyId: 'counterpartyId',
  importId: 'importId',
  statementId: 'statementId',
  tagId: 'tagId',
  subjectId: 'accountId',
  transactionId: 'transactionId',
  ids: 'transactionId',
  in: 'transactionId',
  into: 'counterpartyId',
  out: 'transactionId',
  addTagIds: 'tagId',
  removeTagIds: 'tagId',
  tagIds: 'tagId',
  to: 'userId',
};

function foreign(name: string, route: Route): string {
  const id = ids[KINDS[name] ?? ''];
  if (id === undefined)
    throw new Error(`test/routes.test.ts does not know what ${name} of ${route.name} names`);
  return id;
}

describe("an id of another person's purse is answered as one that does not exist", () => {
  const asStranger = (route: Route, recipe: Recipe) => ask(route, { ...recipe, token: sessions.stranger });
  const inPurses = () => routes.filter(({ path }) => path.includes('{purseId}'));

  it('in the path', async () => {
    const asked: [Route, Recipe][] = [];
    for (const route of inPurses().filter(({ path }) => namesIn(path).length > 1))
      asked.push([route, (await RECIPES[route.operation.operationId]?.(strangers, strangers.owner)) ?? {}]);
    const before = await everything();
    for (const [route, recipe] of asked) {
      const { purseId } = strangers.owner;
      const nowhere = Object.fromEntries(namesIn(route.path).map((name) => [name, NOWHERE]));
      const answer = await asStranger(route, { ...recipe, ids: { ...ids, purseId } });
      const missing = await asStranger(route, { ...recipe, ids: { ...nowhere, purseId } });
      expect([route.name, answer.status, withoutPlace(answer)]).toEqual([
        route.name,
        404,
        withoutPlace(missing),
      ]);
    }
    expect(await everything()).toEqual(before);
  }, 60_000);

  it('in a body', async () => {
    const document = openApi(own.app);
    const asked: [Route, Place, Recipe][] = [];
    for (const route of inPurses()) {
      for (const place of placesOf(document, bodySchema(route.operation), ({ format }) => format === 'uuid'))
        if (!place.includes('removeTagIds'))
          asked.push([route, place, await accepted(route, strangers, strangers.owner)]);
    }
    const before = await everything();
    for (const [route, place, recipe] of asked) {
      const name = place.findLast((part) => part !== '*') ?? '';
      const send = (id: string) => asStranger(route, { ...recipe, body: put(recipe.body, place, id) });
      const answer = await send(foreign(name, route));
      const { errors } = answer.body as { errors?: { pointer: string }[] };
      expect([
        route.name,
        pointerTo(place),
        answer.status,
        errors?.[0]?.pointer,
        withoutPlace(answer),
      ]).toEqual([
        route.name,
        pointerTo(place),
        422,
        expect.stringContaining(pointerTo(place).replace(/\/0$/, '')),
        withoutPlace(await send(NOWHERE)),
      ]);
    }
    expect(await everything()).toEqual(before);
    // To take away a tag that a row does not have changes nothing, whose ever the tag is.
    expect(asked.length).toBeGreaterThanOrEqual(15);
  }, 60_000);

  it('in a query', async () => {
    for (const route of inPurses()) {
      const { parameters = [] } = route.operation;
      const recipe = await accepted(route, strangers, strangers.owner);
      for (const parameter of parameters) {
        if (!('in' in parameter) || parameter.in !== 'query') continue;
        if (!JSON.stringify(parameter.schema).includes('"uuid"')) continue;
        const send = (id: string) => asStranger(route, { ...recipe, query: `?${parameter.name}=${id}` });
        const answer = await send(foreign(parameter.name, route));
        expect([route.name, parameter.name, withoutPlace(answer)]).toEqual([
          route.name,
          parameter.name,
          withoutPlace(await send(NOWHERE)),
        ]);
        expect(JSON.stringify(answer.body)).not.toMatch(/secret/i);
      }
    }
  }, 60_000);
});

const withoutPlace = ({ body }: Answer) => ({ ...(body as object), instance: '', requestId: '' });
