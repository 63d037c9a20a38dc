import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { unzip } from '../../test/support/zip.ts';
import { statement } from './support/statement.ts';
import { addAccount, importFile, signedUp, type Person } from './support/steps.ts';
import { expect, test } from './support/test.ts';

async function downloaded(page: Page, title: string): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: `Download: ${title}` }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test('everything is taken away: of the purse, of the person, and as a journal', async ({ page, baseURL }) => {
  const me = await signedUp(page, baseURL);
  await addAccount(page, 'Harbour salary');
  const file = statement('harbour-salary.csv');
  await importFile(page, file);
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Take away or delete' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your data' })).toBeVisible();

  await test.step('the purse: tables, data and the statement as it was given', async () => {
    const { name, bytes } = await downloaded(page, 'Everything in Personal');
    expect(name).toMatch(/^ikpa-\d{4}-\d\d-\d\d\.zip$/);
    await expect(page.getByText(`${name} is in your downloads`)).toBeVisible();
    const files = unzip(bytes);
    const data = JSON.parse(files.get('data.json')?.toString() ?? '{}') as {
      transactions: object[];
      imports: { file: string }[];
    };
    expect(data.transactions).toHaveLength(149);
    const original = data.imports[0]?.file ?? '';
    expect([...files.keys()]).toEqual(expect.arrayContaining(['README.txt', 'manifest.json', original]));
    expect(files.get(original)?.equals(file.buffer)).toBe(true);
  });

  await test.step('the person, with every purse', async () => {
    const { bytes } = await downloaded(page, 'Everything about you');
    const files = unzip(bytes);
    expect(files.get('person.json')?.toString()).toContain(me.email);
    expect([...files.keys()].filter((name) => /^purses\/1-.*\/data\.json$/.test(name))).toHaveLength(1);
  });

  await test.step('the journal', async () => {
    const { name, bytes } = await downloaded(page, 'Personal as a journal');
    expect(name).toMatch(/\.journal$/);
    expect(bytes.toString()).toMatch(/^account /m);
    const ledger = await downloaded(page, 'Personal for beancount');
    expect(ledger.name).toMatch(/\.beancount$/);
    expect(ledger.bytes.toString()).toMatch(/^\d{4}-\d\d-\d\d open Assets:/m);
  });

  await test.step('one account, as a statement that the import page reads', async () => {
    const { name, bytes } = await downloaded(page, 'Harbour salary as OFX');
    expect(name).toMatch(/\.ofx$/);
    expect(bytes.toString().match(/<STMTTRN>/g)).toHaveLength(149);
  });

  await test.step('one that breaks off is not taken for whole', async () => {
    await page.route('**/api/v1/me/export', (route) => route.abort('connectionreset'));
    await page.getByRole('button', { name: 'Download: Everything about you' }).click();
    const told = page.getByRole('main').getByRole('alert');
    await expect(told).toContainText('It did not arrive whole, so nothing was saved');
    await expect(told).toContainText('Ikpa cannot be reached.');
  });
});

test('an exported purse is taken in again as a new one, and opened', async ({ page, baseURL }) => {
  await signedUp(page, baseURL);
  await addAccount(page, 'Harbour salary');
  await importFile(page, statement('harbour-salary.csv'));
  await page.goto('/settings/data');
  const { bytes } = await downloaded(page, 'Everything in Personal');
  const chooser = page.getByLabel('Choose the ZIP file');

  await test.step('a file that is none is refused, and nothing is made', async () => {
    await chooser.setInputFiles({ name: 'a.zip', mimeType: 'application/zip', buffer: Buffer.from('no') });
    const told = page.getByRole('main').getByRole('alert');
    await expect(told).toContainText('Nothing was taken in');
  });

  await chooser.setInputFiles({ name: 'purse.zip', mimeType: 'application/zip', buffer: bytes });
  await expect(page.getByText('The purse is here, with 149 transactions.')).toBeVisible();
  await page.getByRole('button', { name: 'Open it' }).click();
  await expect(page).toHaveURL('/home');
  await expect(page.getByRole('combobox', { name: 'Purse', exact: true }).locator('option')).toHaveCount(2);
  await page.goto('/accounts');
  await expect(page.getByRole('heading', { name: 'Harbour salary' })).toBeVisible();
});

