// What runs in the development image: the same commands as in production. The api's sources are compiled into dist/
// at the start; a file that is synced later is compiled by itself, and what runs is started anew. The web runs under
// Next's development server.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { compile, compileAll, isCompiled } from './compile.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const [entry = 'dist/bin/api.js', ...args] = process.argv.slice(2);
const LONG_LIVED = ['dist/bin/api.js', 'dist/bin/worker.js'];
/** Syncing writes several files at once. */
const SETTLE_MS = 150;
const PATIENCE_MS = 3000;

async function timed(what, work) {
  const began = performance.now();
  await work();
  console.error(`compiled ${what} in ${Math.round(performance.now() - began)} ms`);
}

function start(command, given, cwd = '.') {
  const env = { ...process.env, NODE_COMPILE_CACHE: '/tmp/compiled' };
  return spawn(command, given, { cwd, env, stdio: 'inherit' });
}

/** Its end is ours. */
function follow(child) {
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 143)));
}

/** Runs until it is told to end. Who was never changed and fails ends, so that it is started again from outside. */
function runAndWatch() {
  const changed = new Set();
  let isEdited = false;
  let working = false;
  let child;
  const run = () => {
    const one = start('node', ['--enable-source-maps', entry, ...args]);
    one.on('exit', (code, signal) => {
      if (one !== child) return;
      if (!isEdited || signal === 'SIGTERM') process.exit(code ?? 143);
      console.error(`ended with ${code ?? signal}: waiting for a change`);
    });
    child = one;
  };
  const again = async () => {
    if (working) return;
    working = true;
    while (changed.size > 0) {
      await wait(SETTLE_MS);
      const files = [...changed];
      changed.clear();
      try {
        await timed(files.join(', '), () => Promise.all(files.map((file) => compile(root, file))));
      } catch (error) {
        console.error(error.message);
        continue;
      }
      const before = child;
      child = undefined;
      if (before.exitCode === null) {
        const ended = new Promise((resolve) => before.once('exit', resolve));
        before.kill('SIGTERM');
        await Promise.race([ended, wait(PATIENCE_MS)]);
        before.kill('SIGKILL');
      }
      isEdited = true;
      run();
    }
    working = false;
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child?.kill(signal));
  watch('src', { recursive: true }, (_, file) => {
    if (file === null || !isCompiled(file)) return;
    changed.add(file);
    void again();
  });
  run();
}

if (entry === 'web/server.js') {
  const port = process.env.PORT ?? '3001';
  follow(start('node', ['../node_modules/next/dist/bin/next', 'dev', '--port', port], 'web'));
} else {
  await timed('src', () => compileAll(root));
  if (LONG_LIVED.includes(entry)) runAndWatch();
  else follow(start('node', [entry, ...args]));
}
