import { describe, expect, it } from '@jest/globals';
import type { ImportView } from '../src/features/imports/imports.contract.ts';
import type { Person } from './support/app.ts';
import { MARCH, commitImport, newAccount, readImport, rested, transactionsOf } from './support/imports.ts';
import { typed } from './support/ledger.ts';
import { asOwner, heldAt, until, waitingIn } from './support/owner.ts';
import { problem } from './support/problem.ts';
import { provedApp } from './support/proved-app.ts';

const own = provedApp();

async function versionOf(accountId: string): Promise<number> {
  const found = await asOwner(own.database, async (owner) =>
    owner.query<{ version: string }>('select ledger_version as version from accounts where id = $1', [
      accountId,
    ]),
  );
  return Number(found.rows[0]?.version);
}

describe('a commit and an edit that meet', () => {
  it('take turns: both are done', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    // Its day, category and month are those of the file's first fare: both change the same totals.
    const byHand = (
      await typed(person, { accountId, date: '2026-03-02', amount: -4200, counterparty: 'Kiosk' })
    ).id;
    const read = await readImport(own, person, 'march.csv', MARCH);
    const [edited, committed] = await heldAt<unknown>(own.database, 'accounts', [
      async () => person.client.patch(`${person.purse}/transactions/${byHand}`, { amount: -4300 }),
      async () => commitImport(own, person, read.id),
    ]);
    expect(edited).toMatchObject({ status: 200, body: { amount: -4300 } });
    expect(committed).toMatchObject({ status: 'committed', problem: null, counts: { new: 5 } });
    // Neither was ended by the database and tried again.
    const jobs = await asOwner(own.database, async (owner) =>
      owner.query(
        `select retry_count from pgboss.job where name = 'import.commit' and data ->> 'importId' = $1`,
        [read.id],
      ),
    );
    expect(jobs.rows).toEqual([{ retry_count: 0 }]);
  });
});

describe('the ledger’s version', () => {
  it('counts what rows of a file are matched with, and nothing else', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    const other = await newAccount(person, { name: 'Other' });
    const id = (await typed(person, { accountId, date: '2026-03-02', amount: -4200, counterparty: 'Kiosk' }))
      .id;
    const both = async (): Promise<number[]> => [await versionOf(accountId), await versionOf(other)];
    const change = async (given: object) =>
      expect((await person.client.patch(`${person.purse}/transactions/${id}`, given)).status).toBe(200);
    expect(await both()).toEqual([1, 0]);
    await change({ note: 'For the children' });
    expect(await both()).toEqual([1, 0]);
    await change({ counterparty: 'Mama Put' });
    expect(await both()).toEqual([2, 0]);
    await change({ date: '2026-03-03' });
    expect(await both()).toEqual([3, 0]);
    await change({ accountId: other });
    expect(await both()).toEqual([4, 1]);
    expect((await person.client.delete(`${person.purse}/transactions/${id}`)).status).toBe(204);
    expect(await both()).toEqual([4, 2]);
  });
});

describe('a program’s commit of what is certain', () => {
  it('goes back to the person where a row became doubtful meanwhile', async () => {
    const person = await own.person();
    const accountId = await newAccount(person, { name: 'M-PESA', kind: 'mobile-money', currency: 'KES' });
    const byHand = (await typed(person, { accountId, date: '2026-01-02', amount: -70_000, note: 'Rice' })).id;
    const text =
      'TKL5AB12CD Confirmed. Ksh700.00 sent to GRACE AKINYI 0712000333 on 20/11/26 at 6:05 PM. New M-PESA balance is Ksh1,700.00. Transaction cost, Ksh0.00.';
    const read = await asOwner(own.database, async (owner) => {
      await owner.query('begin');
      await owner.query('select 1 from accounts where id = $1 for no key update', [accountId]);
      const given = await person.client.post<ImportView>(`${person.purse}/imports/messages`, {
        messages: [{ text, sender: 'MPESA', receivedAt: '2026-11-20T15:05:00Z' }],
        commit: true,
      });
      expect(given.status).toBe(202);
      await asOwner(own.database, async (watcher) => until(async () => (await waitingIn(watcher)) === 1));
      await owner.query(`update transactions set date = '2026-11-20' where id = $1`, [byHand]);
      await owner.query('commit');
      return rested(own, person, given.body.id);
    });
    expect(read).toMatchObject({
      status: 'ready',
      problem: { code: 'not-certain', where: null },
      counts: { new: 1, duplicate: 0, doubtful: 1 },
    });
    expect((await transactionsOf(person)).map(({ id }) => id)).toEqual([byHand]);
    expect(await commitImport(own, person, read.id)).toMatchObject({ status: 'committed', problem: null });
  });
});

type Remove = (person: Person, id: string) => Promise<{ status: number; body: unknown }>;

describe('a row that is removed while it becomes part of a transfer', () => {
  it.each([
    [
      'alone',
      async (person: Person, id: string) => person.client.delete(`${person.purse}/transactions/${id}`),
      [],
    ],
    [
      'with others',
      async (person: Person, id: string) =>
        person.client.post(`${person.purse}/transactions/bulk/remove`, { ids: [id] }),
      [['/ids/0', 'is part of a transfer']],
    ],
  ] as [string, Remove, [string, string][]][])('stays, %s', async (_, remove, detail) => {
    const person = await own.person();
    const from = await newAccount(person);
    const to = await newAccount(person, { name: 'Savings' });
    const out = (await typed(person, { accountId: from, date: '2026-03-02', amount: -5000 })).id;
    const into = (await typed(person, { accountId: to, date: '2026-03-02', amount: 5000 })).id;
    const [linked, removed] = await heldAt(own.database, 'transactions', [
      async () => person.client.post(`${person.purse}/transfers`, { out, in: into }),
      async () => remove(person, out),
    ]);
    expect(linked?.status).toBe(201);
    expect([removed?.status, removed?.body]).toEqual([
      409,
      problem(409, 'part-of-more', {
        instance: expect.stringContaining('/transactions/'),
        detail: expect.stringContaining('part of a transfer'),
        errors: detail,
      }),
    ]);
    expect((await transactionsOf(person)).map(({ id }) => id).toSorted()).toEqual([out, into].toSorted());
  });
});
