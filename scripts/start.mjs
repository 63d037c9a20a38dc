// `npm start`: from a fresh clone to a running Ikpa on this machine. Needs only Node 20 or newer with npm.
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal, explain, say, seconds } from './console.mjs';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

async function main() {
  if (process.argv.includes('--demo')) process.env.IKPA_DEMO = '1';
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Refusal(`Ikpa needs Node 20 or newer to start; this is ${process.version}.`);
  }
  const { prepare } = await import('./prepare.mjs');
  const { dataFolder, personalSettings, portOf } = await import('./environment.mjs');
  const { openDataFolder } = await import('./secrets.mjs');
  const { refuseBusyPorts } = await import('./stack.mjs');
  const lock = await import('./lock.mjs');
  const settings = personalSettings(root);
  const { dataDir, chosen } = dataFolder(root, settings);
  const ports = { api: portOf(settings, 'PORT', 3000), web: portOf(settings, 'WEB_PORT', 3001) };
  openDataFolder(dataDir);
  let exitCode;
  try {
    const prepared = await prepare({
      root,
      script: fileURLToPath(import.meta.url),
      before: async (token) => {
        await lock.takeLock(dataDir, token);
        // Nobody should wait for an installation to hear of a busy port.
        await refuseBusyPorts(ports);
      },
    });
    exitCode = prepared.exitCode;
    if (exitCode === null) exitCode = await run({ ...prepared, dataDir, chosen, settings, ports });
  } finally {
    lock.releaseLock(dataDir);
  }
  return exitCode;
}

async function run({ node, dataDir, chosen, settings, ports, began }) {
  const { buildIfChanged } = await import('./build.mjs');
  const { describeEnd, startStack } = await import('./stack.mjs');
  const { updateLock } = await import('./lock.mjs');
  const asked = stopRequest();
  const known = [];
  let stack;
  try {
    await buildIfChanged({ root, part: 'api', node });
    asked.signal.throwIfAborted();
    await buildIfChanged({ root, part: 'web', node });
    asked.signal.throwIfAborted();
    stack = await startStack({
      root,
      node,
      dataDir,
      chosen,
      settings,
      ports,
      signal: asked.signal,
      onChild: ({ name, pid, identity }) => {
        known.push({ name, pid, identity });
        updateLock(dataDir, { children: known });
      },
    });
  } catch (error) {
    // Whatever a Ctrl-C broke (a build, say) needs no explanation.
    if (!asked.signal.aborted) throw error;
    say('Ikpa has ended.');
    return 130;
  }
  updateLock(dataDir, { url: stack.url, pgPort: stack.pgPort });
  say(`\nIkpa is ready after ${seconds(Date.now() - began)}: ${stack.url}`);
  if (settings.IKPA_DEMO === '1') await sayDemoSignIns();
  say(`Ctrl-C ends it. Data: ${dataDir}, logs: ${join(dataDir, 'logs')}`);

  const ends = stack.children.map((child) => child.ended.then((how) => ({ child, how })));
  const first = await Promise.race([asked.promise, ...ends]);
  if (first === undefined) {
    say('\nEnding: web, API, database …');
    await stack.stop();
    say('Ikpa has ended.');
    return 0;
  }
  process.stderr.write(`${describeEnd(first.child, first.how)}\n`);
  await stack.stop();
  return 1;
}

/** Who lives in the demo; the API filled it before it answered. */
async function sayDemoSignIns() {
  const { DEMO_SIGN_INS } = await import('../dist/domain/demo-households.js');
  say('\nThis is a demo: five invented households, on this machine alone. Sign in as');
  for (const { email, password, person, about } of DEMO_SIGN_INS) {
    say(`  ${email}  ${password}\n    ${person}, ${about}`);
  }
  say('');
}

/** Resolves at the first wish to stop; later ones change nothing, since everything is already being ended. */
function stopRequest() {
  const controller = new AbortController();
  const promise = new Promise((done) => {
    const stop = () => {
      controller.abort();
      done(undefined);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
    // Started under another Node: when that one is gone nobody could end us any more.
    if (process.channel !== undefined) process.on('disconnect', stop);
  });
  return { promise, signal: controller.signal };
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.exitCode = explain(error);
  }
  // The channel to the first Node would keep this process alive.
  if (process.channel !== undefined) process.disconnect();
}
