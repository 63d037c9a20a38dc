import { Global, Inject, Logger, Module } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { Redis } from 'ioredis';
import type { Config } from '../../config.ts';
import { CONFIG } from '../config.token.ts';
import { metrics } from '../metrics/metrics.ts';
import { REDIS } from './redis.token.ts';

function connect(config: Config): Redis | null {
  if (config.redisUrl === null) return null;
  const logger = new Logger('Redis');
  const redis = new Redis(config.redisUrl, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: 500,
    connectTimeout: 2000,
    lazyConnect: true,
  });
  redis.on('ready', () => metrics.redis(true));
  redis.on('close', () => metrics.redis(false));
  redis.on('error', (error: Error) =>
    logger.warn({ error: error.message }, 'Redis is away: limits hold per process'),
  );
  return redis;
}

/** The shared Redis client. Losing Redis degrades, and never fails a request. */
@Global()
@Module({
  providers: [{ provide: REDIS, inject: [CONFIG], useFactory: connect }],
  exports: [REDIS],
})
export class RedisModule implements OnModuleInit, OnApplicationShutdown {
  constructor(@Inject(REDIS) private readonly redis: Redis | null) {}

  /** Not before the application is whole: one that could not be put together leaves no connection behind. */
  onModuleInit(): void {
    this.redis?.connect().catch(() => undefined); // told by the error event, and tried again
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }
}
