import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { AiSpending } from '../src/platform/ai/ai-spending.ts';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import { makeClone } from './support/database.ts';
import { asOwner } from './support/owner.ts';
import { profileOf } from './support/things.ts';

/** Tables of which no story here makes a row; the catalogue tests hold their policies to the same text. */
const WITHOUT_ROWS = ['exchange_rates'];

let own: TestApp;
let ada: Person;
let bola: Person;
let tables: string[];

beforeAll(async () => {
  const database = await makeClone(`rows_${process.env['JEST_WORKER_ID'] ?? '0'}`);
  own = await startApp({}, { database });
  ada = await own.person({ name: 'Ada' });
  bola = await own.person({ name: 'Bola' });
  const { client, purse } = ada;
  const account = await client.post<{ id: string }>(
    `${purse}/accounts`,
    { name: 'Cash', kind: 'cash' },
    { headers: { 'idempotency-key': 'a-key-of-ada' } },
  );
  await client.post(`${purse}/transactions`, {
    accountId: account.body.id,
    date: '2026-03-01',
    amount: -12_345,
    counterparty: 'Secret shop',
  });
  await workOnTheLedger(account.body.id);
  await asOwner(database, (owner) =>
    owner.query('insert into ai_consents (purse_id, given_by, given_at) values ($1, $2, now())', [
      ada.purseId,
      ada.userId,
    ]),
  );
  await own.app.get(AiSpending).settle(
    { month: '2026-03-01', microDollars: 0 },
    {
      purseId: ada.purseId,
      purpose: 'statement',
      model: 'claude-sonnet-5-5',
      outcome: 'answered',
      inputTokens: 1,
      outputTokens: 1,
      microDollars: 12,
    },
  );
  const statement = 'Date,Description,Debit,Credit\n13/03/2026,Secret salary,,900.00\n';
  const upload = await client.upload<{ id: string }>(`${purse}/imports`, 'statement.csv', statement);
  await ready(`${purse}/imports/${upload.body.id}`);
  tables = await asOwner(database, async (owner) => {
    const found = await owner.query<{ name: string }>(`
      select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'purse_id'
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`);
    return found.rows.map((row) => row.name);
  });
}, 60_000);

afterAll(async () => own.stop());

/** A split, a transfer, a tag, a rule, a declined offer, a former name and a table's profile: a row in each table that hangs on the ledger. */
async function workOnTheLedger(accountId: string): Promise<void> {
  const { client, purse } = ada;
  const row = async (given: object) =>
    (await client.post<{ id: string }>(`${purse}/transactions`, { date: '2026-03-02', ...given })).body.id;
  const whole = await row({ accountId, amount: -300 });
  await client.request('PUT', `${purse}/transactions/${whole}/splits`, {
    body: { splits: [{ amount: -100 }, { amount: -200 }] },
  });
  const tag = await client.post<{ id: string }>(`${purse}/tags`, { name: 'Secret tag' });
  await client.request('PUT', `${purse}/transactions/${whole}/tags`, { body: { tagIds: [tag.body.id] } });
  const wallet = await client.post<{ id: string }>(`${purse}/accounts`, {
    name: 'Wallet',
    kind: 'mobile-money',
  });
  await client.post(`${purse}/transfers`, {
    out: await row({ accountId, amount: -500 }),
    in: await row({ accountId: wallet.body.id, amount: 500 }),
  });
  await client.post(`${purse}/invitations`, { role: 'viewer' });
  const names = await client.get<{ items: { id: string }[] }>(`${purse}/counterparties`);
  const counterpartyId = names.body.items[0]?.id;
  await client.patch(`${purse}/counterparties/${counterpartyId}`, { name: 'Secret market' });
  await client.post(`${purse}/rules`, { when: { text: 'secret' }, set: { tagIds: [tag.body.id] } });
  await client.post(`${purse}/table-profiles`, { accountId, ...profileOf('Secret column') });
  const categories = await client.get<{ items: { id: string }[] }>(`${purse}/categories`);
  await client.post(`${purse}/rule-offers/decline`, {
    counterpartyId,
    direction: 'out',
    categoryId: categories.body.items[0]?.id,
  });
}

async function ready(path: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if ((await ada.client.get<{ status: string }>(path)).body.status === 'ready') return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the import was not read');
}

/**
 * What a query that forgets to ask for its purse gets of Ada's rows in a transaction of this person: the tables of
 * which it sees any. Every query of ours asks; this is the wall behind them.
 */
async function tablesSeen(person: Person): Promise<string[]> {
  const app = new pg.Client({ connectionString: own.database.appUrl });
  await app.connect();
  try {
    await app.query('begin');
    await app.query(`select set_config('app.user_id', $1, true), set_config('app.purse_id', $2, true)`, [
      person.userId,
      person.purseId,
    ]);
    const seen: string[] = [];
    for (const table of tables) {
      const found = await app.query(`select 1 from ${table} where purse_id = $1 limit 1`, [ada.purseId]);
      if (found.rowCount !== 0) seen.push(table);
    }
    await app.query('rollback');
    return seen;
  } finally {
    await app.end();
  }
}

const asAdministrator = (...statements: string[]) =>
  asOwner(own.database, async (owner) => {
    for (const statement of statements) await owner.query(statement);
  });

describe('a query that forgets to ask for its purse', () => {
  it('sees nothing of another one, and one’s own of every table', async () => {
    expect(await tablesSeen(bola)).toEqual([]);
    expect(await tablesSeen(ada)).toEqual(tables.filter((table) => !WITHOUT_ROWS.includes(table)));
  });

  it('would see it where one policy were open: this probe can fail, for each table by itself', async () => {
    for (const table of tables.filter((name) => !WITHOUT_ROWS.includes(name))) {
      const settings = "purse_id = (select current_setting('app.purse_id')::uuid)";
      await asAdministrator(`alter policy current_purse on ${table} using (true)`);
      expect([table, await tablesSeen(bola)]).toEqual([table, [table]]);
      await asAdministrator(`alter policy current_purse on ${table} using (${settings})`);
    }
    expect(await tablesSeen(bola)).toEqual([]);
  });

  it('would see it where row-level security were switched off', async () => {
    await asAdministrator('alter table transactions disable row level security');
    expect(await tablesSeen(bola)).toEqual(['transactions']);
    await asAdministrator('alter table transactions enable row level security');
  });

  it('cannot write into another purse', async () => {
    const app = new pg.Client({ connectionString: own.database.appUrl });
    await app.connect();
    try {
      await app.query(`select set_config('app.purse_id', $1, false)`, [bola.purseId]);
      const changed = await app.query(`update accounts set name = 'Taken over' where purse_id = $1`, [
        ada.purseId,
      ]);
      expect(changed.rowCount).toBe(0);
      await expect(
        app.query(
          `insert into counterparties (id, purse_id, name, created_at) values (gen_random_uuid(), $1, 'x', now())`,
          [ada.purseId],
        ),
      ).rejects.toThrow(/row-level security/);
    } finally {
      await app.end();
    }
  });
});

describe('a policy that is missing', () => {
  it('closes its table to everybody, which the stories of the routes notice', async () => {
    await asAdministrator('drop policy current_purse on accounts');
    expect(await tablesSeen(ada)).not.toContain('accounts');
    expect((await ada.client.get(`${ada.purse}/accounts`)).body).toEqual({ items: [], totals: [] });
    expect((await ada.client.post(`${ada.purse}/accounts`, { name: 'Cash', kind: 'cash' })).status).toBe(500);
  });
});
