import { lockedPdf } from '../../test/support/pdf/locked-pdf.ts';
import { packed } from '../../test/support/zip.ts';
import { addAccount, drop, signedUp } from './support/steps.ts';
import { expect, test } from './support/test.ts';

const table = (day: string, text: string) =>
  `Date,Narration,Debit,Credit,Balance\n${day},${text},500.00,,1000.00\n`;

const YEAR = {
  name: 'year.zip',
  mimeType: 'application/zip',
  buffer: packed({
    'march.csv': table('12/03/2026', 'DANFO'),
    'april.csv': table('14/04/2026', 'KIOSK'),
    'may.pdf': lockedPdf('harmattan'),
  }),
  range: '',
};

test('a ZIP of several statements: each by the name of its file, the locked one by its password', async ({
  page,
  baseURL,
}) => {
  await signedUp(page, baseURL);
  await addAccount(page, 'Iroko');
  await page.goto('/imports');
  await drop(page, page.getByText('Drop a statement here'), YEAR);

  await expect(page.getByText('may.pdf in this archive is locked')).toBeVisible();
  await page.getByLabel('Password of the PDF').fill('harmattan');
  await page.getByRole('button', { name: 'Open and read' }).click();

  const facts = page.getByRole('region', { name: 'What this file is' });
  await expect(facts).toContainText('ZIP archive');
  const statements = page.getByRole('region', { name: 'The 3 statements' });
  await expect(statements.locator('bdi')).toHaveText(['april.csv', 'march.csv', 'may.pdf']);
  await page.getByRole('button', { name: 'Import 4 rows' }).click();
  await expect(page.getByText('4 rows are in your records')).toBeVisible();
});
