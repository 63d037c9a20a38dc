// `npm run ikpa -- <command>`: the operators' commands on the installation of this folder. With DATABASE_URL set it
// is that database's; otherwise the embedded one, started for the time of the command when Ikpa is not running.
// What is done before the command is told on standard error: standard output is the command's own.
// `--bin migrate` runs another program of dist/bin in the same way.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal, explain, sayBeside } from './console.mjs';
import { prepare } from './prepare.mjs';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

async function main() {
  sayBeside();
  const { node, exitCode } = await prepare({ root, script: fileURLToPath(import.meta.url) });
  if (exitCode !== null) return exitCode;
  const { buildIfChanged } = await import('./build.mjs');
  const { apiEnvironment, dataFolder, ownerUrl, personalSettings } = await import('./environment.mjs');
  const { runningIkpa } = await import('./lock.mjs');
  const { loadSecrets, openDataFolder } = await import('./secrets.mjs');
  const { stopServer } = await import('./embedded-postgres.mjs');
  const { startDatabase } = await import('./stack.mjs');

  const given = process.argv.slice(2);
  const program = given[0] === '--bin' ? given.splice(0, 2)[1] : 'ikpa';
  const settings = personalSettings(root);
  const call = (env) =>
    spawnSync(node, [join(root, 'dist', 'bin', `${program}.js`), ...given], {
      cwd: root,
      env,
      stdio: 'inherit',
    }).status ?? 1;
  await buildIfChanged({ root, part: 'api', node });
  if (settings.DATABASE_URL !== undefined) return call(settings);

  const { dataDir, chosen } = dataFolder(root, settings);
  openDataFolder(dataDir);
  const running = runningIkpa(dataDir);
  if (running !== null && running.pgPort === undefined)
    throw new Refusal('Ikpa is just being started with this data folder: try again in a moment.');
  const started = running === null ? await startDatabase({ root, dataDir, chosen, settings }) : null;
  try {
    const secrets = started?.secrets ?? loadSecrets(dataDir);
    const pgPort = started?.pgPort ?? Number(running.pgPort);
    const quiet = { LOG_LEVEL: 'warn', ...settings };
    const env = apiEnvironment({ settings: quiet, secrets, pgPort });
    return call({ ...env, DATABASE_OWNER_URL: ownerUrl({ secrets, pgPort }) });
  } finally {
    if (started !== null) await stopServer(started.server);
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = explain(error);
}
if (process.channel !== undefined) process.disconnect();
