import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApp } from './support/app.ts';
import type { TestApp } from './support/app.ts';
import { heldAt } from './support/owner.ts';

let own: TestApp;

beforeAll(async () => {
  own = await startApp();
});

afterAll(() => own.stop());

test('two changes that meet without If-Match: one is done, the other may be tried again', async () => {
  const { client, purse } = await own.person();
  const change = (name: string) => () => client.patch(purse, { name });
  const answers = await heldAt(own.database, 'purses', [change('First'), change('Second')]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 503]);
  const refused = answers.find(({ status }) => status === 503);
  expect([refused?.headers.get('retry-after'), refused?.body]).toEqual([
    '1',
    expect.objectContaining({ code: 'try-again', detail: 'Two changes met. Please try again.' }),
  ]);
});
