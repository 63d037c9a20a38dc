import { describe, expect, it } from '@jest/globals';
import type { CategoryView } from '../src/features/categories/categories.contract.ts';
import type { RuleOffer } from '../src/features/sorting/sorting.contract.ts';
import type { TransactionView } from '../src/features/transactions/transactions.contract.ts';
import type { Person } from './support/app.ts';
import {
  HEAD,
  commitImport,
  importFile,
  newAccount,
  readImport,
  rowsOf,
  transactionsOf,
  undoImport,
} from './support/imports.ts';
import { keysOf, post, shown, typed } from './support/ledger.ts';
import { problem } from './support/problem.ts';
import { provedApp } from './support/proved-app.ts';
import { newRule } from './support/rules.ts';

const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/);

const own = provedApp();

describe('new rows', () => {
  it('that are typed without a category get what the rules say, those with one keep it', async () => {
    const person = await own.person();
    const { food, leisure } = await keysOf(person);
    const accountId = await newAccount(person);
    const tag = await post<{ id: string }>(person, 'tags', { name: 'home' });
    const rule = await newRule(
      person,
      { text: 'tomatoes' },
      { categoryId: food, counterparty: 'Market', tagIds: [tag.id] },
    );
    expect(await typed(person, { accountId, description: 'Fresh TOMATOES' })).toMatchObject({
      categoryId: food,
      categoryBy: 'rule',
      categoryReason: { by: 'rule', text: 'tomatoes', ruleId: rule.id, percent: null },
      counterparty: 'Market',
      tagIds: [tag.id],
      editedAt: null,
    });
    expect(
      await typed(person, { accountId, description: 'tomatoes', counterparty: 'Ada', categoryId: leisure }),
    ).toMatchObject({ categoryId: leisure, categoryBy: 'person', counterparty: 'Ada', tagIds: [] });
    const row = await typed(person, { accountId, description: 'tomatoes', counterparty: 'Ada' });
    expect(row).toMatchObject({ categoryId: food, counterparty: 'Ada' });
  });

  it('that are typed without a category are sorted as those of an import, and tell so before', async () => {
    const person = await own.person();
    const { food, transport, family } = await keysOf(person);
    const accountId = await newAccount(person);
    const before = (given: object) =>
      post(person, 'transactions/preview', { accountId, amount: -100, ...given });
    const sorted = ({ categoryId, categoryReason, suggestion }: TransactionView) => ({
      categoryId,
      categoryReason,
      suggestion,
    });
    const nothing = { categoryId: null, categoryReason: null, suggestion: null };
    for (const [given, expected] of [
      [
        { counterparty: 'Shoprite' },
        {
          categoryId: food,
          categoryReason: { by: 'words', text: 'shoprite', ruleId: null, percent: null },
          suggestion: null,
        },
      ],
      [
        { description: 'safeboda' },
        {
          categoryId: transport,
          categoryReason: { by: 'likeness', text: 'safeboda', ruleId: null, percent: expect.any(Number) },
          suggestion: null,
        },
      ],
      [{ counterparty: 'Qwzx' }, nothing],
    ] as const) {
      expect(await before(given)).toEqual(expected);
      expect(sorted(await typed(person, { accountId, ...given }))).toEqual(expected);
    }
    // What is not sure is only suggested; what a person says stands.
    const once = { counterparty: 'Zubairu Kwame' };
    await typed(person, { accountId, ...once, categoryId: family });
    const suggested = { ...nothing, suggestion: { categoryId: family, text: 'zubairu kwame', percent: 75 } };
    expect(await before(once)).toEqual(suggested);
    const row = await typed(person, { accountId, ...once });
    expect([sorted(row), row.categoryBy]).toEqual([suggested, null]);
    expect(await before({ ...once, amount: 100 })).toEqual(nothing);
    // Looking makes nothing: no row, and no name.
    await before({ counterparty: 'Never Saved' });
    const { body } = await person.client.get<{ items: { name: string }[] }>(`${person.purse}/counterparties`);
    expect(body.items.map(({ name }) => name).sort()).toEqual(['Qwzx', 'Shoprite', 'Zubairu Kwame']);
    expect(await transactionsOf(person)).toHaveLength(5);
  });

  it('are not foretold for an account of another purse, nor to a viewer', async () => {
    const [person, viewer] = [await own.person(), await own.person()];
    const accountId = await newAccount(person);
    const body = { accountId, amount: -100, counterparty: 'Shoprite' };
    const other = await viewer.client.post(`${viewer.purse}/transactions/preview`, body);
    expect(other.body).toEqual(
      problem(422, 'account-not-found', {
        instance: `${viewer.purse}/transactions/preview`,
        detail: 'There is no such account in this purse.',
        errors: [['/accountId', 'no such account in this purse']],
      }),
    );
    const made = await post<{ link: string }>(person, 'invitations', { role: 'viewer' });
    await viewer.client.post('/api/v1/invitations/accept', { secret: made.link.split('#')[1] });
    const refused = await viewer.client.post(`${person.purse}/transactions/preview`, body);
    expect(refused.body).toMatchObject({ status: 403, code: 'role-too-low' });
  });

  it('of an import show category, name and reason before anything is saved, and have them afterwards', async () => {
    const person = await own.person();
    const { food, leisure } = await keysOf(person);
    await newAccount(person);
    const tag = await post<{ id: string }>(person, 'tags', { name: 'team' });
    const rule = await newRule(
      person,
      { text: 'pos purchase danfo', direction: 'out' },
      { categoryId: leisure, counterparty: 'Bus', tagIds: [tag.id] },
    );
    const text = `${HEAD}02/03/2026,POS PURCHASE DANFO,500.00,,\n03/03/2026,POS PURCHASE SHOPRITE,70.00,,\n04/03/2026,QWZX 77,1.00,,\n`;
    const read = await readImport(own, person, 'march.csv', text);
    const sorted = (await rowsOf(person, read.id)).map(
      ({ categoryId, categoryReason, suggestion, named, tagIds }) => ({
        categoryId,
        categoryReason,
        suggestion,
        named,
        tagIds,
      }),
    );
    const reason = { by: 'rule', text: 'pos purchase danfo', ruleId: rule.id, percent: null };
    const words = { by: 'words', text: 'shoprite', ruleId: null, percent: null };
    const nothing = { suggestion: null, named: null, tagIds: [] };
    expect(sorted).toEqual([
      { ...nothing, categoryId: leisure, categoryReason: reason, named: 'Bus', tagIds: [tag.id] },
      { ...nothing, categoryId: food, categoryReason: words },
      { ...nothing, categoryId: null, categoryReason: null },
    ]);
    await commitImport(own, person, read.id);
    const rows = await transactionsOf(person);
    expect(rows.map((row) => [row.categoryId, row.categoryReason, row.counterparty, row.tagIds])).toEqual([
      [null, null, expect.any(String), []],
      [food, words, 'Shoprite', []],
      [leisure, reason, 'Bus', [tag.id]],
    ]);
    // A rule is no person: everything goes with the import.
    expect(await undoImport(own, person, read.id)).toMatchObject({ undo: { removed: 3, kept: [] } });
  });

  it('that no rule and no word tells get what they are like, where that is sure; else it is suggested', async () => {
    const person = await own.person();
    const { family, transport, health } = await keysOf(person);
    const accountId = await newAccount(person);
    const decide = (counterparty: string, categoryId: string | undefined) =>
      typed(person, { accountId, counterparty, categoryId, date: '2026-01-05' });
    await decide('Zubairu Kwame', family);
    const text = `${HEAD}02/03/2026,POS SAFEBODA 0031,90.00,,\n03/03/2026,NIP/ZUBAIRU KWAME,75.00,,\n`;
    const first = await readImport(own, person, 'a.csv', text);
    const look = async (id: string) =>
      (await rowsOf(person, id)).map(({ categoryId, categoryReason, suggestion }) => ({
        categoryId,
        categoryReason,
        suggestion,
      }));
    const ride = {
      categoryId: transport,
      categoryReason: { by: 'likeness', text: 'safeboda', ruleId: null, percent: expect.any(Number) },
      suggestion: null,
    };
    const once = { categoryId: family, text: 'zubairu kwame', percent: 75 };
    expect(await look(first.id)).toEqual([
      ride,
      { categoryId: null, categoryReason: null, suggestion: once },
    ]);
    await commitImport(own, person, first.id);
    const [row] = await transactionsOf(person);
    expect(row).toMatchObject({ categoryId: null, categoryReason: null, suggestion: once });
    // A person decides: nothing is left to suggest.
    await person.client.patch(`${person.purse}/transactions/${row?.id}`, { categoryId: health });
    expect(await shown(person, row ?? { id: '' })).toMatchObject({ categoryId: health, suggestion: null });
    await person.client.patch(`${person.purse}/transactions/${row?.id}`, { categoryId: family });
    for (let more = 0; more < 3; more += 1) await decide('Zubairu Kwame', family);
    const later = await readImport(own, person, 'b.csv', `${HEAD}09/03/2026,NIP/ZUBAIRU KWAME,60.00,,\n`);
    expect(await look(later.id)).toEqual([
      {
        categoryId: family,
        categoryReason: { by: 'likeness', text: 'zubairu kwame', ruleId: null, percent: 91 },
        suggestion: null,
      },
    ]);
  });

  it('lose what is suggested with the category that it names', async () => {
    const person = await own.person();
    const accountId = await newAccount(person);
    const mine = await post<CategoryView>(person, 'categories', { name: 'Pots', kind: 'spending' });
    await typed(person, {
      accountId,
      counterparty: 'Zubairu Kwame',
      categoryId: mine.id,
      date: '2026-01-05',
    });
    await importFile(own, person, 'a.csv', `${HEAD}02/03/2026,NIP/ZUBAIRU KWAME,90.00,,\n`);
    expect((await transactionsOf(person))[0]?.suggestion).toMatchObject({ categoryId: mine.id });
    await person.client.delete(`${person.purse}/categories/${mine.id}`);
    expect((await transactionsOf(person))[0]?.suggestion).toBeNull();
  });

  it('are sorted by the rules as they are at the commit', async () => {
    const person = await own.person();
    const { food, leisure } = await keysOf(person);
    await newAccount(person);
    const rule = await newRule(person, { text: 'danfo' }, { categoryId: leisure });
    const read = await readImport(own, person, 'a.csv', `${HEAD}02/03/2026,POS PURCHASE DANFO,500.00,,\n`);
    await person.client.delete(`${person.purse}/rules/${rule.id}`);
    await newRule(person, { text: 'danfo' }, { categoryId: food });
    await commitImport(own, person, read.id);
    expect((await transactionsOf(person))[0]?.categoryId).toBe(food);
  });
});

