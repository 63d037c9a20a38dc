import { describe, expect, it } from '@jest/globals';
import type { CategoryView } from '../src/features/categories/categories.contract.ts';
import type { RuleView } from '../src/features/rules/rules.contract.ts';
import type { RulePreview } from '../src/features/sorting/sorting.contract.ts';
import { HEAD, importFile, newAccount, transactionsOf } from './support/imports.ts';
import { fillPurse } from './support/large-purse.ts';
import { keysOf, post, shown, typed } from './support/ledger.ts';
import { problem } from './support/problem.ts';
import { provedApp } from './support/proved-app.ts';
import { newRule } from './support/rules.ts';

const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/);
const INSTANT = expect.stringMatching(/Z$/);
const ANY = {
  counterparty: null,
  text: null,
  direction: null,
  accountId: null,
  currency: null,
  amountMin: null,
  amountMax: null,
};

const own = provedApp();

describe('a rule', () => {
  it('is kept with its conditions and what follows, changed as a whole, and removed', async () => {
    const person = await own.person();
    const { food, transport } = await keysOf(person);
    const accountId = await newAccount(person);
    const tag = await post<{ id: string }>(person, 'tags', { name: 'trip' });
    const made = await newRule(
      person,
      { counterparty: 'Total Ikeja', direction: 'out', accountId, amountMin: 100, amountMax: 900 },
      { categoryId: transport, counterparty: 'Total', tagIds: [tag.id] },
    );
    expect(made).toEqual({
      id: UUID,
      when: {
        ...ANY,
        counterparty: 'Total Ikeja',
        direction: 'out',
        accountId,
        amountMin: 100,
        amountMax: 900,
      },
      set: { categoryId: transport, counterparty: 'Total', tagIds: [tag.id] },
      createdAt: INSTANT,
      version: 1,
    });
    const path = `${person.purse}/rules/${made.id}`;
    const body = { when: { text: 'total' }, set: { categoryId: food } };
    const replaced = await person.client.request<RuleView>('PUT', path, {
      body,
      headers: { 'if-match': '"1"' },
    });
    expect([replaced.status, replaced.headers.get('etag'), replaced.body]).toEqual([
      200,
      '"2"',
      {
        ...made,
        when: { ...ANY, text: 'total' },
        set: { categoryId: food, counterparty: null, tagIds: [] },
        version: 2,
      },
    ]);
    const late = await person.client.request('PUT', path, { body, headers: { 'if-match': '"1"' } });
    expect(late.body).toMatchObject({ status: 412, code: 'version-mismatch' });
    // Only the tags differ: that is another version all the same.
    const tagged = await person.client.request<RuleView>('PUT', path, {
      body: { ...body, set: { ...body.set, tagIds: [tag.id] } },
    });
    expect([tagged.body.version, tagged.body.set.tagIds]).toEqual([3, [tag.id]]);
    expect((await person.client.delete(path)).status).toBe(204);
    expect((await person.client.get(path)).body).toMatchObject({ status: 404, code: 'rule-not-found' });
    expect((await own.auditOf(person.purseId, made.id)).map(({ action }) => action)).toEqual([
      'rule.created',
      'rule.changed',
      'rule.changed',
      'rule.removed',
    ]);
  });

  it('stands in the list by how much it says', async () => {
    const person = await own.person();
    const { food, transport, leisure } = await keysOf(person);
    const broad = await newRule(person, { direction: 'out' }, { categoryId: leisure });
    const exact = await newRule(person, { counterparty: 'Shoprite' }, { categoryId: food });
    const text = await newRule(person, { text: 'shop' }, { categoryId: transport });
    const { body } = await person.client.get<{ items: RuleView[] }>(`${person.purse}/rules`);
    expect(body.items.map(({ id }) => id)).toEqual([exact.id, text.id, broad.id]);
  });

  it('is refused where it could never hold, does nothing, or says nothing', async () => {
    const person = await own.person();
    const { food } = await keysOf(person);
    const accountId = await newAccount(person);
    const refused = async (when: object, set: object) =>
      (await person.client.post(`${person.purse}/rules`, { when, set })).body;
    const instance = `${person.purse}/rules`;
    expect(await refused({ accountId, currency: 'GHS' }, { categoryId: food })).toEqual(
      problem(422, 'rule-never-holds', {
        instance,
        detail: 'That account is in NGN: the rule would never hold.',
        errors: [['/when/currency', 'NGN, or none']],
      }),
    );
    expect(await refused({}, { categoryId: food })).toMatchObject({
      status: 422,
      errors: [{ pointer: '/when' }],
    });
    expect(await refused({ text: 'shop' }, {})).toMatchObject({ status: 422, errors: [{ pointer: '/set' }] });
    expect(await refused({ amountMin: 5 }, { categoryId: food })).toMatchObject({
      status: 422,
      errors: [{ pointer: '/when/currency', detail: 'an amount needs a currency or an account' }],
    });
    expect(
      await refused({ currency: 'NGN', amountMin: 5, amountMax: 4 }, { categoryId: food }),
    ).toMatchObject({
      status: 422,
      errors: [{ pointer: '/when/amountMax' }],
    });
  });

  it('loses the category that is removed, and goes where it did nothing else', async () => {
    const person = await own.person();
    const mine = await post<CategoryView>(person, 'categories', { name: 'Fuel', kind: 'spending' });
    await newRule(person, { text: 'total' }, { categoryId: mine.id });
    const named = await newRule(person, { text: 'oando' }, { categoryId: mine.id, counterparty: 'Oando' });
    await person.client.delete(`${person.purse}/categories/${mine.id}`);
    const { body } = await person.client.get<{ items: RuleView[] }>(`${person.purse}/rules`);
    expect(body.items.map(({ id, set }) => [id, set.categoryId, set.counterparty])).toEqual([
      [named.id, null, 'Oando'],
    ]);
    const tag = await post<{ id: string }>(person, 'tags', { name: 'car' });
    await newRule(person, { text: 'garage' }, { tagIds: [tag.id] });
    await person.client.delete(`${person.purse}/tags/${tag.id}`);
    const after = await person.client.get<{ items: RuleView[] }>(`${person.purse}/rules`);
    expect(after.body.items.map(({ id }) => id)).toEqual([named.id]);
  });

  it('follows its counterparty when that one is renamed or joined with another', async () => {
    const person = await own.person();
    const { food } = await keysOf(person);
    const accountId = await newAccount(person);
    await typed(person, { accountId, counterparty: 'Shoprite Ikeja' });
    await typed(person, { accountId, counterparty: 'Shoprite Lekki' });
    const rule = await newRule(person, { counterparty: 'Shoprite Ikeja' }, { categoryId: food });
    const { body } = await person.client.get<{ items: { id: string; name: string }[] }>(
      `${person.purse}/counterparties`,
    );
    const idOf = (name: string) => body.items.find((each) => each.name === name)?.id ?? '';
    await person.client.patch(`${person.purse}/counterparties/${idOf('Shoprite Lekki')}`, {
      name: 'Shoprite',
    });
    await post(person, `counterparties/${idOf('Shoprite Ikeja')}/merge`, { into: idOf('Shoprite Lekki') });
    const now = await person.client.get<RuleView>(`${person.purse}/rules/${rule.id}`);
    expect(now.body.when.counterparty).toBe('Shoprite');
    await importFile(own, person, 'a.csv', `${HEAD}05/03/2026,SHOPRITE IKEJA 0023,700.00,,\n`);
    const [row] = await transactionsOf(person);
    expect(row).toMatchObject({
      categoryId: food,
      categoryReason: { by: 'rule', ruleId: rule.id, text: 'Shoprite' },
    });
  });
});

