// Starting, recognising and ending processes without ever signalling a stranger's.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * What tells a process from a later one with the same number: when it began. Null when there is none (a process
 * that has ended and only waits to be collected counts as none).
 *
 * @param {number} pid
 * @returns {string | null}
 */
export function identityOf(pid) {
  if (process.platform === 'linux') {
    let text;
    try {
      text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    } catch (error) {
      if (error.code === 'ENOENT' || error.code === 'ESRCH') return null;
      throw error;
    }
    // The name in parentheses may contain anything: count the fields behind it.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`;
  }
  const answer = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const text = (answer.stdout ?? '').trim();
  if (text === '' || text.startsWith('Z')) return null;
  return text.replace(/^\S+\s+/, '');
}

/** @param {number} pid */
export function commandOf(pid) {
  if (process.platform === 'linux') {
    const path = `/proc/${pid}/cmdline`;
    return existsSync(path) ? readFileSync(path, 'utf8').replaceAll('\0', ' ').trim() : '';
  }
  return (spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '').trim();
}

/** @param {{ pid: number, identity: string | null }} known */
export function isStill({ pid, identity }) {
  return identity !== null && identityOf(pid) === identity;
}

/**
 * Sends a signal and waits until the process is gone; after `patience` milliseconds it is killed with its group.
 * Answers whether it ended by itself.
 *
 * @param {{ pid: number, identity: string | null }} known
 * @param {{ signal: NodeJS.Signals, patience: number, last?: NodeJS.Signals, group?: boolean }} how
 */
export async function end(known, { signal, patience, last = 'SIGKILL', group = false }) {
  if (!isStill(known)) return true;
  sendSignal(known.pid, signal);
  const deadline = Date.now() + patience;
  while (isStill(known)) {
    if (Date.now() > deadline) {
      sendSignal(group ? -known.pid : known.pid, last);
      for (let tries = 0; tries < 50 && isStill(known); tries += 1) await wait(100);
      return false;
    }
    await wait(50);
  }
  return true;
}

function sendSignal(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // Gone between the look and the signal.
    if (error.code !== 'ESRCH') throw error;
  }
}

/**
 * Runs a program to its end and keeps what it says. A program that cannot be started has the code -1.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env?: Record<string, string | undefined> }} where
 * @returns {Promise<{ code: number, output: string }>}
 */
export function collect(command, args, where) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...where, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => (output += text));
    }
    child.on('error', (error) => resolve({ code: -1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? -1, output: output.trim() }));
  });
}

/** Moves `x.log` to `x.log.1` and so on; the oldest of four goes. */
export function rotateLog(path) {
  for (let n = 2; n >= 0; n -= 1) {
    const from = n === 0 ? path : `${path}.${n}`;
    if (existsSync(from)) renameSync(from, `${path}.${n + 1}`);
  }
}

/** The last lines of a log, for the person who must understand why something ended. */
export function lastLines(path, count = 15) {
  if (!existsSync(path)) return '';
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
}

/**
 * Starts a program in a process group of its own, so that the terminal's Ctrl-C does not reach it, with its output
 * in a log file. `ended` resolves to a text such as 'exit code 1' when it ends.
 *
 * @param {{ name: string, command: string, args: string[], cwd: string, env: Record<string, string | undefined>,
 *   log: string, uid?: number, gid?: number }} what
 */
export function launch({ name, command, args, cwd, env, log, uid, gid }) {
  rotateLog(log);
  const out = openSync(log, 'a', 0o600);
  const child = spawn(command, args, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', out, out],
    ...(uid === undefined ? {} : { uid, gid }),
  });
  closeSync(out);
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  const pid = child.pid ?? -1;
  return { name, pid, identity: pid > 0 ? identityOf(pid) : null, log, ended };
}

/**
 * True when nothing listens on this port of the loopback, in either family.
 *
 * @param {number} port
 */
export async function isFree(port) {
  for (const host of ['127.0.0.1', '::1']) {
    const code = await new Promise((resolve) => {
      const server = createServer();
      server.once('error', (error) => resolve(error.code));
      server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
    });
    // A machine without IPv6 has nothing that could listen there.
    if (code === 'EADDRINUSE' || (code !== null && host === '127.0.0.1')) return false;
  }
  return true;
}

/** The first free port from `first` on, below the range from which the system hands out ports by itself. */
export async function firstFreePort(first, taken = []) {
  for (let port = first; port < first + 400; port += 1) {
    if (!taken.includes(port) && (await isFree(port))) return port;
  }
  throw new Error(`no free port from ${first} on`);
}
