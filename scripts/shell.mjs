// Runs programs for the scripts of delivery: what fails ends the script with one clear line.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Refusal } from './console.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a program and answers its exit code and, when `quiet`, what it said. Throws a Refusal when it fails, unless
 * `mayFail`.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ quiet?: boolean, mayFail?: boolean, env?: Record<string, string> }} options
 */
export function sh(command, args, { quiet = false, mayFail = false, env = {} } = {}) {
  const done = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 64 * 1024 * 1024,
    // What a script prints is its answer, so the output of programs goes to the other stream.
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', process.stderr, process.stderr],
  });
  if (done.error !== undefined) throw new Refusal(`${command} could not be started: ${done.error.message}`);
  if (done.status !== 0 && !mayFail) {
    const said = quiet ? `\n${done.stderr.trim()}` : '';
    throw new Refusal(`${command} ${args.slice(0, 4).join(' ')} … ended with ${done.status}.${said}`);
  }
  return { code: done.status ?? 1, out: (done.stdout ?? '').trim(), err: (done.stderr ?? '').trim() };
}
