import { ownApi, signedUp } from './support/steps.ts';
import { expect, test } from './support/test.ts';

interface Rows {
  items: { counterparty: string; categoryBy: string | null; suggestion: object | null }[];
}

test('a row that is typed shows what it looks like; one touch takes it, and nothing unsure is set', async ({
  page,
  baseURL,
}) => {
  await signedUp(page, baseURL);
  const api = ownApi(page, baseURL);
  const { id: accountId } = await api.post<{ id: string }>('/accounts', { name: 'Cash', kind: 'cash' });
  const { items: categories } = await api.get<{ items: { id: string; key: string | null }[] }>('/categories');
  await api.post('/transactions', {
    accountId,
    date: '2026-03-01',
    amount: -50_000,
    counterparty: 'Zubairu Kwame',
    categoryId: categories.find(({ key }) => key === 'family')?.id,
  });
  await page.goto('/transactions');
  const form = page.getByRole('dialog', { name: 'Add a transaction' });
  const guess = form.getByRole('status');
  const begin = async (amount: string): Promise<void> => {
    await page.getByRole('button', { name: 'Add a transaction' }).click();
    await form.getByLabel('Amount').fill(amount);
  };
  const save = async (): Promise<void> => {
    await form.getByRole('button', { name: 'Add a transaction' }).click();
    await expect(form).toHaveCount(0);
  };

  await test.step('what a word tells is shown with its reason, and goes with another direction', async () => {
    await begin('1,200');
    await expect(guess).toHaveCount(0);
    await form.getByLabel('Who').fill('Shoprite');
    await expect(guess).toContainText('Food and groceries (Ikpa knows the word “shoprite”)');
    await expect(guess).toContainText('Saved without a category, it gets this one.');
    await form.getByText('Money in', { exact: true }).click();
    await expect(guess).toHaveCount(0);
    await form.getByText('Money out', { exact: true }).click();
    await expect(guess).toContainText('Food and groceries');
  });

  await test.step('one touch chooses it, and then nothing is left to say', async () => {
    await guess.getByRole('button', { name: 'Yes, Food and groceries' }).click();
    await expect(form.getByLabel('Category')).toHaveValue(
      categories.find(({ key }) => key === 'food')?.id ?? '',
    );
    await expect(guess).toHaveCount(0);
    await save();
  });

  await test.step('what is not sure stays without a category until somebody says so', async () => {
    await begin('700');
    await form.getByLabel('Who').fill('Zubairu Kwame');
    await expect(guess).toContainText('Maybe Family support, 75 %');
    await expect(guess).toContainText('Nothing is set until you say so.');
    await save();
    const { items } = await api.get<Rows>('/transactions?limit=2');
    expect(items.map(({ counterparty, categoryBy }) => [counterparty, categoryBy])).toEqual([
      ['Zubairu Kwame', null],
      ['Shoprite', 'person'],
    ]);
    expect(items[0]?.suggestion).toMatchObject({ percent: 75 });
  });
});
