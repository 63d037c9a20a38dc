import { statement } from './support/statement.ts';
import { addAccount, importFile, signedUp } from './support/steps.ts';
import { expect, test } from './support/test.ts';

test('without a network the purse opens with what was seen last', async ({ page, context, baseURL }) => {
  await signedUp(page, baseURL);
  await addAccount(page, 'Harbour salary');
  await importFile(page, statement('harbour-salary.csv'));
  for (const path of ['/accounts', '/transactions', '/home']) {
    await page.goto(path);
    await expect(page.locator('main')).toContainText('₦');
    await page.waitForTimeout(1500); // answers are written to the device at most once a second
  }
  // The worker has put everything away, and the answers lie on the device.
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active?.state !== 'activated') throw new Error(`the service worker is ${active?.state}`);
  });
  await page.waitForFunction(async () => (await caches.keys()).length > 0);

  await context.setOffline(true);
  await page.goto('/home');
  await expect(page.getByText(/^No connection\. This is how things stood on/)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('You are covered for');
  await expect(page.getByRole('img', { name: /^Score \d+ of 100/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Bars of money in and money out/ })).toBeVisible();

  await page.getByRole('link', { name: 'Transactions' }).click();
  await expect(page.getByRole('button', { name: /Ajo Contribution/ }).first()).toBeVisible();
  // Offline, the router may still be loading the page before as a document, which would end this one.
  await expect(() => page.goto('/accounts')).toPass({ timeout: 20_000 });
  await expect(page.getByRole('heading', { name: 'Harbour salary' })).toBeVisible();

  // What is not kept says so in our own words.
  await page.goto('/administration');
  await expect(page.getByRole('heading', { level: 1, name: 'Administration' })).toBeVisible();
  await page.goto('/sign-up');
  await expect(page.getByRole('heading', { level: 1, name: 'No connection' })).toBeVisible();
  await page.getByRole('link', { name: 'To my purse' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('You are covered for');
  await expect(() => page.goto('/accounts')).toPass({ timeout: 20_000 });

  // What cannot be had says so, and loses nothing.
  await page.getByRole('button', { name: 'Add account' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name').fill('Cash at home');
  await form.getByRole('button', { name: 'Add account' }).click();
  await expect(form.getByRole('alert')).toContainText('Ikpa cannot be reached');
  await expect(form.getByLabel('Name')).toHaveValue('Cash at home');
  await context.setOffline(false);
  await form.getByRole('button', { name: 'Add account' }).click();
  await expect(page.getByRole('heading', { name: 'Cash at home' })).toBeVisible();
});
