import { tracingChannel } from 'node:diagnostics_channel';
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

interface Command {
  begun?: number;
  error?: unknown;
}

/** ioredis tells of each command on a channel of Node's. */
const measured = {
  start: (command: Command): void => void (command.begun = performance.now()),
  end: (): void => undefined,
  asyncStart: (): void => undefined,
  asyncEnd: ({ begun, error }: Command): void => {
    if (begun === undefined) return;
    metrics.redisCommand(error === undefined ? 'ok' : 'failed', (performance.now() - begun) / 1000);
  },
  error: (): void => undefined,
};
const commands = tracingChannel<unknown, Command>('ioredis:command');

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
    if (this.redis !== null) commands.subscribe(measured);
    this.redis?.connect().catch(() => undefined); // told by the error event, and tried again
  }

  onApplicationShutdown(): void {
    commands.unsubscribe(measured);
    this.redis?.disconnect();
  }
}
