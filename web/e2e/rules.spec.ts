import type { Page } from '@playwright/test';
import { statement } from './support/statement.ts';
import { ownApi, signedUp } from './support/steps.ts';
import { expect, test } from './support/test.ts';

interface Categories {
  items: { id: string; key: string | null; name: string }[];
}

const rules = (page: Page) => page.getByRole('list', { name: 'Rules' }).getByRole('listitem');

test('a rule is made with its effect in sight, applied, changed and removed', async ({ page, baseURL }) => {
  await signedUp(page, baseURL);
  const api = ownApi(page, baseURL);
  const { id: accountId } = await api.post<{ id: string }>('/accounts', { name: 'Cash', kind: 'cash' });
  const { items: categories } = await api.get<Categories>('/categories');
  const leisure = categories.find(({ key }) => key === 'leisure');
  for (const [day, categoryId] of [
    ['2026-03-01', null],
    ['2026-03-02', leisure?.id],
    ['2026-03-03', null],
  ])
    await api.post('/transactions', {
      accountId,
      date: day,
      amount: -50_000,
      counterparty: 'Kwzabo Put',
      categoryId,
    });

  await page.goto('/transactions');
  await page.getByRole('link', { name: 'Rules' }).click();
  await expect(page).toHaveURL('/transactions/rules');
  await expect(page.getByText('No rule yet.')).toBeVisible();
  await page.getByRole('button', { name: 'New rule' }).click();
  const form = page.getByRole('dialog', { name: 'New rule' });

  await test.step('what no rule can say is said at once', async () => {
    await form.getByRole('button', { name: 'Make the rule' }).click();
    await expect(form.getByText('Say when the rule holds: one condition is enough.')).toBeVisible();
    await form.getByLabel('Text or name contains').fill('kwzabo');
    await expect(form.getByText('Say what the rule does: a category, a name or a tag.')).toBeVisible();
  });

  await test.step('its effect stands below while it is made', async () => {
    await form.getByLabel('Category').selectOption({ label: 'Eating out' });
    await expect(form.getByRole('status')).toHaveText('It would change 2 transactions.');
    await expect(form.getByText('1 that somebody chose by hand stays as it is.')).toBeVisible();
    const changes = form.getByRole('list', { name: 'Before and after' });
    await expect(changes.getByRole('listitem')).toHaveCount(2);
    // Amounts of different length stand below each other by their last digit.
    for (const amount of await changes.locator('[data-amount]').all())
      await expect(amount).toHaveCSS('text-align', 'right');
    await form.getByLabel('Amount from').fill('600');
    await expect(form.getByRole('status')).toHaveText('It would change nothing that is there.');
    await form.getByLabel('Amount from').fill('500');
    await expect(form.getByRole('status')).toHaveText('It would change 2 transactions.');
    await form.getByRole('button', { name: 'Make the rule' }).click();
  });

  await test.step('it is applied when a person says so', async () => {
    const apply = page.getByRole('dialog', { name: 'Transactions that are there' });
    await expect(apply.getByText('contains “kwzabo” · ₦500.00 or more · in NGN')).toBeVisible();
    await apply.getByRole('button', { name: 'Change 2 transactions' }).click();
    await expect(page.getByText('2 transactions were changed.')).toBeVisible();
    await expect(rules(page)).toHaveText([/contains “kwzabo” · ₦500.00 or more · in NGN→ Eating out/]);
  });

  await test.step('a row says why it has its category', async () => {
    await page.goto('/transactions');
    await page
      .getByRole('button', { name: /^Money out.*Kwzabo Put/ })
      .first()
      .click();
    await expect(page.getByRole('dialog')).toContainText('your rule: kwzabo');
    await page.keyboard.press('Escape');
  });

  await page.goto('/transactions/rules');
  await page.getByRole('button', { name: /^Change: contains/ }).click();
  const edit = page.getByRole('dialog', { name: 'Change the rule' });
  await expect(edit.getByLabel('Amount from')).toHaveValue('500');
  await edit.getByLabel('Amount from').fill('');
  await edit.getByLabel('Call it').fill('Kwzabo Put Yaba');
  await edit.getByRole('button', { name: 'Save the rule' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Only new ones' }).click();
  await expect(rules(page)).toHaveText([/^contains “kwzabo”→ Eating out · called Kwzabo Put Yaba/]);
  await page.getByRole('button', { name: /^Remove: contains/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove the rule' }).click();
  await expect(page.getByText('No rule yet.')).toBeVisible();
});

test('the same correction twice brings an offer, and one tap makes it a rule', async ({ page, baseURL }) => {
  await signedUp(page, baseURL);
  const api = ownApi(page, baseURL);
  const { id: accountId } = await api.post<{ id: string }>('/accounts', { name: 'Cash', kind: 'cash' });
  for (const day of ['2026-03-01', '2026-03-02', '2026-03-03'])
    await api.post('/transactions', { accountId, date: day, amount: -50_000, counterparty: 'Chidi Obi' });
  await page.goto('/transactions');
  const offer = page.getByText('Shall Chidi Obi always be “Family support”?');
  for (const index of [0, 1]) {
    await expect(offer).toHaveCount(0);
    await page
      .getByRole('button', { name: /^Money out.*Chidi Obi/ })
      .nth(index)
      .click();
    const sheet = page.getByRole('dialog', { name: 'One transaction' });
    await sheet.getByLabel('Category').selectOption({ label: 'Family support' });
    await sheet.getByRole('button', { name: 'Save' }).click();
    await expect(sheet).toHaveCount(0);
  }
  await expect(offer).toBeVisible();
  await expect(page.getByText('1 other transaction could follow; you see it first.')).toBeVisible();
  await page.getByRole('button', { name: 'Yes, make the rule' }).click();
  const apply = page.getByRole('dialog', { name: 'Transactions that are there' });
  await apply.getByRole('button', { name: 'Change 1 transaction' }).click();
  await expect(page.getByText('1 transaction was changed.')).toBeVisible();
  await expect(offer).toHaveCount(0);
});

test('the preview of an import says why; the days of the account say what is missing', async ({
  page,
  baseURL,
}) => {
  await signedUp(page, baseURL);
  const api = ownApi(page, baseURL);
  const { id } = await api.post<{ id: string }>('/accounts', { name: 'Harbour salary', kind: 'current' });
  const file = statement('harbour-salary.csv', 'harbour-salary.csv', 2);
  await page.goto('/imports');
  await page.getByLabel('Choose a file').setInputFiles(file);
  await expect(page.getByText(/\(Ikpa knows the word “/).first()).toBeVisible();
  await page.getByRole('button', { name: /^Import \d+ rows?$/ }).click();
  await expect(page.getByText(/rows are in your records/)).toBeVisible();
  await page.goto('/accounts');
  await page.getByRole('link', { name: 'Days covered of Harbour salary' }).click();
  await expect(page).toHaveURL(`/accounts/view?id=${id}`);
  await expect(page.getByText('One time is in no statement')).toBeVisible();
  await expect(
    page.getByRole('list', { name: 'Days that no statement tells' }).getByRole('listitem'),
  ).toContainText('A statement for it would fill the gap.');
  await expect(
    page
      .getByRole('table')
      .getByText(/days? missing/)
      .first(),
  ).toBeVisible();
  await expect(page.getByTestId('calendar').locator('[data-state="missing"]')).not.toHaveCount(0);
  await expect(page.getByRole('list', { name: 'Statements' }).getByRole('listitem')).toContainText(
    'harbour-salary.csv',
  );
});
