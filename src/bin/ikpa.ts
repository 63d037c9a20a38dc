import { buildApp } from '../app.ts';
import { ConfigError, loadConfig } from '../config.ts';
import { rollupDifferences } from '../features/transactions/rollup-check.ts';
import { Database } from '../platform/database/database.ts';

const USAGE = `usage: ikpa <command>
  verify    recompute every rollup from its rows and compare; exits with 1 on a difference
`;

async function verify(): Promise<number> {
  const config = loadConfig();
  const app = await buildApp(config);
  try {
    const database = app.get(Database);
    const purses = await database.allPurseIds();
    let wrong = 0;
    for (const purseId of purses) {
      const differences = await database.withPurseAsOperator(purseId, rollupDifferences);
      wrong += differences.length;
      for (const { table, key, stored, rebuilt } of differences) {
        process.stdout.write(
          `${purseId} ${table} ${key}: stored ${stored ?? 'nothing'}, rows say ${rebuilt ?? 'nothing'}\n`,
        );
      }
    }
    process.stdout.write(`${purses.length} purses checked, ${wrong} differences\n`);
    return wrong === 0 ? 0 : 1;
  } finally {
    await app.close();
  }
}

const command = process.argv[2];
try {
  if (command === 'verify') process.exitCode = await verify();
  else {
    process.stderr.write(USAGE);
    process.exitCode = 2;
  }
} catch (error) {
  if (!(error instanceof Error)) throw error;
  process.stderr.write(`${error instanceof ConfigError ? error.message : (error.stack ?? error.message)}\n`);
  process.exitCode = 2;
}
