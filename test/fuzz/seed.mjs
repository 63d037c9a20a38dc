// What the fuzzed person owns: enough of everything that paths and bodies can name things that are there.
import { AccessTokens } from '../../dist/platform/auth/access-token.js';
import { setTimeout as wait } from 'node:timers/promises';

const HOURS = 3_600_000;
const STATEMENT = 'Date,Narration,Debit,Credit\n01/03/2026,SALARY,,2500.00\n02/03/2026,SHOP,120.50,\n';

/**
 * One person, owner of a purse and administrator, and the ids of their things by the name of the path parameter.
 *
 * @param {{ baseUrl: string, accessSecret: string }} given
 */
export async function seed({ baseUrl, accessSecret }) {
  const cookies = new Map();
  const call = async (method, path, { body, form, headers = {}, cookie = true } = {}) => {
    const answer = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        'x-ikpa-client': 'fuzz',
        ...(cookie ? { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: form ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    if (cookie) {
      for (const line of answer.headers.getSetCookie()) {
        const [name, value] = line.split(';')[0].split('=');
        cookies.set(name, value);
      }
    }
    return text === '' ? null : JSON.parse(text);
  };
  const post = (path, body) => call('POST', path, { body });
  const person = (name) => ({
    email: `${name}@example.org`,
    password: 'wander-quiet-harbour-42',
    name,
    country: 'NG',
  });
  const me = await post('/api/v1/auth/sign-up', person('ada'));
  const purseId = me.purses[0].id;
  const purse = `/api/v1/purses/${purseId}`;
  /** @type {Record<string, string[]>} */
  const ids = { purseId: [purseId] };
  const several = async (count, make) => {
    const made = [];
    for (let n = 0; n < count; n += 1) made.push(await make(n));
    return made;
  };
  const id = (promise) => promise.then((answer) => answer.id);
  ids.accountId = await several(24, (n) =>
    id(post(`${purse}/accounts`, { name: `Account ${n}`, kind: 'current' })),
  );
  ids.categoryId = await several(16, (n) =>
    id(post(`${purse}/categories`, { name: `Own ${n}`, kind: 'spending' })),
  );
  ids.tagId = await several(16, (n) => id(post(`${purse}/tags`, { name: `Tag ${n}` })));
  ids.ruleId = await several(8, (n) =>
    id(post(`${purse}/rules`, { when: { text: `shop ${n}` }, set: { categoryId: ids.categoryId[n] } })),
  );
  const row = (account, n, amount) =>
    id(
      post(`${purse}/transactions`, {
        accountId: ids.accountId[account],
        date: `2026-03-${String((n % 28) + 1).padStart(2, '0')}`,
        amount,
        counterparty: `Shop ${n % 12}`,
      }),
    );
  ids.transactionId = await several(48, (n) => row(n % 8, n, -100 * (n + 1)));
  ids.transferId = await several(8, async (n) =>
    id(post(`${purse}/transfers`, { out: await row(8, n, -777 - n), in: await row(9, n, 777 + n) })),
  );
  const { items } = await call('GET', `${purse}/counterparties?limit=50`);
  ids.counterpartyId = items.map((each) => each.id);
  const links = await several(8, () => post(`${purse}/invitations`, { role: 'viewer' }));
  ids.invitationId = links.map((each) => each.invitation.id);
  const invitations = links.map((each) => each.link.split('#')[1]);
  ids.tokenId = await several(
    8,
    async (n) => (await post('/api/v1/me/tokens', { name: `Token ${n}`, scopes: ['read'] })).token.id,
  );
  ids.userId = await several(
    6,
    async (n) =>
      (await call('POST', '/api/v1/auth/sign-up', { body: person(`guest${n}`), cookie: false })).user.id,
  );
  ids.importId = await several(8, (n) => upload(call, purse, n));
  for (const importId of ids.importId) await rested(call, `${purse}/imports/${importId}`);
  ids.statementId = [];
  for (const importId of ids.importId)
    ids.statementId.push((await call('GET', `${purse}/imports/${importId}`)).statements[0].id);
  const tokens = new AccessTokens(accessSecret, null);
  const { items: sessions } = await call('GET', '/api/v1/me/sessions');
  // Made in three hours' time, so that it holds for all of the run.
  const token = await tokens.sign(
    { userId: me.user.id, sessionId: sessions.find((each) => each.current).id },
    new Date(Date.now() + 3 * HOURS),
  );
  for (let n = 0; n < 6; n += 1) {
    const { email, password } = person('ada');
    await call('POST', '/api/v1/auth/sign-in', { body: { email, password }, cookie: false });
  }
  const { items: all } = await call('GET', '/api/v1/me/sessions');
  ids.sessionId = all.filter((each) => !each.current).map((each) => each.id);
  const resets = await several(
    3,
    async (n) => (await post(`/api/v1/admin/people/${ids.userId[n + 3]}/reset-link`)).link.split('#')[1],
  );
  const { password } = person('ada');
  const secrets = {
    '/api/v1/auth/sign-up': { password: [password] },
    '/api/v1/auth/sign-in': { password: [password], email: [1, 2, 3].map((n) => person(`guest${n}`).email) },
    '/api/v1/auth/reset': { password: [`${password}-new`], secret: resets },
    '/api/v1/invitations/look': { secret: invitations },
    '/api/v1/invitations/accept': { secret: invitations },
    '/api/v1/me/deletion': { currentPassword: [password] },
    '/api/v1/purses/{purseId}/deletion': { currentPassword: [password] },
  };
  return { token, ids, secrets };
}

async function upload(call, purse, n) {
  const form = new FormData();
  form.set('file', new Blob([`${STATEMENT}03/03/2026,AIRTIME ${n},${n + 1}.00,\n`]), `march-${n}.csv`);
  return (await call('POST', `${purse}/imports`, { form })).id;
}

async function rested(call, path) {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if ((await call('GET', path)).status === 'ready') return;
    await wait(100);
  }
  throw new Error(`${path} was not read`);
}
