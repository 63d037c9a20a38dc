import { readFileSync } from 'node:fs';
import { aiOf } from './config/ai.ts';
import type { AiConfig } from './config/ai.ts';
import { databaseOf, withPassword } from './config/database.ts';
import type { DatabaseConfig } from './config/database.ts';
import { Environment } from './config/environment.ts';
import { mailOf } from './config/mail.ts';
import type { MailConfig } from './config/mail.ts';
import { ConfigError } from './config/problems.ts';
import { readEnvironment } from './config/read.ts';
import type { Given } from './config/read.ts';

export interface Config {
  /** Of this release, as package.json says. */
  readonly version: string;
  readonly environment: Environment['NODE_ENV'];
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly internalPort: number;
    readonly publicUrl: string;
    readonly secureCookies: boolean;
    /** Whose X-Forwarded-For is believed: addresses, or so many proxies, whoever they are. */
    readonly trustedProxies: readonly string[] | number;
    readonly docs: boolean;
    readonly requestsPerMinute: number;
  };
  readonly database: DatabaseConfig;
  readonly redisUrl: string | null;
  /** Null where the installation sends no mail: every flow then has a link that a person hands over. */
  readonly mail: MailConfig | null;
  readonly auth: {
    readonly signUp: 'open' | 'invite' | 'closed';
    readonly adminEmail: string | null;
    readonly passwordMinLength: number;
    readonly signUpsPerHour: number;
    readonly accessSecret: string;
    readonly accessSecretPrevious: string | null;
    readonly refreshSecret: string;
    readonly refreshSecretPrevious: string | null;
  };
  readonly dataKey: string;
  readonly dataKeyPrevious: string | null;
  readonly logLevel: string;
  /** Where failures are told; null means nowhere. */
  readonly errors: { readonly dsn: string; readonly environment: string } | null;
  /** Where traces go, and the part of requests that are traced; null means none. */
  readonly traces: { readonly endpoint: string; readonly ratio: number } | null;
  /** Null where nobody gave a key: then nothing is ever sent to an AI. */
  readonly ai: AiConfig | null;
  readonly workerInside: boolean;
  /** Five invented households instead of real people; on this machine alone. */
  readonly demo: boolean;
  /** Days between the wish to delete a purse or an account and the deletion. */
  readonly deletionGraceDays: number;
  /** Days after which the file of an import that was saved or undone is deleted; 0 keeps it as long as the import. */
  readonly importFileDays: number;
  readonly limits: { readonly uploadBytes: number; readonly importRows: number };
}

/**
 * Reads the environment into a frozen Config, or throws a ConfigError that lists every wrong variable.
 */
export function loadConfig(env: Given = process.env): Config {
  const given = readEnvironment(Environment, env);
  if (given.IKPA_DEMO && !isLocal(given)) {
    const detail = 'everybody knows its passwords, so HOST and PUBLIC_URL must be this machine alone.';
    throw new ConfigError([{ name: 'IKPA_DEMO', code: 'wrong', detail }]);
  }
  return toConfig(given, env);
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

function isLocal({ HOST, PUBLIC_URL }: Environment): boolean {
  return LOOPBACK.has(HOST) && LOOPBACK.has(new URL(PUBLIC_URL).hostname);
}

function toConfig(env: Environment, given: Given): Config {
  return deepFreeze({
    version: releaseVersion(),
    environment: env.NODE_ENV,
    http: {
      host: env.HOST,
      port: env.PORT,
      internalPort: env.INTERNAL_PORT,
      publicUrl: env.PUBLIC_URL.replace(/\/$/, ''),
      secureCookies: env.PUBLIC_URL.startsWith('https:'),
      trustedProxies: env.TRUSTED_PROXIES,
      docs: env.API_DOCS,
      requestsPerMinute: env.RATE_LIMIT_PER_MINUTE,
    },
    database: databaseOf(env, given),
    redisUrl: env.REDIS_URL === undefined ? null : withPassword(env.REDIS_URL, env.REDIS_PASSWORD),
    mail: mailOf(env),
    auth: {
      signUp: env.SIGN_UP,
      adminEmail: env.ADMIN_EMAIL?.toLowerCase() ?? null,
      passwordMinLength: env.PASSWORD_MIN_LENGTH,
      signUpsPerHour: env.SIGN_UPS_PER_HOUR,
      accessSecret: env.JWT_ACCESS_SECRET,
      accessSecretPrevious: env.JWT_ACCESS_SECRET_PREVIOUS ?? null,
      refreshSecret: env.JWT_REFRESH_SECRET,
      refreshSecretPrevious: env.JWT_REFRESH_SECRET_PREVIOUS ?? null,
    },
    dataKey: env.DATA_ENCRYPTION_KEY,
    dataKeyPrevious: env.DATA_ENCRYPTION_KEY_PREVIOUS ?? null,
    logLevel: env.LOG_LEVEL ?? (env.NODE_ENV === 'production' ? 'info' : 'debug'),
    errors:
      env.SENTRY_DSN === undefined ? null : { dsn: env.SENTRY_DSN, environment: env.SENTRY_ENVIRONMENT },
    traces:
      env.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
        ? null
        : {
            endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/$/, ''),
            ratio: env.OTEL_TRACES_SAMPLER_ARG,
          },
    ai: aiOf(env),
    workerInside: env.WORKER === 'inside',
    demo: env.IKPA_DEMO,
    deletionGraceDays: env.DELETION_GRACE_DAYS,
    importFileDays: env.IMPORT_FILE_DAYS,
    limits: { uploadBytes: env.MAX_UPLOAD_BYTES, importRows: env.MAX_IMPORT_ROWS },
  });
}

function releaseVersion(): string {
  const found = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return found.version;
}

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part);
  return Object.freeze(value);
}
