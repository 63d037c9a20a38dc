import { expect, type Locator, type Page } from '@playwright/test';
import type { Statement } from './statement.ts';

let people = 0;

export interface Person {
  name: string;
  email: string;
  password: string;
}

export function newPerson(name: string): Person {
  people += 1;
  // Long, as some are: a phone's page must hold it.
  const email = `${name.toLowerCase().replaceAll(' ', '.')}.of.the.long.address.${Date.now()}.${people}@example.com`;
  return { name, email, password: 'a quiet river in Enugu' };
}

/** Signs up without the pages, for tests that are about something else. */
export async function signedUp(page: Page, baseURL: string | undefined, name = 'Bola Ade'): Promise<Person> {
  const person = newPerson(name);
  const origin = new URL(baseURL ?? 'http://localhost:3000').origin;
  const answer = await page.request.post('/api/v1/auth/sign-up', {
    headers: { origin, 'x-ikpa-client': 'web' },
    data: {
      ...person,
      country: 'NG',
      zone: 'Africa/Lagos',
      locale: 'en-NG',
      stated: {
        moneyAtHand: 18_500_000,
        income: { amount: 45_000_000, rhythm: 'monthly' },
        spending: { amount: 38_000_000, rhythm: 'monthly' },
      },
    },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return person;
}

/** Lets go of a file above a place of the page, as a mouse does. */
export async function drop(page: Page, place: Locator, file: Statement): Promise<void> {
  const data = await page.evaluateHandle(
    ({ base64, name, type }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], name, { type }));
      return transfer;
    },
    { base64: file.buffer.toString('base64'), name: file.name, type: file.mimeType },
  );
  await place.dispatchEvent('dragover', { dataTransfer: data });
  await place.dispatchEvent('drop', { dataTransfer: data });
}

export async function addAccount(page: Page, name: string): Promise<void> {
  await page.goto('/accounts');
  await page.getByRole('button', { name: 'Add account' }).click();
  const form = page.getByRole('dialog', { name: 'Add an account' });
  await form.getByLabel('Name').fill(name);
  await form.getByRole('button', { name: 'Add account' }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
}

/** From the import page to saved rows. */
export async function importFile(page: Page, file: Statement): Promise<void> {
  await page.goto('/imports');
  await page.getByLabel('Choose a file').setInputFiles(file);
  await page.getByRole('button', { name: /^Import \d+ rows?$/ }).click();
  await expect(page.getByText(/rows are in your records/)).toBeVisible();
}

interface OwnApi {
  get: <T>(path: string) => Promise<T>;
  post: <T>(path: string, data: object) => Promise<T>;
  put: <T>(path: string, data: object) => Promise<T>;
}

/** The API as the page's own person, below their first purse: to arrange what a test is not about. */
export function ownApi(page: Page, baseURL: string | undefined): OwnApi {
  const origin = new URL(baseURL ?? 'http://localhost:3000').origin;
  const ask = async <T>(method: string, path: string, data?: object): Promise<T> => {
    const { items } = (await (await page.request.get('/api/v1/purses')).json()) as {
      items: { id: string }[];
    };
    const answer = await page.request.fetch(`/api/v1/purses/${items[0]?.id ?? ''}${path}`, {
      method,
      headers: { origin, 'x-ikpa-client': 'web' },
      ...(data === undefined ? {} : { data }),
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    return (await answer.json()) as T;
  };
  return {
    get: (path) => ask('GET', path),
    post: (path, data) => ask('POST', path, data),
    put: (path, data) => ask('PUT', path, data),
  };
}

/** The texts of all rows of a file: only those in sight are on the page, so the list is walked down. */
export async function everyRow(page: Page): Promise<string[]> {
  const region = page.getByRole('region', { name: 'Rows of this file' });
  const texts: string[] = [];
  for (let isMore = true; isMore;) {
    await expect(region.getByRole('list')).toHaveAttribute('aria-busy', 'false');
    const inSight = await region
      .getByRole('listitem')
      .evaluateAll((items) => items.map((item) => [Number(item.ariaPosInSet), item.textContent] as const));
    for (const [place, text] of inSight) texts[place - 1] = text;
    isMore = await region.evaluate(async (element) => {
      const before = element.scrollTop;
      element.scrollTop += element.clientHeight;
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      for (let drawn = 0; drawn < 3; drawn += 1) await frame();
      return element.scrollTop > before;
    });
  }
  return texts;
}
