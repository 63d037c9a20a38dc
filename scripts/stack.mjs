// Everything that runs together in small mode: database, API (with the worker inside) and web, on the loopback.
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal, step } from './console.mjs';
import { databaseFolder } from './database-account.mjs';
import { prepareDatabase } from './database-roles.mjs';
import { SUPERUSER, databaseUrl, runningServer, startServer, stopServer } from './embedded-postgres.mjs';
import {
  APP_ROLE,
  DATABASE,
  OWNER_ROLE,
  apiEnvironment,
  ownerUrl,
  portOf,
  webEnvironment,
} from './environment.mjs';
import { collect, end, firstFreePort, isFree, lastLines, launch } from './processes.mjs';
import { loadSecrets, saveSecrets } from './secrets.mjs';

/**
 * Heap caps in MB: both idle far below; a cap makes the collector work before the machine has to. A small space for new
 * objects, in each worker thread too, halves what an import holds and a quarter of what an idle API does.
 */
const HEAP = {
  api: ['--max-old-space-size=512', '--max-semi-space-size=8'],
  web: ['--max-old-space-size=160', '--max-semi-space-size=8'],
};
const ANSWER_WITHIN = 120_000;

/** Refuses with the variable to change when somebody else listens on a port that a person chose or knows. */
async function refuseBusyPort(port, { what, variable }) {
  if (await isFree(port)) return;
  throw new Refusal(
    `Port ${port}, which the ${what} needs, is in use by another program: end that, or choose another port, ` +
      `for example ${variable}=${port + 10} npm start.`,
  );
}

/** The two ports that a person knows. */
export async function refuseBusyPorts(ports) {
  await refuseBusyPort(ports.api, { what: 'API', variable: 'PORT' });
  await refuseBusyPort(ports.web, { what: 'web', variable: 'WEB_PORT' });
}

/** The database's port: what the person says, else the one chosen at the first start as long as it is free. */
async function databasePort({ settings, secrets, dataDir }) {
  if (settings.IKPA_PG_PORT !== undefined) {
    const port = portOf(settings, 'IKPA_PG_PORT', 0);
    await refuseBusyPort(port, { what: 'database', variable: 'IKPA_PG_PORT' });
    return port;
  }
  if (secrets.pgPort !== undefined && (await isFree(secrets.pgPort))) return secrets.pgPort;
  const pgPort = await firstFreePort(5433);
  saveSecrets(dataDir, { ...secrets, pgPort });
  return pgPort;
}

/**
 * Starts the database of this installation and prepares its roles. Answers the server and how to reach it.
 *
 * @param {{ root: string, dataDir: string, chosen: boolean, settings: Record<string, string> }} given
 */
export async function startDatabase({ root, dataDir, chosen, settings }) {
  const secrets = loadSecrets(dataDir);
  const folder = databaseFolder({ root, dataDir, chosen, installation: secrets.installation });
  const left = runningServer(folder);
  // A server that lost its starter is ended before its port is looked at.
  if (left !== null) await stopServer(left);
  const pgPort = await databasePort({ settings, secrets, dataDir });
  const password = secrets.POSTGRES_SUPERUSER_PASSWORD;
  const server = await startServer({
    root,
    folder,
    port: pgPort,
    password,
    log: join(dataDir, 'logs', 'postgres.log'),
  });
  try {
    await prepareDatabase({
      adminUrl: databaseUrl({ port: pgPort, user: SUPERUSER, password, database: 'postgres' }),
      database: DATABASE,
      owner: { name: OWNER_ROLE, password: secrets.POSTGRES_OWNER_PASSWORD },
      app: { name: APP_ROLE, password: secrets.POSTGRES_APP_PASSWORD },
    });
  } catch (error) {
    await stopServer(server);
    throw error;
  }
  return { server, secrets, pgPort, folder };
}

/** Applies what the database lacks, as the owner. */
export async function migrate({ root, node, env }) {
  const done = await collect(node, ['dist/bin/migrate.js'], { cwd: root, env });
  if (done.code !== 0) throw new Refusal(`The database could not be brought up to date:\n${done.output}`);
}

