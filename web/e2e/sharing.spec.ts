import type { Page } from '@playwright/test';
import { newPerson, addAccount, signedUp } from './support/steps.ts';
import { expect, test } from './support/test.ts';

async function addRow(page: Page, who: string, amount: string): Promise<void> {
  await page.goto('/transactions');
  await page.getByRole('button', { name: 'Add a transaction' }).click();
  const form = page.getByRole('dialog', { name: 'Add a transaction' });
  await form.getByLabel('Amount').fill(amount);
  await form.getByLabel('Who (shop, person, employer)').fill(who);
  await form.getByRole('button', { name: 'Add a transaction' }).click();
  await expect(page.getByRole('button', { name: new RegExp(who) })).toBeVisible();
}

test('a purse is shared: look, then change, and everyone reads who did what', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const owner = await signedUp(page, baseURL, 'Ngozi Eze');
  await addAccount(page, 'House money');
  await addRow(page, 'Mile 12 market', '4,500');
  let link = '';

  await test.step('the owner names the purse and makes a link for somebody who may look', async () => {
    await page.goto('/settings');
    await page.getByLabel('Name of this purse').fill('Eze household');
    await page.getByRole('button', { name: 'Rename' }).click();
    await expect(page.getByText('The purse has its new name.')).toBeVisible();
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    const sheet = page.getByRole('dialog', { name: 'Invite somebody' });
    await sheet.getByLabel('Whom is it for? (if you like)').fill('My brother Emeka');
    await sheet.getByRole('button', { name: 'Make the link' }).click();
    link = await sheet.getByLabel('Link', { exact: true }).inputValue();
    expect(link).toMatch(/\/join#.{20,}$/);
    await sheet.getByRole('button', { name: 'Done' }).click();
    const open = page.getByRole('listitem').filter({ hasText: /May look, until/ });
    await expect(open).toContainText('For My brother Emeka');
    await expect(
      open.getByRole('button', { name: 'Withdraw the invitation for My brother Emeka' }),
    ).toBeVisible();
    // The note is the owner's; the history is for everybody.
    const history = page.getByRole('region', { name: 'What was changed' });
    await expect(history.getByText('You made an invitation')).toBeVisible();
    await expect(history).not.toContainText('Emeka');
  });

  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const second = await context.newPage();
  const asked: string[] = [];
  second.on('request', (request) => asked.push(`${request.url()} ${request.headers()['referer'] ?? ''}`));
  const secret = link.slice(link.indexOf('#') + 1);

  await test.step('a second person sees who invites to what, opens a purse and is in', async () => {
    const emeka = newPerson('Emeka Obi');
    await second.goto(`/join#${secret}`);
    await expect(second.getByText('Ngozi Eze invites you to the purse “Eze household”')).toBeVisible();
    await second.getByLabel('What shall we call you?').fill(emeka.name);
    await second.getByLabel('E-mail').fill(emeka.email);
    await second.getByLabel('Password').fill(emeka.password);
    await second.getByLabel('Where do you live?').selectOption('NG');
    await second.getByRole('button', { name: 'Open my purse' }).click();
    await expect(second).toHaveURL('/home');
    await expect(second.getByLabel('Purse', { exact: true }).locator('option')).toHaveText([
      'Personal – yours',
      'Eze household of Ngozi Eze – shared with you, to look',
    ]);
    expect(
      asked.filter((line) => line.includes(secret)),
      'addresses that carried the secret',
    ).toEqual([]);
  });

  await test.step('who may look sees the rows and finds nothing to add or change', async () => {
    await second.goto('/transactions');
    await second.getByRole('button', { name: /Mile 12 market/ }).click();
    const row = second.getByRole('dialog', { name: 'One transaction' });
    await expect(row.getByText('What was changed here')).toBeVisible();
    await expect(row.getByRole('button', { name: 'Remove this transaction' })).toHaveCount(0);
    await row.getByRole('button', { name: 'Close' }).click();
    await expect(second.getByRole('button', { name: 'Add a transaction' })).toHaveCount(0);
    await expect(second.getByRole('button', { name: 'Choose several' })).toHaveCount(0);
    await second.goto('/transactions/names');
    await expect(second.getByText('Mile 12 market')).toBeVisible();
    await expect(second.getByRole('checkbox')).toHaveCount(0);
    await expect(second.getByRole('button', { name: /^Rename/ })).toHaveCount(0);
    await second.goto('/imports');
    await expect(second.getByText(/You may look at this purse/)).toBeVisible();
    await expect(second.getByLabel('Choose a file')).toHaveCount(0);
  });

  await test.step('the link works once', async () => {
    await second.goto('/help');
    await second.goto(`/join#${secret}`);
    await expect(second.getByText('This invitation cannot be used')).toBeVisible();
  });

  await test.step('the owner raises the role; now a row can be added', async () => {
    await page.goto('/settings');
    await page.getByLabel('Role of Emeka Obi').selectOption('editor');
    await expect(page.getByText('The role of Emeka Obi was changed.')).toBeVisible();
    await addRow(second, 'Danfo fare', '700');
  });

  await test.step('both read in the history who did what', async () => {
    const lines = [
      /^Emeka Obi added a transaction/,
      /^You changed somebody’s role/,
      /^You made an invitation/,
    ];
    await page.goto('/settings');
    const history = page.getByRole('region', { name: 'What was changed' });
    for (const line of lines) await expect(history.getByText(line).first()).toBeVisible();
    await second.goto('/settings');
    const theirs = second.getByRole('region', { name: 'What was changed' });
    await expect(theirs.getByText(/^Ngozi Eze changed somebody’s role/)).toBeVisible();
  });

  await test.step('an owner who would take a purse from others is told which', async () => {
    await page.goto('/settings/data');
    await page.getByRole('button', { name: 'Delete my account' }).click();
    const sheet = page.getByRole('dialog', { name: 'Delete your account' });
    await sheet.getByLabel('Your password').fill(owner.password);
    await sheet.getByRole('button', { name: 'Delete my account' }).click();
    await expect(sheet.getByRole('alert')).toContainText(
      'You own purses that others share. Make another member the owner, or delete the purse, first.',
    );
    await expect(sheet.getByRole('alert').getByRole('listitem')).toHaveText(['Eze household']);
  });

  await test.step('when the purse is to be deleted, everybody in it reads it', async () => {
    await page.goto('/settings/data');
    await page.getByRole('button', { name: 'Delete this purse' }).click();
    const sheet = page.getByRole('dialog', { name: 'Delete this purse' });
    await expect(sheet).toContainText('Everybody in it loses it, not only you.');
    await sheet.getByLabel('Your password').fill(owner.password);
    await sheet.getByRole('button', { name: 'Delete this purse' }).click();
    await expect(page.getByText('The purse Eze household will be deleted on').first()).toBeVisible();
    await second.goto('/home');
    await expect(second.getByText('The purse Eze household will be deleted on')).toBeVisible();
    await expect(
      second.getByText('Ngozi Eze, who owns it, asked for that and can still keep it.'),
    ).toBeVisible();
    await expect(second.getByRole('button', { name: 'Keep this purse' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Keep this purse' }).first().click();
    await expect(page.getByText('The purse stays.')).toBeVisible();
  });

  await test.step('leaving takes the purse away and opens the own one', async () => {
    await second.goto('/settings');
    await second.getByRole('button', { name: 'Leave this purse' }).click();
    await second.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click();
    await expect(second.getByLabel('Purse', { exact: true })).toHaveCount(0);
    await expect(second.getByLabel('Name of this purse')).toHaveValue('Personal');
  });
  await context.close();
});
