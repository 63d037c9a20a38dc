import { loadConfig, ConfigError } from '../config.ts';
import { ormOptions } from '../mikro-orm.config.ts';
import { migrate } from '../platform/database/migrate.ts';

/** Exit codes: 0 done, 1 the database refused, 2 the configuration is wrong. */
async function main(): Promise<number> {
  const config = loadConfig();
  const ownerUrl = config.database.ownerUrl;
  if (ownerUrl === null)
    throw new ConfigError('DATABASE_OWNER_URL is not set: migrations run as the owner role');
  const appRole = decodeURIComponent(new URL(config.database.url).username);
  const { applied } = await migrate(ormOptions(ownerUrl, 4), { ownerUrl, appRole });
  process.stdout.write(
    applied.length === 0 ? 'The database is up to date\n' : `Applied ${applied.join(', ')}\n`,
  );
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Error)) throw error;
  process.stderr.write(`${error instanceof ConfigError ? error.message : (error.stack ?? error.message)}\n`);
  process.exitCode = error instanceof ConfigError ? 2 : 1;
}
