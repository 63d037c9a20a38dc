import AxeBuilder from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { statement } from './support/statement.ts';
import { addAccount, importFile, signedUp } from './support/steps.ts';
import { expect, test } from './support/test.ts';

interface Place {
  name: string;
  path: string;
  /** Says that the page is there. */
  heading: string | RegExp;
  /** Makes the case before the page is asked for. */
  before?: (page: Page) => Promise<void>;
  /** Opens what the page keeps closed, so that it is looked at too. */
  open?: (page: Page) => Promise<void>;
}

const outside: Place[] = [
  { name: 'landing', path: '/', heading: 'Know how long your money lasts' },
  { name: 'help', path: '/help', heading: 'Help' },
  { name: 'sign in', path: '/sign-in', heading: 'Welcome back' },
  { name: 'sign up', path: '/sign-up', heading: 'Open your purse' },
  { name: 'an invitation', path: '/join', heading: 'An invitation' },
  { name: 'setting a password', path: '/reset', heading: 'Set a password' },
  { name: 'a forgotten password', path: '/forgot', heading: 'Forgot your password?' },
  { name: 'confirming an address', path: '/verify', heading: 'Confirm your address' },
  { name: 'no connection', path: '/offline', heading: 'No connection' },
  { name: 'a wrong address', path: '/nowhere', heading: 'There is nothing here' },
];

const inside: Place[] = [
  {
    name: 'home',
    path: '/home',
    heading: /^You are covered for/,
    open: async (page) => {
      for (const part of await page.getByRole('button', { name: /\d+ of 100/ }).all()) await part.click();
      await page.getByRole('button', { name: 'Table' }).click();
      await expect(page.getByRole('table')).toBeVisible();
    },
  },
  { name: 'transactions', path: '/transactions', heading: 'Transactions' },
  {
    name: 'one transaction',
    path: '/transactions',
    heading: 'Transactions',
    open: (page) =>
      page
        .getByRole('button', { name: /^Money out/ })
        .first()
        .click(),
  },
  {
    name: 'parts of a transaction',
    path: '/transactions',
    heading: 'Transactions',
    open: async (page) => {
      await page
        .getByRole('button', { name: /^Money out/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'Split into parts' }).click();
      await page.getByRole('button', { name: 'Link as a transfer' }).click();
      await expect(page.getByText('What was changed here')).toBeVisible();
    },
  },
  {
    name: 'filters',
    path: '/transactions?direction=in',
    heading: 'Transactions',
    open: (page) => page.getByRole('button', { name: 'Filters' }).click(),
  },
  {
    name: 'several transactions, to change',
    path: '/transactions',
    heading: 'Transactions',
    open: async (page) => {
      await page.getByRole('button', { name: 'Choose several' }).click();
      await page.getByRole('checkbox').first().click();
      await expect(page.getByRole('button', { name: 'Choose all 149' })).toBeVisible();
    },
  },
  {
    name: 'what several shall have in common',
    path: '/transactions',
    heading: 'Transactions',
    open: async (page) => {
      await page.getByRole('button', { name: 'Choose several' }).click();
      await page.getByRole('checkbox').first().click();
      await page.getByRole('button', { name: 'Change 1' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Change 1' }).click();
      await expect(page.getByText('Choose at least one thing to change.')).toBeVisible();
    },
  },
  {
    name: 'names',
    path: '/transactions/names',
    heading: 'People and places',
    open: (page) => page.getByRole('checkbox').first().click(),
  },
  {
    name: 'names to join',
    path: '/transactions/names',
    heading: 'People and places',
    open: async (page) => {
      await page.getByRole('checkbox').nth(0).click();
      await page.getByRole('checkbox').nth(1).click();
      await page.getByRole('button', { name: 'Join 2 into one' }).click();
    },
  },
  {
    name: 'tags',
    path: '/transactions/tags',
    heading: 'Tags',
    open: (page) => page.getByRole('button', { name: 'New tag' }).click(),
  },
  {
    name: 'rules',
    path: '/transactions/rules',
    heading: 'Rules',
    open: async (page) => {
      await page.getByRole('button', { name: 'New rule' }).click();
      const form = page.getByRole('dialog', { name: 'New rule' });
      await form.getByLabel('Text or name contains').fill('a');
      await form.getByRole('button', { name: 'Make the rule' }).click();
      await form.getByLabel('Text or name contains').fill('pos');
      await form.getByLabel('Category').selectOption({ label: 'Leisure' });
      await expect(form.getByRole('list', { name: 'Before and after' })).toBeVisible();
    },
  },
  {
    name: 'the days of an account',
    path: '/accounts',
    heading: 'Accounts',
    open: async (page) => {
      await page
        .getByRole('link', { name: /^Days covered of/ })
        .first()
        .click();
      await expect(page.getByRole('heading', { name: 'Day by day' })).toBeVisible();
    },
  },
  { name: 'imports', path: '/imports', heading: 'Import' },
  {
    name: 'one import',
    path: '/imports',
    heading: 'Import',
    open: async (page) => {
      await page.getByRole('link', { name: /harbour-salary/ }).click();
      await page.getByText('How each column was understood').click();
      await expect(page.getByRole('heading', { name: 'Every row' })).toBeVisible();
    },
  },
  { name: 'accounts', path: '/accounts', heading: 'Accounts' },
  {
    name: 'account form',
    path: '/accounts',
    heading: 'Accounts',
    open: (page) => page.getByRole('button', { name: 'Add account' }).click(),
  },
  {
    name: 'checking a balance',
    path: '/accounts',
    heading: 'Accounts',
    open: async (page) => {
      await page.getByRole('button', { name: /^Check balance/ }).click();
      await page.getByLabel('Balance stated').fill('1');
      await expect(page.getByText('Difference', { exact: true })).toBeVisible();
    },
  },
  { name: 'settings', path: '/settings', heading: 'Settings' },
  {
    name: 'an invitation that was made',
    path: '/settings',
    heading: 'Settings',
    open: async (page) => {
      await page.getByRole('button', { name: 'Invite somebody' }).click();
      await page.getByRole('button', { name: 'Make the link' }).click();
      await expect(page.getByText('The link is ready')).toBeVisible();
    },
  },
  {
    name: 'a new token',
    path: '/settings',
    heading: 'Settings',
    open: (page) => page.getByRole('button', { name: 'New token' }).click(),
  },
  {
    name: 'data of one’s own',
    path: '/settings/data',
    heading: 'Your data',
    open: (page) => page.getByRole('button', { name: 'Delete this purse' }).click(),
  },
  {
    name: 'no purse any more',
    path: '/home',
    heading: 'You have no purse just now',
    before: async (page) => {
      await page.route('**/api/v1/purses', (route) => route.fulfill({ json: { items: [] } }));
    },
  },
  {
    name: 'a purse and a person to be deleted, in a demo',
    path: '/accounts',
    heading: 'Accounts',
    before: async (page) => {
      const deletesAt = '2031-01-02T03:04:05.000Z';
      const purses = (await (await page.request.get('/api/v1/purses')).json()) as { items: object[] };
      const me = (await (await page.request.get('/api/v1/me')).json()) as object;
      const options = (await (await page.request.get('/api/v1/auth/options')).json()) as object;
      const items = purses.items.map((purse) => ({ ...purse, deletesAt }));
      await page.route('**/api/v1/purses', (route) => route.fulfill({ json: { items } }));
      await page.route('**/api/v1/me', (route) => route.fulfill({ json: { ...me, deletesAt } }));
      await page.route('**/api/v1/auth/options', (route) =>
        route.fulfill({ json: { ...options, demo: true } }),
      );
    },
    open: async (page) => {
      await expect(page.getByText('Demo data.')).toBeVisible();
      await expect(page.getByText('Your account will be deleted on 2 Jan 2031')).toBeVisible();
      await expect(page.getByText('The purse Personal will be deleted on 2 Jan 2031')).toBeVisible();
    },
  },
  {
    name: 'a short word after something was done',
    path: '/settings',
    heading: 'Settings',
    open: async (page) => {
      await page.getByRole('button', { name: 'Save' }).first().click();
      const toast = page.getByRole('region', { name: 'Notifications' }).getByRole('dialog');
      // It stays for as long as it is pointed at.
      await toast.hover();
    },
  },
  { name: 'administration', path: '/administration', heading: 'Administration' },
];

/** No fault that axe knows, and nothing that sticks out of a phone's 360 px or a screen's 1280. */
async function lookAt(page: Page, place: Place): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await place.before?.(page);
  await page.goto(place.path);
  await expect(page.getByRole('heading', { level: 1, name: place.heading })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await place.open?.(page);
  await expect(page.locator('[data-starting-style], [data-ending-style]')).toHaveCount(0);
  await expectNoFault(new AxeBuilder({ page }), `${place.name}, light`);
  // Nothing but colours changes in the dark.
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await expectNoFault(new AxeBuilder({ page }).withRules('color-contrast'), `${place.name}, dark`);
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 760 });
    const tooWide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(tooWide, `${place.name}: pixels beyond a screen of ${width}`).toBe(0);
  }
}

