import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ormOptions } from '../../src/mikro-orm.config.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { startPostgres } from './postgres.ts';
import { startRedis } from './redis.ts';
import { endAll, endLater } from './run.ts';

const BUILD = fileURLToPath(new URL('../../scripts/build.mjs', import.meta.url));

/** Once per run: dist/ for what runs as a process of its own, services, both roles and a migrated template that each worker clones. */
export default async function globalSetup(): Promise<void> {
  try {
    execFileSync(process.execPath, [BUILD, 'api']);
    const postgres = await startPostgres();
    endLater(postgres.stop);
    const redis = await startRedis();
    endLater(redis.stop);
    const appRole = new URL(postgres.appUrl).username;
    await migrate(ormOptions(postgres.ownerUrl, 4), { ownerUrl: postgres.ownerUrl, appRole });
    process.env['TEST_RUN_OWNER_URL'] = postgres.ownerUrl;
    process.env['TEST_RUN_APP_URL'] = postgres.appUrl;
    process.env['TEST_RUN_ADMIN_URL'] = postgres.adminUrl;
    process.env['TEST_RUN_REDIS_URL'] = redis.url;
  } catch (error) {
    // Jest calls no tear-down when the set-up fails.
    await endAll();
    throw error;
  }
}
