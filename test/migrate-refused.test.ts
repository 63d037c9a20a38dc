import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { testDatabase } from './support/database.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** bin/migrate in a process of its own, which waits for a second. */
async function migrate(env: Record<string, string>) {
  const args = ['dist/bin/migrate.js', '--wait', '1'];
  return new Promise<{ code: number | null; said: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      args,
      { cwd: root, env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...env } },
      (_error, _out, said) => resolve({ code: child.exitCode, said }),
    );
  });
}

test('a password that is refused is wrong configuration, said in one line', async () => {
  const { appUrl, ownerUrl } = await testDatabase();
  const url = new URL(ownerUrl);
  url.password = 'wrong';
  expect(await migrate({ DATABASE_URL: appUrl, DATABASE_OWNER_URL: url.href })).toEqual({
    code: 2,
    said: `DATABASE_OWNER_URL: password authentication failed for user "${url.username}"\n`,
  });
});

test('a database that is away may come: the step says so and asks to be run again', async () => {
  const { appUrl } = await testDatabase();
  expect(
    await migrate({ DATABASE_URL: appUrl, DATABASE_OWNER_URL: 'postgresql://ikpa:x@127.0.0.1:1/ikpa' }),
  ).toEqual({ code: 1, said: 'the database is away: connect ECONNREFUSED 127.0.0.1:1\n' });
});
