import { parseArgs } from 'node:util';
import { loadDatabaseConfig } from '../config/database.ts';
import { ConfigError } from '../config/problems.ts';
import { ormOptions } from '../mikro-orm.config.ts';
import { MigrateTimeout } from '../platform/database/migrate-lock.ts';
import { migrate } from '../platform/database/migrate.ts';
import { isOutage, isUntrusted, sqlState } from '../platform/database/outage.ts';

/** Exit codes: 0 done, 1 may pass (try again), 2 the configuration is wrong, 3 the database refused the SQL. */
const MAY_PASS = 1;
const WRONG_CONFIG = 2;
const REFUSED = 3;

const LOCK_NOT_AVAILABLE = '55P03';
/** A wrong password, a user who may not come in, a database that is not there; beside a certificate we do not trust. */
const NOT_LET_IN = new Set(['28P01', '28000', '3D000']);

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { wait: { type: 'string', default: '30' } } });
  const database = loadDatabaseConfig();
  if (database.ownerUrl === null)
    throw new ConfigError([
      {
        name: 'DATABASE_OWNER_URL',
        code: 'missing',
        detail: 'is not set: migrations run as the owner role',
      },
    ]);
  const patient = new URL(database.ownerUrl);
  patient.searchParams.set('options', '-c lock_timeout=5000');
  const { applied } = await migrate(ormOptions(patient.href, 4), {
    ownerUrl: database.ownerUrl,
    appRole: decodeURIComponent(new URL(database.url).username),
    waitSeconds: Number(values.wait),
    say,
  });
  say(applied.length === 0 ? 'The database is up to date' : `Applied ${applied.join(', ')}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function isNotLetIn(error: Error): boolean {
  return NOT_LET_IN.has(sqlState(error) ?? '') || isUntrusted(error);
}

function exitCode(error: Error): number {
  if (error instanceof ConfigError || isNotLetIn(error)) return WRONG_CONFIG;
  const mayPass =
    error instanceof MigrateTimeout || isOutage(error) || sqlState(error) === LOCK_NOT_AVAILABLE;
  return mayPass ? MAY_PASS : REFUSED;
}

function words(error: Error): string {
  if (isNotLetIn(error)) return `DATABASE_OWNER_URL: ${error.message}`;
  const known = error instanceof ConfigError || error instanceof MigrateTimeout;
  return known ? error.message : (error.stack ?? error.message);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Error)) throw error;
  process.stderr.write(`${words(error)}\n`);
  process.exitCode = exitCode(error);
}
