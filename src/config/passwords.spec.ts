import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { loadConfig } from '../config.ts';
import { loadDatabaseConfig } from './database.ts';
import { ConfigError } from './problems.ts';

const folder = mkdtempSync(join(tmpdir(), 'ikpa-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

const secret = 'x'.repeat(32);
const enough = {
  DATABASE_URL: 'postgresql://ikpa_app@db/ikpa?sslmode=verify-full',
  JWT_ACCESS_SECRET: secret,
  JWT_REFRESH_SECRET: secret,
  DATA_ENCRYPTION_KEY: secret,
};

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('passwords beside their URLs', () => {
  test('of the application stay in their files, which may change; the other one beside it', () => {
    const path = file('database', 'one');
    const { database } = loadConfig({
      ...enough,
      DATABASE_PASSWORD_FILE: path,
      DATABASE_PASSWORD_PREVIOUS: 'two',
    });
    expect(database).toMatchObject({
      url: enough.DATABASE_URL,
      passwords: [{ file: path }, { text: 'two' }],
    });
    expect(loadConfig({ ...enough, DATABASE_PASSWORD_PREVIOUS: 'two' }).database.passwords).toEqual([]);
  });

  test('of the owner fill the URL, whatever they are made of', () => {
    const password = 'p%20@:/?#é';
    const { ownerUrl } = loadDatabaseConfig({
      ...enough,
      DATABASE_OWNER_URL: 'postgresql://ikpa@db/ikpa?sslmode=verify-full',
      DATABASE_OWNER_PASSWORD_FILE: file('owner', `${password}\n`),
    });
    const url = new URL(ownerUrl ?? '');
    expect(decodeURIComponent(url.password)).toBe(password);
    expect(url.host).toBe('db');
    expect(url.searchParams.get('sslmode')).toBe('verify-full');
  });

  test('fill the URL of Redis, which has no user', () => {
    const config = loadConfig({
      ...enough,
      REDIS_URL: 'redis://cache:6379',
      REDIS_PASSWORD_FILE: file('redis', 'abc'),
    });
    expect(config.redisUrl).toBe('redis://:abc@cache:6379');
  });
});

describe('secrets from files', () => {
  test('that are not there are named', () => {
    expect(() => loadConfig({ ...enough, REDIS_URL_FILE: join(folder, 'none') })).toThrow(
      /REDIS_URL_FILE: ENOENT/,
    );
  });

  test('of the time before a rotation may be away', () => {
    const path = join(folder, 'previous');
    expect(
      loadConfig({ ...enough, JWT_ACCESS_SECRET_PREVIOUS_FILE: path }).auth.accessSecretPrevious,
    ).toBeNull();
    writeFileSync(path, 'y'.repeat(32));
    expect(loadConfig({ ...enough, JWT_ACCESS_SECRET_PREVIOUS_FILE: path }).auth.accessSecretPrevious).toBe(
      'y'.repeat(32),
    );
  });
});

describe('database steps', () => {
  test('need no secret of the application', () => {
    expect(
      loadDatabaseConfig({
        DATABASE_URL: enough.DATABASE_URL,
        DATABASE_OWNER_URL: 'postgresql://ikpa@db/ikpa',
        DATABASE_OWNER_PASSWORD: 'abc',
      }),
    ).toMatchObject({ url: enough.DATABASE_URL, ownerUrl: 'postgresql://ikpa:abc@db/ikpa' });
  });

  test('say what they miss', () => {
    expect(() => loadDatabaseConfig({})).toThrow(ConfigError);
  });
});

test('the example names every variable', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  for (const name of [
    'DATABASE_PASSWORD',
    'DATABASE_PASSWORD_PREVIOUS',
    'DATABASE_OWNER_PASSWORD',
    'REDIS_PASSWORD',
  ]) {
    expect(example).toMatch(new RegExp(`^${name}=$`, 'm'));
  }
});
