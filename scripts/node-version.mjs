// Which Node runs what: any Node from 20 on may start the scripts, Node 24 runs the product and its tools.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './console.mjs';

const OLDEST_TO_START = 20;
/** From here on Jest can require ES modules and Node strips types by itself. */
const NEEDED = [24, 9];

/** @param {string} version such as 'v24.21.0' */
function isEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

/** Refuses a Node too old even to set things up. */
export function checkStartingNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_TO_START) {
    throw new Refusal(`Ikpa needs Node ${OLDEST_TO_START} or newer to start; this is ${process.version}.`);
  }
}

/**
 * The Node that runs the product: the one that the lockfile installed, else the one running now if it is new enough.
 *
 * @param {string} root the project's folder
 */
export function productNode(root) {
  const installed = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(installed)) {
    const answer = spawnSync(installed, ['--version'], { encoding: 'utf8', timeout: 20_000 });
    if (answer.status === 0 && isEnough(answer.stdout.trim())) return installed;
  }
  if (isEnough(process.version)) return process.execPath;
  throw new Refusal(
    `Ikpa runs on Node ${NEEDED.join('.')} or newer and no ready one fits ${process.platform}-${process.arch}: ` +
      `install it and start again (this is ${process.version}).`,
  );
}

/**
 * Runs this same script again under another Node and ends with its exit code. The terminal's Ctrl-C reaches the
 * other process directly; signals sent to this one alone are passed on.
 *
 * @param {{ node: string, script: string, args: string[], env: Record<string, string> }} what
 */
export async function continueUnder({ node, script, args, env }) {
  const child = spawn(node, [script, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}
