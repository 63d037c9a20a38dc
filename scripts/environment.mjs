// What the processes of one installation are told. A person's own settings (environment, .env.local) come through;
// addresses and secrets of the embedded database do not come from there.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as util from 'node:util';
import { Refusal } from './console.mjs';
import { databaseUrl } from './embedded-postgres.mjs';

export const DATABASE = 'ikpa';
export const OWNER_ROLE = 'ikpa_owner';
export const APP_ROLE = 'ikpa_app';

/**
 * The person's settings: the environment before .env.local. Empty ones count as not given.
 *
 * @param {string} root
 */
export function personalSettings(root) {
  const file = join(root, '.env.local');
  // Node before 20.12 cannot read it yet; the product's own Node, under which the start goes on, can.
  const written = existsSync(file) ? util.parseEnv?.(readFileSync(file, 'utf8')) : undefined;
  const settings = { ...written, ...process.env };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== ''));
}

/** The data folder: IKPA_DATA_DIR, else .ikpa in the project; the demo has one of its own. */
export function dataFolder(root, settings) {
  const chosen = settings.IKPA_DATA_DIR;
  return {
    dataDir: resolve(root, chosen ?? (settings.IKPA_DEMO === '1' ? '.ikpa-demo' : '.ikpa')),
    chosen: chosen !== undefined,
  };
}

/** A port from the settings; refuses what is none. */
export function portOf(settings, name, fallback) {
  const text = settings[name];
  if (text === undefined) return fallback;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Refusal(`${name}=${text} is no port: choose a number from 1 to 65535.`);
  }
  return port;
}

/**
 * The environment of the API's programs (api, worker, migrate, ikpa).
 *
 * @param {{ settings: Record<string, string>, secrets: Record<string, string>, pgPort: number }} given
 */
export function apiEnvironment({ settings, secrets, pgPort }) {
  // glibc would give each thread an arena of its own, and keep what an import's threads let go.
  const env = { NODE_ENV: 'production', MALLOC_ARENA_MAX: '2', ...settings };
  for (const name of ['JWT_ACCESS_SECRET', 'JWT_REFRESH_SECRET', 'DATA_ENCRYPTION_KEY']) {
    if (env[name] === undefined && env[`${name}_FILE`] === undefined) env[name] = secrets[name];
  }
  delete env.DATABASE_URL_FILE;
  delete env.DATABASE_OWNER_URL_FILE;
  delete env.DATABASE_OWNER_URL;
  const common = { port: pgPort, database: DATABASE };
  env.DATABASE_URL = databaseUrl({ ...common, user: APP_ROLE, password: secrets.POSTGRES_APP_PASSWORD });
  return env;
}

/** The owner's connection, for the migrate step alone. */
export function ownerUrl({ secrets, pgPort }) {
  const password = secrets.POSTGRES_OWNER_PASSWORD;
  return databaseUrl({ port: pgPort, database: DATABASE, user: OWNER_ROLE, password });
}

/** The web is told only what it needs: no secret reaches it. */
export function webEnvironment(settings) {
  const passed = [
    'SENTRY_DSN',
    'SENTRY_ENVIRONMENT',
    'PATH',
    'HOME',
    'LANG',
    'TZ',
    'LOG_LEVEL',
    'PUBLIC_URL',
    'NODE_EXTRA_CA_CERTS',
  ];
  const env = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  for (const name of passed) if (settings[name] !== undefined) env[name] = settings[name];
  return env;
}
