// The stages of `npm test`: each runs a tool, shows what it says and answers how many tests passed and failed.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { buildIfChanged } from './build.mjs';
import { say, seconds } from './console.mjs';
import { npmCommand } from './install.mjs';
import { startFaultBox } from './fault-box.mjs';
import { startMailBox } from './mail-box.mjs';
import { firstFreePort } from './processes.mjs';
import { openDataFolder } from './secrets.mjs';
import { startStack } from './stack.mjs';
import { findChromium, makeRunFolder } from './test-services.mjs';

const MINUTE = 60_000;
const GENERATED = ['openapi.json', 'web/src/lib/api/schema.d.ts'];

/**
 * @typedef {{ root: string, node: string, signal: AbortSignal }} Run
 * @typedef {{ passed: number, failed: number }} Count
 */

function toolEnvironment({ root, node }, more = {}) {
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
  return { ...process.env, PATH: path, NEXT_TELEMETRY_DISABLED: '1', ...more };
}

/** Runs a tool with its output on the screen, or kept when `quiet`. One that takes too long is ended and failed. */
function runTool(run, command, args, { cwd = run.root, env, minutes, quiet = false }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: env ?? toolEnvironment(run),
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    let output = '';
    for (const stream of quiet ? [child.stdout, child.stderr] : []) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => (output += text));
    }
    const stop = () => child.kill('SIGTERM');
    const timer = setTimeout(() => {
      output += `\n${command} was ended: it took longer than ${minutes} minutes.`;
      if (!quiet) say(output);
      stop();
      setTimeout(() => child.kill('SIGKILL'), 15_000).unref();
    }, minutes * MINUTE);
    run.signal.addEventListener('abort', stop);
    const done = (code, text) => {
      clearTimeout(timer);
      run.signal.removeEventListener('abort', stop);
      resolve({ code, output: text });
    };
    child.on('error', (error) => done(-1, error.message));
    child.on('close', (code) => done(code ?? -1, output.trim()));
  });
}

/** Types, lint, format, migrations and generated files; each check is one test. */
export async function staticChecks(run) {
  const { root, node } = run;
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [npm, ...first] = npmCommand();
  const tool = (...path) => [node, [join(root, 'node_modules', ...path)]];
  const checks = [
    ['types of the API and the tests', ...tool('typescript', 'bin', 'tsc'), ['--noEmit']],
    ['types of the web', npm, [...first, 'run', '--silent', 'typecheck', '--workspace', 'web']],
    ['lint', ...tool('oxlint', 'bin', 'oxlint'), ['--type-aware', '--deny-warnings']],
    ['format', ...tool('oxfmt', 'bin', 'oxfmt'), ['--check']],
    ['README of the chart is up to date', node, ['scripts/chart-readme.mjs', '--check']],
    ['licences of production packages', node, ['scripts/licences.mjs']],
    ['dashboards are up to date', node, ['scripts/dashboards.mjs', '--check']],
    ['configuration.md is up to date', node, ['scripts/configuration-doc.mjs', '--check']],
    ['authorization.md is up to date', node, ['scripts/authorization-doc.mjs', '--check']],
    ['migrations expand before they contract', node, ['scripts/lint-migrations.mjs']],
  ];
  if (scripts['migration:check'] !== undefined) {
    checks.push([
      'migrations agree with the entities',
      npm,
      [...first, 'run', '--silent', 'migration:check'],
    ]);
  }
  const count = { passed: 0, failed: 0 };
  const report = (name, problem, began) => {
    count[problem === null ? 'passed' : 'failed'] += 1;
    say(`  ${problem === null ? 'ok  ' : 'FAIL'} ${name.padEnd(52)} ${seconds(Date.now() - began)}`);
    if (problem !== null) say(problem);
  };
  // The check reads the snapshot beside the migrations: this address is needed, but nobody answers there.
  const env = toolEnvironment(run, { MIKRO_ORM_CLIENT_URL: 'postgresql://nobody@127.0.0.1:1/ikpa' });
  for (const [name, command, args, more = []] of checks) {
    run.signal.throwIfAborted();
    const began = Date.now();
    const { code, output } = await runTool(run, command, [...args, ...more], {
      env,
      minutes: 5,
      quiet: true,
    });
    report(name, code === 0 ? null : output, began);
  }
  if (scripts['api:generate'] !== undefined) {
    const began = Date.now();
    report('generated files are up to date', await generatedDiffer(run, [npm, ...first]), began);
  }
  return count;
}

