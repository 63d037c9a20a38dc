import { isNativeError } from 'node:util/types';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import type { HealthCheckResult } from '@nestjs/terminus';
import { ServiceUnavailableException } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { Clock } from '../clock.ts';
import { Database } from '../database/database.ts';
import { REDIS } from '../redis/redis.token.ts';
import type { HealthView } from './health.contract.ts';

const PATIENCE_MS = 2000;
/** For so long a good answer stands in for one that is slow: a busy machine is not a database that is away. */
const LATELY_MS = 10_000;

/** Whether this process can serve: Postgres with our schema. Redis away is degraded, never unhealthy. */
@Injectable()
export class HealthService {
  readonly #logger = new Logger('Health');
  #said: string | null = null;
  #wasFine = -Infinity;

  constructor(
    private readonly terminus: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(REDIS) private readonly redis: Redis | null,
  ) {}

  async view(): Promise<HealthView> {
    const database = await this.#isDatabaseReady();
    return {
      status: database ? 'healthy' : 'unhealthy',
      timestamp: this.clock.now().toISOString(),
      services: {
        database: database ? 'connected' : 'disconnected',
        redis:
          this.redis === null
            ? 'not-configured'
            : this.redis.status === 'ready'
              ? 'connected'
              : 'disconnected',
      },
    };
  }

  async #isDatabaseReady(): Promise<boolean> {
    try {
      const result = await this.terminus.check([() => this.#database()]);
      return result.status === 'ok';
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      // While this process drains Terminus refuses for that alone; what still comes in is answered, and truly.
      const { status, error: down } = error.getResponse() as HealthCheckResult;
      return status === 'shutting_down' && Object.keys(down ?? {}).length === 0;
    }
  }

  async #database() {
    const indicator = this.indicators.check('database');
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string | null>((resolve) => {
      timer = setTimeout(() => {
        const lately = performance.now() - this.#wasFine < LATELY_MS;
        resolve(lately ? null : `no answer in ${PATIENCE_MS} ms`);
      }, PATIENCE_MS);
    });
    const asked = this.#problem().catch((error: unknown) =>
      isNativeError(error) ? error.message : Promise.reject(error),
    );
    const problem = await Promise.race([asked, late]);
    clearTimeout(timer);
    if (problem !== null && problem !== this.#said) this.#logger.warn({ problem }, 'not ready to serve');
    this.#said = problem;
    return problem === null ? indicator.up() : indicator.down(problem);
  }

  /** What is wrong with the database; queries would fail on a schema older than this version. */
  async #problem(): Promise<string | null> {
    const asked = performance.now();
    const missing = await this.database.missingMigrations();
    if (missing.length > 0) return `the schema lacks ${missing.join(', ')}`;
    // A late answer does not excuse the next: else a database that is always slow would be well for ever.
    if (performance.now() - asked <= PATIENCE_MS) this.#wasFine = performance.now();
    return null;
  }
}
