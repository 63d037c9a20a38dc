import type { Answer } from '../../support/client.ts';
import { statementFile } from '../../../bench/statement-file.ts';
import type { House, Person } from '../support/house.ts';
import { settled } from '../support/imports.ts';
import type { Story } from '../support/story.ts';

interface Ask {
  method: string;
  path: string;
  body?: unknown;
  file?: string;
}

interface Family {
  name: string;
  /** Makes what the request needs, and answers the request. */
  make(person: Person, house: House): Promise<Ask>;
}

const created = async (person: Person, path: string, body: unknown): Promise<string> => {
  const answer = await person.client.post<{ id: string }>(`${person.purse}${path}`, body);
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body.id;
};

let names = 0;
const name = () => `Name ${(names += 1)}`;
const typed = ({ accountId }: Person, given: object = {}) => ({
  accountId,
  date: '2026-03-01',
  amount: -1000,
  counterparty: name(),
  ...given,
});
const row = (person: Person, given: object = {}) => created(person, '/transactions', typed(person, given));
const account = (person: Person) => created(person, '/accounts', { name: name(), kind: 'cash' });
const anchored = (person: Person) =>
  created(person, '/accounts', { name: name(), kind: 'cash', anchor: { on: '2026-01-01', balance: 0 } });
const category = (person: Person) => created(person, '/categories', { name: name(), kind: 'spending' });
const tag = (person: Person) => created(person, '/tags', { name: name() });
const legs = async (person: Person) => ({
  out: await row(person, { amount: -500 }),
  in: await row(person, { amount: 500, accountId: await account(person) }),
});
const counterparty = async (person: Person): Promise<string> => {
  const called = name();
  await row(person, { counterparty: called });
  const list = await person.client.get<{ items: { id: string; name: string }[] }>(
    `${person.purse}/counterparties?limit=200`,
  );
  const found = list.body.items.find((one) => one.name === called);
  if (found === undefined) throw new Error(`no counterparty ${called}: ${JSON.stringify(list.body)}`);
  return found.id;
};

const FILE = statementFile(60);
/** A file that is read and goes into an account of its own. */
const uploaded = async (person: Person, house: House): Promise<string> => {
  const sent = await person.client.upload<{ id: string }>(`${person.purse}/imports`, 'a.csv', FILE);
  await settled(house, [sent.body.id], 60);
  const one = `${person.purse}/imports/${sent.body.id}`;
  const view = await person.client.get<{ statements: { id: string }[] }>(one);
  const mapped = await person.client.patch(`${one}/statements/${view.body.statements[0]?.id}`, {
    accountId: await account(person),
  });
  if (mapped.status !== 200) throw new Error(`map: ${mapped.status} ${JSON.stringify(mapped.body)}`);
  return sent.body.id;
};
const committed = async (person: Person, house: House): Promise<string> => {
  const id = await uploaded(person, house);
  await person.client.post(`${person.purse}/imports/${id}/commit`);
  await settled(house, [id], 60);
  return id;
};

const ask = (method: string, path: string, body?: unknown): Ask => ({
  method,
  path,
  ...(body === undefined ? {} : { body }),
});

/** Every kind of write in a purse, but the invitation: its answer holds a secret that is kept nowhere. */
const FAMILIES: Family[] = [
  { name: 'open an account', make: async () => ask('POST', '/accounts', { name: name(), kind: 'cash' }) },
  {
    name: 'change an account',
    make: async (p) => ask('PATCH', `/accounts/${p.accountId}`, { name: name() }),
  },
  {
    name: 'close an account',
    make: async (p) => ask('POST', `/accounts/${await account(p)}/close`, { on: '2026-03-31' }),
  },
  {
    name: 'reopen an account',
    make: async (p) => {
      const id = await account(p);
      await p.client.post(`${p.purse}/accounts/${id}/close`, { on: '2026-03-31' });
      return ask('POST', `/accounts/${id}/reopen`);
    },
  },
  {
    name: 'reconcile an account',
    make: async (p) =>
      ask('POST', `/accounts/${await anchored(p)}/reconcile`, {
        on: '2026-03-31',
        balance: 500,
        difference: 'add-row',
      }),
  },
  { name: 'remove an account', make: async (p) => ask('DELETE', `/accounts/${await account(p)}`) },
  {
    name: 'make a category',
    make: async () => ask('POST', '/categories', { name: name(), kind: 'spending' }),
  },
  {
    name: 'change a category',
    make: async (p) => ask('PATCH', `/categories/${await category(p)}`, { name: name() }),
  },
  { name: 'remove a category', make: async (p) => ask('DELETE', `/categories/${await category(p)}`) },
  { name: 'type a row', make: async (p) => ask('POST', '/transactions', typed(p)) },
  {
    name: 'change a row',
    make: async (p) => ask('PATCH', `/transactions/${await row(p)}`, { amount: -2000 }),
  },
  {
    name: 'split a row',
    make: async (p) =>
      ask('PUT', `/transactions/${await row(p)}/splits`, { splits: [{ amount: -300 }, { amount: -700 }] }),
  },
  {
    name: 'tag a row',
    make: async (p) => ask('PUT', `/transactions/${await row(p)}/tags`, { tagIds: [await tag(p)] }),
  },
  {
    name: 'change many rows',
    make: async (p) =>
      ask('POST', '/transactions/bulk', { ids: [await row(p), await row(p)], set: { note: 'many' } }),
  },
  { name: 'remove a row', make: async (p) => ask('DELETE', `/transactions/${await row(p)}`) },
  { name: 'link a transfer', make: async (p) => ask('POST', '/transfers', await legs(p)) },
  {
    name: 'unlink a transfer',
    make: async (p) => ask('DELETE', `/transfers/${await created(p, '/transfers', await legs(p))}`),
  },
  { name: 'make a tag', make: async () => ask('POST', '/tags', { name: name() }) },
  { name: 'rename a tag', make: async (p) => ask('PATCH', `/tags/${await tag(p)}`, { name: name() }) },
  { name: 'remove a tag', make: async (p) => ask('DELETE', `/tags/${await tag(p)}`) },
  {
    name: 'rename a counterparty',
    make: async (p) => ask('PATCH', `/counterparties/${await counterparty(p)}`, { name: name() }),
  },
  {
    name: 'merge counterparties',
    make: async (p) =>
      ask('POST', `/counterparties/${await counterparty(p)}/merge`, { into: await counterparty(p) }),
  },
  {
    name: 'upload a file',
    make: async () => ({ method: 'POST', path: '/imports', file: FILE }),
  },
  {
    name: 'commit an import',
    make: async (p, house) => ask('POST', `/imports/${await uploaded(p, house)}/commit`),
  },
  {
    name: 'undo an import',
    make: async (p, house) => ask('POST', `/imports/${await committed(p, house)}/undo`),
  },
  {
    name: 'discard an import',
    make: async (p, house) => ask('DELETE', `/imports/${await uploaded(p, house)}`),
  },
  { name: 'change the purse', make: async () => ask('PATCH', '', { name: name() }) },
  {
    name: 'ask for the end of the purse',
    make: async (p) => ask('POST', '/deletion', { currentPassword: p.password }),
  },
  { name: 'keep the purse after all', make: async () => ask('DELETE', '/deletion') },
];

