// A product of its own to fuzz: PostgreSQL, Redis, the built API and a worker, with limits out of the way.
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '../../scripts/console.mjs';
import { prepareDatabase, urlOf } from '../../scripts/database-roles.mjs';
import { collect, end, firstFreePort, lastLines, launch } from '../../scripts/processes.mjs';
import { startMailServer } from '../support/smtp.ts';
import { startEmbeddedPostgres, startLocalRedis } from '../../scripts/test-services.mjs';

const DATABASE = 'ikpa';

const SECRETS = {
  JWT_ACCESS_SECRET: 'fuzz access secret of enough length ....',
  JWT_REFRESH_SECRET: 'fuzz refresh secret of enough length ...',
  DATA_ENCRYPTION_KEY: 'fuzz encryption key of enough length ...',
};

/**
 * Starts everything; `stop` ends it, whatever was reached.
 *
 * @param {{ root: string, node: string, folder: string }} given `folder` holds the logs
 */
export async function startProduct({ root, node, folder }) {
  const stops = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    const postgres = await startEmbeddedPostgres(root);
    stops.push(postgres.stop);
    const owner = { name: 'ikpa_owner', password: 'owner-of-this-run' };
    const app = { name: 'ikpa_app', password: 'app-of-this-run' };
    await prepareDatabase({ adminUrl: postgres.adminUrl, database: DATABASE, owner, app });
    const redis = await startLocalRedis();
    if (redis === null) throw new Refusal('npm run test:fuzz needs redis-server in PATH: install it.');
    stops.push(redis.stop);
    const smtp = await startMailServer();
    stops.push(() => smtp.stop());
    const from = Number(process.env.TEST_PORTS_FROM ?? 15_432) + 80;
    const port = await firstFreePort(from);
    const internal = await firstFreePort(port + 1);
    const env = {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      ...SECRETS,
      DATABASE_URL: asRole(postgres.adminUrl, app),
      REDIS_URL: redis.url,
      SMTP_URL: smtp.url,
      MAIL_FROM: 'Ikpa <ikpa@example.org>',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
      WORKER: 'outside',
      RATE_LIMIT_PER_MINUTE: '1000000000',
      SIGN_UPS_PER_HOUR: '1000000000',
    };
    const bin = (name) => join('dist', 'bin', `${name}.js`);
    const migrated = await collect(node, [bin('migrate')], {
      cwd: root,
      env: { ...env, DATABASE_OWNER_URL: asRole(postgres.adminUrl, owner) },
    });
    if (migrated.code !== 0) throw new Refusal(`The database could not be made:\n${migrated.output}`);
    const start = (name, more) => {
      const log = join(folder, `${name}.log`);
      const child = launch({
        name,
        command: node,
        args: [bin(name)],
        cwd: root,
        env: { ...env, ...more },
        log,
      });
      stops.push(() => end(child, { signal: 'SIGTERM', patience: 25_000 }));
      return child;
    };
    const api = start('api', { PORT: String(port), INTERNAL_PORT: String(internal) });
    start('worker', { INTERNAL_PORT: String(await firstFreePort(internal + 1)) });
    const baseUrl = `http://127.0.0.1:${port}`;
    await untilHealthy(baseUrl, api);
    return { baseUrl, env, log: api.log, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function asRole(adminUrl, role) {
  const changed = new URL(urlOf(adminUrl, DATABASE));
  changed.username = role.name;
  changed.password = role.password;
  return changed.href;
}

async function untilHealthy(baseUrl, api) {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const answer = await fetch(`${baseUrl}/health`).catch((error) => {
      if (error instanceof TypeError) return null; // nothing listens yet
      throw error;
    });
    if (answer?.status === 200) return;
    await wait(100);
  }
  throw new Refusal(`The API does not answer:\n${lastLines(api.log)}`);
}
