import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drop, signedUp } from './support/steps.ts';
import { expect, test } from './support/test.ts';

/** A locked statement of the corpus: twelve rows of a current account. */
const LOCKED = {
  name: 'march-2026.pdf',
  mimeType: 'application/pdf',
  buffer: readFileSync(fileURLToPath(new URL('../../test/corpus/pdf/ng-current.pdf', import.meta.url))),
  range: '',
};

test('a locked PDF: dropped, a wrong password, the right one, looked at, saved', async ({
  page,
  baseURL,
}) => {
  await signedUp(page, baseURL);
  await page.goto('/imports');
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.url()));
  await drop(page, page.getByText('Drop a statement here'), LOCKED);

  await expect(page.getByText('This PDF is locked')).toBeVisible();
  await expect(page.getByText('Password needed')).toBeVisible();
  const field = page.getByLabel('Password of the PDF');
  await expect(field).toHaveAttribute('autocomplete', 'off');
  await expect(field).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: 'Open and read' }).click();
  await expect(page.getByText('Please type the password.')).toBeVisible();

  await field.fill('not-the-password');
  await field.press('Enter');
  await expect(page.getByText('That password does not open the PDF.')).toBeVisible();
  await expect(field).toHaveValue('');
  await expect(field).toBeFocused();

  await field.fill('0123456789');
  await page.getByRole('button', { name: 'Open and read' }).click();
  const facts = page.getByRole('region', { name: 'What this file is' });
  await expect(facts).toContainText('PDF');
  await expect(field).toBeHidden();
  await expect(page.locator('main')).toContainText('NIP TRANSFER TO MUSA IBRAHIM diesel');
  await page.getByLabel('Goes into').selectOption('New account…');
  const form = page.getByRole('dialog');
  await form.getByLabel('Name').fill('Iroko current');
  await form.getByRole('button', { name: 'Add account' }).click();
  await page.getByRole('button', { name: 'Import 12 rows' }).click();
  await expect(page.getByText('12 rows are in your records')).toBeVisible();

  expect(sent.some((url) => url.endsWith('/unlock'))).toBe(true);
  expect(sent.filter((url) => /not-the-password|0123456789/.test(url))).toEqual([]);
  const kept = await page.evaluate(async () => {
    const texts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    for (const { name } of await indexedDB.databases()) texts.push(name ?? '');
    return texts.join('\n');
  });
  expect(kept).not.toContain('not-the-password');
});
