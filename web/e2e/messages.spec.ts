import { signedUp } from './support/steps.ts';
import { expect, test } from './support/test.ts';

const day = (number: number) => `${number}/11/25`;
const MESSAGES = [
  `TKA1XQ00AA Confirmed. You have received Ksh20,000.00 from SUNRISE LTD on ${day(1)} at 8:00 AM. New M-PESA balance is Ksh20,500.00.`,
  `TKB1XQ00AB Confirmed. Ksh1,000.00 sent to MARY WAMBUI 0712000111 on ${day(2)} at 6:04 PM. New M-PESA balance is Ksh19,487.00. Transaction cost, Ksh13.00.`,
  `TKC1XQ00AC Confirmed. Ksh500.00 paid to MAMA MBOGA. on ${day(3)} at 7:04 PM. New M-PESA balance is Ksh18,987.00. Transaction cost, Ksh0.00.`,
  `TKD1XQ00AD confirmed.You bought Ksh100.00 of airtime on ${day(4)} at 7:00 AM.New M-PESA balance is Ksh18,887.00. Transaction cost, Ksh0.00.`,
  'Your M-PESA verification code is 44810. Do not share it.',
  `TKE1XQ00AE Confirmed. Ksh2,000.00 sent to KPLC PREPAID for account 12345678 on ${day(5)} at 9:15 AM New M-PESA balance is Ksh16,864.00. Transaction cost, Ksh23.00.`,
  `TKF1XQ00AF Confirmed. You have withdrawn Ksh3,000.00 from agent 123456 - ZURI AGENCIES on ${day(6)} at 1:30 PM. New M-PESA balance is Ksh13,836.00. Transaction cost, Ksh28.00.`,
  `TKG1XQ00AG Confirmed. You have received Ksh1,500.00 from JOHN OTIENO 0722000222 on ${day(7)} at 2:00 PM. New M-PESA balance is Ksh15,336.00.`,
  `TKH1XQ00AH Confirmed. Ksh800.00 sent to FAITH CHEBET 0712000333 on ${day(8)} at 3:04 PM. New M-PESA balance is Ksh14,529.00. Transaction cost, Ksh7.00.`,
  `TKI1XQ00A1 Confirmed. Ksh250.00 paid to SUNNY KIOSK. on ${day(9)} at 7:04 PM. New M-PESA balance is Ksh14,279.00. Transaction cost, Ksh0.00.`,
];

test('ten messages, pasted on a phone, are saved in a few touches; the button says how many rows', async ({
  page,
  baseURL,
}) => {
  await signedUp(page, baseURL);
  await page.goto('/imports');
  const began = Date.now();
  await page.getByLabel('Messages of your bank or mobile money').fill(MESSAGES.join('\n'));
  await page.getByRole('button', { name: 'Read the messages' }).click();
  // Nothing floats above what has to be chosen first.
  await expect(page.getByRole('button', { name: 'Put away' }).locator('xpath=../..')).toHaveCSS(
    'position',
    'static',
  );
  await page.getByRole('button', { name: 'Make the account “M-PESA”' }).click();
  // Nine payments and four charges; the code is left out, and says so.
  const confirm = page.getByRole('button', { name: 'Import 13 rows' });
  await expect(confirm).toBeEnabled();
  await expect(page.locator('[data-proof="proved"]')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'verification code' })).toContainText(
    'A one-time code: it moves no money.',
  );
  await confirm.click();
  await expect(page.getByText('13 rows are in your records')).toBeInViewport();
  expect(Date.now() - began).toBeLessThan(20_000);
});

test('a text shared to the app stands in the paste box, and nowhere in the address', async ({
  page,
  baseURL,
}) => {
  await signedUp(page, baseURL);
  await page.goto(`/imports#shared=${encodeURIComponent(MESSAGES[0] ?? '')}`);
  await expect(page.getByLabel('Messages of your bank or mobile money')).toHaveValue(MESSAGES[0] ?? '');
  await expect.poll(() => page.url()).not.toContain('shared');
});

test('a day is asked for only where messages name none, and never made up', async ({ page, baseURL }) => {
  await signedUp(page, baseURL);
  await page.goto('/imports');
  await expect(page.getByRole('button', { name: 'Read the messages' })).toBeVisible();
  await expect(page.locator('input[type="date"]')).toHaveCount(0);
  const without =
    'You have received Ksh700.00 from JOHN OTIENO 0722000222. New M-PESA balance is Ksh21,200.00. Ref TKZ1XQ00AZ';
  await page.getByLabel('Messages of your bank or mobile money').fill(`${MESSAGES[0]}\n\n${without}`);
  await page.getByRole('button', { name: 'Read the messages' }).click();
  await expect(page.getByText('Some messages do not say on which day they were')).toBeVisible();
  await expect(page.locator('li[data-verdict="new"]')).toHaveCount(1);
  const read = page.getByRole('button', { name: 'Read again with this day' });
  await expect(read).toBeDisabled();
  const first = page.url();
  await page.getByLabel('Day of these messages').fill('2025-11-02');
  await read.click();
  await expect(page.locator('li[data-verdict="new"]')).toHaveCount(2);
  expect(page.url()).not.toBe(first);
  await expect(page.getByText('Some messages do not say on which day they were')).toBeHidden();
  await expect(page.locator('li[data-verdict="new"]').filter({ hasText: 'JOHN OTIENO' })).toContainText(
    '2 Nov',
  );
  await page.goto('/imports');
  await expect(page.getByRole('listitem').filter({ hasText: 'Pasted messages' })).toHaveCount(1);
});

test('a shared text that is damaged or too long says so', async ({ page, baseURL }) => {
  await signedUp(page, baseURL);
  const box = page.getByLabel('Messages of your bank or mobile money');
  await page.goto('/imports#shared=%E0%A4%A');
  await expect(page.getByText('The shared text was damaged on its way here.')).toBeVisible();
  await expect(box).toHaveValue('');
  expect(page.url()).not.toContain('shared');
  await page.goto('/imports/view');
  await page.goto(`/imports#shared=${'a'.repeat(200_001)}`);
  await expect(page.getByText('The text was longer than 200,000 letters')).toBeVisible();
  await expect(box).toHaveValue('a'.repeat(200_000));
  // Nor is a pasted one cut without a word; what fits again needs none.
  await box.fill('b'.repeat(200_001));
  await expect(box).toHaveValue('b'.repeat(200_000));
  await box.fill('c');
  await expect(page.getByText('The text was longer than 200,000 letters')).toBeHidden();
});

test('the operating system’s share sheet reaches the paste box without a server', async ({
  page,
  baseURL,
  context,
}) => {
  await signedUp(page, baseURL);
  await page.goto('/imports');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  const asked: string[] = [];
  context.on('request', (request) => {
    if (request.method() === 'POST' && request.serviceWorker() !== null) asked.push(request.url());
  });
  await page.evaluate((text) => {
    const form = document.createElement('form');
    form.method = 'post';
    form.enctype = 'multipart/form-data';
    form.action = '/imports/share';
    const field = document.createElement('textarea');
    field.name = 'text';
    field.value = text;
    form.append(field);
    document.body.append(form);
    form.submit();
  }, MESSAGES[1] ?? '');
  await expect(page.getByLabel('Messages of your bank or mobile money')).toHaveValue(MESSAGES[1] ?? '');
  expect(asked).toEqual([]);
});
