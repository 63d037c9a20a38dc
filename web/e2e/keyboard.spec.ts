import type { Locator, Page } from '@playwright/test';
import { statement } from './support/statement.ts';
import { addAccount, newPerson, signedUp } from './support/steps.ts';
import { expect, test } from './support/test.ts';

/** Presses Tab until the place has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, place: Locator, atMost = 40): Promise<void> {
  for (let pressed = 0; pressed < atMost; pressed += 1) {
    await page.keyboard.press('Tab');
    if (await place.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`not reached within ${atMost} presses of Tab: ${place.toString()}`);
}

test('from the first page to a saved result by keyboard alone', async ({ page }) => {
  const person = newPerson('Ife Bello');
  await page.goto('/');
  for (const [label, amount] of [
    ['Money at hand', '90000'],
    ['Money that usually comes in', '200000'],
    ['Money that usually goes out', '150000'],
  ] as const) {
    await tabTo(page, page.getByLabel(label));
    await page.keyboard.type(amount);
  }
  await tabTo(page, page.getByRole('button', { name: 'Keep it' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/sign-up');
  await tabTo(page, page.getByLabel('What shall we call you?'));
  await page.keyboard.type(person.name);
  await page.keyboard.press('Tab');
  await page.keyboard.type(person.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(person.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/home');
});

test('an account and a statement by keyboard alone', async ({ page, baseURL }) => {
  await signedUp(page, baseURL);
  await addAccount(page, 'Harbour salary');
  await page.goto('/imports');
  await expect(page.getByText('Nothing imported yet')).toBeVisible();
  // The first stop leads past the menu.
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByLabel('Choose a file'), 3);
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Space');
  await (await chooser).setFiles(statement('harbour-salary.csv'));
  const confirm = page.getByRole('button', { name: 'Import 149 rows' });
  await expect(confirm).toBeEnabled();
  await tabTo(page, confirm, 80);
  await page.keyboard.press('Enter');
  await expect(page.getByText('149 rows are in your records')).toBeVisible();
  await tabTo(page, page.getByRole('link', { name: 'See where you stand' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/home');
  const part = page.getByRole('button', { name: /^Saving/ });
  await expect(part).toBeVisible();
  await tabTo(page, part);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^You keep .* of what comes in\.$/)).toBeVisible();
});

test('the bar of an import hides nothing that has the focus', async ({ page, baseURL }) => {
  await signedUp(page, baseURL);
  await addAccount(page, 'Harbour salary');
  await page.goto('/imports');
  await page.getByLabel('Choose a file').setInputFiles(statement('harbour-salary.csv'));
  const confirm = page.getByRole('button', { name: 'Import 149 rows' });
  await expect(confirm).toBeEnabled();
  const hidden: string[] = [];
  let stops = 0;
  for (
    ;
    stops < 80 && !(await confirm.evaluate((element) => element === document.activeElement));
    stops += 1
  ) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      const focused = document.activeElement;
      const bar = [...document.querySelectorAll('main div')].find(
        (each) => getComputedStyle(each).position === 'sticky',
      );
      if (focused === null || bar === undefined || focused.closest('main') === null || bar.contains(focused))
        return null;
      const below = focused.getBoundingClientRect().bottom - bar.getBoundingClientRect().top;
      return below > 0 ? `${focused.outerHTML.slice(0, 80)}: ${below} px under the bar` : null;
    });
    if (found !== null) hidden.push(found);
  }
  expect([hidden, stops > 5, stops < 80]).toEqual([[], true, true]);
});

test('a sheet takes the focus, keeps it and gives it back', async ({ page, baseURL }) => {
  await signedUp(page, baseURL);
  await page.goto('/accounts');
  const opener = page.getByRole('button', { name: 'Add account' });
  await opener.focus();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Add an account' });
  await expect(sheet).toBeVisible();
  for (let pressed = 0; pressed < 14; pressed += 1) await page.keyboard.press('Tab');
  expect(await sheet.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(opener).toBeFocused();
});
