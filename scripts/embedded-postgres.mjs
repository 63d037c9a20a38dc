// The database that lives in the data folder: made once, started on the loopback alone, ended in order.
import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from './console.mjs';
import { accountFor, databasePrograms, isRoot, makeOpenFolder } from './database-account.mjs';
import { commandOf, end, identityOf, lastLines, launch } from './processes.mjs';

export const SUPERUSER = 'ikpa_superuser';

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  // No socket: everything goes over the loopback, and a socket's stale lock cannot stop a start.
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  max_connections: '80',
  // Bounds the time of recovery after a crash; durability itself stays at its defaults.
  max_wal_size: '1GB',
  log_timezone: 'UTC',
  timezone: 'UTC',
};

/**
 * A connection string of the embedded database.
 *
 * @param {{ port: number, user: string, password: string, database: string }} to
 */
export function databaseUrl({ port, user, password, database }) {
  return `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/**
 * The running server of this folder, if there is one: found by postmaster.pid and believed only when the process
 * really is a PostgreSQL working in this folder.
 *
 * @param {string} folder
 */
export function runningServer(folder) {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1) return null;
  const identity = identityOf(pid);
  if (identity === null) return null;
  const command = commandOf(pid);
  if (!/postgres/.test(command)) return null;
  if (process.platform === 'linux' && workingFolder(pid) !== folder && !command.includes(folder)) return null;
  return { pid, identity };
}

function workingFolder(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes(error.code)) return null;
    throw error;
  }
}

/** Ends a server in order (clients are disconnected, everything is written), after 30 s at once. */
export async function stopServer(server) {
  return end(server, { signal: 'SIGINT', patience: 30_000, last: 'SIGQUIT' });
}

function makeCluster({ native, folder, account, password }) {
  const fresh = `${folder}.new`;
  const parent = dirname(folder);
  if (account === null) mkdirSync(parent, { recursive: true, mode: 0o700 });
  else makeOpenFolder(parent);
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  const passwordFile = `${folder}.password`;
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' });
  try {
    if (account !== null) {
      chownSync(fresh, account.uid, account.gid);
      chownSync(passwordFile, account.uid, account.gid);
    }
    const options = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'];
    const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const made = spawnSync(
      join(native, 'bin', 'initdb'),
      ['-D', fresh, '-U', SUPERUSER, `--pwfile=${passwordFile}`, ...options, ...locale],
      { ...identityOptions(account), cwd: '/', env: cleanEnvironment(), encoding: 'utf8' },
    );
    if (made.status !== 0) {
      throw new Refusal(`The database could not be made in ${folder}:\n${made.error ?? made.stderr}`);
    }
  } finally {
    rmSync(passwordFile, { force: true });
  }
  // Only a whole one gets the name: a start that was killed in between begins again.
  renameSync(fresh, folder);
}

function identityOptions(account) {
  return account === null ? {} : { uid: account.uid, gid: account.gid };
}

function cleanEnvironment() {
  return { PATH: process.env.PATH, LANG: 'C', LC_ALL: 'C', HOME: '/' };
}

/**
 * Makes the database when it is not there yet, ends a server that an earlier start left behind, and starts one.
 * Answers once it takes connections.
 *
 * @param {{ root: string, folder: string, port: number, password: string, log: string,
 *   settings?: Record<string, string> }} given
 */
export async function startServer({ root, folder, port, password, log, settings = {} }) {
  const { native, major } = databasePrograms(root);
  const account = accountFor(folder);
  if (!existsSync(join(folder, 'PG_VERSION'))) makeCluster({ native, folder, account, password });
  const made = Number(readFileSync(join(folder, 'PG_VERSION'), 'utf8'));
  if (made !== major) {
    throw new Refusal(
      `The database in ${folder} is of PostgreSQL ${made}; this Ikpa brings PostgreSQL ${major}.`,
    );
  }
  await clearLeftovers(folder);
  const args = ['-D', folder, '-p', String(port)];
  for (const [name, value] of Object.entries({ ...SETTINGS, ...settings }))
    args.push('-c', `${name}=${value}`);
  const deadline = Date.now() + 60_000;
  for (;;) {
    const server = launch({
      name: 'postgres',
      command: join(native, 'bin', 'postgres'),
      args,
      cwd: isRoot() ? '/' : folder,
      env: cleanEnvironment(),
      log,
      ...identityOptions(account),
    });
    const ended = await answersOrEnds({ server, port, password, folder, deadline });
    if (ended === null) return server;
    const said = lastLines(log);
    // The last processes of a killed server need a moment to notice and go.
    const passing = /pre-existing shared memory|lock file ".*" already exists/.test(said);
    if (!passing || Date.now() > deadline) {
      throw new Refusal(`The database did not start (${ended}). Its log ${log} ends with:\n${said}`);
    }
    await wait(500);
    await clearLeftovers(folder);
  }
}

/** Ends a server of this folder that lost its starter, and forgets one that is gone. */
async function clearLeftovers(folder) {
  const left = runningServer(folder);
  if (left !== null) await stopServer(left);
  else rmSync(join(folder, 'postmaster.pid'), { force: true });
}

/** Null once the server answers, else the text of how it ended. */
async function answersOrEnds({ server, port, password, folder, deadline }) {
  let ended = null;
  void server.ended.then((how) => (ended = how));
  const url = databaseUrl({ port, user: SUPERUSER, password, database: 'postgres' });
  for (;;) {
    if (ended !== null) return ended;
    const refused = await tryToConnect(url);
    if (refused === null) return null;
    if (refused === '28P01') {
      await stopServer(server);
      throw new Refusal(
        `The database in ${folder} was made with other secrets: put the old secrets.json back, ` +
          `or move that folder away to begin anew.`,
      );
    }
    if (Date.now() > deadline) {
      await stopServer(server);
      return 'no answer for a minute';
    }
    await wait(60);
  }
}

/** Null when a connection works, else PostgreSQL's or the system's code for why not. */
async function tryToConnect(url) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    await client.end();
    return null;
  } catch (error) {
    // Not there yet, starting up, or the wrong password: the caller decides by the code.
    if (!(error instanceof Error)) throw error;
    return typeof error.code === 'string' ? error.code : error.message;
  }
}
