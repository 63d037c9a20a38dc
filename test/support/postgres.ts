import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { prepareDatabase, urlOf, withClient } from '../../scripts/database-roles.mjs';
import { startEmbeddedPostgres, whyNoContainer } from '../../scripts/test-services.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

export interface TestPostgres {
  /** The owner's and the application's way to the template database. */
  ownerUrl: string;
  appUrl: string;
  /** The server as one who may make roles. */
  adminUrl: string;
  stop: () => Promise<void>;
}

/** A server to test on: TEST_DATABASE_URL (a superuser's), containers if wished, else an embedded one. */
async function startServer(): Promise<{ adminUrl: string; stop: () => Promise<void> }> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') return { adminUrl: given, stop: () => Promise.resolve() };
  if (process.env['TEST_SERVICES'] !== 'containers') return startEmbeddedPostgres(root);
  const image = `postgres:${process.env['TEST_POSTGRES'] ?? '18'}`;
  const problem = whyNoContainer(image);
  if (problem !== null) throw new Error(`TEST_SERVICES=containers: ${problem}`);
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
  const container = await new PostgreSqlContainer(image).withStartupTimeout(60_000).start();
  return { adminUrl: container.getConnectionUri(), stop: async () => void (await container.stop()) };
}

/**
 * Starts a server, or takes the given one, and makes this run's two roles and its template database. The names
 * carry the run, so that two runs can share a server; `stop` leaves nothing of this run behind.
 */
export async function startPostgres(): Promise<TestPostgres> {
  const server = await startServer();
  const run = randomBytes(4).toString('hex');
  const owner = { name: `ikpa_owner_${run}`, password: randomBytes(12).toString('hex') };
  const app = { name: `ikpa_app_${run}`, password: randomBytes(12).toString('hex') };
  const template = `ikpa_template_${run}`;
  await prepareDatabase({ adminUrl: server.adminUrl, database: template, owner, app });
  // Each worker clones the template as its owner.
  await withClient(server.adminUrl, (client) => client.query(`alter role "${owner.name}" createdb`));
  return {
    ownerUrl: asRole(urlOf(server.adminUrl, template), owner),
    appUrl: asRole(urlOf(server.adminUrl, template), app),
    adminUrl: server.adminUrl,
    stop: async () => {
      await withClient(server.adminUrl, (client) => removeRun(client, owner.name, app.name));
      await server.stop();
    },
  };
}

function asRole(url: string, role: { name: string; password: string }): string {
  const changed = new URL(url);
  changed.username = role.name;
  changed.password = role.password;
  return changed.href;
}

async function removeRun(
  client: Parameters<Parameters<typeof withClient>[1]>[0],
  owner: string,
  app: string,
): Promise<void> {
  const databases = await client.query<{ datname: string }>(
    'select datname from pg_database where datdba = (select oid from pg_roles where rolname = $1)',
    [owner],
  );
  for (const { datname } of databases.rows) await client.query(`drop database "${datname}" with (force)`);
  await client.query(`drop role "${owner}"`);
  await client.query(`drop role "${app}"`);
}
