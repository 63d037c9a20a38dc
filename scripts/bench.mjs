// `npm run bench [-- --quick --start --actual --only PART]`: measures Ikpa as it runs in production, on a server and a data
// folder of its own, and prints one table: figure, ratio, target. It asserts nothing: a busy machine must not turn
// anything red. Parts: running (imports, reads, memory, load), formats (readers alone), million (the largest file).
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Refusal, explain, say, step } from './console.mjs';
import { prepare } from './prepare.mjs';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const PARTS = ['running', 'formats', 'million'];

function parsed() {
  try {
    const { values } = parseArgs({
      options: {
        quick: { type: 'boolean', default: false },
        start: { type: 'boolean', default: false },
        actual: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true, default: [] },
      },
    });
    return values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Refusal(`${error.message} Choose of --quick, --start, --actual and --only PART.`);
  }
}

async function main() {
  const given = parsed();
  const unknown = given.only.filter((part) => !PARTS.includes(part));
  if (unknown.length > 0) {
    throw new Refusal(`There is no part ${unknown.join(', ')}: choose of ${PARTS.join(', ')}.`);
  }
  const parts = given.only.length === 0 ? PARTS : given.only;
  const { node, exitCode } = await prepare({ root, script: fileURLToPath(import.meta.url) });
  if (exitCode !== null) return exitCode;
  // The measurements use the product's own modules, which are TypeScript.
  await import('@swc-node/register/esm-register');
  const { table } = await import('../bench/table.ts');
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => controller.abort());
  if (process.channel !== undefined) process.on('disconnect', () => controller.abort());
  const run = { node, signal: controller.signal };
  const figures = [];
  try {
    if (parts.includes('formats')) {
      const { measureFormats } = await import('../bench/formats.ts');
      const formats = await step('Every format beside a plain splitter', () =>
        measureFormats({ ...run, quick: given.quick }),
      );
      figures.push(...formats);
    }
    if (parts.includes('running') || parts.includes('million')) {
      await measureRunning(run, { ...given, parts }, figures);
    }
    if (given.start) {
      const { measureStart } = await import('../bench/first-start.mjs');
      figures.push(...(await measureStart({ root, signal: run.signal })));
    }
  } finally {
    say(`\n${table(figures)}\n\nMedians; in brackets the least and the most of all rounds.`);
  }
  return 0;
}

/** Starts everything as `npm start` does, durability of the database included, and measures it. */
async function measureRunning({ node, signal }, given, figures) {
  const { buildIfChanged } = await import('./build.mjs');
  const { firstFreePort } = await import('./processes.mjs');
  const { openDataFolder } = await import('./secrets.mjs');
  const { startStack } = await import('./stack.mjs');
  const { makeRunFolder } = await import('./test-services.mjs');
  const { measure } = await import('../bench/measure.ts');
  await buildIfChanged({ root, part: 'api', node });
  await buildIfChanged({ root, part: 'web', node });
  // On the project's disk: a temporary folder may lie in memory, where a commit costs nothing.
  const dataDir = await makeRunFolder(join(root, '.ikpa'));
  let stack = null;
  try {
    openDataFolder(dataDir);
    const api = await firstFreePort(15_600);
    const web = await firstFreePort(api + 1);
    const pgPort = await firstFreePort(web + 1);
    const settings = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      IKPA_PG_PORT: String(pgPort),
      INTERNAL_PORT: String(await firstFreePort(pgPort + 1)),
      RATE_LIMIT_PER_MINUTE: '1000000',
      SIGN_UPS_PER_HOUR: '1000000',
      MAX_IMPORT_ROWS: '1000000',
      MAX_UPLOAD_BYTES: String(256 * 1024 * 1024),
    };
    const started = { root, node, dataDir, chosen: true, settings, ports: { api, web }, signal };
    stack = await startStack({ ...started, onChild: () => undefined });
    const running = { baseUrl: `http://127.0.0.1:${api}`, ...(await waysInto(stack, dataDir, settings)) };
    // A Ctrl-C does not wait for the end of a part.
    const ended = new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(new Refusal('The bench was ended.')));
    });
    ended.catch(() => undefined);
    const phase = (label, work) => step(label, () => Promise.race([ended, work()]));
    if (given.parts.includes('running')) {
      const actual = given.actual ? join(root, '.ikpa', 'bench-actual') : null;
      const own = [];
      try {
        await measure(running, given.quick, phase, own, actual);
      } finally {
        figures.push(...own);
      }
    }
    if (given.parts.includes('million')) figures.push(...(await million(running, given.quick, phase)));
  } finally {
    await stack?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function million({ baseUrl, adminUrl, pids }, quick, phase) {
  const { default: pg } = await import('pg');
  const { measureMillion } = await import('../bench/million.ts');
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    return await measureMillion({ baseUrl, admin, pids, quick, phase });
  } finally {
    await admin.end();
  }
}

/** The processes to look at, and the database's superuser, owner and application. */
async function waysInto({ pgPort, children }, dataDir, settings) {
  const { SUPERUSER, databaseUrl } = await import('./embedded-postgres.mjs');
  const { DATABASE, apiEnvironment, ownerUrl } = await import('./environment.mjs');
  const { loadSecrets } = await import('./secrets.mjs');
  const secrets = loadSecrets(dataDir);
  const admin = { user: SUPERUSER, password: secrets.POSTGRES_SUPERUSER_PASSWORD };
  const env = apiEnvironment({ settings, secrets, pgPort });
  return {
    pids: Object.fromEntries(children.map(({ name, pid }) => [name, pid])),
    adminUrl: databaseUrl({ port: pgPort, database: DATABASE, ...admin }),
    ownerUrl: ownerUrl({ secrets, pgPort }),
    appUrl: env.DATABASE_URL,
    env,
  };
}

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = explain(error);
}
if (process.channel !== undefined) process.disconnect();
