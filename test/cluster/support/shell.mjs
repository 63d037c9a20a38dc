import { spawn } from 'node:child_process';

/** Runs a program. Answers its code and what it said; throws when it fails, unless `mayFail`. */
export function sh(command, args, { input, mayFail = false, env, cwd } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (err += text));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0 && !mayFail)
        reject(new Error(`${command} ${args.join(' ').slice(0, 300)}\n${err.trim() || out.trim()}`));
      else resolve({ code, out: out.trim(), err: err.trim() });
    });
    child.stdin?.end(input);
  });
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks until the answer is true, and answers how many seconds that took; throws after `seconds`. */
export async function until(what, seconds, ask) {
  const began = Date.now();
  for (;;) {
    if (await ask()) return (Date.now() - began) / 1000;
    if (Date.now() - began > seconds * 1000) throw new Error(`${what}: not within ${seconds} s`);
    await sleep(500);
  }
}

/** Throws with these words unless it holds. */
export function expect(holds, words) {
  if (!holds) throw new Error(words);
}
