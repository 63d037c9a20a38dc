import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Utils } from '@mikro-orm/core';
import { afterAll, expect, test } from '@jest/globals';
import { connectionTo } from './connection.ts';

const folder = mkdtempSync(join(tmpdir(), 'ikpa-connection-'));
afterAll(() => rmSync(folder, { recursive: true }));
const ca = join(folder, 'ca.crt');
const url = `postgresql://ikpa_app@db:6543/ikpa?sslmode=verify-full&sslrootcert=${ca}`;

test('the certificate authority is the one that its file holds at each connection', () => {
  writeFileSync(ca, 'one');
  const { ssl, ...rest } = connectionTo({ url, passwords: [] });
  const merged = Utils.mergeConfig<{ ssl?: object }>({}, { ssl }); // as MikroORM takes them
  expect(rest).toMatchObject({ host: 'db', port: 6543, user: 'ikpa_app', database: 'ikpa' });
  // As pg hands them to TLS.
  expect([{ ...(ssl as object) }, { ...merged.ssl }]).toEqual([{ ca: 'one' }, { ca: 'one' }]);
  writeFileSync(ca, 'two');
  expect([{ ...(ssl as object) }, { ...merged.ssl }]).toEqual([{ ca: 'two' }, { ca: 'two' }]);
});

test('a URL that holds its password is taken as it is', () => {
  expect(connectionTo({ url: 'postgresql://a:b%20c@db/ikpa', passwords: [] })).toMatchObject({
    user: 'a',
    password: 'b c',
    host: 'db',
    database: 'ikpa',
  });
});

test('a password file that is not there is passed over, as after a rotation; one that cannot be read is told', async () => {
  const file = join(folder, 'password');
  writeFileSync(file, 'now\n');
  const { password } = connectionTo({
    url,
    passwords: [{ file: join(folder, 'before') }, { file }],
  }) as { password: () => Promise<string> };
  await expect(password()).resolves.toBe('now');
  const unreadable = connectionTo({ url, passwords: [{ file: folder }, { file }] });
  await expect((unreadable as { password: () => Promise<string> }).password()).rejects.toThrow('EISDIR');
});
