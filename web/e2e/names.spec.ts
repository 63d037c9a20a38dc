import type { Page } from '@playwright/test';
import { statement } from './support/statement.ts';
import { addAccount, importFile, ownApi, signedUp } from './support/steps.ts';
import { expect, test } from './support/test.ts';

async function withRows(page: Page, baseURL: string | undefined, names: string[]): Promise<void> {
  await signedUp(page, baseURL);
  const api = ownApi(page, baseURL);
  const { id: accountId } = await api.post<{ id: string }>('/accounts', { name: 'Cash', kind: 'cash' });
  for (const [index, counterparty] of names.entries()) {
    const date = `2026-03-${String(index + 1).padStart(2, '0')}`;
    await api.post('/transactions', { accountId, date, amount: -100_00, counterparty });
  }
}

const listed = (page: Page) => page.getByRole('list', { name: 'Names' }).getByRole('listitem');

test('names are found, renamed and joined; the old ones stay readable', async ({ page, baseURL }) => {
  await withRows(page, baseURL, ['MTN Airtime', 'MTN Nigeria', 'MTN Nigeria', 'Danfo', 'Mtn VTU']);
  await page.goto('/transactions');
  await page.getByRole('link', { name: 'Names' }).click();
  await expect(page).toHaveURL('/transactions/names');
  await expect(listed(page)).toHaveCount(4);
  await page.getByLabel('Search names').fill('mtn');
  await expect(listed(page)).toHaveCount(3);

  await test.step('a name that another one has is refused at the field, with the way to it', async () => {
    await page.getByRole('button', { name: 'Rename Mtn VTU' }).click();
    const sheet = page.getByRole('dialog', { name: 'Another name' });
    await sheet.getByLabel('Name').fill('MTN Nigeria');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await expect(sheet.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
    await expect(sheet.getByLabel('Name')).toHaveAccessibleDescription(
      /Another one has this name already\. Choose both in the list to join them\./,
    );
    await sheet.getByLabel('Name').fill('MTN cards');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('It is called MTN cards now.')).toBeVisible();
    await expect(listed(page).filter({ hasText: 'MTN cards' })).toHaveText(
      /MTN cards1 transactionAlso comes as: Mtn VTU/,
    );
  });

  await test.step('three become one, and it is said which stays', async () => {
    await page.getByLabel('Choose MTN Airtime').check();
    await expect(page.getByText('Choose another one to join them.')).toBeVisible();
    await page.getByLabel('Choose MTN Nigeria').check();
    await page.getByLabel('Choose MTN cards').check();
    await page.getByRole('button', { name: 'Join 3 into one' }).click();
    const sheet = page.getByRole('dialog', { name: 'Join names into one' });
    // The one with most rows is offered first.
    await expect(sheet.getByRole('radio', { name: /MTN Nigeria/ })).toBeChecked();
    await sheet.getByRole('radio', { name: /MTN Airtime/ }).check();
    await expect(sheet).toContainText('3 transactions move to MTN Airtime.');
    await sheet.getByRole('button', { name: 'Join 3 into MTN Airtime' }).click();
    await expect(page.getByText('3 names are one now: MTN Airtime.')).toBeVisible();
    await expect(listed(page)).toHaveText([
      /^MTN Airtime4 transactionsAlso comes as: MTN Nigeria, MTN cards, Mtn VTU$/,
    ]);
  });

  await test.step('its rows are one tap away', async () => {
    await page.getByRole('link', { name: '4 transactions of MTN Airtime' }).click();
    await expect(page.getByRole('list', { name: 'Filters in use' })).toContainText('MTN Airtime');
    await expect(page.getByRole('button', { name: /^Money out/ })).toHaveCount(4);
  });
});

test('tags are made, refused twice, renamed, looked through and removed', async ({ page, baseURL }) => {
  await signedUp(page, baseURL);
  await addAccount(page, 'Harbour salary');
  await importFile(page, statement('harbour-salary.csv'));
  await page.goto('/transactions');
  await page.getByRole('link', { name: 'Tags' }).click();
  await expect(page.getByText('No tag yet.')).toBeVisible();
  for (const refused of [false, true]) {
    await page.getByRole('button', { name: 'New tag' }).click();
    const sheet = page.getByRole('dialog', { name: 'New tag' });
    await sheet.getByLabel('Name').fill('weding');
    await sheet.getByRole('button', { name: 'Save' }).click();
    if (!refused) await expect(page.getByText('The tag weding is saved.')).toBeVisible();
    else {
      await expect(sheet.getByLabel('Name')).toHaveAccessibleDescription(
        /There is a tag of this name already\./,
      );
      await sheet.getByRole('button', { name: 'Close' }).click();
    }
  }
  await page.getByRole('button', { name: 'Rename weding' }).click();
  const rename = page.getByRole('dialog', { name: 'Rename the tag' });
  await rename.getByLabel('Name').fill('wedding');
  await rename.getByRole('button', { name: 'Save' }).click();
  const tags = page.getByRole('list', { name: 'Tags' }).getByRole('listitem');
  await expect(tags).toHaveText([/^weddingOn no transaction$/]);

  const api = ownApi(page, baseURL);
  const { items: rows } = await api.get<{ items: { id: string }[] }>('/transactions?limit=2');
  const known = await api.get<{ items: { id: string }[] }>('/tags');
  await api.post('/transactions/bulk', {
    ids: rows.map(({ id }) => id),
    set: { addTagIds: known.items.map(({ id }) => id) },
  });
  await page.reload();
  await page.getByRole('link', { name: '2 transactions with wedding' }).click();
  await expect(page.getByRole('list', { name: 'Filters in use' })).toContainText('tag: wedding');
  await expect(page.getByRole('button', { name: /^Money (in|out)/ })).toHaveCount(2);
  await page.goBack();
  await page.getByRole('button', { name: 'Remove wedding' }).click();
  const asked = page.getByRole('alertdialog', { name: 'Remove the tag wedding?' });
  await expect(asked).toContainText('It goes from 2 transactions; the transactions stay.');
  await asked.getByRole('button', { name: 'Remove the tag' }).click();
  await expect(page.getByText('The tag wedding is gone.')).toBeVisible();
  await expect(page.getByText('No tag yet.')).toBeVisible();
  const { items: after } = await api.get<{ items: { tagIds: string[] }[] }>('/transactions?limit=2');
  expect(after.map(({ tagIds }) => tagIds)).toEqual([[], []]);
});