/** The same request one to five times, one after the other and at once: one effect, and one answer. */
export const repeated: Story = {
  name: 'repeated requests',
  async run({ house, invariants, random, report }) {
    const api = await house.program('api', 'api-repeated');
    await api.start();
    const [once, often] = [await house.person(api.baseUrl), await house.person(api.baseUrl)];
    let sent = 0;
    const wrong: string[] = [];
    for (const family of FAMILIES) {
      for (const atOnce of [false, true]) {
        // On a purse with the same history, so that both have the same to do.
        const single = await effectOf(house, once, family, { times: 1, atOnce: false });
        const times = atOnce ? 2 + random.below(4) : 1 + random.below(5);
        const many = await effectOf(house, often, family, { times, atOnce });
        sent += times;
        const how = `${family.name}, ${times} times${atOnce ? ' at once' : ''}`;
        const statuses = new Set(many.answers.map(({ status }) => status));
        const bodies = new Set(many.answers.map(({ body }) => sorted(body)));
        if (single.answers[0] === undefined || single.answers[0].status >= 300)
          wrong.push(`${how}: even once it is refused: ${JSON.stringify(single.answers[0]?.body)}`);
        if (statuses.size > 1 || !statuses.has(single.answers[0]?.status ?? 0) || bodies.size > 1)
          wrong.push(`${how}: answers ${[...statuses].join(', ')}, ${bodies.size} different`);
        if (many.effect !== single.effect) wrong.push(`${how}: ${many.effect}, once ${single.effect}`);
      }
      await invariants.check(`repeating: ${family.name}`);
    }
    for (const text of wrong) report.violation(`repeated: ${text}`);
    report.figure(
      `${sent} repetitions over ${FAMILIES.length} kinds of writes: other effects or answers`,
      wrong.length,
      '0',
      wrong.length === 0,
    );
    await api.kill();
  },
};

/** The body as text; the order of its names says nothing. */
function sorted(body: unknown): string {
  return JSON.stringify(body, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** Sends a request under one key, and tells by how many rows every table of the purse grew. */
async function effectOf(
  house: House,
  person: Person,
  family: Family,
  how: { times: number; atOnce: boolean },
): Promise<{ answers: Answer[]; effect: string }> {
  const { method, path, body, file } = await family.make(person, house);
  const before = await rowsOf(house, person);
  const headers = { 'idempotency-key': `repeat-${(names += 1)}` };
  const url = `${person.purse}${path}`;
  const one = () =>
    file === undefined
      ? person.client.request(method, url, { headers, ...(body === undefined ? {} : { body }) })
      : person.client.upload(url, 'a.csv', file, headers);
  const answers: Answer[] = [];
  if (how.atOnce) answers.push(...(await Promise.all(Array.from({ length: how.times }, one))));
  else for (let time = 0; time < how.times; time += 1) answers.push(await one());
  await house.admin(async (client) => {
    const { rows } = await client.query<{ id: string }>('select id from imports where purse_id = $1', [
      person.purseId,
    ]);
    await settled(
      house,
      rows.map(({ id }) => id),
      60,
    );
  });
  const after = await rowsOf(house, person);
  const grown = Object.entries(after)
    .map(([table, rows]) => [table, rows - (before[table] ?? 0)] as const)
    .filter(([, more]) => more !== 0)
    .map(([table, more]) => `${table} ${more > 0 ? '+' : ''}${more}`);
  return { answers, effect: grown.join(', ') || 'nothing' };
}

/** How many rows each table holds of a purse; the keys themselves do not count. */
async function rowsOf(house: House, { purseId }: Person): Promise<Record<string, number>> {
  return house.admin(async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
        where a.attname = 'purse_id' and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
          and c.relname <> 'idempotency_keys'`,
    );
    const counts = tables.map(
      ({ name: table }) =>
        `select '${table}' as name, count(*) from "${table}" where purse_id = '${purseId}'`,
    );
    counts.push(`select 'jobs', count(*) from pgboss.job where data ->> 'purseId' = '${purseId}'`);
    const { rows } = await client.query<{ name: string; count: string }>(counts.join(' union all '));
    return Object.fromEntries(rows.map((counted) => [counted.name, Number(counted.count)]));
  });
}
