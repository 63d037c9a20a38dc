import { describe, expect, it } from '@jest/globals';
import type { TransactionView } from '../src/features/transactions/transactions.contract.ts';
import type { TransferView } from '../src/features/transfers/transfers.contract.ts';
import type { Person } from './support/app.ts';
import { importFile, newAccount } from './support/imports.ts';
import { keysOf, typed } from './support/ledger.ts';
import { provedApp } from './support/proved-app.ts';

const own = provedApp();

const put = <T>(person: Person, path: string, body: object) =>
  person.client.request<T>('PUT', `${person.purse}${path}`, { body });

const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/);

describe('splits', () => {
  it('give the parts of one payment their own categories, in lists and in sums', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    const food = (await keysOf(person)).food;
    const health = (await keysOf(person)).health;
    const whole = await typed(person, { accountId, date: '2026-03-02', amount: -10_000, categoryId: food });
    const answer = await put<TransactionView>(person, `/transactions/${whole.id}/splits`, {
      splits: [
        { categoryId: food, amount: -7_500 },
        { categoryId: health, amount: -2_500, note: 'plasters' },
      ],
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      id: whole.id,
      amount: -10_000,
      categoryId: null,
      categoryBy: null,
      splits: [
        { id: UUID, categoryId: food, amount: -7_500, note: null },
        { id: UUID, categoryId: health, amount: -2_500, note: 'plasters' },
      ],
      editedAt: expect.any(String),
    });
    const healthy = await person.client.get<{ items: object[] }>(
      `${person.purse}/transactions?categoryId=${health}`,
    );
    expect(healthy.body.items).toMatchObject([{ id: whole.id }]);
    expect((await own.auditOf(person.purseId, whole.id)).map((entry) => entry.action)).toEqual([
      'transaction.created',
      'transaction.split',
    ]);
    const moved = await person.client.patch(`${person.purse}/transactions/${whole.id}`, { amount: -9_000 });
    expect(moved.body).toMatchObject({ status: 409, code: 'part-of-more' });
    const joined = await put<TransactionView>(person, `/transactions/${whole.id}/splits`, { splits: [] });
    expect(joined.body).toMatchObject({ splits: [], categoryId: null });
  });

  it('that do not add up are refused with the figures, and nothing changes', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    const whole = await typed(person, { accountId, date: '2026-03-02', amount: -10_000 });
    const wrong = await put(person, `/transactions/${whole.id}/splits`, {
      splits: [{ amount: -5_000 }, { amount: -4_000 }],
    });
    expect(wrong.body).toMatchObject({
      status: 422,
      code: 'splits-do-not-add-up',
      errors: [
        {
          pointer: '/splits',
          detail: 'the amounts add up to -9000, the transaction is -10000 (minor units)',
        },
      ],
    });
    const one = await put(person, `/transactions/${whole.id}/splits`, { splits: [{ amount: -10_000 }] });
    expect(one.body).toMatchObject({ status: 422, errors: [{ pointer: '/splits' }] });
    const after = await person.client.get(`${person.purse}/transactions/${whole.id}`);
    expect(after.body).toEqual(whole);
  });
});

