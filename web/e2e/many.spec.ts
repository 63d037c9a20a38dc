import type { Locator, Page } from '@playwright/test';
import { statement } from './support/statement.ts';
import { addAccount, importFile, ownApi, signedUp } from './support/steps.ts';
import { expect, test } from './support/test.ts';

const rows = (page: Page): Locator => page.getByRole('main').getByRole('listitem');
const bar = (page: Page): Locator => page.getByRole('region', { name: 'What is chosen' });
/** The row itself, by what stands in it. */
const row = (page: Page, text: RegExp): Locator => rows(page).filter({ hasText: text });

test.beforeEach(async ({ page, baseURL }) => {
  await signedUp(page, baseURL);
  await addAccount(page, 'Harbour salary');
  await importFile(page, statement('harbour-salary.csv'));
  await page.goto('/transactions');
  await page.getByRole('button', { name: 'Choose several' }).click();
});

test('several rows get a category, a name and a tag at once; the button counts what is chosen', async ({
  page,
}) => {
  await expect(bar(page).getByRole('status')).toHaveText('Choose the transactions');
  for (const name of ['Change 0', 'Remove 0']) {
    await expect(page.getByRole('button', { name })).toBeDisabled();
  }
  const boxes = page.getByRole('checkbox');
  await boxes.nth(1).click();
  await boxes.nth(4).click({ modifiers: ['Shift'] });
  await expect(bar(page).getByRole('status')).toHaveText('4 chosen');
  await boxes.nth(2).click();
  await expect(bar(page).getByRole('status')).toHaveText('3 chosen');
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(3);

  await bar(page).getByRole('button', { name: 'Change 3' }).click();
  const form = page.getByRole('dialog', { name: 'Change 3 transactions' });
  await form.getByRole('button', { name: 'Change 3' }).click();
  await expect(form.getByRole('alert')).toHaveText('Choose at least one thing to change.');
  await form.getByLabel('Category').selectOption('Family support');
  await form.getByLabel('Who (shop, person, employer)').fill('Aunt Nneka');
  await form.getByLabel('Add a tag').fill('Wedding');
  await form.getByRole('button', { name: 'Change 3' }).click();
  await expect(page.getByText('3 transactions were changed.')).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(0);

  const changed = row(page, /Aunt Nneka.*Family support.*changed/s);
  await expect(changed).toHaveCount(3);
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('dialog').getByLabel('Tag').selectOption('Wedding');
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('list', { name: 'Filters in use' })).toContainText('tag: Wedding');
  await expect(page.getByText('These are all.')).toBeVisible();
  await expect(changed).toHaveCount(3);
  await expect(page.getByRole('button', { name: /^Money (in|out)/ })).toHaveCount(3);
});

test('all that a filter matches is chosen with one tap and removed, and nothing else', async ({ page }) => {
  await expect(bar(page).getByRole('button', { name: 'Choose all 149' })).toBeVisible();
  await page.getByRole('checkbox').first().click();
  await page.getByLabel('Search names and notes').fill('chicken');
  // Another filter shows other rows: what was chosen before is not taken along unseen.
  await expect(bar(page).getByRole('status')).toHaveText('Choose the transactions');
  await bar(page).getByRole('button', { name: 'Choose all 12' }).click();
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(12);
  await bar(page).getByRole('button', { name: 'Remove 12' }).click();
  const asked = page.getByRole('alertdialog', { name: 'Remove 12 transactions?' });
  await expect(asked).toContainText('This cannot be taken back');
  await asked.getByRole('button', { name: 'Remove 12' }).click();
  await expect(page.getByText('12 transactions were removed.')).toBeVisible();
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.getByRole('button', { name: '“chicken” remove this filter' }).click();
  await page.getByRole('button', { name: 'Choose several' }).click();
  await expect(bar(page).getByRole('button', { name: 'Choose all 137' })).toBeVisible();
});

test('a row that stands against a change is named, and the others go on without it', async ({
  page,
  baseURL,
}) => {
  const api = ownApi(page, baseURL);
  const { items } = await api.get<{ items: { id: string; amount: number }[] }>('/transactions?limit=3');
  const split = items[1] ?? { id: '', amount: 0 };
  await api.put(`/transactions/${split.id}/splits`, {
    splits: [{ amount: split.amount + 100 }, { amount: -100 }],
  });
  await page.getByRole('checkbox').nth(0).click();
  await page
    .getByRole('checkbox')
    .nth(2)
    .click({ modifiers: ['Shift'] });
  await bar(page).getByRole('button', { name: 'Change 3' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Category').selectOption('Family support');
  await form.getByRole('button', { name: 'Change 3' }).click();
  await expect(form.getByRole('alert')).toContainText(
    '1 of the transactions are split: their parts have the categories. Nothing was changed.',
  );
  await form.getByRole('button', { name: 'Go on without that one' }).click();
  await form.getByRole('button', { name: 'Change 2' }).click();
  await expect(page.getByText('2 transactions were changed.')).toBeVisible();
  await expect(row(page, /Family support.*changed/s)).toHaveCount(2);
});

test('rows are chosen by keyboard, a range too', async ({ page }) => {
  const boxes = page.getByRole('checkbox');
  await boxes.nth(0).focus();
  await page.keyboard.press('Space');
  for (let pressed = 0; pressed < 2; pressed += 1) await page.keyboard.press('Tab');
  await expect(boxes.nth(2)).toBeFocused();
  await page.keyboard.press('Shift+Space');
  await expect(bar(page).getByRole('status')).toHaveText('3 chosen');
  await page.getByRole('button', { name: 'Choose none' }).focus();
  await page.keyboard.press('Enter');
  await expect(boxes).toHaveCount(0);
});
