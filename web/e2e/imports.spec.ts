import { asItIs } from './support/statement.ts';
import { signedUp } from './support/steps.ts';
import { expect, test } from './support/test.ts';

test.beforeEach(async ({ page, baseURL }) => {
  await signedUp(page, baseURL);
  await page.goto('/imports');
});

test('a file of two statements: one makes its account, the other is skipped', async ({ page }) => {
  await page.getByLabel('Choose a file').setInputFiles(asItIs('two-accounts.ofx'));
  const facts = page.getByRole('region', { name: 'What this file is' });
  await expect(facts).toContainText('OFX 1');
  await expect(page.getByRole('heading', { name: 'The 2 statements' })).toBeVisible();
  await expect(page.getByText('2 statements still need an account, or to be skipped.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();

  const places = page.getByLabel('Goes into');
  await places.first().selectOption('New account…');
  const form = page.getByRole('dialog', { name: 'New account for this statement' });
  await form.getByLabel('Name').fill('Sunrise pay');
  await form.getByRole('button', { name: 'Add account' }).click();
  await expect(places.first()).toHaveText(/Sunrise pay/);
  await places.nth(1).selectOption('Skip this statement');
  await page.getByRole('button', { name: 'Import 3 rows' }).click();
  await expect(page.getByText('3 rows are in your records')).toBeVisible();
  await expect(page.getByText('This statement was skipped.')).toBeVisible();

  await page.getByRole('link', { name: 'Accounts' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Sunrise pay' })).toContainText('₦301,250.00');
});

test('a running balance that parts from the rows is shown with its place, and imported once that is accepted', async ({
  page,
}) => {
  await page.getByLabel('Choose a file').setInputFiles(asItIs('lying-balance.csv'));
  await page.getByLabel('Goes into').selectOption('New account…');
  const form = page.getByRole('dialog');
  await form.getByLabel('Name').fill('Counter');
  await form.getByRole('button', { name: 'Add account' }).click();
  await expect(page.getByText('Opening + rows is not the closing balance')).toBeVisible();
  await expect(page.locator('main')).toContainText(/line 4/);
  await expect(page.getByText('The balances of one statement do not come out')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  await page.getByLabel('Import it although it does not come out').click();
  await page.getByRole('button', { name: /^Import \d+ rows$/ }).click();
  await expect(page.getByText('Imported although it does not come out.')).toBeVisible();
  await expect(page.getByText(/rows are in your records/)).toBeVisible();
});

test('a long file is scrolled to its end by one key, and only what is in sight is on the page', async ({
  page,
}) => {
  const lines = Array.from({ length: 5000 }, (_, at) => `13/03/2026,STALL ${at + 1},-${at + 1}.00`);
  await page.getByLabel('Choose a file').setInputFiles({
    name: 'long.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`Date,Narration,Amount\n${lines.join('\n')}\n`),
  });
  const region = page.getByRole('region', { name: 'Rows of this file' });
  await expect(region.getByText('STALL 1', { exact: true })).toBeVisible();
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/rows?')) asked.push(request.url());
  });
  await region.evaluate(async (element) => {
    // As a hand drags the bar from one end to the other.
    for (let step = 0; step <= 50; step += 1) {
      element.scrollTop = (element.scrollHeight * step) / 50;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
  await region.focus();
  await page.keyboard.press('End');
  const last = region.getByRole('listitem').last();
  await expect(last).toContainText('STALL 5000');
  await expect(last).toContainText('-5000.00');
  await expect(last).toHaveAttribute('aria-posinset', '5000');
  await expect(last).toHaveAttribute('aria-setsize', '5000');
  expect(await region.getByRole('listitem').count()).toBeLessThan(60);
  // Of 50 pages, those at which the hand stopped; a slow screen stops it here and there.
  expect(asked.length).toBeLessThan(35);
  await page.keyboard.press('Home');
  await expect(region.getByText('STALL 1', { exact: true })).toBeVisible();
});

test('what is no statement is refused with the reason, and nothing is saved', async ({ page }) => {
  // Looked at late: it has been read by then, and nobody saw it moving.
  await page.route(/\/imports\/[0-9a-f-]{36}$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await route.continue();
  });
  await page.getByLabel('Choose a file').setInputFiles(asItIs('login-page.csv'));
  const refusal = page.getByRole('main').getByRole('alert');
  await expect(refusal).toContainText('This file could not be read');
  await expect(refusal).toContainText('Nothing was saved.');
  await refusal.getByRole('link', { name: 'Try another file' }).click();
  await expect(page.getByText('Not readable')).toBeVisible();
  await page.getByRole('link', { name: 'Transactions' }).click();
  await expect(page.getByText('No transactions yet')).toBeVisible();
});