describe('before it is saved a rule', () => {
  it('shows which rows it would change, before and after, and leaves those that a person chose', async () => {
    const person = await own.person();
    const { food, health, leisure } = await keysOf(person);
    const accountId = await newAccount(person);
    const tag = await post<{ id: string }>(person, 'tags', { name: 'kids' });
    const row = (given: object) => typed(person, { accountId, counterparty: 'Kwzabo', ...given });
    const open = await row({ date: '2026-03-01' });
    const chosen = await row({ date: '2026-03-02', categoryId: leisure });
    const done = await row({ date: '2026-03-03' });
    await row({ date: '2026-03-04', amount: 500 });
    await typed(person, { accountId, counterparty: 'Qwzx' });
    await post(person, 'transactions/bulk', { ids: [done.id], set: { categoryId: health } });
    const given = { when: { counterparty: 'Kwzabo', direction: 'out' }, set: { categoryId: health } };
    const preview = (more: object = {}, query = '') =>
      post<RulePreview>(person, `rules/preview${query}`, { ...given, ...more });
    const side = { counterparty: 'Kwzabo', tagIds: [] };
    expect(await preview()).toEqual({
      matches: 3,
      total: 1,
      chosen: 1,
      nextCursor: null,
      items: [
        {
          transactionId: open.id,
          date: '2026-03-01',
          amount: -100,
          currency: 'NGN',
          description: '',
          before: { ...side, categoryId: null },
          after: { ...side, categoryId: health },
        },
      ],
    });
    const all = await preview({ overwrite: true });
    expect([all.total, all.chosen, all.items.map(({ transactionId }) => transactionId)]).toEqual([
      2,
      0,
      [chosen.id, open.id],
    ]);
    const paged = await preview({ set: { counterparty: 'Pharmacy', tagIds: [tag.id] } }, '?limit=2');
    expect([paged.total, paged.items.length, paged.items[0]?.after]).toEqual([
      3,
      2,
      // A row that a person edited keeps its name.
      { categoryId: health, counterparty: 'Kwzabo', tagIds: [tag.id] },
    ]);
    const next = await preview(
      { set: { counterparty: 'Pharmacy', tagIds: [tag.id] } },
      `?limit=2&cursor=${paged.nextCursor}`,
    );
    expect([
      next.items.map(({ transactionId, after }) => [transactionId, after.counterparty]),
      next.nextCursor,
    ]).toEqual([[[open.id, 'Pharmacy']], null]);
    expect((await transactionsOf(person)).filter(({ categoryId }) => categoryId === food)).toEqual([]);
  });

  it('finds its text in any case, with any letters and signs, as an import does', async () => {
    const person = await own.person();
    const { food } = await keysOf(person);
    const accountId = await newAccount(person);
    const texts = [
      'CAFÉ  de l’Été',
      'café de l’été 100%',
      'Épicerie [50%] (a_b) ^x\\y',
      'École.Ecole',
      'rice*+?{2}|$',
      'ﬁre  wood',
    ];
    for (const description of texts) await typed(person, { accountId, description });
    for (const [text, expected] of [
      ['CAFÉ DE L’ÉTÉ', 2],
      ['été 100%', 1],
      ['[50%] (a_b) ^X\\Y', 1],
      ['école.', 1],
      ['e.e', 1],
      ['RICE*+?{2}|$', 1],
      ['fire wood', 1],
      ['a.b', 0],
    ] as const) {
      const found = await post<RulePreview>(person, 'rules/preview', {
        when: { text },
        set: { categoryId: food },
      });
      expect([text, found.matches]).toEqual([text, expected]);
    }
  });

  it('leaves what a more specific rule gave', async () => {
    const person = await own.person();
    const { food, leisure } = await keysOf(person);
    const accountId = await newAccount(person);
    await newRule(person, { counterparty: 'Spar' }, { categoryId: leisure });
    const row = await typed(person, { accountId, counterparty: 'Spar' });
    expect(row.categoryId).toBe(leisure);
    const found = await post<RulePreview>(person, 'rules/preview', {
      when: { direction: 'out' },
      set: { categoryId: food },
    });
    expect([found.matches, found.total]).toEqual([1, 0]);
    // Also where it has a tag to add.
    const tag = await post<{ id: string }>(person, 'tags', { name: 'out' });
    const broad = await newRule(person, { direction: 'out' }, { categoryId: food, tagIds: [tag.id] });
    expect(await post(person, `rules/${broad.id}/apply`, {})).toEqual({ changed: 1, left: 0 });
    expect(await shown(person, row)).toMatchObject({ categoryId: leisure, tagIds: [tag.id] });
  });
});

