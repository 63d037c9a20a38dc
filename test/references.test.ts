import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startApp } from './support/app.ts';
import type { Person, TestApp } from './support/app.ts';
import { MARCH, importFile, newAccount, transactionsOf } from './support/imports.ts';
import { asOwner, until, waitingIn } from './support/owner.ts';

/** The references from and to transactions, which are checked by statement: as a foreign key would check them. */
let own: TestApp;
let person: Person;
let stranger: Person;
let accountId: string;
let foreign: string;

beforeAll(async () => {
  own = await startApp();
  person = await own.person();
  stranger = await own.person();
  accountId = await newAccount(person);
  foreign = await newAccount(stranger);
  await importFile(own, person, 'march.csv', MARCH);
}, 60_000);

afterAll(async () => own.stop());

/** The application's own role, in a purse, as every service is. */
async function inPurse<T>(purseId: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: own.database.appUrl });
  await client.connect();
  try {
    await client.query(`select set_config('app.purse_id', $1, false)`, [purseId]);
    return await work(client);
  } finally {
    await client.end();
  }
}

const INSERT = `insert into transactions (id, purse_id, account_id, category_id, counterparty_id, import_id, date, amount,
                                          currency, description, created_at)
                values (gen_random_uuid(), $1, $2, $3, $4, $5, '2026-03-01', -100, 'NGN', '', now())`;
const refused = (table: string, column: string) => ({
  code: '23503',
  table,
  constraint: `${table}_${column}_fkey`,
});
const NOWHERE = '01900000-0000-7000-8000-00000000dead';

describe('a row that is written', () => {
  it.each([
    ['account_id', [NOWHERE, null, null, null]],
    ['category_id', [null, NOWHERE, null, null]],
    ['counterparty_id', [null, null, NOWHERE, null]],
    ['import_id', [null, null, null, NOWHERE]],
  ])('points by %s to what is there', async (column, [account, ...others]) => {
    await inPurse(person.purseId, async (client) => {
      const values = [person.purseId, account ?? accountId, ...others];
      await expect(client.query(INSERT, values)).rejects.toMatchObject(refused('transactions', column));
      await expect(
        client.query(`update transactions set ${column} = $1 where purse_id = $2`, [NOWHERE, person.purseId]),
      ).rejects.toMatchObject(refused('transactions', column));
    });
  });

  it('points to nothing of another purse, not even by the owner’s hand', async () => {
    const values = [person.purseId, foreign, null, null, null];
    const account = refused('transactions', 'account_id');
    await inPurse(person.purseId, async (client) =>
      expect(client.query(INSERT, values)).rejects.toMatchObject(account),
    );
    await asOwner(own.database, async (owner) =>
      expect(owner.query(INSERT, values)).rejects.toMatchObject(account),
    );
  });

  it('is a split or a tag of a transaction that is there', async () => {
    const [tag] = (
      await person.client.post<{ id: string }>(`${person.purse}/tags`, { name: 'School' })
    ).body.id.split(' ');
    await inPurse(person.purseId, async (client) => {
      await expect(
        client.query(`insert into transaction_tags (transaction_id, tag_id, purse_id) values ($1, $2, $3)`, [
          NOWHERE,
          tag,
          person.purseId,
        ]),
      ).rejects.toMatchObject(refused('transaction_tags', 'transaction_id'));
      await expect(
        client.query(
          `insert into splits (id, purse_id, transaction_id, amount, day, currency)
           values (gen_random_uuid(), $1, $2, -1, '2026-03-01', 'NGN')`,
          [person.purseId, NOWHERE],
        ),
      ).rejects.toMatchObject(refused('splits', 'transaction_id'));
    });
  });

  it('waits for whoever deletes what it points to, and is refused then', async () => {
    const gone = await newAccount(person, { name: 'Gone soon' });
    await asOwner(own.database, async (owner) => {
      await owner.query('begin');
      await owner.query('delete from accounts where id = $1', [gone]);
      const written = inPurse(person.purseId, async (client) =>
        client.query(INSERT, [person.purseId, gone, null, null, null]),
      );
      const told = expect(written).rejects.toMatchObject(refused('transactions', 'account_id'));
      await asOwner(own.database, async (watcher) => until(async () => (await waitingIn(watcher)) === 1));
      await owner.query('commit');
      await told;
    });
  });

  it('holds what it points to until its transaction ends', async () => {
    const kept = await newAccount(person, { name: 'Kept' });
    await asOwner(own.database, async (owner) => {
      await owner.query('begin');
      await owner.query(INSERT, [person.purseId, kept, null, null, null]);
      const removed = inPurse(person.purseId, async (client) =>
        client.query('delete from accounts where id = $1', [kept]),
      );
      const told = expect(removed).rejects.toMatchObject(refused('transactions', 'account_id'));
      await asOwner(own.database, async (watcher) => until(async () => (await waitingIn(watcher)) === 1));
      await owner.query('commit');
      await told;
    });
  });
});

describe('a row that is deleted', () => {
  it('takes its parts and tags along, is forgotten, or stays where it is needed', async () => {
    const other = await own.person();
    await newAccount(other);
    const done = await importFile(own, other, 'march.csv', MARCH);
    const rows = await transactionsOf(other);
    const [first, second] = rows;
    const tag = await other.client.post<{ id: string }>(`${other.purse}/tags`, { name: 'School' });
    await other.client.request('PUT', `${other.purse}/transactions/${first?.id}/tags`, {
      body: { tagIds: [tag.body.id] },
    });
    const amount = second?.amount ?? 0;
    const split = await other.client.request('PUT', `${other.purse}/transactions/${second?.id}/splits`, {
      body: {
        splits: [
          { amount: amount + 1, categoryId: null, note: null },
          { amount: -1, categoryId: null, note: null },
        ],
      },
    });
    expect(split.status).toBe(200);
    await inPurse(other.purseId, async (client) => {
      const counted = async () =>
        (
          await client.query(
            `select (select count(*)::int from transactions) as rows,
                    (select count(counterparty_id)::int from transactions) as named,
                    (select count(category_id)::int from transactions) as filed,
                    (select count(*)::int from splits) as parts,
                    (select count(*)::int from transaction_tags) as tags`,
          )
        ).rows[0];
      expect(await counted()).toEqual({ rows: 5, named: 5, filed: expect.any(Number), parts: 2, tags: 1 });
      await expect(client.query('delete from imports where id = $1', [done.id])).rejects.toMatchObject(
        refused('transactions', 'import_id'),
      );
      await expect(client.query('delete from accounts')).rejects.toMatchObject(
        refused('transactions', 'account_id'),
      );
      await client.query('delete from counterparties');
      await client.query('delete from categories');
      expect(await counted()).toEqual({ rows: 5, named: 0, filed: 0, parts: 2, tags: 1 });
      await client.query('delete from transactions where id = $1', [first?.id]);
      expect(await counted()).toEqual({ rows: 4, named: 0, filed: 0, parts: 2, tags: 0 });
      await client.query('delete from transactions where id = $1', [second?.id]);
      expect(await counted()).toEqual({ rows: 3, named: 0, filed: 0, parts: 0, tags: 0 });
    });
    await own.expectProvedRollups(other.purseId);
  });

  it('has had one key all its life', async () => {
    await asOwner(own.database, async (owner) => {
      for (const table of ['accounts', 'categories', 'counterparties', 'imports', 'transactions']) {
        for (const column of ['id', 'purse_id']) {
          await expect(owner.query(`update ${table} set ${column} = ${column}`)).rejects.toMatchObject({
            code: '23503',
            message: `the key of a row of ${table} never changes`,
          });
        }
      }
    });
  });
});
