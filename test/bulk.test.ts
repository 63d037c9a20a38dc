import { describe, expect, it } from '@jest/globals';
import type { Person } from './support/app.ts';
import { newAccount } from './support/imports.ts';
import { fillPurse } from './support/large-purse.ts';
import { typed } from './support/ledger.ts';
import { problem } from './support/problem.ts';
import { provedApp } from './support/proved-app.ts';

const own = provedApp();

async function threeRows(person: Person): Promise<{ accountId: string; ids: string[] }> {
  const accountId = await newAccount(person);
  const ids: string[] = [];
  for (const [date, counterparty] of [
    ['2026-03-03', 'Mama Put'],
    ['2026-03-02', 'Danfo'],
    ['2026-03-01', 'Mama Put'],
  ]) {
    ids.push((await typed(person, { accountId, date, amount: -100, counterparty })).id);
  }
  return { accountId, ids };
}

const left = async (person: Person): Promise<string[]> => {
  const list = await person.client.get<{ items: { id: string }[] }>(`${person.purse}/transactions`);
  return list.body.items.map(({ id }) => id);
};

describe('what a filter matches', () => {
  it('is told as ids, newest first, with how many there are', async () => {
    const person = await own.person();
    const { ids } = await threeRows(person);
    const chosen = (query: string) => person.client.get(`${person.purse}/transactions/ids${query}`);
    expect((await chosen('')).body).toEqual({ ids, total: 3 });
    expect((await chosen('?q=mama')).body).toEqual({ ids: [ids[0], ids[2]], total: 2 });
    expect((await chosen('?direction=in')).body).toEqual({ ids: [], total: 0 });
    expect((await chosen('?limit=5')).status).toBe(422);
  });

  it('is told up to what one change takes; the number is that of all', async () => {
    const person = await own.person();
    await fillPurse(own.database.ownerUrl, person.purseId, 1_200);
    const chosen = await person.client.get<{ ids: string[]; total: number }>(
      `${person.purse}/transactions/ids`,
    );
    expect([chosen.body.ids.length, new Set(chosen.body.ids).size, chosen.body.total]).toEqual([
      1000, 1000, 1200,
    ]);
    const list = await person.client.get<{ items: { id: string }[] }>(
      `${person.purse}/transactions?limit=50`,
    );
    expect(chosen.body.ids.slice(0, 50)).toEqual(list.body.items.map(({ id }) => id));
    const bulk = `${person.purse}/transactions/bulk`;
    const changed = await person.client.post(bulk, { ids: chosen.body.ids, set: { note: 'all of it' } });
    expect(changed.body).toEqual({ changed: 1000 });
    const tooMany = await person.client.post(bulk, {
      ids: [...chosen.body.ids, '01900000-0000-7000-8000-00000000dead'],
      set: { note: 'more' },
    });
    expect(tooMany.body).toMatchObject({ status: 422, errors: [{ pointer: '/ids' }] });
    const removed = await person.client.post(`${bulk}/remove`, { ids: chosen.body.ids });
    expect(removed.body).toEqual({ removed: 1000 });
    expect((await person.client.get(`${person.purse}/transactions/ids`)).body).toMatchObject({ total: 200 });
  }, 60_000);
});

describe('many rows', () => {
  it('are removed at once, with an entry in the history for each', async () => {
    const person = await own.person();
    const { ids, accountId } = await threeRows(person);
    const done = await person.client.post(`${person.purse}/transactions/bulk/remove`, {
      ids: ids.slice(0, 2),
    });
    expect([done.status, done.body]).toEqual([200, { removed: 2 }]);
    expect(await left(person)).toEqual([ids[2]]);
    expect(await own.auditOf(person.purseId, ids[0] ?? '')).toMatchObject([
      { action: 'transaction.created' },
      {
        action: 'transaction.removed',
        userId: person.userId,
        changes: {
          accountId,
          date: '2026-03-03',
          amount: -100,
          currency: 'NGN',
          description: '',
          counterparty: 'Mama Put',
          categoryId: null,
          note: null,
        },
      },
    ]);
  });

  it('of which one is half of a transfer stay all, and the answer points to it', async () => {
    const person = await own.person();
    const { ids, accountId } = await threeRows(person);
    const wallet = await newAccount(person, { name: 'Wallet', kind: 'mobile-money' });
    const out = (await typed(person, { accountId, date: '2026-03-05', amount: -700 })).id;
    const into = (await typed(person, { accountId: wallet, date: '2026-03-05', amount: 700 })).id;
    await person.client.post(`${person.purse}/transfers`, { out, in: into });
    const instance = `${person.purse}/transactions/bulk/remove`;
    const refused = await person.client.post(instance, { ids: [...ids, out] });
    expect([refused.status, refused.body]).toEqual([
      409,
      problem(409, 'part-of-more', {
        instance,
        detail: '1 of the transactions are part of a transfer. Nothing was removed.',
        errors: [['/ids/3', 'is part of a transfer']],
      }),
    ]);
    expect(await left(person)).toHaveLength(5);
  });

  it('of which one is split take no category, and the answer points to it', async () => {
    const person = await own.person();
    const { ids } = await threeRows(person);
    await person.client.request('PUT', `${person.purse}/transactions/${ids[1]}/splits`, {
      body: { splits: [{ amount: -40 }, { amount: -60 }] },
    });
    const instance = `${person.purse}/transactions/bulk`;
    const refused = await person.client.post(instance, { ids, set: { categoryId: null } });
    expect([refused.status, refused.body]).toEqual([
      409,
      problem(409, 'split-has-parts', {
        instance,
        detail: '1 of the transactions are split: their parts have the categories. Nothing was changed.',
        errors: [['/ids/1', 'is split']],
      }),
    ]);
    const named = await person.client.post(instance, { ids, set: { counterparty: 'Market' } });
    expect(named.body).toEqual({ changed: 3 });
  });

  it('are not touched by somebody who may only look, nor across purses', async () => {
    const [owner, viewer, stranger] = [await own.person(), await own.person(), await own.person()];
    const { ids } = await threeRows(owner);
    const made = await owner.client.post<{ link: string }>(`${owner.purse}/invitations`, { role: 'viewer' });
    await viewer.client.post('/api/v1/invitations/accept', { secret: made.body.link.split('#')[1] });
    const looks = await viewer.client.post(`${owner.purse}/transactions/bulk/remove`, { ids });
    expect(looks.body).toMatchObject({ status: 403, code: 'role-too-low' });
    const elsewhere = await stranger.client.post(`${stranger.purse}/transactions/bulk/remove`, { ids });
    expect(elsewhere.body).toMatchObject({
      status: 422,
      code: 'transactions-not-found',
      errors: [{ pointer: '/ids/0' }, { pointer: '/ids/1' }, { pointer: '/ids/2' }],
    });
    expect(await left(owner)).toEqual(ids);
  });
});