/** Waits until `url` answers 200, and refuses with the log's end when the process ends before. */
async function untilAnswers(child, url, signal) {
  let ended = null;
  void child.ended.then((how) => (ended = how));
  const deadline = Date.now() + ANSWER_WITHIN;
  let last = 'no answer';
  while (Date.now() < deadline) {
    signal?.throwIfAborted();
    if (ended !== null) throw new Refusal(describeEnd(child, ended));
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
      await response.body?.cancel();
      if (response.status === 200) return;
      last = `status ${response.status}`;
    } catch (error) {
      // fetch's own failures: nothing listens yet, or the answer takes too long.
      if (!(error instanceof TypeError) && error.name !== 'TimeoutError') throw error;
      last = error.cause?.code ?? error.message;
    }
    await wait(80);
  }
  throw new Refusal(`The ${child.name} does not answer at ${url} (${last}). Its log ${child.log} ends with:
${lastLines(child.log)}`);
}

/** What to tell a person about a process that ended by itself. */
export function describeEnd(child, how) {
  return `The ${child.name} ended by itself (${how}). Its log ${child.log} ends with:\n${lastLines(child.log)}`;
}

/**
 * Starts everything, step by step on the screen. `onChild` hears of each process as soon as it exists. Answers the
 * address, the processes and `stop`, which ends them in order; when a step fails, what ran is ended first.
 *
 * @param {{ root: string, node: string, dataDir: string, chosen: boolean, settings: Record<string, string>,
 *   ports: { api: number, web: number }, onChild: (child: object) => void, signal?: AbortSignal }} given
 */
export async function startStack({ root, node, dataDir, chosen, settings, ports, onChild, signal }) {
  const children = [];
  const add = (child) => {
    children.push(child);
    onChild(child);
    return child;
  };
  const stop = () => stopAll(children);
  try {
    await refuseBusyPorts(ports);
    const { secrets, pgPort } = await step('Start the database', async () => {
      const started = await startDatabase({ root, dataDir, chosen, settings });
      add(started.server);
      return started;
    });
    signal?.throwIfAborted();
    const url = settings.PUBLIC_URL ?? `http://localhost:${ports.web}`;
    const env = apiEnvironment({ settings: { ...settings, PUBLIC_URL: url }, secrets, pgPort });
    await step('Bring the database up to date', async () => {
      const owner = { ...env, DATABASE_OWNER_URL: ownerUrl({ secrets, pgPort }) };
      await migrate({ root, node, env: owner });
    });
    await step('Start the API and the web', async () => {
      const apiInternal = portOf(settings, 'INTERNAL_PORT', await firstFreePort(9464));
      const webInternal = await firstFreePort(apiInternal + 1);
      const address = { api: `http://127.0.0.1:${ports.api}`, web: `http://127.0.0.1:${ports.web}` };
      const api = add(
        launch({
          name: 'api',
          command: node,
          args: [...HEAP.api, 'dist/bin/api.js'],
          cwd: root,
          env: {
            ...env,
            HOST: '127.0.0.1',
            PORT: String(ports.api),
            INTERNAL_PORT: String(apiInternal),
            WORKER: 'inside',
          },
          log: join(dataDir, 'logs', 'api.log'),
        }),
      );
      const web = add(
        launch({
          name: 'web',
          command: node,
          args: [...HEAP.web, 'server.js'],
          cwd: join(root, 'web/.next/standalone/web'),
          env: {
            ...webEnvironment({ ...settings, PUBLIC_URL: url }),
            HOSTNAME: '127.0.0.1',
            PORT: String(ports.web),
            INTERNAL_PORT: String(webInternal),
            API_URL: address.api,
          },
          log: join(dataDir, 'logs', 'web.log'),
        }),
      );
      await Promise.all([
        untilAnswers(api, `${address.api}/health`, signal),
        untilAnswers(web, `${address.web}/`, signal),
      ]);
    });
    return { url, pgPort, children, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The web first, so that no request meets a closing API; the database last, when nobody writes any more. */
async function stopAll(children) {
  for (const name of ['web', 'api']) {
    const child = children.find((each) => each.name === name);
    if (child !== undefined) await end(child, { signal: 'SIGTERM', patience: 25_000, group: true });
  }
  const database = children.find((each) => each.name === 'postgres');
  if (database !== undefined) await stopServer(database);
}
