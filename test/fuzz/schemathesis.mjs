// Schemathesis in an environment of its own: installed once from pinned packages, run over openapi.json, counted.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Refusal, say } from '../../scripts/console.mjs';
import { findProgram } from '../../scripts/test-services.mjs';

const OLDEST_PYTHON = [3, 11];

function findPython() {
  const [major, minor] = OLDEST_PYTHON;
  const old = `import sys; sys.exit(sys.version_info < (${major}, ${minor}))`;
  for (const name of ['python3', 'python3.13', 'python3.12', 'python3.11']) {
    const program = findProgram(name);
    if (program !== null && spawnSync(program, ['-c', old]).status === 0) return program;
  }
  throw new Refusal(
    `npm run test:fuzz needs Python ${major}.${minor} or newer with its venv module in PATH (on Debian: ` +
      'apt install python3-venv). Nothing else here does.',
  );
}

/** The program `st` in the user's cache, made when it is not there or the pinned packages changed. */
export function findSchemathesis(root) {
  const requirements = join(root, 'test', 'fuzz', 'requirements.txt');
  const version = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ikpa');
  const folder = join(cache, `fuzz-${version}`);
  const program = join(folder, 'bin', 'schemathesis');
  if (existsSync(join(folder, 'ready'))) return program;
  const python = findPython();
  mkdirSync(cache, { recursive: true });
  rmSync(folder, { recursive: true, force: true });
  const run = (command, args) => {
    const done = spawnSync(command, args, { encoding: 'utf8' });
    if (done.status !== 0) {
      throw new Refusal(`Schemathesis could not be installed in ${folder}:\n${done.error ?? done.stderr}`);
    }
  };
  run(python, ['-m', 'venv', folder]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
  run(join(folder, 'bin', 'python'), [...pip, '--require-hashes', '--requirement', requirements]);
  mkdirSync(join(folder, 'ready'));
  return program;
}

/**
 * Runs it and shows what came of it. Answers the exit code.
 *
 * @param {{ signal: AbortSignal, root: string, program: string, product: { baseUrl: string, log: string }, token: string,
 *   seedFile: string, folder: string, options: { seed: string, examples: string, minutes: string } }} given
 */
export async function runSchemathesis({ signal, root, program, product, token, seedFile, folder, options }) {
  const here = join(root, 'test', 'fuzz');
  const report = join(folder, 'report.json');
  const args = `--config-file ${join(here, 'schemathesis.toml')} run ${join(root, 'openapi.json')}
    --url ${product.baseUrl} --seed ${options.seed} --max-examples ${options.examples} --phases coverage,fuzzing
    --workers 1 --generation-database none --request-timeout 60 --warnings off
    --report json --report-json-path ${report}`.split(/\s+/);
  args.push('--header', `Authorization: Bearer ${token}`, '--header', 'X-Ikpa-Client: fuzz');
  const env = {
    ...process.env,
    FUZZ_SEED: seedFile,
    FUZZ_COUNTS: join(folder, 'counts.json'),
    SCHEMATHESIS_HOOKS: 'hooks',
    PYTHONPATH: here,
    PYTHONDONTWRITEBYTECODE: '1',
    // The order in which Python walks sets decides what is generated.
    PYTHONHASHSEED: '0',
  };
  const { code, output } = await runLimited(program, args, {
    cwd: folder,
    env,
    minutes: Number(options.minutes),
    signal,
  });
  if (!existsSync(report)) throw new Refusal(`Schemathesis ended without a report (${code}):\n${output}`);
  const { failures, errors, complete } = readJson(report);
  const counts = readJson(env.FUZZ_COUNTS);
  table(counts, failures);
  const sum = (list) => list.reduce((total, number) => total + number, 0);
  const operations = Object.values(counts);
  const cases = sum(operations.map((each) => each.cases));
  const serverErrors = sum(operations.map(({ statuses }) => timesOf(statuses, '5')));
  // A server error breaks the schema, too; it is counted once, as what it is.
  const breaks = sum(failures.filter(({ title }) => !/server error/i.test(title)).map(({ count }) => count));
  if (serverErrors + breaks + errors.length > 0 || code !== 0) {
    say(output.replaceAll(token, '$TOKEN'));
    const log = existsSync(product.log) ? readFileSync(product.log, 'utf8').trim() : '';
    if (log !== '') say(`The log of the API:\n${log.split('\n').slice(-20).join('\n')}`);
  }
  if (!complete) say('It was ended before it was through.');
  say(`\nfuzz: ${cases} cases, ${serverErrors} server errors, ${breaks} schema breaks`);
  return code === 0 && complete && serverErrors + breaks + errors.length === 0 ? 0 : 1;
}

const timesOf = (statuses, digit) =>
  Object.entries(statuses).reduce(
    (total, [status, times]) => total + (status.startsWith(digit) ? times : 0),
    0,
  );

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** One line per part of the API. What was never accepted was only tried at its door, and is named. */
function table(counts, failures) {
  const rows = new Map();
  for (const { tag, statuses, cases } of Object.values(counts)) {
    const row = rows.get(tag) ?? { tag, operations: 0, cases: 0, '2xx': 0, '4xx': 0, '5xx': 0, failures: 0 };
    row.operations += 1;
    row.cases += cases;
    for (const digit of ['2', '4', '5']) row[`${digit}xx`] += timesOf(statuses, digit);
    rows.set(tag, row);
  }
  for (const name of failures.flatMap(({ operations }) => operations)) {
    const row = rows.get(counts[name]?.tag);
    if (row !== undefined) row.failures += 1;
  }
  const head = ['tag', 'operations', 'cases', '2xx', '4xx', '5xx', 'failures'];
  const width = (name) => (name === 'tag' ? 18 : 11);
  const line = (row) =>
    head.map((name) => String(row[name])[name === 'tag' ? 'padEnd' : 'padStart'](width(name))).join('');
  say(`\n${head.map((name) => name[name === 'tag' ? 'padEnd' : 'padStart'](width(name))).join('')}`);
  for (const row of [...rows.values()].toSorted((a, b) => (a.tag < b.tag ? -1 : 1))) say(line(row));
  const shut = Object.entries(counts).filter(
    ([, { statuses }]) => !Object.keys(statuses).some((s) => s.startsWith('2')),
  );
  if (shut.length > 0) say(`\nNever accepted: ${shut.map(([name]) => name).join(', ')}`);
}

/** Runs it to its end, or ends it when it takes too long. */
function runLimited(command, args, { cwd, env, minutes, signal }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const stop = () => child.kill('SIGINT');
    const timer = setTimeout(stop, minutes * 60_000);
    signal.addEventListener('abort', stop);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => (output += text));
    }
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, output: output.trim() });
    });
  });
}
