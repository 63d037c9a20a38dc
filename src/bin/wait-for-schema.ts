import { parseArgs } from 'node:util';
import { loadDatabaseConfig } from '../config/database.ts';
import { ConfigError } from '../config/problems.ts';
import { bundledMigrations, waitForSchema } from '../platform/database/schema-gate.ts';

// Exit codes: 0 the schema is there, 1 it did not come in time, 2 the configuration is wrong.
try {
  const { values } = parseArgs({ options: { timeout: { type: 'string', default: '600' } } });
  await waitForSchema({
    way: loadDatabaseConfig(),
    migrations: bundledMigrations(new URL('../migrations/', import.meta.url)),
    timeoutSeconds: Number(values.timeout),
    say: (line) => process.stdout.write(`${line}\n`),
  });
} catch (error) {
  if (!(error instanceof Error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error instanceof ConfigError ? 2 : 1;
}
