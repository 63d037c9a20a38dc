// `npm run dev`: the database of this folder, the API from its sources, restarted on each change, and Next's
// development server. Output goes to the terminal; Ctrl-C ends everything.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal, explain, say, step } from './console.mjs';
import { prepare } from './prepare.mjs';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const FROM_SOURCE = ['--import', '@swc-node/register/esm-register'];

async function main() {
  const { dataFolder, personalSettings, portOf, apiEnvironment, ownerUrl } =
    await import('./environment.mjs');
  const { openDataFolder } = await import('./secrets.mjs');
  const lock = await import('./lock.mjs');
  const settings = personalSettings(root);
  const { dataDir, chosen } = dataFolder(root, settings);
  openDataFolder(dataDir);
  try {
    const { node, exitCode } = await prepare({
      root,
      script: fileURLToPath(import.meta.url),
      before: (token) => lock.takeLock(dataDir, token),
    });
    if (exitCode !== null) return exitCode;
    const { startDatabase } = await import('./stack.mjs');
    const { stopServer } = await import('./embedded-postgres.mjs');
    const { collect } = await import('./processes.mjs');
    const ports = { api: portOf(settings, 'PORT', 3000), web: portOf(settings, 'WEB_PORT', 3001) };
    const { server, secrets, pgPort } = await step('Start the database', () =>
      startDatabase({ root, dataDir, chosen, settings }),
    );
    try {
      const personal = { NODE_ENV: 'development', PUBLIC_URL: `http://localhost:${ports.web}`, ...settings };
      const env = { ...apiEnvironment({ settings: personal, secrets, pgPort }), PORT: String(ports.api) };
      await step('Bring the database up to date', async () => {
        const owner = { ...env, DATABASE_OWNER_URL: ownerUrl({ secrets, pgPort }) };
        const done = await collect(node, [...FROM_SOURCE, 'src/bin/migrate.ts'], { cwd: root, env: owner });
        if (done.code !== 0) throw new Refusal(done.output);
      });
      lock.updateLock(dataDir, { url: personal.PUBLIC_URL, pgPort });
      const web = {
        ...settings,
        NODE_ENV: 'development',
        API_URL: `http://127.0.0.1:${ports.api}`,
        INTERNAL_PORT: '9465',
        NEXT_TELEMETRY_DISABLED: '1',
      };
      const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
      const running = [
        run(node, ['--watch', ...FROM_SOURCE, 'src/bin/api.ts'], root, env),
        run(node, [next, 'dev', '-H', '127.0.0.1', '-p', String(ports.web)], join(root, 'web'), web),
      ];
      say(`\n${personal.PUBLIC_URL} (Ctrl-C ends it)\n`);
      await Promise.race(running.map(({ ended }) => ended));
      for (const { child } of running) child.kill('SIGTERM');
      await Promise.all(running.map(({ ended }) => ended));
    } finally {
      await stopServer(server);
    }
    return 0;
  } finally {
    lock.releaseLock(dataDir);
  }
}

function run(command, args, cwd, env) {
  const child = spawn(command, args, { cwd, env, stdio: 'inherit' });
  return { child, ended: new Promise((resolve) => child.on('close', resolve)) };
}

// Both servers get the terminal's Ctrl-C themselves; this process waits for them and ends the database.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);
try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = explain(error);
}
if (process.channel !== undefined) process.disconnect();
