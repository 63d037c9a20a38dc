import { tracingChannel } from 'node:diagnostics_channel';
import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { Config } from '../../config.ts';
import { CONFIG } from '../config.token.ts';
import { Jobs } from '../jobs/jobs.ts';
import { correlation } from '../logging/correlation.ts';
import { makeSpans, startSpan } from './spans.ts';
import type { Span, Spans } from './spans.ts';

interface RedisCommand {
  command: string;
  error?: unknown;
}

/** Turns traces on for the life of the application, where a collector is configured. */
@Injectable()
export class Tracing implements OnModuleInit, OnApplicationShutdown {
  readonly #commands = new WeakMap<object, Span>();
  #spans: Spans | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly jobs: Jobs,
  ) {}

  async onModuleInit(): Promise<void> {
    if (this.config.traces === null) return;
    const { openTelemetry } = await import('./open-telemetry.ts');
    const service = this.jobs.isWorkerOnly ? 'ikpa-worker' : 'ikpa-api';
    this.#spans = openTelemetry({ ...this.config.traces, service, version: this.config.version });
    makeSpans(this.#spans);
    tracingChannel<unknown, RedisCommand>('ioredis:command').subscribe(this.#redis);
  }

  /** Names of commands only: keys hold ids. */
  readonly #redis = {
    start: (message: RedisCommand): void => {
      const parent = correlation.getStore()?.span ?? null;
      if (parent === null) return;
      const name = message.command.toUpperCase();
      const attributes = { 'db.system.name': 'redis', 'db.operation.name': name };
      const span = startSpan(() => ({ name, kind: 'client', parent, attributes }));
      if (span !== null) this.#commands.set(message, span);
    },
    end: (): void => undefined,
    asyncStart: (): void => undefined,
    asyncEnd: (message: RedisCommand): void => this.#commands.get(message)?.end(message.error),
    error: (): void => undefined,
  };

  async onApplicationShutdown(): Promise<void> {
    if (this.#spans === null) return;
    tracingChannel<unknown, RedisCommand>('ioredis:command').unsubscribe(this.#redis);
    makeSpans(null);
    await this.#spans.stop().catch(() => undefined); // a collector that is away must not hold up the end
  }
}
