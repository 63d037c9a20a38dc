import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routesOf } from '../scripts/authorization.mjs';
import type { Route } from '../scripts/authorization.mjs';
import { openApi } from '../src/app.ts';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import { makeClone } from './support/database.ts';
import { bodySchema, placesOf, put } from './support/places.ts';
import type { Schema } from './support/places.ts';
import { RECIPES } from './support/recipes.ts';
import type { Recipe } from './support/recipes.ts';
import { bearerOf, thingsOf } from './support/things.ts';
import type { Things } from './support/things.ts';

let own: TestApp;
let person: Person;
let things: Things;
/** As a program would: an answer's cookies are not kept, whatever it signs in. */
let headers: Record<string, string>;
/** One of each thing. */
let ids: Record<string, string>;
let routes: Route[];

beforeAll(async () => {
  own = await startApp(
    // A mail server that is away: what would be sent waits.
    { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'Ikpa <ikpa@example.org>' },
    { database: await makeClone(`hostile_${process.env['JEST_WORKER_ID'] ?? '0'}`) },
  );
  // The first person is the administrator, and may come in everywhere.
  person = await own.person();
  things = thingsOf(own, person, person);
  // From a network of its own: what it gets wrong counts against that one (a /24), not against any other test's.
  headers = {
    authorization: `Bearer ${await bearerOf(own, person, 3_600_000)}`,
    'x-forwarded-for': '192.0.2.201',
  };
  routes = routesOf(openApi(own.app));
  ids = {};
  for (const [, name = ''] of routes.flatMap(({ path }) => [...path.matchAll(/\{(\w+)\}/g)]))
    ids[name] ??= await things.make(name, person);
}, 180_000);

afterAll(async () => own.stop());

/** What a text may hold that a database, a pattern or a log cannot. */
const TEXTS = [
  `${'-'.repeat(36)}.zzzzzzzz.${'x'.repeat(43)}`, // shaped like a link's secret
  '',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00\ud800 lone',
  '\u202eevil\u2066',
  "' or 1=1; --",
  '%_\\',
  '𝕏'.repeat(500),
  'x'.repeat(100_000),
  '2026-02-30',
  '0000-01-01',
  '9999-12-31',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
];
const NUMBERS = [0, -0.5, 1e308, 2 ** 31, 2 ** 53 - 1, -(2 ** 53) + 1, 2 ** 53, 2 ** 64];
const OTHERS: unknown[] = [null, true, [], JSON.parse('{"__proto__":{"a":1}}'), { constructor: 1 }];

const isText = ({ type }: Schema) => type === 'string';
const isOther = ({ type, properties, items }: Schema) =>
  type !== undefined && type !== 'string' && properties === undefined && items === undefined;

