import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Utils } from '@mikro-orm/core';
import { afterAll, expect, test } from '@jest/globals';
import { metrics, registry } from '../metrics/metrics.ts';
import { authorityEnd, connectionTo } from './connection.ts';

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

// Two authorities of nobody, made for this test.
const SOON = `-----BEGIN CERTIFICATE-----
MIIBkDCCATegAwIBAgIUXH0kxp23JC1KGfrwtas8VssDHg8wCgYIKoZIzj0EAwIw
HjEcMBoGA1UEAwwTdGVzdCBhdXRob3JpdHkgMzY1MDAeFw0yNjExMzAxNDE2NDha
Fw0zNjExMjcxNDE2NDhaMB4xHDAaBgNVBAMME3Rlc3QgYXV0aG9yaXR5IDM2NTAw
WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASzEEFT7wAPkWI8BE93Fj0giVPYFwqd
RIOL+3rCpj9VmTjQMlvwIj2v65iFEYJNjWubBVyHvDqbLVE3SKPf4R+Xo1MwUTAd
BgNVHQ4EFgQUiI0dtyiHvEzfQxwd7eIAoe+YRG8wHwYDVR0jBBgwFoAUiI0dtyiH
vEzfQxwd7eIAoe+YRG8wDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBE
AiBkSphCI8vDX/5hqoeadGZh8erD8LuKvFSDJcJR1VdqUgIgMj5ungFfSB3iSD75
xQzV9/SmCbrjBghJ65SSNIOQyA0=
-----END CERTIFICATE-----
`;
const LATER = `-----BEGIN CERTIFICATE-----
MIIBkTCCATegAwIBAgIUf/TpDOD9fuw3QoUilWsozagDmVkwCgYIKoZIzj0EAwIw
HjEcMBoGA1UEAwwTdGVzdCBhdXRob3JpdHkgNzMwMDAeFw0yNjExMzAxNDE2NDha
Fw00NjExMjUxNDE2NDhaMB4xHDAaBgNVBAMME3Rlc3QgYXV0aG9yaXR5IDczMDAw
WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARP9HMZg0f6tNMXR3LfWPU7nxZGFYwn
dUTAy55mtW5fDxl2TtJC1CCdLZat+K2TGVi/vKB1nJ8a6M60d2KYYvo8o1MwUTAd
BgNVHQ4EFgQUrB5Q+GH4MSMNiNqlCD+jAflakwowHwYDVR0jBBgwFoAUrB5Q+GH4
MSMNiNqlCD+jAflakwowDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBF
AiBXJoYdB7va8k1JCkOdU65kS7Y8Bu+N84Hgyv871dvQxwIhAOo4FXxOuzHgaTYI
dFbWgnDgwxDLFeh7//Uj2vI8ISt+
-----END CERTIFICATE-----
`;

test('the end of the authority is measured: the last of several, at each scrape, and nothing where none is known', async () => {
  const scraped = async () =>
    /^ikpa_database_authority_expiry_timestamp_seconds (\d+)$/m.exec(await registry.metrics())?.[1] ?? null;
  metrics.watchAuthority(() => authorityEnd({ url, passwords: [] }));
  writeFileSync(ca, SOON);
  expect(await scraped()).toBe('2111408208');
  writeFileSync(ca, `${LATER}${SOON}`);
  expect(await scraped()).toBe('2426768208');
  writeFileSync(ca, SOON.replace('MII', 'no'));
  expect(await scraped()).toBeNull();
  rmSync(ca);
  expect(await scraped()).toBeNull();
  metrics.watchAuthority(() => authorityEnd({ url: 'postgresql://a@db/ikpa', passwords: [] }));
  expect(await scraped()).toBeNull();
});
