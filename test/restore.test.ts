import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PurseList } from '../src/features/purses/purses.contract.ts';
import type { RestoreView } from '../src/features/restore/restore.contract.ts';
import type { Person } from './support/app.ts';
import { archiveOf, contentOf, dataIn, exportOf, restore, withData } from './support/archives.ts';
import { MARCH, importFile, newAccount, readImport, undoImport } from './support/imports.ts';
import { fillPurse } from './support/large-purse.ts';
import { keysOf, post, typed } from './support/ledger.ts';
import { asOwner } from './support/owner.ts';
import { problem } from './support/problem.ts';
import { provedApp } from './support/proved-app.ts';
import { newRule } from './support/rules.ts';
import { profileOf } from './support/things.ts';
import { unzip } from './support/zip.ts';

const own = provedApp();

async function purseIds({ client }: Person): Promise<string[]> {
  return (await client.get<PurseList>('/api/v1/purses')).body.items.map(({ id }) => id);
}

/** Takes an archive in, proves what is kept of the new purse, and answers with its archive. */
async function madeOf(person: Person, archive: Buffer): Promise<{ id: string; archive: Buffer }> {
  const { status, problem: refused, purseId, rows, total } = await restore(person, archive);
  expect([status, refused, rows]).toEqual(['done', null, total]);
  await own.expectProvedRollups(purseId ?? '');
  return {
    id: purseId ?? '',
    archive: await exportOf(own, person, `/api/v1/purses/${purseId}/export`),
  };
}

/** A purse with something of each kind. */
async function fullPurse(): Promise<Person> {
  const person = await own.person();
  const { client, purse } = person;
  const { food, salary } = await keysOf(person);
  const bank = await newAccount(person, { name: 'Bank', institution: 'First' });
  await importFile(own, person, 'march.csv', MARCH);
  const again = await importFile(own, person, 'april.csv', 'Date,Narration,Amount\n02/04/2026,FUEL,-70.00\n');
  await undoImport(own, person, again.id);
  await readImport(own, person, 'on-its-way.csv', 'Date,Narration,Amount\n02/05/2026,FUEL,-71.00\n');
  const dollars = await newAccount(person, { name: 'Dollars', currency: 'USD', spendable: false });
  const old = await newAccount(person, { name: 'Old', anchor: { on: '2026-01-31', balance: 0 } });
  await client.post(`${purse}/accounts/${old}/close`, { on: '2026-02-28' });
  const whole = await typed(person, { accountId: bank, counterparty: 'Mama put', note: 'two\nlines' });
  await client.request('PUT', `${purse}/transactions/${whole.id}/splits`, {
    body: { splits: [{ categoryId: food, amount: -60, note: 'rice' }, { amount: -40 }] },
  });
  const { id: trip } = await post<{ id: string }>(person, 'tags', { name: 'trip' });
  const { id: wedding } = await post<{ id: string }>(person, 'tags', { name: 'wedding' });
  await client.request('PUT', `${purse}/transactions/${whole.id}/tags`, {
    body: { tagIds: [wedding, trip] },
  });
  const out = await typed(person, { accountId: bank, date: '2026-03-09', amount: -150_000 });
  const into = await typed(person, { accountId: dollars, date: '2026-03-10', amount: 100 });
  await post(person, 'transfers', { out: out.id, in: into.id });
  const own1 = await post<{ id: string }>(person, 'categories', { name: 'Church', kind: 'dues' });
  await client.patch(`${purse}/categories/${own1.id}`, { archived: true });
  await newRule(person, { text: 'danfo', accountId: bank }, { categoryId: food, tagIds: [wedding, trip] });
  await newRule(
    person,
    { counterparty: 'Mama put', currency: 'NGN', amountMin: 5, direction: 'out' },
    { counterparty: 'Mama Put Kitchen' },
  );
  const names = await client.get<{ items: { id: string; name: string }[] }>(
    `${purse}/counterparties?limit=200`,
  );
  const shoprite = names.body.items.find(({ name }) => name.startsWith('Shoprite'));
  await client.patch(`${purse}/counterparties/${shoprite?.id}`, { name: 'Shoprite' });
  await post(person, 'table-profiles', { accountId: bank, ...profileOf('Narration') });
  await client.patch(purse, { buffer: 5_000, incomeRhythm: { rhythm: 'monthly', dayOfMonth: 28 } });
  await client.post(`${purse}/accounts/${bank}/reconcile`, {
    on: '2026-03-31',
    balance: 1,
    difference: 'add-row',
  });
  await asOwner(own.database, async (database) => {
    await database.query(
      `insert into exchange_rates (purse_id, currency, on_day, rate, source) values ($1, 'USD', '2026-03-01', 1500.25, 'typed')`,
      [person.purseId],
    );
    await database.query(
      `insert into declined_offers (purse_id, counterparty_id, direction, category_id) values ($1, $2, 'out', $3)`,
      [person.purseId, shoprite?.id, salary],
    );
  });
  return person;
}