describe('transfers', () => {
  async function twoAccounts(person: Person) {
    const bank = await newAccount(person, { name: 'Bank' });
    const wallet = await newAccount(person, { name: 'Wallet', kind: 'mobile-money' });
    const out = await typed(person, {
      accountId: bank,
      date: '2026-03-02',
      amount: -50_000,
      description: 'TO WALLET',
    });
    const into = await typed(person, {
      accountId: wallet,
      date: '2026-03-03',
      amount: 50_000,
      description: 'TOP UP',
    });
    return { bank, wallet, out, into };
  }

  it('link the two legs: neither spent nor earned, and counted again when unlinked', async () => {
    const person = await own.person();
    const { out, into } = await twoAccounts(person);
    const linked = await person.client.post<TransferView>(`${person.purse}/transfers`, {
      out: out.id,
      in: into.id,
    });
    expect(linked.status).toBe(201);
    expect(linked.body).toMatchObject({
      id: UUID,
      out: { transactionId: out.id, amount: -50_000, currency: 'NGN' },
      in: { transactionId: into.id, amount: 50_000, date: '2026-03-03' },
    });
    const flow = async () =>
      (
        await person.client.get<{ periods: { in: number; out: number }[] }>(
          `${person.purse}/cash-flow?by=month&from=2026-03-01&to=2026-03-31`,
        )
      ).body.periods.map((period) => [period.in, period.out]);
    expect(await flow()).toEqual([[0, 0]]);
    const row_ = await person.client.get(`${person.purse}/transactions/${out.id}`);
    expect(row_.body).toMatchObject({ transferId: linked.body.id });
    const removed = await person.client.delete(`${person.purse}/transactions/${out.id}`);
    expect(removed.body).toMatchObject({ status: 409, code: 'part-of-more' });
    const unlinked = await person.client.delete(`${person.purse}/transfers/${linked.body.id}`);
    expect(unlinked.status).toBe(204);
    expect(await flow()).toEqual([[50_000, 50_000]]);
    expect((await person.client.get(`${person.purse}/transfers/${linked.body.id}`)).status).toBe(404);
  });

  it('link two legs once, and take the link back once, however often it is asked at the same time', async () => {
    const person = await own.person();
    const { out, into } = await twoAccounts(person);
    const five = <T>(ask: () => Promise<T>) => Promise.all(Array.from({ length: 5 }, ask));
    const linked = await five(() =>
      person.client.post<TransferView>(`${person.purse}/transfers`, { out: out.id, in: into.id }),
    );
    expect(linked.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409, 409]);
    const id = linked.find(({ status }) => status === 201)?.body.id;
    expect((await own.auditOf(person.purseId, id ?? '')).map(({ action }) => action)).toEqual([
      'transfer.linked',
    ]);
    const unlinked = await five(() => person.client.delete(`${person.purse}/transfers/${id}`));
    expect(unlinked.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 404, 404, 404, 404]);
    expect((await own.auditOf(person.purseId, id ?? '')).map(({ action }) => action)).toEqual([
      'transfer.linked',
      'transfer.unlinked',
    ]);
  });

  it('are suggested across accounts, each row once, the nearest days first', async () => {
    const person = await own.person();
    const { bank, wallet, out, into } = await twoAccounts(person);
    const later = await typed(person, { accountId: wallet, date: '2026-03-05', amount: 50_000 });
    await typed(person, { accountId: bank, date: '2026-03-05', amount: 50_000 });
    const answer = await person.client.get<{ items: object[] }>(
      `${person.purse}/transfers/suggestions?from=2026-03-01&to=2026-03-31`,
    );
    expect(answer.body.items).toMatchObject([
      { out: { transactionId: out.id }, in: { transactionId: into.id }, daysApart: 1 },
    ]);
    expect(JSON.stringify(answer.body)).not.toContain(later.id);
  });

  it('are refused where the rows cannot be one movement', async () => {
    const person = await own.person();
    const { bank, out, into } = await twoAccounts(person);
    const other = await typed(person, { accountId: bank, date: '2026-03-04', amount: 50_000 });
    const less = await typed(person, {
      accountId: await newAccount(person, { name: 'Cash', kind: 'cash' }),
      date: '2026-03-02',
      amount: 49_000,
    });
    const link = async (given: object) =>
      (
        await person.client.post<{ code: string; errors: { pointer: string }[] }>(
          `${person.purse}/transfers`,
          given,
        )
      ).body;
    expect(await link({ out: into.id, in: out.id })).toMatchObject({
      code: 'legs-do-not-fit',
      errors: [{ pointer: '/out' }],
    });
    expect(await link({ out: out.id, in: other.id })).toMatchObject({
      code: 'legs-do-not-fit',
      errors: [{ pointer: '/in' }],
    });
    expect(await link({ out: out.id, in: less.id })).toMatchObject({
      code: 'legs-do-not-fit',
      errors: [{ pointer: '/in' }],
    });
    expect((await person.client.post(`${person.purse}/transfers`, { out: out.id, in: into.id })).status).toBe(
      201,
    );
    expect(await link({ out: out.id, in: into.id })).toMatchObject({ code: 'part-of-more' });
  });
});

describe('tags', () => {
  it('stand on rows across categories, are filtered by, renamed and removed', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    const first = await typed(person, { accountId, date: '2026-03-02', amount: -100 });
    await typed(person, { accountId, date: '2026-03-03', amount: -200 });
    const tag = await person.client.post<{ id: string }>(`${person.purse}/tags`, { name: 'wedding' });
    expect([tag.status, tag.body]).toEqual([201, { id: UUID, name: 'wedding', rows: 0 }]);
    const taken = await person.client.post(`${person.purse}/tags`, { name: 'wedding' });
    expect(taken.body).toMatchObject({ status: 409, code: 'tag-name-taken', errors: [{ pointer: '/name' }] });
    const tagged = await put<TransactionView>(person, `/transactions/${first.id}/tags`, {
      tagIds: [tag.body.id],
    });
    expect(tagged.body.tagIds).toEqual([tag.body.id]);
    const list = await person.client.get<{ items: TransactionView[] }>(
      `${person.purse}/transactions?tagId=${tag.body.id}`,
    );
    expect(list.body.items.map((each) => [each.id, each.tagIds])).toEqual([[first.id, [tag.body.id]]]);
    const renamed = await person.client.patch(`${person.purse}/tags/${tag.body.id}`, {
      name: 'Chi’s wedding',
    });
    expect(renamed.body).toEqual({ id: tag.body.id, name: 'Chi’s wedding', rows: 1 });
    expect((await person.client.delete(`${person.purse}/tags/${tag.body.id}`)).status).toBe(204);
    const after = await person.client.get<TransactionView>(`${person.purse}/transactions/${first.id}`);
    expect(after.body.tagIds).toEqual([]);
  });
});