async function expectNoFault(axe: AxeBuilder, where: string): Promise<void> {
  const { violations } = await axe.setLegacyMode().analyze();
  const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join('\n')}`);
  expect(faults, where).toEqual([]);
}

for (const place of outside) {
  test(`${place.name}: axe finds nothing, light and dark`, ({ page }) => lookAt(page, place));
}

test.describe('signed in, with records', () => {
  let kept: BrowserContextOptions['storageState'];

  test.beforeAll(async ({ browser, baseURL }) => {
    const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
    const page = await context.newPage();
    await signedUp(page, baseURL);
    await addAccount(page, 'Harbour salary');
    await importFile(page, statement('harbour-salary.csv'));
    kept = await context.storageState();
    await context.close();
  });

  test.beforeEach(async ({ context }) => {
    if (typeof kept !== 'object') throw new Error('nobody signed up');
    await context.addCookies(kept.cookies);
  });

  for (const place of inside) {
    test(`${place.name}: axe finds nothing, light and dark`, ({ page }) => lookAt(page, place));
  }

  test('dark is chosen once and holds from the first paint on', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto('/settings');
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await paper();
    await page.getByText('Dark', { exact: true }).click();
    await expect.poll(paper).not.toBe(light);
    const dark = await paper();
    await page.goto('/help', { waitUntil: 'commit' });
    await page.waitForFunction(() => document.body !== null);
    expect(await paper()).toBe(dark);
    await page.goto('/settings');
    await page.getByText('As the device').click();
    await expect.poll(paper).toBe(light);
  });
});
