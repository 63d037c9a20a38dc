import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { unreadPdf } from '../../test/support/unread-pdf.ts';
import { signedUp } from './support/steps.ts';
import { expect, test } from './support/test.ts';

const FILE = { name: 'kobo-february.pdf', mimeType: 'application/pdf', buffer: unreadPdf() };

/** Axe finds nothing, and nothing sticks out of a phone's 360 px or a screen's 1280. */
async function expectSound(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 760 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  }
}

test('a PDF that nobody could read: the owner allows the AI, lets it read, looks and saves', async ({
  page,
  baseURL,
}) => {
  await signedUp(page, baseURL);
  await page.goto('/settings');
  const part = page.getByRole('region', { name: 'AI', exact: true });
  await expect(part).toContainText('To Anthropic, a company in the United States');
  await expect(part).toContainText('nothing was asked');
  const yes = part.getByRole('checkbox', { name: 'Allow it for this purse' });
  await expect(yes).not.toBeChecked();
  await yes.click();
  await expect(part).toContainText('Allowed by Bola Ade');
  await page.reload();
  await expect(yes).toBeChecked();
  await expectSound(page);

  await page.goto('/imports');
  await page.getByLabel('Choose a file').setInputFiles(FILE);
  await expect(page.getByText('Ikpa could not read this file by itself')).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Let the AI read it' }).click();
  const ask = page.getByRole('alertdialog', { name: 'Send the text of this PDF to the AI?' });
  await expect(ask).toContainText('shortened to four digits');
  await ask.getByRole('button', { name: 'Let the AI read it' }).click();

  await expect(page.getByText('Read by an AI')).toBeVisible();
  await expect(page.getByText(/^claude-sonnet-5-5, .*about .*0\.0054$/)).toBeVisible();
  await expect(page.getByText('It adds up: opening + rows = closing')).toBeVisible();
  await expect(page.locator('main')).toContainText('Transfer from 0987654321 Chika Okafor');
  await expectSound(page);
  await page.getByLabel('Goes into').selectOption('New account…');
  const form = page.getByRole('dialog');
  await form.getByLabel('Name').fill('Kobo');
  await form.getByRole('button', { name: 'Add account' }).click();
  await page.getByRole('button', { name: 'Import 2 rows' }).click();
  await expect(page.getByText('2 rows are in your records')).toBeVisible();
  await page.goto('/imports');
  await expect(page.getByText('read by an AI')).toBeVisible();

  await page.goto('/settings');
  await expect(page.getByRole('region', { name: 'AI', exact: true })).toContainText('1 question, about');
  await page.getByRole('checkbox', { name: 'Allow it for this purse' }).click();
  await expect(page.getByText('Taken back. Nothing more is sent.')).toBeVisible();
  const history = page.getByRole('region', { name: 'What was changed' });
  await expect(history).toContainText('no longer allows the AI to read PDFs of this purse');
  await expect(history).toContainText('let the AI read a file: kobo-february.pdf');
});