describe('many rows at once', () => {
  it('are changed all or none', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    const food = (await keysOf(person)).food;
    const rows = [];
    for (const day of ['01', '02', '03'])
      rows.push(await typed(person, { accountId, date: `2026-03-${day}`, amount: -100 }));
    const ids = rows.map((each) => each.id);
    const missing = '01900000-0000-7000-8000-00000000dead';
    const refused = await person.client.post(`${person.purse}/transactions/bulk`, {
      ids: [...ids, missing],
      set: { categoryId: food },
    });
    expect(refused.body).toMatchObject({
      status: 422,
      code: 'transactions-not-found',
      errors: [{ pointer: '/ids/3' }],
    });
    const tag = await person.client.post<{ id: string }>(`${person.purse}/tags`, { name: 'lent' });
    const done = await person.client.post(`${person.purse}/transactions/bulk`, {
      ids,
      set: { categoryId: food, counterparty: 'Mama Put', note: 'lunch', addTagIds: [tag.body.id] },
    });
    expect([done.status, done.body]).toEqual([200, { changed: 3 }]);
    const list = await person.client.get<{ items: TransactionView[] }>(`${person.purse}/transactions`);
    for (const each of list.body.items) {
      expect(each).toMatchObject({
        categoryId: food,
        categoryBy: 'person',
        counterparty: 'Mama Put',
        note: 'lunch',
        tagIds: [tag.body.id],
      });
    }
    const nothing = await person.client.post(`${person.purse}/transactions/bulk`, { ids, set: {} });
    expect(nothing.body).toMatchObject({ status: 422, errors: [{ pointer: '/set' }] });
  });
});

describe('counterparties', () => {
  it('are renamed for good: later imports under the old name are theirs', async () => {
    const person = await own.person();
    await newAccount(person);
    const file = (day: string) => `Date,Narration,Amount\n${day}/03/2026,POS SHOPRITE IKEJA,-10.00\n`;
    await importFile(own, person, 'a.csv', file('13'));
    const [before] = (
      await person.client.get<{ items: { id: string; name: string }[] }>(`${person.purse}/counterparties`)
    ).body.items;
    expect(before).toEqual({ id: UUID, name: 'Shoprite Ikeja', rows: 1, formerNames: [] });
    const renamed = await person.client.patch(`${person.purse}/counterparties/${before?.id}`, {
      name: 'Shoprite',
    });
    expect(renamed.body).toEqual({
      id: before?.id,
      name: 'Shoprite',
      rows: 1,
      formerNames: ['Shoprite Ikeja'],
    });
    const shown = await person.client.get(`${person.purse}/counterparties/${before?.id}`);
    expect(shown.body).toEqual(renamed.body);
    await importFile(own, person, 'b.csv', file('23'));
    const list = await person.client.get<{ items: object[] }>(`${person.purse}/counterparties?q=shop`);
    expect(list.body.items).toEqual([
      { id: before?.id, name: 'Shoprite', rows: 2, formerNames: ['Shoprite Ikeja'] },
    ]);
  });

  it('are merged: the rows of one go to the other, and its name leads there', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    await typed(person, { accountId, date: '2026-03-02', amount: -100, counterparty: 'MTN Nigeria' });
    await typed(person, { accountId, date: '2026-03-03', amount: -100, counterparty: 'MTN' });
    const list = await person.client.get<{ items: { id: string; name: string }[] }>(
      `${person.purse}/counterparties`,
    );
    const [mtn, long] = list.body.items;
    const itself = await person.client.post(`${person.purse}/counterparties/${mtn?.id}/merge`, {
      into: mtn?.id,
    });
    expect(itself.body).toMatchObject({ status: 422, code: 'merged-with-itself' });
    const merged = await person.client.post(`${person.purse}/counterparties/${long?.id}/merge`, {
      into: mtn?.id,
    });
    expect(merged.body).toEqual({ id: mtn?.id, name: 'MTN', rows: 2, formerNames: ['MTN Nigeria'] });
    const byHand = await typed(person, {
      accountId,
      date: '2026-03-04',
      amount: -100,
      counterparty: 'MTN Nigeria',
    });
    expect(byHand.counterparty).toBe('MTN');
    const taken = await typed(person, {
      accountId,
      date: '2026-03-05',
      amount: -100,
      counterparty: 'Airtel',
    });
    expect(taken.counterparty).toBe('Airtel');
    const refused = await person.client.patch(`${person.purse}/counterparties/${mtn?.id}`, {
      name: 'Airtel',
    });
    expect(refused.body).toMatchObject({ status: 409, code: 'counterparty-name-taken' });
  });
});

