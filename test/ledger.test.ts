import { describe, expect, it } from '@jest/globals';
import type { Person } from './support/app.ts';
import { typed } from './support/ledger.ts';
import { provedApp } from './support/proved-app.ts';

const own = provedApp();

interface Row {
  id: string;
  date: string;
  amount: number;
  counterparty: string | null;
  [key: string]: unknown;
}
interface Page {
  items: Row[];
  nextCursor: string | null;
}

const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/);
const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

async function account(person: Person, given: object = {}): Promise<string> {
  const answer = await person.client.post<{ id: string }>(`${person.purse}/accounts`, {
    name: 'Wallet',
    kind: 'mobile-money',
    ...given,
  });
  expect(answer.status).toBe(201);
  return answer.body.id;
}

describe('accounts', () => {
  it('makes one with a dated balance and derives every other balance from it', async () => {
    const person = await own.person();
    const answer = await person.client.post<{ id: string }>(`${person.purse}/accounts`, {
      name: 'GTBank',
      kind: 'current',
      institution: 'GTBank',
      anchor: { on: '2026-03-10', balance: 500_000 },
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: UUID,
      name: 'GTBank',
      kind: 'current',
      currency: 'NGN',
      institution: 'GTBank',
      spendable: true,
      identifierLast4: null,
      balance: { amount: 500_000, currency: 'NGN' },
      anchor: { on: '2026-03-10', balance: 500_000, source: 'typed' },
      disagreements: [],
      rows: 0,
      firstOn: null,
      lastOn: null,
      closedOn: null,
      createdAt: INSTANT,
      version: 1,
    });
    const { id } = answer.body;
    // Before and on the anchor's day: already in the balance. After it: changes today's.
    await typed(person, { accountId: id, date: '2026-02-01', amount: -70_000 });
    await typed(person, { accountId: id, date: '2026-03-10', amount: -1_000 });
    await typed(person, { accountId: id, date: '2026-03-11', amount: -20_000 });
    await typed(person, { accountId: id, date: '2026-05-02', amount: 5_000 });
    const after = await person.client.get(`${person.purse}/accounts/${id}`);
    expect(after.body).toMatchObject({
      balance: { amount: 485_000, currency: 'NGN' },
      rows: 4,
      firstOn: '2026-02-01',
      lastOn: '2026-05-02',
    });
  });

  it('knows no balance before one was given, and forgets it when it is taken back', async () => {
    const person = await own.person();
    const id = await account(person);
    await typed(person, { accountId: id, date: '2026-03-11', amount: -20_000 });
    expect((await person.client.get(`${person.purse}/accounts/${id}`)).body).toMatchObject({
      balance: null,
      anchor: null,
    });
    await person.client.patch(`${person.purse}/accounts/${id}`, {
      anchor: { on: '2026-03-31', balance: 90_000 },
    });
    expect((await person.client.get(`${person.purse}/accounts/${id}`)).body).toMatchObject({
      balance: { amount: 90_000, currency: 'NGN' },
    });
    await person.client.patch(`${person.purse}/accounts/${id}`, { anchor: null });
    expect((await person.client.get(`${person.purse}/accounts/${id}`)).body).toMatchObject({ balance: null });
  });

  it('marks cash, mobile money and current accounts spendable, the others not', async () => {
    const person = await own.person();
    for (const kind of ['cash', 'mobile-money', 'current', 'savings', 'credit', 'loan'])
      await account(person, { kind });
    const list = await person.client.get<{ items: { kind: string; spendable: boolean }[] }>(
      `${person.purse}/accounts`,
    );
    expect(list.body.items.filter((item) => item.spendable).map((item) => item.kind)).toEqual([
      'cash',
      'mobile-money',
      'current',
    ]);
  });

  it('refuses a currency it does not know, naming the field', async () => {
    const person = await own.person();
    const answer = await person.client.post(`${person.purse}/accounts`, {
      name: 'X',
      kind: 'cash',
      currency: 'QQQ',
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([422, 'application/problem+json']);
    expect(answer.body).toEqual({
      type: 'https://ikpa.dev/problems/unknown-currency',
      title: 'Unprocessable Entity',
      status: 422,
      detail: 'This currency is not known here.',
      instance: `${person.purse}/accounts`,
      code: 'unknown-currency',
      requestId: expect.any(String),
      errors: [{ pointer: '/currency', detail: 'an ISO 4217 code such as NGN, GHS, KES or ZAR' }],
    });
  });

  it('is not removed while it has rows, and is afterwards', async () => {
    const person = await own.person();
    const id = await account(person);
    const only = await typed(person, { accountId: id, date: '2026-03-11', amount: -20_000 });
    expect((await person.client.delete(`${person.purse}/accounts/${id}`)).status).toBe(409);
    expect((await person.client.delete(`${person.purse}/transactions/${only.id}`)).status).toBe(204);
    expect((await person.client.delete(`${person.purse}/accounts/${id}`)).status).toBe(204);
    expect((await person.client.get(`${person.purse}/accounts/${id}`)).status).toBe(404);
  });
});

describe('transactions', () => {
  it('makes, edits and deletes one, and audits each', async () => {
    const person = await own.person();
    const accountId = await account(person);
    const made = await typed(person, {
      accountId,
      date: '2026-03-11',
      amount: -20_000,
      description: 'Kwzabo 12',
      counterparty: 'Kwzabo',
    });
    expect(made).toEqual({
      id: UUID,
      accountId,
      date: '2026-03-11',
      amount: -20_000,
      currency: 'NGN',
      description: 'Kwzabo 12',
      counterparty: 'Kwzabo',
      categoryId: null,
      categoryBy: null,
      categoryReason: null,
      suggestion: null,
      note: null,
      source: 'typed',
      importId: null,
      possibleDuplicate: false,
      transferId: null,
      splits: [],
      tagIds: [],
      editedAt: null,
      createdAt: INSTANT,
      version: 1,
    });
    const categories = await person.client.get<{ items: { id: string; kind: string }[] }>(
      `${person.purse}/categories`,
    );
    const spending = categories.body.items.find((item) => item.kind === 'spending');
    const edited = await person.client.patch<Row>(`${person.purse}/transactions/${made.id}`, {
      amount: -25_000,
      categoryId: spending?.id,
      note: 'went up',
    });
    expect(edited.body).toMatchObject({
      amount: -25_000,
      categoryId: spending?.id,
      categoryBy: 'person',
      note: 'went up',
      editedAt: INSTANT,
    });
    expect((await person.client.delete(`${person.purse}/transactions/${made.id}`)).status).toBe(204);
    expect((await person.client.get(`${person.purse}/transactions/${made.id}`)).status).toBe(404);
    const audit = await own.auditOf(person.purseId, made.id);
    expect(audit).toEqual([
      {
        action: 'transaction.created',
        userId: person.userId,
        changes: expect.objectContaining({ amount: -20_000 }),
      },
      {
        action: 'transaction.changed',
        userId: person.userId,
        changes: {
          amount: [-20_000, -25_000],
          categoryId: [null, spending?.id],
          note: [null, 'went up'],
        },
      },
      {
        action: 'transaction.removed',
        userId: person.userId,
        changes: expect.objectContaining({ amount: -25_000 }),
      },
    ]);
  });

  it('lists by key without a gap or a repetition, newest first', async () => {
    const person = await own.person();
    const accountId = await account(person);
    const days = [
      '2026-03-01',
      '2026-03-01',
      '2026-03-02',
      '2026-03-02',
      '2026-03-02',
      '2026-03-05',
      '2026-02-28',
    ];
    for (const [index, date] of days.entries())
      await typed(person, { accountId, date, amount: -(index + 1) });
    const seen: Row[] = [];
    let cursor: string | null = null;
    do {
      const page: { status: number; body: Page } = await person.client.get<Page>(
        `${person.purse}/transactions?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`,
      );
      expect(page.status).toBe(200);
      seen.push(...page.body.items);
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    expect(seen.map((item) => item.date)).toEqual([...days].sort().reverse());
    expect(new Set(seen.map((item) => item.id)).size).toBe(days.length);
  });

  it('filters by account, category, kind, direction, days and words', async () => {
    const person = await own.person();
    const first = await account(person);
    const second = await account(person, { name: 'Cash', kind: 'cash' });
    const categories = await person.client.get<{ items: { id: string; kind: string }[] }>(
      `${person.purse}/categories`,
    );
    const bill = categories.body.items.find((item) => item.kind === 'bill');
    await typed(person, {
      accountId: first,
      date: '2026-03-01',
      amount: -100,
      counterparty: 'Kwzabo Put Kitzabo',
    });
    await typed(person, {
      accountId: first,
      date: '2026-03-02',
      amount: -200,
      counterparty: 'Ikeja Electric',
      categoryId: bill?.id,
    });
    await typed(person, {
      accountId: second,
      date: '2026-03-03',
      amount: 300,
      counterparty: '50%_Off Store',
    });
    const amounts = async (query: string) =>
      (await person.client.get<Page>(`${person.purse}/transactions?${query}`)).body.items.map(
        (item) => item.amount,
      );
    expect(await amounts(`accountId=${first}`)).toEqual([-200, -100]);
    expect(await amounts(`categoryId=${bill?.id}`)).toEqual([-200]);
    expect(await amounts('categoryId=none')).toEqual([300, -100]);
    expect(await amounts('kind=bill')).toEqual([-200]);
    expect(await amounts('direction=in')).toEqual([300]);
    expect(await amounts('from=2026-03-02&to=2026-03-02')).toEqual([-200]);
    expect(await amounts('q=put%20kit')).toEqual([-100]);
    expect(await amounts('q=ELECTRIC')).toEqual([-200]);
    expect(await amounts('q=ik')).toEqual([-200]);
    expect(await amounts('q=50%25_o')).toEqual([300]);
    expect(await amounts('q=%25%25%25')).toEqual([]);
  });

  it.each([
    ['zero', { amount: 0 }, '/amount'],
    ['a fraction of a minor unit', { amount: 1.5 }, '/amount'],
    ['an unsafe integer', { amount: 9_007_199_254_740_993 }, '/amount'],
    ['a day that does not exist', { date: '2026-02-30' }, '/date'],
    ['a field that is not known', { colour: 'red' }, '/'],
  ])('refuses %s and saves nothing', async (_, change, pointer) => {
    const person = await own.person();
    const accountId = await account(person);
    const answer = await person.client.post<{ errors: { pointer: string }[] }>(
      `${person.purse}/transactions`,
      {
        accountId,
        date: '2026-03-01',
        amount: -100,
        ...change,
      },
    );
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0]?.pointer).toBe(pointer);
    expect((await person.client.get<Page>(`${person.purse}/transactions`)).body.items).toEqual([]);
  });

  it('refuses a cursor that is not of this list', async () => {
    const person = await own.person();
    for (const cursor of ['x', Buffer.from('["1; drop table users","2"]').toString('base64url')]) {
      const answer = await person.client.get(`${person.purse}/transactions?cursor=${cursor}`);
      expect([answer.status, answer.body]).toEqual([
        422,
        expect.objectContaining({ code: 'invalid-cursor' }),
      ]);
    }
  });
});

describe('a request that is sent twice', () => {
  it('creates once and gets the same answer again', async () => {
    const person = await own.person();
    const accountId = await account(person);
    const body = { accountId, date: '2026-03-01', amount: -100 };
    const headers = { 'idempotency-key': 'key-1' };
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(() => person.client.post<Row>(`${person.purse}/transactions`, body, { headers })),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect((await person.client.get<Page>(`${person.purse}/transactions`)).body.items.length).toBe(1);
    const other = await person.client.post(
      `${person.purse}/transactions`,
      { ...body, amount: -200 },
      { headers },
    );
    expect([other.status, other.body]).toEqual([
      422,
      expect.objectContaining({ code: 'idempotency-key-reused' }),
    ]);
  });

  it('may be repeated with the same key after it failed', async () => {
    const person = await own.person();
    const accountId = await account(person);
    const headers = { 'idempotency-key': 'key-2' };
    const body = { accountId, date: '2026-03-01', amount: -100 };
    const wrong = { ...body, categoryId: accountId };
    expect((await person.client.post(`${person.purse}/transactions`, wrong, { headers })).status).toBe(422);
    expect((await person.client.post(`${person.purse}/transactions`, body, { headers })).status).toBe(201);
  });
});

describe('categories', () => {
  it('come with a first set for the country, and are the person’s to change', async () => {
    const person = await own.person();
    const list = await person.client.get<{ items: { name: string; key: string }[] }>(
      `${person.purse}/categories`,
    );
    expect(list.body.items.length).toBeGreaterThanOrEqual(15);
    const made = await person.client.post<{ id: string }>(`${person.purse}/categories`, {
      name: 'Asoebi',
      kind: 'dues',
    });
    expect(made.status).toBe(201);
    const taken = await person.client.post(`${person.purse}/categories`, {
      name: 'Asoebi',
      kind: 'spending',
    });
    expect([taken.status, taken.body]).toEqual([
      409,
      expect.objectContaining({ code: 'category-name-taken' }),
    ]);
    const accountId = await account(person);
    const used = await typed(person, {
      accountId,
      date: '2026-03-01',
      amount: -100,
      categoryId: made.body.id,
    });
    expect((await person.client.delete(`${person.purse}/categories/${made.body.id}`)).status).toBe(204);
    expect((await person.client.get(`${person.purse}/transactions/${used.id}`)).body).toMatchObject({
      categoryId: null,
    });
  });
});

describe('a balance that runs through the list', () => {
  it('is told for every row of one account, in the order of the list, page after page', async () => {
    const person = await own.person();
    const other = await account(person, { name: 'Elsewhere' });
    const accountId = await account(person, { anchor: { on: '2026-02-10', balance: 1000 } });
    await typed(person, { accountId: other, date: '2026-02-11', amount: 9 });
    const given: [string, number][] = [
      ['2025-12-31', -7],
      ['2026-01-05', 300],
      ['2026-02-10', -40],
      ['2026-02-10', -60],
      ['2026-02-11', 500],
      ['2026-03-01', -200],
      ['2026-03-01', 50],
    ];
    for (const [date, amount] of given) await typed(person, { accountId, date, amount });
    const seen: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { body: Page } = await person.client.get<Page>(
        `${person.purse}/transactions?accountId=${accountId}&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      seen.push(...page.body.items.map((item) => [item.date, item.amount, item['balanceAfter']]));
      cursor = page.body.nextCursor;
    }
    expect(seen).toEqual([
      ['2026-03-01', 50, 1350],
      ['2026-03-01', -200, 1300],
      ['2026-02-11', 500, 1500],
      ['2026-02-10', -60, 1000],
      ['2026-02-10', -40, 1060],
      ['2026-01-05', 300, 1100],
      ['2025-12-31', -7, 800],
    ]);
    const balances = async (query: string) =>
      (await person.client.get<Page>(`${person.purse}/transactions?${query}`)).body.items.map(
        (item) => item['balanceAfter'],
      );
    expect(await balances(`accountId=${accountId}&from=2026-01-01&to=2026-02-10`)).toEqual([
      1000, 1060, 1100,
    ]);
    // Rows are left out, or the account's balance is not known: no sum would be true.
    expect(await balances(`accountId=${accountId}&direction=in`)).toEqual([null, null, null]);
    expect(await balances(`accountId=${other}`)).toEqual([null]);
    expect(new Set(await balances(''))).toEqual(new Set([null]));
  });
});
