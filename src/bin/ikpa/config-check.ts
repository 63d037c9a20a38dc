import { isNativeError } from 'node:util/types';
import { Redis } from 'ioredis';
import { loadConfig } from '../../config.ts';
import type { Config } from '../../config.ts';
import { inspectConfig } from '../../config/inspect.ts';
import type { ConfigProblem } from '../../config/problems.ts';
import type { Way } from '../../platform/database/connection.ts';
import { bundledMigrations, waitForSchema } from '../../platform/database/schema-gate.ts';
import { Mailer } from '../../platform/mail/mailer.ts';
import { EXIT } from './command.ts';
import type { Command } from './command.ts';

const PATIENCE_MS = 5000;

interface Problem {
  name: string;
  code: ConfigProblem['code'] | 'unusable';
  detail: string;
}

interface Connection {
  name: string;
  state: 'works' | 'fails' | 'not configured';
  detail: string | null;
}

/** What the processes connect to, and how to try each. */
function connections(
  config: Config,
): [variable: string, name: string, attempt: (() => Promise<void>) | null][] {
  const { database, redisUrl, traces, errors, ai } = config;
  const { ownerUrl } = database;
  return [
    ['DATABASE_URL', 'database, with the schema of this version', () => hasSchema(database)],
    [
      'DATABASE_OWNER_URL',
      'database as its owner',
      ownerUrl === null ? null : () => hasSchema({ url: ownerUrl, passwords: [] }),
    ],
    ['REDIS_URL', 'Redis', redisUrl === null ? null : () => ping(redisUrl)],
    ['SMTP_URL', 'mail server', config.mail === null ? null : () => mail(config)],
    ['AI_BASE_URL', 'AI', ai === null ? null : () => reach(ai.baseUrl)],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector', traces === null ? null : () => reach(traces.endpoint)],
    ['SENTRY_DSN', 'Sentry', errors === null ? null : () => reach(new URL(errors.dsn).origin)],
  ];
}

async function hasSchema(way: Way): Promise<void> {
  const migrations = bundledMigrations(new URL('../../migrations/', import.meta.url));
  await waitForSchema({ way, migrations, timeoutSeconds: 0, say: () => undefined });
}

async function ping(url: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    connectTimeout: PATIENCE_MS,
    retryStrategy: () => null,
  });
  // connect() says only that the connection is closed; the event says why.
  let why: Error | null = null;
  redis.on('error', (error: Error) => (why = error));
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    throw why ?? error;
  } finally {
    redis.disconnect();
  }
}

async function mail(config: Config): Promise<void> {
  const mailer = new Mailer(config);
  try {
    await mailer.check();
  } finally {
    await mailer.onApplicationShutdown();
  }
}

/** Any answer will do: what is asked is whether somebody is there. */
async function reach(url: string): Promise<void> {
  await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
}

async function tryEach(config: Config): Promise<{ found: Connection[]; problems: Problem[] }> {
  const found: Connection[] = [];
  const problems: Problem[] = [];
  for (const [variable, name, attempt] of connections(config)) {
    if (attempt === null) {
      found.push({ name, state: 'not configured', detail: null });
      continue;
    }
    try {
      await attempt();
      found.push({ name, state: 'works', detail: null });
    } catch (error) {
      if (!isNativeError(error)) throw error;
      const cause = isNativeError(error.cause) ? `${error.message}: ${error.cause.message}` : error.message;
      found.push({ name, state: 'fails', detail: cause });
      problems.push({ name: variable, code: 'unusable', detail: `${name} cannot be used: ${cause}` });
    }
  }
  return { found, problems };
}

export const configCheck: Command = {
  name: 'config check',
  args: [],
  summary: 'show every setting with its source, what is wrong, and whether each connection works',
  plain: async () => {
    const { variables, problems } = inspectConfig();
    const isLoaded = problems.every(({ code }) => code === 'unread');
    const tried = isLoaded ? await tryEach(loadConfig()) : { found: [], problems: [] };
    const all: Problem[] = [...problems, ...tried.problems];
    const pointed = all.map(({ name, code, detail }) => ({ pointer: `/${name}`, code, detail }));
    return {
      exit: all.length === 0 ? EXIT.done : EXIT.found,
      lines: [
        ...variables.map(({ name, source, value }) => `${name.padEnd(30)} ${value ?? ''} [${source}]`),
        ...tried.found.map(
          ({ name, state, detail }) => `${name}: ${state}${detail === null ? '' : `, ${detail}`}`,
        ),
        ...pointed.map(({ pointer, detail }) => `problem ${pointer}: ${detail}`),
        all.length === 0 ? 'Nothing is wrong.' : `${all.length} problems`,
      ],
      data: { variables, connections: tried.found, problems: pointed },
    };
  },
};
