import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { signedUp } from './support/steps.ts';

const folder = process.env.MAIL_FOLDER;
test.skip(folder === undefined, 'needs a place where faults arrive (npm test -- e2e has one)');

const envelopes = (): string[] =>
  readdirSync(folder ?? '')
    .filter((name) => name.endsWith('.envelope'))
    .map((name) => readFileSync(join(folder ?? '', name), 'utf8'));

test('a failure in a page is told by its kind and page, and by none of its words', async ({
  page,
  baseURL,
}) => {
  await signedUp(page, baseURL, 'Zainab Faulty');
  await page.goto('/transactions?q=hospital#secret-part');
  await expect(page.getByRole('heading', { name: 'Transactions' })).toBeVisible();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.evaluate(() => {
    setTimeout(() => {
      throw new RangeError('Zainab has 98,765.43 in account 0123456789');
    });
  });
  await expect(() => expect(envelopes().join('\n')).toContain('RangeError')).toPass({ timeout: 20_000 });
  const told = envelopes().find((text) => text.includes('RangeError')) ?? '';
  const [, , event = ''] = told.split('\n');
  expect(JSON.parse(event)).toMatchObject({
    platform: 'javascript',
    level: 'error',
    tags: { page: '/transactions', where: 'browser' },
    exception: { values: [{ type: 'RangeError' }] },
  });
  for (const word of ['Zainab', '98,765', '0123456789', 'hospital', 'secret-part', 'example.com'])
    expect(told).not.toContain(word);
  // Browsers talk to nobody but us.
  const origin = new URL(page.url()).origin;
  expect(asked.filter((url) => !url.startsWith(origin))).toEqual([]);
});

test('what a page may tell is checked', async ({ request }) => {
  const bad = [
    'no json',
    '{}',
    JSON.stringify({ type: 'Error', page: '/home', frames: [], words: 'Adaeze' }),
    JSON.stringify({ type: 'Error with words', page: '/home', frames: [] }),
    JSON.stringify({ type: 'Error', page: '/home/0123', frames: [] }),
  ];
  for (const data of bad)
    expect(
      (await request.post('/errors', { data, headers: { 'content-type': 'text/plain' } })).status(),
    ).toBe(400);
});

test('what a page may tell is bounded, and comes from our own pages', async ({ request }) => {
  const data = JSON.stringify({ type: 'Error', page: '/home', frames: [] });
  const sent = async (given: string, headers: Record<string, string>) =>
    (
      await request.post('/errors', { data: given, headers: { 'content-type': 'text/plain', ...headers } })
    ).status();
  expect(await sent(data, {})).toBe(202);
  expect(await sent(data, { origin: 'https://elsewhere.example' })).toBe(403);
  expect(await sent(' '.repeat(20_001), {})).toBe(413);
});
