import { isNativeError } from 'node:util/types';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { LightNodeClient } from '@sentry/node-core/light';
import type { Config } from '../../config.ts';
import { CONFIG } from '../config.token.ts';

/** What joins a report with the logs. */
export interface Circumstances {
  requestId?: string;
  /** The pattern, never the path: ids are in it. */
  route?: string;
  queue?: string;
  jobId?: string;
  traceId?: string;
}

interface Tracker {
  client: LightNodeClient;
  frames: (stack: string) => { filename?: string; function?: string; lineno?: number; colno?: number }[];
}

const PATIENCE_MS = 2000;
const ROOT = new URL('../../../', import.meta.url).pathname;

/**
 * Tells Sentry of faults, where SENTRY_DSN names one; its client is not even loaded elsewhere. An event is put together
 * here from what may leave the house: kind of error, code, places in our sources, ids. Messages never do, since they
 * quote what people typed; the log has them, under the same request id.
 */
@Injectable()
export class ErrorReports implements OnModuleInit, OnApplicationShutdown {
  readonly #logger = new Logger('Errors');
  #tracker: Tracker | null = null;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async onModuleInit(): Promise<void> {
    if (this.config.errors === null) return;
    const { LightNodeClient, defaultStackParser, makeNodeTransport } =
      await import('@sentry/node-core/light');
    const client = new LightNodeClient({
      dsn: this.config.errors.dsn,
      environment: this.config.errors.environment,
      release: `ikpa@${this.config.version}`,
      integrations: [],
      stackParser: defaultStackParser,
      transport: makeNodeTransport,
      includeServerName: false,
      sendClientReports: false,
    });
    client.init();
    this.#tracker = { client, frames: defaultStackParser };
    process.on('uncaughtException', this.#last);
  }

  /** Never throws, and nobody waits for it. */
  report(error: unknown, circumstances: Circumstances): void {
    if (this.#tracker === null) return;
    const { client, frames } = this.#tracker;
    client.captureEvent({
      level: 'error',
      exception: { values: chain(error).map((one) => describe(one, frames)) },
      tags: tagsOf(circumstances),
    });
  }

  /** The process ends of it, as it would by itself, once the report is out. */
  readonly #last = (error: Error): void => {
    this.#logger.fatal({ err: error }, 'uncaught');
    this.report(error, {});
    void this.#flush().finally(() => process.exit(1));
  };

  async #flush(): Promise<void> {
    await this.#tracker?.client.flush(PATIENCE_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    process.off('uncaughtException', this.#last);
    await this.#flush();
  }
}

/** The error and what caused it, the cause first, as Sentry wants them. */
function chain(error: unknown): Error[] {
  const found: Error[] = [];
  for (let one = error; isNativeError(one) && found.length < 5; one = one.cause) found.unshift(one);
  return found.length > 0 ? found : [new Error('not an error')];
}

function describe(error: Error, frames: Tracker['frames']) {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return {
    type: /^\w{1,60}$/.test(error.name) ? error.name : 'Error',
    value: /^[\w.-]{1,40}$/.test(code) ? code : 'its words are in the log',
    stacktrace: {
      frames: frames(placesOf(error)).map((frame) => ({
        filename: (frame.filename ?? '').replace(/^file:\/\//, '').replace(ROOT, 'app:///'),
        function: frame.function ?? '?',
        ...(frame.lineno === undefined ? {} : { lineno: frame.lineno }),
        ...(frame.colno === undefined ? {} : { colno: frame.colno }),
        in_app: !/node_modules|^node:/.test(frame.filename ?? ''),
      })),
    },
  };
}

/** The stack without the message above it, which may have lines of its own. */
function placesOf(error: Error): string {
  const lines = (error.stack ?? '').split('\n').filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));
  return ['Error', ...lines].join('\n');
}

function tagsOf({ requestId, route, queue, jobId, traceId }: Circumstances): Record<string, string> {
  const tags = { request_id: requestId, route, queue, job_id: jobId, trace_id: traceId };
  return Object.fromEntries(
    Object.entries(tags).filter((tag): tag is [string, string] => tag[1] !== undefined),
  );
}