describe('an account', () => {
  it('is held against a balance: the difference becomes a row, or lies before the first one', async () => {
    const person = await own.person();
    const accountId = await newAccount(person, { anchor: { on: '2026-02-28', balance: 100_000 } });
    await typed(person, { accountId, date: '2026-03-05', amount: -30_000 });
    const path = `${person.purse}/accounts/${accountId}`;
    const on = async (day: string) => (await person.client.get(`${path}/balance?on=${day}`)).body;
    expect(await on('2026-02-27')).toEqual({ on: '2026-02-27', balance: 100_000 });
    expect(await on('2026-03-04')).toEqual({ on: '2026-03-04', balance: 100_000 });
    expect(await on('2026-05-01')).toEqual({ on: '2026-05-01', balance: 70_000 });
    const answer = await person.client.post<{ adjustmentId: string }>(`${path}/reconcile`, {
      on: '2026-03-10',
      balance: 65_000,
      difference: 'add-row',
    });
    expect(answer.body).toMatchObject({
      derived: 70_000,
      stated: 65_000,
      difference: -5_000,
      adjustmentId: UUID,
      account: {
        anchor: { on: '2026-03-10', balance: 65_000, source: 'typed' },
        balance: { amount: 65_000 },
      },
    });
    expect(await on('2026-02-28')).toEqual({ on: '2026-02-28', balance: 100_000 });
    const early = await person.client.post(`${path}/reconcile`, {
      on: '2026-03-01',
      balance: 1,
      difference: 'add-row',
    });
    expect(early.body).toMatchObject({
      status: 409,
      code: 'before-anchor',
      errors: [{ pointer: '/difference' }],
    });
    const moved = await person.client.post(`${path}/reconcile`, {
      on: '2026-03-12',
      balance: 60_000,
      difference: 'move-anchor',
    });
    expect(moved.body).toMatchObject({ difference: -5_000, adjustmentId: null });
    expect(await on('2026-02-28')).toEqual({ on: '2026-02-28', balance: 95_000 });
  });

  it('is closed when nothing is left in it, takes no later row, and is opened again', async () => {
    const person = await own.person();
    const accountId = await newAccount(person, { anchor: { on: '2026-02-28', balance: 10_000 } });
    const path = `${person.purse}/accounts/${accountId}`;
    const left = await person.client.post(`${path}/close`, { on: '2026-03-31' });
    expect(left.body).toMatchObject({ status: 409, code: 'balance-left' });
    await typed(person, { accountId, date: '2026-03-05', amount: -10_000 });
    const early = await person.client.post(`${path}/close`, { on: '2026-03-01' });
    expect(early.body).toMatchObject({ status: 409, code: 'rows-after-closing' });
    const closed = await person.client.post(`${path}/close`, { on: '2026-03-31' });
    expect(closed.body).toMatchObject({ closedOn: '2026-03-31' });
    const again = await person.client.post(`${path}/close`, { on: '2026-03-31' });
    expect(again.body).toMatchObject({ status: 409, code: 'account-closed' });
    const late = await person.client.post(`${person.purse}/transactions`, {
      accountId,
      date: '2026-04-01',
      amount: -1,
    });
    expect(late.body).toMatchObject({ status: 409, code: 'account-closed' });
    expect((await person.client.post(`${path}/reopen`)).body).toMatchObject({ closedOn: null });
    expect((await person.client.post(`${path}/reopen`)).body).toMatchObject({
      status: 409,
      code: 'account-open',
    });
  });

  it('of another currency stands beside the others and is never added to them', async () => {
    const person = await own.person();
    await newAccount(person, { anchor: { on: '2026-02-28', balance: 10_000 } });
    await newAccount(person, {
      name: 'Savings',
      kind: 'savings',
      anchor: { on: '2026-02-28', balance: 5_000 },
    });
    await newAccount(person, {
      name: 'Dollars',
      currency: 'USD',
      anchor: { on: '2026-02-28', balance: 700 },
    });
    await newAccount(person, { name: 'Unknown', currency: 'USD' });
    const list = await person.client.get<{ totals: object[] }>(`${person.purse}/accounts`);
    expect(list.body.totals).toEqual([
      { currency: 'NGN', total: 15_000, spendable: 10_000, withoutBalance: 0 },
      { currency: 'USD', total: 700, spendable: 700, withoutBalance: 1 },
    ]);
  });
});
