// `npm run compose:secrets`: makes the secrets of compose.yaml that are missing, and touches none that is there.
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from './console.mjs';
import { root } from './shell.mjs';

export const NAMES = [
  'postgres_password',
  'postgres_owner_password',
  'postgres_app_password',
  'redis_password',
  'jwt_access_secret',
  'jwt_refresh_secret',
  'data_encryption_key',
];

/** Makes what is missing in a folder and answers its names. */
export function makeSecrets(folder) {
  // The folder is closed to others; the files are not, because a container reads them as another user.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const missing = NAMES.filter((name) => !existsSync(join(folder, name)));
  for (const name of missing) {
    const file = join(folder, name);
    writeFileSync(file, `${randomBytes(48).toString('base64url')}\n`, { flag: 'wx' });
    chmodSync(file, 0o444);
  }
  return missing;
}

if (process.argv[1] === import.meta.filename) {
  const folder = process.env.IKPA_SECRETS ?? join(root, 'secrets');
  const made = makeSecrets(folder);
  say(made.length === 0 ? `${folder}: complete` : `${folder}: made ${made.join(', ')}`);
  say(
    'Keep a copy of data_encryption_key in a safe place: a backup without it cannot open stored statements.',
  );
}
