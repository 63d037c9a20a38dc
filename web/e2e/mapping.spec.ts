import AxeBuilder from '@axe-core/playwright';
import { asItIs } from './support/statement.ts';
import { addAccount, signedUp } from './support/steps.ts';
import { expect, test } from './support/test.ts';

test('fix a mapping: a table nobody could read is read as a person says, and the next one by itself', async ({
  page,
  baseURL,
}) => {
  await signedUp(page, baseURL);
  await addAccount(page, 'Bank');
  await page.goto('/imports');
  await page.getByLabel('Choose a file').setInputFiles(asItIs('foreign-names.csv'));
  await expect(page.getByRole('main').getByRole('alert')).toContainText('No row names the columns');

  const mapper = page.getByRole('region', { name: 'What the columns mean' });
  await expect(mapper.getByLabel('1. Pvm')).toHaveValue('date');
  await expect(mapper.getByLabel('2. Selite')).toHaveValue('description');
  await expect(mapper.getByLabel('3. Summa')).toHaveValue('amount');
  await expect(mapper.getByText('The running balance proves it.')).toBeVisible();
  await expect(mapper.getByRole('status')).toHaveText('The file can be read like this.');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  // A phone's page is no wider than the phone: the table scrolls by itself.
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

  // By keyboard alone, as a select is used.
  const text = mapper.getByLabel('2. Selite');
  await text.focus();
  await text.selectOption('date');
  await expect(mapper.getByText('Another column has this meaning already.')).toBeVisible();
  await expect(mapper.getByRole('button', { name: 'Read the file again' })).toBeDisabled();
  await text.selectOption('who');
  await expect(mapper.getByRole('status')).toHaveText('The file can be read like this.');
  await mapper.getByRole('button', { name: 'Read the file again' }).press('Enter');

  const facts = page.getByRole('region', { name: 'What this file is' });
  await expect(facts).toContainText('as you set them');
  await page.getByRole('button', { name: 'Import 3 rows' }).click();
  await expect(page.getByText('3 rows are in your records')).toBeVisible();

  const next = asItIs('foreign-names.csv');
  const later = next.buffer.toString('utf8').replaceAll('/04/', '/05/');
  await page.goto('/imports');
  await page.getByLabel('Choose a file').setInputFiles({ ...next, buffer: Buffer.from(later) });
  await expect(facts).toContainText('as you set them last time');
  await mapper.getByRole('button', { name: 'Look at the columns' }).click();
  await expect(mapper.getByText('As you set it last time.').first()).toBeVisible();

  await page.goto('/imports');
  const profiles = page.getByRole('region', { name: 'Remembered columns' });
  const saved = page.waitForEvent('download');
  await profiles.getByRole('button', { name: 'Save “Pvm, Selite, Summa, Saldo nyt” as a file' }).click();
  const file = await (await saved).path();
  await profiles.getByRole('button', { name: 'Forget “Pvm, Selite, Summa, Saldo nyt”' }).click();
  await expect(profiles.getByText('Nothing yet.')).toBeVisible();
  await profiles.getByLabel('Take in a file with columns').setInputFiles(file);
  await expect(profiles.getByRole('listitem')).toContainText('for any account');
});

test('what columns mean can be seen and changed where the file was read', async ({ page, baseURL }) => {
  await signedUp(page, baseURL);
  await addAccount(page, 'Bank');
  await page.goto('/imports');
  await page.getByLabel('Choose a file').setInputFiles(asItIs('harbour-salary.csv'));
  const mapper = page.getByRole('region', { name: 'What the columns mean' });
  await mapper.getByRole('button', { name: 'Look at the columns' }).click();
  await expect(mapper.getByText('certain').first()).toBeVisible();
  await expect(mapper.getByRole('button', { name: 'Read the file again' })).toBeEnabled();
});