describe('what a person does again', () => {
  const offersOf = async (person: Person, query = '') =>
    (await person.client.get<{ items: RuleOffer[] }>(`${person.purse}/rule-offers${query}`)).body.items;

  it('is offered as a rule after the second time, never made, and gone once it is one', async () => {
    const person = await own.person();
    const { family } = await keysOf(person);
    const accountId = await newAccount(person);
    const ids: string[] = [];
    for (let day = 1; day <= 4; day += 1)
      ids.push((await typed(person, { accountId, counterparty: 'Chidi Obi', date: `2026-03-0${day}` })).id);
    const correct = (id: string | undefined, categoryId = family) =>
      person.client.patch(`${person.purse}/transactions/${id}`, { categoryId });
    await correct(ids[0]);
    expect(await offersOf(person)).toEqual([]);
    await correct(ids[1]);
    const offer = {
      counterpartyId: UUID,
      counterparty: 'Chidi Obi',
      direction: 'out',
      categoryId: family,
      corrections: 2,
      others: 2,
    };
    expect(await offersOf(person)).toEqual([offer]);
    expect(await offersOf(person, `?transactionId=${ids[1]}`)).toEqual([offer]);
    const other = await typed(person, { accountId, counterparty: 'Somebody' });
    expect(await offersOf(person, `?transactionId=${other.id}`)).toEqual([]);
    const untouched = (await shown(person, { id: ids[2] ?? '' })).categoryId;
    expect([untouched, (await person.client.get(`${person.purse}/rules`)).body]).toEqual([
      null,
      { items: [] },
    ]);
    const rule = await newRule(
      person,
      { counterparty: 'Chidi Obi', direction: 'out' },
      { categoryId: family },
    );
    expect(await offersOf(person)).toEqual([]);
    expect(await post(person, `rules/${rule.id}/apply`, {})).toEqual({ changed: 2, left: 0 });
  });

  it('is not offered where a person did one thing as often as another, nor again once declined', async () => {
    const person = await own.person();
    const { family, food } = await keysOf(person);
    const accountId = await newAccount(person);
    const correct = async (counterparty: string, categoryId: string | undefined) => {
      const { id } = await typed(person, { accountId, counterparty });
      await person.client.patch(`${person.purse}/transactions/${id}`, { categoryId });
    };
    for (const category of [family, food, family, food]) await correct('Ngozi', category);
    expect(await offersOf(person)).toEqual([]);
    for (const category of [food, food]) await correct('Kwzabo', category);
    const [offer] = await offersOf(person);
    expect(offer).toMatchObject({ counterparty: 'Kwzabo', categoryId: food });
    const { counterpartyId, direction, categoryId } = offer ?? {};
    const declined = await person.client.post(`${person.purse}/rule-offers/decline`, {
      counterpartyId,
      direction,
      categoryId,
    });
    expect([declined.status, await offersOf(person)]).toEqual([204, []]);
    await correct('Kwzabo', food);
    expect(await offersOf(person)).toEqual([]);
  });
});
