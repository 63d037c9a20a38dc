// What runs in the development image: the same commands as in production. The api's sources are compiled into dist/
// at the start; a file that is synced later is compiled by itself, and what runs is started anew. The web runs under
// Next's development server.
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const [entry = 'dist/bin/api.js', ...args] = process.argv.slice(2);
const LONG_LIVED = ['dist/bin/api.js', 'dist/bin/worker.js'];
/** Syncing writes several files at once. */
const SETTLE_MS = 150;
const PATIENCE_MS = 3000;

/** `./x.ts` becomes `./x.js`, as tsc does it for the release. */
const RELATIVE = /(\bfrom\s*|\bimport\s*\(?\s*)(["'])(\.{1,2}\/[^"']+)\.ts\2/g;

async function compile(file) {
  const source = join('src', file);
  const target = join('dist', file.replace(/\.ts$/, '.js'));
  if (!existsSync(source)) return rmSync(target, { force: true });
  mkdirSync(dirname(target), { recursive: true });
  if (!file.endsWith('.ts')) return copyFileSync(source, target);
  const { transformFile } = await import('@swc/core');
  // Traces name the source, and where it lies.
  const { code } = await transformFile(source, { sourceFileName: resolve(source) });
  writeFileSync(target, code.replace(RELATIVE, '$1$2$3.js$2'));
}

const isOurs = (file) => /\.(ts|json)$/.test(file) && !file.endsWith('.spec.ts');

async function compileAll(files) {
  const began = performance.now();
  await Promise.all(files.filter(isOurs).map(compile));
  console.error(`compiled ${files.length} files in ${Math.round(performance.now() - began)} ms`);
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
        await compileAll(files);
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
    if (file === null || !isOurs(file)) return;
    changed.add(file);
    void again();
  });
  run();
}

if (entry === 'web/server.js') {
  const port = process.env.PORT ?? '3001';
  follow(start('node', ['../node_modules/next/dist/bin/next', 'dev', '--port', port], 'web'));
} else {
  const files = readdirSync('src', { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name).slice('src/'.length));
  await compileAll(files);
  if (LONG_LIVED.includes(entry)) runAndWatch();
  else follow(start('node', [entry, ...args]));
}