describe('an exported purse that is taken in', () => {
  it('is a new purse with the same content, whoever takes it in: nothing but ids and who is in it differs', async () => {
    const [person, other] = [await fullPurse(), await own.person()];
    const archive = await exportOf(own, person);
    const made = await madeOf(other, archive);
    expect(contentOf(made.archive)).toEqual(contentOf(archive));
    const { members, history, purse } = dataIn(made.archive);
    expect(members).toEqual([{ userId: other.userId, role: 'owner', since: expect.any(String) }]);
    expect(purse).toMatchObject({ id: made.id, buffer: 5_000, kind: 'personal' });
    expect(history).toMatchObject([
      {
        action: 'purse.restored',
        userId: other.userId,
        subjectId: made.id,
        changes: { fileName: 'purse.zip', rows: dataIn(archive).transactions.length },
      },
    ]);
    const [before, after] = [unzip(archive), unzip(made.archive)];
    expect(after.get('files/0001-march.csv')).toEqual(before.get('files/0001-march.csv'));
    expect([...(await purseIds(other))].sort()).toEqual([other.purseId, made.id].sort());
    expect(await purseIds(person)).toEqual([person.purseId]);
  });

  it('works on as the old one did: balances, rules, names, what was imported and what can be undone', async () => {
    const person = await fullPurse();
    const { id } = await madeOf(person, await exportOf(own, person));
    const twin = { ...person, purseId: id, purse: `/api/v1/purses/${id}` };
    const balances = async ({ client, purse }: Person) =>
      (
        await client.get<{ items: { name: string; balance: object; closedOn: string | null }[] }>(
          `${purse}/accounts`,
        )
      ).body.items.map(({ name, balance, closedOn }) => [name, balance, closedOn]);
    expect(await balances(twin)).toEqual(await balances(person));
    const position = async ({ client, purse }: Person) =>
      JSON.stringify((await client.get(`${purse}/position`)).body).replace(/[0-9a-f-]{36}/g, 'id');
    expect(await position(twin)).toBe(await position(person));
    // The same file: each row is known.
    const { body } = await twin.client.get<{ items: { id: string; name: string }[] }>(
      `${twin.purse}/accounts`,
    );
    const bank = body.items.find(({ name }) => name === 'Bank')?.id;
    const read = await readImport(own, twin, 'march.csv', MARCH);
    await twin.client.patch(`${twin.purse}/imports/${read.id}/statements/${read.statements[0]?.id}`, {
      accountId: bank,
    });
    const again = await twin.client.get(`${twin.purse}/imports/${read.id}`);
    expect(again.body).toMatchObject({ counts: { new: 0, duplicate: 5 }, sameFileAs: expect.any(String) });
    const { sameFileAs } = again.body as { sameFileAs: string };
    const undone = await undoImport(own, twin, sameFileAs);
    expect(undone).toMatchObject({ status: 'undone', undo: { removed: 5, kept: [] } });
  });

  it('has the same content for any purse', async () => {
    await fc.assert(
      fc.asyncProperty(moves, async (given) => {
        const person = await own.person();
        await build(person, given);
        const archive = await exportOf(own, person);
        const made = await madeOf(person, archive);
        expect(contentOf(made.archive)).toEqual(contentOf(archive));
      }),
      { numRuns: 10 },
    );
  }, 240_000);

  it('may be large, and tells how far it is', async () => {
    const person = await own.person();
    await fillPurse(own.database.ownerUrl, person.purseId, 12_000);
    const archive = await exportOf(own, person);
    const sent = await person.client.upload<RestoreView>('/api/v1/restores', 'purse.zip', archive);
    expect([sent.status, sent.body]).toEqual([
      202,
      {
        id: expect.any(String),
        fileName: 'purse.zip',
        byteSize: archive.length,
        status: 'waiting',
        rows: 0,
        total: 12_000,
        purseId: null,
        problem: null,
        createdAt: expect.any(String),
        doneAt: null,
      },
    ]);
    const second = await person.client.upload('/api/v1/restores', 'purse.zip', archive);
    expect([second.status, second.body]).toEqual([
      409,
      problem(409, 'restore-running', {
        instance: '/api/v1/restores',
        detail: 'An archive of yours is being taken in. Wait until it is done.',
      }),
    ]);
    const seen = new Set<number>();
    let one = sent.body;
    while (one.status === 'waiting' || one.status === 'working') {
      one = (await person.client.get<RestoreView>(`/api/v1/restores/${one.id}`)).body;
      seen.add(one.rows);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect([one.status, one.rows, one.problem]).toEqual(['done', 12_000, null]);
    expect([...seen].filter((rows) => rows > 0 && rows < 12_000).length).toBeGreaterThan(0);
    await own.expectProvedRollups(one.purseId ?? '');
    const { body } = await person.client.get<{ items: object[] }>('/api/v1/restores');
    expect(body.items).toEqual([one]);
  }, 60_000);

  it('is made once for one key, and its archive is kept no longer than it is needed', async () => {
    const person = await own.person();
    const archive = await exportOf(own, person);
    const key = { 'idempotency-key': 'once' };
    const first = await person.client.upload<RestoreView>('/api/v1/restores', 'a.zip', archive, key);
    const again = await person.client.upload<RestoreView>('/api/v1/restores', 'a.zip', archive, key);
    expect([again.status, again.body.id]).toEqual([202, first.body.id]);
    const other = archiveOf(unzip(archive));
    const refused = await person.client.upload('/api/v1/restores', 'a.zip', other, key);
    expect([refused.status, refused.body]).toMatchObject([422, { code: 'idempotency-key-reused' }]);
    let status: string = first.body.status;
    while (status !== 'done') {
      ({ status } = (await person.client.get<RestoreView>(`/api/v1/restores/${first.body.id}`)).body);
    }
    expect(await purseIds(person)).toHaveLength(2);
    const kept = await asOwner(own.database, async (database) =>
      database.query('select bytes from restores where user_id = $1', [person.userId]),
    );
    expect(kept.rows).toEqual([{ bytes: null }]);
  });

  it('is seen by the one who gave it alone', async () => {
    const [person, stranger] = [await own.person(), await own.person()];
    const { id } = await restore(person, await exportOf(own, person));
    const path = `/api/v1/restores/${id}`;
    const answer = await stranger.client.get(path);
    expect([answer.status, answer.body]).toEqual([
      404,
      problem(404, 'restore-not-found', { instance: path, detail: 'You gave no archive of this id.' }),
    ]);
    expect((await stranger.client.get('/api/v1/restores')).body).toEqual({ items: [] });
  });

  it('is the one purse in the export of a person; of several each is sent by itself', async () => {
    const person = await own.person();
    await typed(person, { accountId: await newAccount(person) });
    const everything = await exportOf(own, person, '/api/v1/me/export');
    const { purseId } = await restore(person, everything);
    expect((await purseIds(person)).includes(purseId ?? '')).toBe(true);
    const both = await exportOf(own, person, '/api/v1/me/export');
    const refused = await person.client.upload('/api/v1/restores', 'me.zip', both);
    expect([refused.status, refused.body]).toMatchObject([
      422,
      { code: 'several-purses', errors: [{ pointer: '/file', detail: 'manifest.json' }] },
    ]);
  });
});

describe('an archive that cannot be taken in', () => {
  it('is refused at once where its directory or its manifest tells', async () => {
    const person = await own.person();
    const archive = await exportOf(own, person);
    const files = unzip(archive);
    const huge = Buffer.from(archive);
    for (let at = huge.indexOf('504b0102', 'hex'); at >= 0; at = huge.indexOf('504b0102', at + 4, 'hex')) {
      huge.writeUInt32LE(0xffff_fff0, at + 24);
    }
    const cases: [string, Uint8Array, string, string][] = [
      ['no ZIP', Buffer.from('Date,Amount\n'), 'unreadable', 'the archive of an exported purse'],
      [
        'broken off',
        archive.subarray(0, archive.length - 30),
        'unreadable',
        'the archive of an exported purse',
      ],
      ['another ZIP', archiveOf([['a.csv', 'x']]), 'not-an-export', 'the archive of an exported purse'],
      ['a bomb', huge, 'too-large', 'README.txt'],
      [
        'two of one name',
        archiveOf([...files, ['data.json', '{}']]),
        'unreadable',
        'the archive of an exported purse',
      ],
      ['no manifest', archiveOf([['manifest.json', '[]']]), 'not-an-export', 'manifest.json'],
      ['not JSON', archiveOf([['manifest.json', '{']]), 'unreadable', 'manifest.json'],
    ];
    for (const [name, bytes, code, detail] of cases) {
      const answer = await person.client.upload('/api/v1/restores', 'a.zip', bytes);
      expect([name, answer.status, answer.body]).toMatchObject([
        name,
        422,
        { code, errors: [{ pointer: '/file', detail }] },
      ]);
    }
    expect((await person.client.get('/api/v1/restores')).body).toEqual({ items: [] });
  });

  it('leaves nothing behind, and says in which place it is wrong', async () => {
    const person = await own.person();
    const accountId = await newAccount(person, { name: 'Bank' });
    const wallet = await newAccount(person, { name: 'Wallet' });
    const { food } = await keysOf(person);
    await typed(person, { accountId, categoryId: food, counterparty: 'Shop' });
    const whole = await typed(person, { accountId, amount: -300 });
    await person.client.request('PUT', `${person.purse}/transactions/${whole.id}/splits`, {
      body: { splits: [{ amount: -100 }, { amount: -200 }] },
    });
    const out = await typed(person, { accountId, amount: -500, date: '2026-03-05' });
    const into = await typed(person, { accountId: wallet, amount: 500, date: '2026-03-06' });
    await post(person, 'transfers', { out: out.id, in: into.id });
    await newRule(person, { accountId }, { categoryId: food });
    const archive = await exportOf(own, person);
    const nobody = '01900000-0000-7000-8000-00000000dead';
    const changes: [(text: string) => string, code: string, where: string][] = [
      [(text) => text.replace('"amount":-100', '"amount":0'), 'not-valid', '/transactions/0/amount'],
      [(text) => text.replace('"amount":-100', '"amount":1e300'), 'not-valid', '/transactions/0/amount'],
      [
        (text) => text.replace('"amount":-100,"currency":"NGN"', '"amount":-100,"currency":"USD"'),
        'not-valid',
        '/transactions/0/currency',
      ],
      [
        (text) => text.replace('"description":""', '"description":"\\u0000"'),
        'not-valid',
        '/transactions/0/description',
      ],
      [
        (text) => text.replace(/("transactions":\[\n\{"id":"[^"]+","accountId":")[^"]+/, `$1${nobody}`),
        'not-valid',
        '/transactions/0/accountId',
      ],
      [
        (text) => text.replace('"counterparty":"Shop"', '"counterparty":"Stop"'),
        'not-valid',
        '/transactions/0/counterparty',
      ],
      [(text) => text.replace('"amount":-200', '"amount":-201'), 'not-valid', '/transactions/1/splits'],
      [(text) => text.replace('"amount":500', '"amount":501'), 'not-valid', '/transactions/3/transferId'],
      [
        (text) => text.replace(`,\n{"id":"${into.id}"`, '],\n{"id":"'),
        'not-valid',
        '/transactions/2/transferId',
      ],
      [
        (text) => text.replace('"date":"2026-03-06"', '"date":"2026-02-30"'),
        'not-valid',
        '/transactions/3/date',
      ],
      [(text) => text.replace('"kind":"current"', '"kind":"chest"'), 'not-valid', '/accounts/0/kind'],
      [(text) => text.replace('"name":"Wallet"', '"name":" "'), 'not-valid', '/accounts/1/name'],
      [(text) => text.replace('"zone":"Africa/Lagos"', '"zone":"Mars/Base"'), 'not-valid', '/purse/zone'],
      [
        (text) =>
          text.replace(
            /"when":\{"counterparty":null,"text":null,"direction":null,"accountId":"[^"]+"/,
            `"when":{"counterparty":null,"text":null,"direction":null,"accountId":"${nobody}"`,
          ),
        'not-valid',
        '/rules/0/when/accountId',
      ],
      [(text) => text.replace('"key":"food"', '"key":"salary"'), 'not-valid', '/categories/'],
      [(text) => text.replace('"version":2', '"version":1'), 'unknown-version', '/version'],
      [(text) => text.replace('"version":2', '"version":3'), 'unknown-version', '/version'],
      [(text) => text.slice(0, text.indexOf(into.id)), 'unreadable', '/transactions/3'],
      [(text) => JSON.stringify(JSON.parse(text)), 'unreadable', ''],
    ];
    for (const [change, code, where] of changes) {
      const changed = withData(archive, change);
      const { status, problem: refused, purseId } = await restore(person, changed);
      expect([status, refused?.code, refused?.where?.replace(/\d+\/key$/, ''), purseId]).toEqual([
        'failed',
        code,
        where === '' ? 'data.json' : `data.json#${where}`,
        null,
      ]);
    }
    expect(await purseIds(person)).toEqual([person.purseId]);
    const left = await asOwner(own.database, async (database) =>
      database.query('select distinct bytes from restores where user_id = $1', [person.userId]),
    );
    expect(left.rows).toEqual([{ bytes: null }]);
  }, 60_000);

  it('is told to be changed or incomplete where a file is not what the manifest says', async () => {
    const person = await own.person();
    await newAccount(person);
    await importFile(own, person, 'march.csv', MARCH);
    const archive = await exportOf(own, person);
    const files = unzip(archive);
    const name = 'files/0001-march.csv';
    const changed = archiveOf(
      [...files].map(([path, bytes]) => [path, path === name ? 'x' : bytes] as const),
    );
    const missing = archiveOf([...files].filter(([path]) => path !== name));
    expect((await restore(person, changed)).problem).toEqual({
      code: 'file-changed',
      detail: 'The file is not what was exported: the archive was changed or damaged since.',
      where: name,
    });
    expect((await restore(person, missing)).problem).toEqual({
      code: 'file-missing',
      detail: 'The archive lacks a file of the export.',
      where: name,
    });
    expect(await purseIds(person)).toEqual([person.purseId]);
  });
});

const words = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .map((text) => text.replace(/[\0\p{Surrogate}]/gu, '').trim());
const named = words.filter((text) => text !== '');
const day = fc.integer({ min: 1, max: 28 }).map((date) => `2026-03-${`${date}`.padStart(2, '0')}`);
const moves = fc.record({
  accounts: fc.uniqueArray(
    fc.record({
      name: named,
      kind: fc.constantFrom('cash', 'mobile-money', 'savings', 'credit', 'loan'),
      currency: fc.constantFrom('NGN', 'UGX', 'KWD'),
      anchor: fc.option(fc.record({ on: day, balance: fc.integer({ min: -1e12, max: 1e12 }) })),
    }),
    { minLength: 1, maxLength: 4, selector: ({ name }) => name },
  ),
  tags: fc.uniqueArray(named, { maxLength: 3, selector: (name) => name.toLowerCase() }),
  rows: fc.array(
    fc.record({
      from: fc.nat(),
      to: fc.nat(),
      is: fc.constantFrom('row', 'split', 'transfer'),
      date: day,
      amount: fc.integer({ min: 2, max: 1e12 }),
      description: words,
      counterparty: fc.option(named),
      note: fc.option(words),
      category: fc.option(fc.nat()),
      tag: fc.option(fc.nat()),
    }),
    { maxLength: 15 },
  ),
});
type Moves = typeof moves extends fc.Arbitrary<infer Given> ? Given : never;

async function build(person: Person, { accounts, tags, rows }: Moves): Promise<void> {
  const { client, purse } = person;
  const ids: { id: string; currency: string }[] = [];
  for (const given of accounts) ids.push({ id: await newAccount(person, given), currency: given.currency });
  const tagIds: string[] = [];
  for (const name of tags) tagIds.push((await post<{ id: string }>(person, 'tags', { name })).id);
  const categories = Object.values(await keysOf(person));
  for (const { from, to, is, category, tag, amount, ...facts } of rows) {
    const [account, other] = [ids[from % ids.length], ids[to % ids.length]];
    const categoryId = category === null ? null : categories[category % categories.length];
    const one = await typed(person, { accountId: account?.id, ...facts, amount: -amount, categoryId });
    if (tag !== null && tagIds.length > 0) {
      const body = { tagIds: [tagIds[tag % tagIds.length]] };
      await client.request('PUT', `${purse}/transactions/${one.id}/tags`, { body });
    }
    if (is === 'split') {
      const body = { splits: [{ categoryId, amount: -1, note: facts.note }, { amount: 1 - amount }] };
      await client.request('PUT', `${purse}/transactions/${one.id}/splits`, { body });
    }
    if (is === 'transfer' && account !== other) {
      const arrived = account?.currency === other?.currency ? amount : amount + 1;
      const into = await typed(person, { accountId: other?.id, date: '2026-03-15', amount: arrived });
      await post(person, 'transfers', { out: one.id, in: into.id });
    }
  }
}
