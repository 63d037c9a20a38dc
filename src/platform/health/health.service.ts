import { isNativeError } from 'node:util/types';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { ServiceUnavailableException } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { Clock } from '../clock.ts';
import { Database } from '../database/database.ts';
import { REDIS } from '../redis/redis.token.ts';
import type { HealthView } from './health.contract.ts';

const PATIENCE_MS = 2000;

/** Whether this process can serve: Postgres with our schema. Redis away is degraded, never unhealthy. */
@Injectable()
export class HealthService {
  readonly #logger = new Logger('Health');
  #missing = '';

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
      if (error instanceof ServiceUnavailableException) return false;
      throw error;
    }
  }

  async #database() {
    const indicator = this.indicators.check('database');
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), PATIENCE_MS);
    });
    const asked = this.#hasSchema().catch((error: unknown) =>
      isNativeError(error) ? false : Promise.reject(error),
    );
    const ready = await Promise.race([asked, late]);
    clearTimeout(timer);
    return ready ? indicator.up() : indicator.down('no answer, or not our schema');
  }

  /** False on a schema older than this version: its queries would fail. Says so once. */
  async #hasSchema(): Promise<boolean> {
    const missing = (await this.database.missingMigrations()).join(', ');
    if (missing !== '' && missing !== this.#missing)
      this.#logger.error({ missing }, 'the schema of the database is older than this version');
    this.#missing = missing;
    return missing === '';
  }
}
