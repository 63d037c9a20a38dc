// Builds what changed: the API by swc into dist/, the web by Next into web/.next/. Each result carries the hash of
// what it was made from, written last, so that a build that was cut short is done again.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal, explain, say, step } from './console.mjs';
import { npmCommand } from './install.mjs';
import { productNode } from './node-version.mjs';
import { collect } from './processes.mjs';

const projectRoot = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

const NEVER_READ = new Set([
  'node_modules',
  '.next',
  'e2e',
  'test-results',
  'playwright-report',
  'next-env.d.ts',
]);

function filesBelow(folder, wanted) {
  if (!existsSync(folder)) return [];
  if (!statSync(folder).isDirectory()) return [folder];
  const found = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (NEVER_READ.has(entry.name) || entry.name.endsWith('.tsbuildinfo')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...filesBelow(path, wanted));
    else if (entry.isFile() && wanted(path)) found.push(path);
  }
  return found;
}

const everything = () => true;
const notTests = (path) => !path.endsWith('.spec.ts');
const contracts = (path) => path.endsWith('.contract.ts');

const PARTS = {
  api: {
    result: 'dist/.build-id',
    proof: 'dist/bin/api.js',
    inputs: [
      ['src', notTests],
      ['.swcrc', everything],
      ['scripts/compile.mjs', everything],
      ['package-lock.json', everything],
    ],
  },
  web: {
    result: 'web/.next/.build-id',
    proof: 'web/.next/standalone/web/server.js',
    inputs: [
      ['web', everything],
      // What the web may import of src.
      ['src/domain', notTests],
      ['src/features', contracts],
      ['src/platform', contracts],
      ['package-lock.json', everything],
    ],
  },
};

/** The hash of everything that the build of this part reads. */
function inputHash(root, part) {
  const hash = createHash('sha256');
  const files = PARTS[part].inputs.flatMap(([path, wanted]) => filesBelow(join(root, path), wanted));
  for (const file of files.sort()) {
    const text = readFileSync(file);
    hash.update(`${relative(root, file)}\0${text.length}\0`).update(text);
  }
  return hash.digest('hex');
}

/**
 * The hash to build from, or null when what lies there was made from exactly that.
 *
 * @param {string} root
 * @param {'api' | 'web'} part
 */
export function needsBuild(root, part) {
  const { result, proof } = PARTS[part];
  const hash = inputHash(root, part);
  const current = existsSync(join(root, result)) ? readFileSync(join(root, result), 'utf8').trim() : '';
  return current === hash && existsSync(join(root, proof)) ? null : hash;
}

async function run(root, command, args, env) {
  const done = await collect(command, args, { cwd: root, env });
  if (done.code !== 0) throw new Refusal(`The build failed:\n${done.output}`);
}

async function build(root, part, node) {
  const path = `${dirname(node)}:${join(root, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`;
  const env = { ...process.env, PATH: path, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  if (part === 'api') {
    await run(root, node, ['scripts/compile.mjs'], env);
  } else {
    rmSync(join(root, PARTS.web.result), { force: true });
    const [command, ...first] = npmCommand();
    await run(root, command, [...first, 'run', 'build', '--workspace', 'web'], env);
  }
  if (!existsSync(join(root, PARTS[part].proof))) {
    throw new Refusal(`The build ended without ${PARTS[part].proof}.`);
  }
}

/**
 * Builds one part when its inputs changed, as one step on the screen.
 *
 * @param {{ root: string, part: 'api' | 'web', node: string }} what
 */
export async function buildIfChanged({ root, part, node }) {
  const hash = needsBuild(root, part);
  if (hash === null) return false;
  await step(part === 'api' ? 'Build the API' : 'Build the web', async () => {
    await build(root, part, node);
    const result = join(root, PARTS[part].result);
    mkdirSync(dirname(result), { recursive: true });
    writeFileSync(result, `${hash}\n`);
  });
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const node = productNode(projectRoot);
    let built = false;
    for (const part of ['api', 'web']) {
      const asked = process.argv.length < 3 || process.argv.includes(part);
      if (asked) built = (await buildIfChanged({ root: projectRoot, part, node })) || built;
    }
    if (!built) say('Everything is built already.');
  } catch (error) {
    process.exitCode = explain(error);
  }
}
