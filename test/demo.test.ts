import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '../src/config.ts';
import { DEMO_SIGN_INS } from '../src/domain/demo-households.ts';
import { DemoService } from '../src/features/demo/demo.service.ts';
import { startApp } from './support/app.ts';
import type { TestApp } from './support/app.ts';
import { Client } from './support/client.ts';
import { makeClone } from './support/database.ts';
import { asOwner } from './support/owner.ts';

const WORKER = process.env['JEST_WORKER_ID'] ?? '0';

async function signedIn(own: TestApp, { email, password }: { email: string; password: string }) {
  const client = new Client(own.baseUrl);
  const answer = await client.post<{ purses: { id: string; baseCurrency: string }[] }>(
    '/api/v1/auth/sign-in',
    {
      email,
      password,
    },
  );
  expect(answer.status).toBe(200);
  return { client, purse: answer.body.purses[0] };
}

describe('the demo', () => {
  it('fills an empty installation once with five households of three years, and says that it is one', async () => {
    const database = await makeClone(`demo_${WORKER}`);
    const own = await startApp({ IKPA_DEMO: '1' }, { database });
    try {
      const options = await own.client().get<{ demo: boolean }>('/api/v1/auth/options');
      expect(options.body.demo).toBe(true);
      const currencies: string[] = [];
      for (const given of DEMO_SIGN_INS) {
        const { client, purse } = await signedIn(own, given);
        currencies.push(purse?.baseCurrency ?? '');
        await own.expectProvedRollups(purse?.id ?? '');
        const accounts = await client.get<{ items: { balance: { amount: number } | null; rows: number }[] }>(
          `/api/v1/purses/${purse?.id}/accounts`,
        );
        expect(accounts.body.items.every(({ balance }) => (balance?.amount ?? -1) >= 0)).toBe(true);
        expect(accounts.body.items.reduce((sum, { rows }) => sum + rows, 0)).toBeGreaterThan(800);
        const position = await client.get<{ score: { known: boolean } }>(
          `/api/v1/purses/${purse?.id}/position`,
        );
        expect([position.status, position.body.score.known]).toEqual([200, true]);
      }
      expect(currencies).toEqual(['NGN', 'KES', 'GHS', 'ZAR', 'NGN']);
      const count = () =>
        asOwner(
          database,
          async (owner) => (await owner.query('select count(*)::int as rows from transactions')).rows[0],
        );
      const before = await count();
      await own.person();
      await own.app.get(DemoService).fill();
      expect(await count()).toEqual(before);
    } finally {
      await own.stop();
    }
  }, 120_000);

  it('does not open an installation that has people', async () => {
    const own = await startApp({}, { database: await makeClone(`demo_people_${WORKER}`) });
    try {
      expect((await own.client().get('/api/v1/auth/options')).body).toMatchObject({ demo: false });
      await own.person();
      await expect(own.app.get(DemoService).fill()).rejects.toThrow(/has people/);
    } finally {
      await own.stop();
    }
  }, 60_000);

  it('starts on this machine alone', () => {
    const needed = {
      DATABASE_URL: 'postgresql://a:b@localhost/c',
      JWT_ACCESS_SECRET: 'x'.repeat(32),
      JWT_REFRESH_SECRET: 'x'.repeat(32),
      DATA_ENCRYPTION_KEY: 'x'.repeat(32),
      IKPA_DEMO: '1',
    };
    expect(loadConfig(needed).demo).toBe(true);
    for (const given of [{ HOST: '0.0.0.0' }, { PUBLIC_URL: 'https://money.example.org' }]) {
      expect(() => loadConfig({ ...needed, ...given })).toThrow(/IKPA_DEMO/);
    }
  });
});