/** Null when generating changes nothing, else what does. The files are left as they were. */
async function generatedDiffer(run, [npm, ...first]) {
  const read = (name) =>
    existsSync(join(run.root, name)) ? readFileSync(join(run.root, name), 'utf8') : null;
  const before = GENERATED.map(read);
  const { code, output } = await runTool(run, npm, [...first, 'run', '--silent', 'api:generate'], {
    minutes: 5,
    quiet: true,
  });
  const changed = GENERATED.filter((name, index) => read(name) !== before[index]);
  GENERATED.forEach((name, index) => {
    if (before[index] !== null) writeFileSync(join(run.root, name), before[index]);
  });
  if (code !== 0) return output;
  return changed.length === 0 ? null : `run npm run api:generate and commit: ${changed.join(', ')}`;
}

/**
 * One Jest project. A suite that does not run, or a Jest that dies, counts as one failed test.
 *
 * @param {'unit' | 'delivery' | 'integration' | 'chart' | 'setup'} project
 */
export async function jest(run, project, minutes) {
  const folder = mkdtempSync(join(tmpdir(), 'ikpa-jest-'));
  const report = join(folder, 'report.json');
  const bin = join(run.root, 'node_modules', 'jest', 'bin', 'jest.js');
  const args = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', bin];
  const { code } = await runTool(
    run,
    run.node,
    [...args, '--ci', '--json', `--outputFile=${report}`, '--selectProjects', project],
    { minutes, env: toolEnvironment(run, { NODE_ENV: 'test' }) },
  );
  const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null;
  rmSync(folder, { recursive: true, force: true });
  if (result === null) return { passed: 0, failed: 1 };
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return { passed: result.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed };
}

/** Builds what changed and tries `npm start` on it. */
export async function setUp(run) {
  const { root, node } = run;
  await buildIfChanged({ root, part: 'api', node });
  await buildIfChanged({ root, part: 'web', node });
  return jest(run, 'setup', 5);
}

/** Builds what changed, starts everything on a data folder of its own and walks the journeys in a browser. */
export async function journeys(run) {
  const { root, node, signal } = run;
  const chromium = findChromium(root);
  await buildIfChanged({ root, part: 'api', node });
  await buildIfChanged({ root, part: 'web', node });
  const dataDir = await makeRunFolder();
  openDataFolder(dataDir);
  const from = Number(process.env.TEST_PORTS_FROM ?? 15_432);
  const api = await firstFreePort(from + 50);
  const web = await firstFreePort(api + 1);
  const pg = await firstFreePort(web + 1);
  const settings = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', IKPA_PG_PORT: String(pg) };
  const ports = { api, web };
  const mailFolder = mkdtempSync(join(tmpdir(), 'ikpa-mail-'));
  const mailBox = await startMailBox(mailFolder);
  const faultBox = await startFaultBox(mailFolder);
  // Here and not above: the Node that began this may know no TypeScript.
  const { startAi } = await import('../test/support/ai.ts');
  const { goodAnswer } = await import('../test/support/unread-pdf.ts');
  const vendor = await startAi((asked) => ({ input: goodAnswer(asked) }));
  const ai = { ANTHROPIC_API_KEY: 'sk-ant-a-key-of-nobody', AI_BASE_URL: vendor.url };
  const mail = { SENTRY_DSN: faultBox.dsn, SMTP_URL: mailBox.url, MAIL_FROM: 'Ikpa <ikpa@example.org>' };
  let stack = null;
  try {
    stack = await startStack({
      root,
      node,
      dataDir,
      chosen: true,
      // Every journey is somebody new, and all of them come from one address.
      settings: {
        ...settings,
        ...mail,
        ...ai,
        SIGN_UPS_PER_HOUR: '1000',
        INTERNAL_PORT: String(await firstFreePort(pg + 1)),
      },
      ports,
      signal,
      onChild: () => undefined,
    });
    return await playwright(run, { baseUrl: stack.url, chromium, mailFolder });
  } finally {
    await stack?.stop();
    await mailBox.stop();
    await faultBox.stop();
    await vendor.stop();
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(mailFolder, { recursive: true, force: true });
  }
}

async function playwright(run, { baseUrl, chromium, mailFolder }) {
  const folder = mkdtempSync(join(tmpdir(), 'ikpa-journeys-'));
  const report = join(folder, 'report.json');
  const env = toolEnvironment(run, {
    BASE_URL: baseUrl,
    MAIL_FOLDER: mailFolder,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    ...(chromium === null ? {} : { CHROMIUM_PATH: chromium }),
  });
  const cli = join(run.root, 'node_modules', '@playwright', 'test', 'cli.js');
  const { code } = await runTool(run, run.node, [cli, 'test'], {
    cwd: join(run.root, 'web'),
    env,
    minutes: 20,
  });
  const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null;
  rmSync(folder, { recursive: true, force: true });
  if (result === null) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky } = result.stats;
  return { passed: expected + flaky, failed: code !== 0 && unexpected === 0 ? 1 : unexpected };
}