describe('applied to rows that are there a rule', () => {
  it('does what the preview showed, with the reason and an entry for each row, and nobody edited them', async () => {
    const person = await own.person();
    const { health, leisure } = await keysOf(person);
    const accountId = await newAccount(person);
    const tag = await post<{ id: string }>(person, 'tags', { name: 'kids' });
    const open = await typed(person, { accountId, counterparty: 'Kwzabo' });
    const chosen = await typed(person, { accountId, counterparty: 'Kwzabo', categoryId: leisure });
    const rule = await newRule(person, { counterparty: 'Kwzabo' }, { categoryId: health, tagIds: [tag.id] });
    const apply = (body: object) => post(person, `rules/${rule.id}/apply`, body);
    expect(await apply({})).toEqual({ changed: 2, left: 0 });
    expect(await shown(person, open)).toEqual({
      ...open,
      categoryId: health,
      categoryBy: 'rule',
      categoryReason: { by: 'rule', text: 'Kwzabo', ruleId: rule.id, percent: null },
      tagIds: [tag.id],
      version: open.version + 1,
    });
    // The tag came, the category that a person chose stayed.
    expect(await shown(person, chosen)).toMatchObject({
      categoryId: leisure,
      categoryBy: 'person',
      tagIds: [tag.id],
    });
    expect(await own.auditOf(person.purseId, open.id)).toMatchObject([
      { action: 'transaction.created' },
      { action: 'transaction.changed', changes: { rule: rule.id, before: { categoryId: null } } },
    ]);
    expect(await own.auditOf(person.purseId, rule.id)).toMatchObject([
      { action: 'rule.created' },
      { action: 'rule.applied', changes: { rows: 2, overwrite: false } },
    ]);
    expect(await apply({})).toEqual({ changed: 0, left: 0 });
    expect(await apply({ overwrite: true })).toEqual({ changed: 1, left: 0 });
    expect(await shown(person, chosen)).toMatchObject({
      categoryId: health,
      categoryBy: 'rule',
      editedAt: null,
    });
  });

  it('takes a thousand at a time and says how many are left', async () => {
    const person = await own.person();
    await fillPurse(own.database.ownerUrl, person.purseId, 1_700);
    const { leisure } = await keysOf(person);
    const rule = await newRule(person, { direction: 'out' }, { categoryId: leisure });
    const preview = await post<RulePreview>(person, 'rules/preview', {
      when: rule.when,
      set: rule.set,
      overwrite: true,
    });
    const rounds: { changed: number; left: number }[] = [];
    do {
      rounds.push(await post(person, `rules/${rule.id}/apply`, { overwrite: true }));
    } while ((rounds.at(-1)?.left ?? 0) > 0 && rounds.length < 5);
    expect(rounds.reduce((sum, { changed }) => sum + changed, 0)).toBe(preview.total);
    expect(rounds[0]).toEqual({
      changed: Math.min(1000, preview.total),
      left: Math.max(0, preview.total - 1000),
    });
    expect(preview.total).toBeGreaterThan(1000);
  }, 60_000);

  it('leaves split rows whole, and no viewer may do it', async () => {
    const person = await own.person();
    const { food } = await keysOf(person);
    const accountId = await newAccount(person);
    const whole = await typed(person, { accountId, counterparty: 'Spar' });
    await person.client.request('PUT', `${person.purse}/transactions/${whole.id}/splits`, {
      body: { splits: [{ amount: -40 }, { amount: -60 }] },
    });
    const rule = await newRule(person, { counterparty: 'Spar' }, { categoryId: food });
    expect(await post(person, `rules/${rule.id}/apply`, { overwrite: true })).toEqual({
      changed: 0,
      left: 0,
    });
    const viewer = await own.person();
    const made = await post<{ link: string }>(person, 'invitations', { role: 'viewer' });
    await viewer.client.post('/api/v1/invitations/accept', { secret: made.link.split('#')[1] });
    const refused = await viewer.client.post(`${person.purse}/rules/${rule.id}/apply`, {});
    expect(refused.body).toMatchObject({ status: 403, code: 'role-too-low' });
    expect((await viewer.client.get(`${person.purse}/rules`)).status).toBe(200);
  });
});