describe('what no honest client sends', () => {
  it('is refused or taken at every place of every body, and never an error of ours', async () => {
    const wrong: string[] = [];
    const document = openApi(own.app);
    let sent = 0;
    for (const route of routes) {
      const schema = bodySchema(route.operation);
      const asked = [
        ...placesOf(document, schema, isText).map((place) => ({ place, values: [...TEXTS, ...OTHERS] })),
        ...placesOf(document, schema, isOther).map((place) => ({
          place,
          values: [...NUMBERS, '', ...OTHERS],
        })),
      ];
      const recipe = await RECIPES[route.operation.operationId]?.(things, person);
      const path = fill(route.path, recipe);
      for (const { place, values } of asked) {
        for (const value of values) {
          const body = put(recipe?.body, place, value);
          const answer = await ask(route, path, body);
          sent += 1;
          if (answer.status >= 500)
            wrong.push(
              `${route.name} ${place.join('/')} ${JSON.stringify(value)?.slice(0, 60)}: ${answer.status}`,
            );
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(sent).toBeGreaterThan(1000);
  }, 400_000);

  it('nor in a query, a path or a header', async () => {
    const wrong: string[] = [];
    const note = (route: Route, where: string, value: string, status: number) => {
      if (status >= 500)
        wrong.push(`${route.name} ${where} ${JSON.stringify(value).slice(0, 60)}: ${status}`);
    };
    for (const route of routes) {
      const recipe = await RECIPES[route.operation.operationId]?.(things, person);
      const path = fill(route.path, recipe);
      for (const parameter of route.operation.parameters ?? []) {
        if (!('in' in parameter)) continue;
        for (const value of TEXTS) {
          if (parameter.in === 'header') {
            const plain = value.replace(/[^\u0020-\u007e]/g, '').slice(0, 4000);
            const answer = await ask(route, path, recipe?.body, { [parameter.name]: plain });
            note(route, parameter.name, plain, answer.status);
            continue;
          }
          const text = encodeURIComponent(value.replace(/\p{Surrogate}/gu, ''))
            .slice(0, 8000)
            .replace(/%[^%]?$/, '');
          const asked =
            parameter.in === 'query'
              ? `${path}?${parameter.name}=${text}`
              : fill(route.path.replace(`{${parameter.name}}`, text), recipe);
          note(route, parameter.name, value, (await ask(route, asked, recipe?.body)).status);
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 400_000);

  it('nor in a cursor that somebody made', async () => {
    const wrong: string[] = [];
    const id = ids['transactionId'] ?? '';
    for (const route of routes.filter(({ operation }) =>
      JSON.stringify(operation.parameters).includes('"cursor"'),
    )) {
      for (const first of [
        '2026-02-30',
        '0000-01-01',
        '9999-99-99',
        '\u0000',
        '\ud800',
        'x',
        -1,
        2 ** 31,
        null,
        {},
      ]) {
        for (const parts of [[first, id], [first], [id, first], first]) {
          const cursor = Buffer.from(JSON.stringify(parts)).toString('base64url');
          const answer = await ask(route, `${fill(route.path, undefined)}?cursor=${cursor}`);
          if (answer.status >= 500) wrong.push(`${route.name} ${JSON.stringify(parts)}: ${answer.status}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 180_000);

  it('nor as a form that is cut short', async () => {
    const send = (type: string, bytes: string) =>
      fetch(`${own.baseUrl}${person.purse}/imports`, {
        method: 'POST',
        headers: {
          ...headers,
          'content-type': type,
        },
        body: bytes,
      });
    const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n';
    const wrong: unknown[] = [];
    for (const [type, bytes] of [
      ['multipart/form-data', ''],
      ['multipart/form-data; boundary=', head],
      ['multipart/form-data; boundary=x', ''],
      ['multipart/form-data; boundary=x', '--x'],
      ['multipart/form-data; boundary=x', '--x\r\n'],
      ['multipart/form-data; boundary=x', head],
      ['multipart/form-data; boundary=x', `${head}Date,Amount\n`],
      ['multipart/form-data; boundary=x', `${head}Date,Amount\n\r\n--x`],
      ['multipart/form-data; boundary=y', `${head}Date,Amount\n\r\n--x--\r\n`],
      ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition\r\n\r\n\r\n--x--\r\n'],
      ['multipart/form-data; boundary=x', '--x\r\n\r\n\r\n--x--\r\n'],
      [
        'multipart/form-data; boundary=x',
        '--x\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\n1\r\n--x--\r\n',
      ],
      ['multipart/mixed; boundary=x', `${head}\r\n--x--\r\n`],
    ] as const) {
      const answer = await send(type, bytes);
      const { status, code } = (await answer.json()) as { status: number; code: string };
      if (answer.status >= 500 || answer.status < 400) wrong.push([type, bytes, status, code]);
    }
    expect(wrong).toEqual([]);
  }, 30_000);
});

const ask = (route: Route, path: string, body?: unknown, more: Record<string, string> = {}) =>
  own.client().request(route.method, path, {
    headers: { ...headers, ...more },
    ...(body === undefined ? {} : { body }),
  });

/** The path with things that are there. */
const fill = (path: string, recipe: Recipe | undefined) =>
  path.replace(/\{(\w+)\}/g, (whole, name: string) => recipe?.ids?.[name] ?? ids[name] ?? whole);
