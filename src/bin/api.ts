import { buildApp } from '../app.ts';
import { loadConfig } from '../config.ts';
import { ConfigError } from '../config/problems.ts';
import { InternalServer } from '../platform/health/internal-server.ts';
import { Jobs } from '../platform/jobs/jobs.ts';

try {
  const config = loadConfig();
  const app = await buildApp(config);
  if (config.workerInside) app.get(Jobs).takeJobs();
  await app.listen(config.http.port, config.http.host);
  await app.get(InternalServer).listen();
} catch (error) {
  if (!(error instanceof Error)) throw error;
  process.stderr.write(`${error instanceof ConfigError ? error.message : (error.stack ?? error.message)}\n`);
  process.exit(error instanceof ConfigError ? 2 : 1);
}
