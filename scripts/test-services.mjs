// PostgreSQL, Redis and a browser for the tests, brought up on any machine or refused with what is missing.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from './console.mjs';
import { SYSTEM_FOLDER, isRoot, makeOpenFolder } from './database-account.mjs';
import { SUPERUSER, databaseUrl, runningServer, startServer, stopServer } from './embedded-postgres.mjs';
import { end, firstFreePort, identityOf, lastLines, launch } from './processes.mjs';

const PREFIX = 'ikpa-test-';

/**
 * A folder of this run; those of runs that were killed are cleared away, their database first.
 *
 * @param {string} elsewhere where it lies when the database may run under our own account
 */
export async function makeRunFolder(elsewhere = tmpdir()) {
  const parent = isRoot() ? SYSTEM_FOLDER : elsewhere;
  if (isRoot()) makeOpenFolder(parent);
  else mkdirSync(parent, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(parent).filter((each) => each.startsWith(PREFIX))) {
    const owner = Number(name.slice(PREFIX.length).split('-')[0]);
    if (identityOf(owner) !== null) continue;
    const folder = join(parent, name);
    const left = runningServer(join(folder, 'postgres'));
    if (left !== null) await stopServer(left);
    rmSync(folder, { recursive: true, force: true });
  }
  const folder = mkdtempSync(join(parent, `${PREFIX}${process.pid}-`));
  if (isRoot()) spawnSync('chmod', ['0711', folder]);
  mkdirSync(join(folder, 'logs'));
  return folder;
}

/**
 * An embedded PostgreSQL of its own on a free port, gone with `stop`. It does not wait for the disk: what it holds
 * is worth nothing after the run.
 *
 * @param {string} root the project's folder
 */
export async function startEmbeddedPostgres(root) {
  const folder = await makeRunFolder();
  const port = await firstFreePort(Number(process.env.TEST_PORTS_FROM ?? 15_432));
  const password = 'only-for-this-run';
  const server = await startServer({
    root,
    folder: join(folder, 'postgres'),
    port,
    password,
    log: join(folder, 'logs', 'postgres.log'),
    settings: { fsync: 'off', full_page_writes: 'off', max_connections: '200' },
  });
  return {
    adminUrl: databaseUrl({ port, user: SUPERUSER, password, database: 'postgres' }),
    stop: async () => {
      await stopServer(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The first of these programs that PATH has, or null. */
export function findProgram(...names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      if (folder !== '' && existsSync(join(folder, name))) return join(folder, name);
    }
  }
  return null;
}

/** Installs a Debian package when we may; answers whether it is there afterwards. */
function installPackage(name) {
  if (!isRoot() || findProgram('apt-get') === null) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, stdio: 'ignore', timeout: 300_000 };
  const install = () =>
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', name], options).status === 0;
  // The list of packages may be missing or too old on a fresh machine.
  return install() || (spawnSync('apt-get', ['update'], options).status === 0 && install());
}

/** redis-server of this machine, installed by apt where that is possible, or null. */
export function findRedisServer() {
  return findProgram('redis-server') ?? (installPackage('redis-server') ? findProgram('redis-server') : null);
}

/**
 * A Redis of its own that keeps nothing, on this port or a free one, gone with `stop`, and with `kill` at once. Null
 * when the program is not there.
 *
 * @param {{ port?: number }} given
 */
export async function startLocalRedis(given = {}) {
  const program = findRedisServer();
  if (program === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'ikpa-redis-'));
  const port = given.port ?? (await firstFreePort(Number(process.env.TEST_PORTS_FROM ?? 15_432) + 40));
  const log = join(folder, 'redis.log');
  const server = launch({
    name: 'redis',
    command: program,
    args: [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--dir',
      folder,
    ],
    cwd: folder,
    env: { PATH: process.env.PATH, LANG: 'C' },
    log,
  });
  const deadline = Date.now() + 10_000;
  while (!(await accepts(port))) {
    if (Date.now() > deadline) throw new Refusal(`redis-server did not start:\n${lastLines(log)}`);
    await wait(50);
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      await end(server, { signal: 'SIGTERM', patience: 5000 });
      rmSync(folder, { recursive: true, force: true });
    },
    kill: async () => {
      await end(server, { signal: 'SIGKILL', patience: 5000 });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function accepts(port) {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/**
 * Null when Docker can give this image, else why not. Never waits longer than a pull may take.
 *
 * @param {string} image
 */
export function whyNoContainer(image) {
  const docker = (args, timeout) => spawnSync('docker', args, { stdio: 'ignore', timeout }).status === 0;
  if (!docker(['info'], 8000)) return 'Docker does not answer';
  if (docker(['image', 'inspect', image], 8000)) return null;
  return docker(['pull', '--quiet', image], 180_000)
    ? null
    : `Docker has no image ${image} and cannot fetch it`;
}

/**
 * The browser for the journeys: CHROMIUM_PATH, PATH, apt, or Playwright's own.
 *
 * @param {string} root
 */
export function findChromium(root) {
  // The first has no window to draw: a third quicker.
  const names = [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ];
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== '') {
    if (existsSync(given)) return given;
    throw new Refusal(`CHROMIUM_PATH=${given} is not there.`);
  }
  const found =
    findProgram(...names) ??
    (installPackage('chromium-headless-shell') || installPackage('chromium') ? findProgram(...names) : null);
  if (found !== null) return found;
  const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const fetched = spawnSync(process.execPath, [cli, 'install', 'chromium'], {
    stdio: 'ignore',
    timeout: 300_000,
  });
  if (fetched.status === 0) return null;
  throw new Refusal('The journeys need a browser: install Chromium, or set CHROMIUM_PATH to one.');
}
