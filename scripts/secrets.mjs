// What an installation makes once and keeps: its secrets (mode 0600) and where its database is.
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './console.mjs';

const SECRETS = [
  'JWT_ACCESS_SECRET',
  'JWT_REFRESH_SECRET',
  'DATA_ENCRYPTION_KEY',
  'POSTGRES_SUPERUSER_PASSWORD',
  'POSTGRES_OWNER_PASSWORD',
  'POSTGRES_APP_PASSWORD',
];

/** Writes whole or not at all: a file cut in the middle would lock the person out of their data. */
export function writeWhole(path, text) {
  const half = `${path}.${process.pid}`;
  writeFileSync(half, text, { mode: 0o600, flush: true });
  renameSync(half, path);
}

/** Makes the data folder, closed to others. */
export function openDataFolder(dataDir) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  mkdirSync(join(dataDir, 'logs'), { recursive: true, mode: 0o700 });
}

/**
 * The installation's secrets; those that are missing are made. Also `installation`, a short name made once, and
 * `pgPort`, the database's port once it was chosen.
 *
 * @param {string} dataDir
 */
export function loadSecrets(dataDir) {
  const path = join(dataDir, 'secrets.json');
  const known = existsSync(path) ? parse(path) : {};
  const secrets = { ...known };
  for (const name of SECRETS) secrets[name] ??= randomBytes(48).toString('base64url');
  secrets.installation ??= randomBytes(6).toString('hex');
  if (Object.keys(secrets).some((name) => known[name] === undefined)) saveSecrets(dataDir, secrets);
  else chmodSync(path, 0o600);
  return secrets;
}

export function saveSecrets(dataDir, secrets) {
  writeWhole(join(dataDir, 'secrets.json'), `${JSON.stringify(secrets, null, 2)}\n`);
}

function parse(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Refusal(`${path} is damaged: put a copy of it back (new secrets would not open the old data).`);
  }
}
