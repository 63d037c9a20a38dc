import { mailedLink } from './support/mail.ts';
import { newPerson, signedUp } from './support/steps.ts';
import { expect, test } from './support/test.ts';

test.skip(process.env.MAIL_FOLDER === undefined, 'needs a mail server (npm test -- e2e starts one)');

test('a person confirms their address by mail', async ({ page, baseURL }) => {
  const person = await signedUp(page, baseURL, 'Amaka Udo');
  await page.goto('/settings');
  await expect(page.getByText('Please confirm your address')).toBeVisible();
  await page.getByRole('button', { name: 'Send the mail again' }).click();
  await expect(page.getByText('The mail is on its way.')).toBeVisible();
  await page.goto(await mailedLink(person.email, 'verify'));
  await page.getByRole('button', { name: 'This address is mine' }).click();
  await expect(page.getByText('Your address is confirmed')).toBeVisible();
  await page.goto('/settings');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toBeVisible();
  await expect(page.getByText('Please confirm your address')).toBeHidden();
});

test('a person who forgot their password comes back by mail', async ({ page, baseURL, browser }) => {
  const person = await signedUp(page, baseURL, 'Kwame Mensah');
  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const other = await context.newPage();
  await other.goto('/sign-in');
  await other.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(other.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible();
  await other.getByRole('button', { name: 'Send me a link' }).click();
  await expect(other.getByLabel('E-mail')).toHaveAttribute('aria-invalid', 'true');
  await other.getByLabel('E-mail').fill(person.email);
  await other.getByRole('button', { name: 'Send me a link' }).click();
  await expect(other.getByText('Look into your mail')).toBeVisible();
  await other.goto(await mailedLink(person.email, 'reset'));
  await other.getByLabel('New password').fill('another quiet river in Enugu');
  await other.getByRole('button', { name: 'Set the password' }).click();
  await expect(other.getByText('Your password is set')).toBeVisible();
  await other.goto('/sign-in');
  await other.getByLabel('E-mail').fill(person.email);
  await other.getByLabel('Password').fill('another quiet river in Enugu');
  await other.getByRole('button', { name: 'Sign in' }).click();
  await expect(other).toHaveURL(/\/home$/);
  await context.close();
});

test('an invitation arrives by mail', async ({ page, baseURL }) => {
  await signedUp(page, baseURL, 'Ngozi Eze');
  const guest = newPerson('Efe Ojo');
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const sheet = page.getByRole('dialog', { name: 'Invite somebody' });
  await sheet.getByLabel('Mail it to (if you like)').fill(guest.email);
  await sheet.getByRole('button', { name: 'Make the link' }).click();
  await expect(sheet.getByText(/We have mailed it/)).toBeVisible();
  const shown = await sheet.getByLabel('Link', { exact: true }).inputValue();
  expect(shown.endsWith(await mailedLink(guest.email, 'join'))).toBe(true);
});