test('the list is taken away as the filters have it, with the count that the page tells', async ({
  page,
  baseURL,
}) => {
  await signedUp(page, baseURL);
  await addAccount(page, 'Harbour salary');
  await importFile(page, statement('harbour-salary.csv'));
  await page.goto('/transactions?direction=in');
  await page.getByRole('button', { name: 'Download as CSV' }).click();
  const sheet = page.getByRole('dialog', { name: 'Download as CSV' });
  const title = (await sheet.getByRole('heading', { name: /^\d+ transactions?$/ }).textContent()) ?? '';
  const { name, bytes } = await downloaded(page, title);
  expect(name).toMatch(/^ikpa-\d{4}-\d\d-\d\d\.csv$/);
  const [, ...lines] = bytes.toString().trimEnd().split('\r\n');
  expect(lines).toHaveLength(Number.parseInt(title));
  expect(lines.filter((line) => /,-\d/.test(line))).toEqual([]);
});

async function ask(page: Page, what: 'Delete this purse' | 'Delete my account', password: string) {
  await page.goto('/settings/data');
  await page.getByRole('button', { name: what }).click();
  const sheet = page.getByRole('dialog', { name: /^Delete/ });
  await expect(sheet).toContainText('You have 7 days to change your mind.');
  await sheet.getByLabel('Your password').fill(password);
  await sheet.getByRole('button', { name: what }).click();
  return sheet;
}

/** The day as a page writes it for somebody in Nigeria. */
const inSevenDays = (): string =>
  new Intl.DateTimeFormat('en-NG', { dateStyle: 'medium', timeZone: 'Africa/Lagos' }).format(
    Date.now() + 7 * 86_400_000,
  );

test('a purse is to be deleted: told when, seen on every page, and kept after all', async ({
  page,
  baseURL,
}) => {
  const me = await signedUp(page, baseURL);
  const sheet = await ask(page, 'Delete this purse', 'not mine');
  await expect(sheet.getByLabel('Your password')).toHaveAccessibleDescription(
    'This is not your password. Nothing was asked for yet.',
  );
  await sheet.getByLabel('Your password').fill(me.password);
  await sheet.getByRole('button', { name: 'Delete this purse' }).click();
  await expect(sheet).toBeHidden();
  const banner = page.getByText(`The purse Personal will be deleted on ${inSevenDays()}`);
  await expect(banner).toBeVisible();
  await page.goto('/home');
  await expect(banner).toBeVisible();
  await page.getByRole('button', { name: 'Keep this purse' }).click();
  await expect(page.getByText('The purse stays.')).toBeVisible();
  await expect(banner).toHaveCount(0);
  await page.goto('/settings/data');
  await expect(page.getByRole('button', { name: 'Delete this purse' })).toBeVisible();
});

async function signIn(page: Page, me: Person): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(me.email);
  await page.getByLabel('Password').fill(me.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL('/home');
}

test('an account is to be deleted; one tap keeps it, and so does signing in', async ({ page, baseURL }) => {
  const me = await signedUp(page, baseURL);
  const banner = page.getByText(`Your account will be deleted on ${inSevenDays()}`);
  await ask(page, 'Delete my account', me.password);
  await expect(banner).toBeVisible();
  await page.getByRole('button', { name: 'Keep my account' }).first().click();
  await expect(page.getByText('Your account stays.')).toBeVisible();
  await expect(banner).toHaveCount(0);

  await ask(page, 'Delete my account', me.password);
  await expect(banner).toBeVisible();
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/');
  await signIn(page, me);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('You are covered for');
  await expect(banner).toHaveCount(0);
});

test('who has no purse any more opens a new one', async ({ page, baseURL }) => {
  await signedUp(page, baseURL);
  // What the API answers once the schedule has removed the last purse (test/deletion.test.ts waits for it).
  await page.route('**/api/v1/purses', (route) => route.fulfill({ json: { items: [] } }), { times: 1 });
  await page.goto('/home');
  await expect(page.getByRole('heading', { name: 'You have no purse just now' })).toBeVisible();
  await page.getByLabel('Name of the new purse').fill('Fresh start');
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await page.getByRole('button', { name: 'Open a new purse' }).click();
  await expect(page.getByText('Your picture is not complete yet')).toBeVisible();
  await expect(page.getByLabel('Purse', { exact: true }).locator('option:checked')).toHaveText(
    'Fresh start – yours',
  );
});

test('a demo says so where somebody could type something personal', async ({ page, baseURL }) => {
  await signedUp(page, baseURL);
  const note = page.getByText('Please type nothing personal.');
  await page.goto('/home');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('You are covered for');
  await expect(note).toHaveCount(0);
  const options = (await (await page.request.get('/api/v1/auth/options')).json()) as object;
  await page.route('**/api/v1/auth/options', (route) => route.fulfill({ json: { ...options, demo: true } }));
  for (const path of ['/home', '/sign-in', '/sign-up']) {
    await page.goto(path);
    await expect(note, path).toBeVisible();
  }
});
