import { readFileSync } from 'node:fs';
import { isNativeError } from 'node:util/types';
import { z } from 'zod';
import type { Password, Way } from './platform/database/connection.ts';

const Secret = z.string().min(32, 'needs at least 32 characters');
const Port = z.coerce.number().int().min(0).max(65_535);
const Flag = z.enum(['0', '1', 'false', 'true']).transform((text) => text === '1' || text === 'true');
const Bytes = z.coerce.number().int().min(1024);
const List = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** Every variable the processes read. Secrets may also be given as `NAME_FILE`. */
export const Environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: Port.default(3000),
  INTERNAL_PORT: Port.default(9464),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:3001'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_PASSWORD: z.string().optional(),
  DATABASE_PASSWORD_PREVIOUS: z.string().optional(),
  DATABASE_OWNER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_OWNER_PASSWORD: z.string().optional(),
  DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(200).default(10),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  REDIS_PASSWORD: z.string().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SMTP_HOST: z.string().optional(),
  SMTP_PORT: Port.default(587),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/, 'needs an address such as Ikpa <ikpa@example.org>')
    .optional(),
  SIGN_UP: z.enum(['open', 'invite', 'closed']).default('open'),
  ADMIN_EMAIL: z.email().optional(),
  PASSWORD_MIN_LENGTH: z.coerce.number().int().min(8).max(128).default(12),
  SIGN_UPS_PER_HOUR: z.coerce.number().int().min(1).default(30),
  JWT_ACCESS_SECRET: Secret,
  JWT_ACCESS_SECRET_PREVIOUS: Secret.optional(),
  JWT_REFRESH_SECRET: Secret,
  JWT_REFRESH_SECRET_PREVIOUS: Secret.optional(),
  DATA_ENCRYPTION_KEY: Secret,
  DATA_ENCRYPTION_KEY_PREVIOUS: Secret.optional(),
  TRUSTED_PROXIES: List.default(['127.0.0.0/8', '::1']),
  SENTRY_DSN: z.url({ protocol: /^https?$/ }).optional(),
  SENTRY_ENVIRONMENT: z
    .string()
    .regex(/^[\w.-]{1,64}$/)
    .default('production'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
  WORKER: z.enum(['inside', 'outside']).default('inside'),
  MAX_UPLOAD_BYTES: Bytes.default(25 * 1024 * 1024),
  MAX_IMPORT_ROWS: z.coerce.number().int().min(1).max(2_000_000).default(200_000),
  IKPA_DEMO: Flag.default(false),
  DELETION_GRACE_DAYS: z.coerce.number().int().min(0).max(365).default(7),
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(1).default(600),
  API_DOCS: Flag.default(true),
});

export type Environment = z.infer<typeof Environment>;

/** The name of every variable, for .env.example. */
export const VARIABLES: readonly string[] = Object.keys(Environment.shape);

/** Names whose value may come from a file named by `NAME_FILE`, as orchestrators mount secrets. */
export const FROM_FILE = [
  'DATABASE_URL',
  'DATABASE_PASSWORD',
  'DATABASE_PASSWORD_PREVIOUS',
  'DATABASE_OWNER_URL',
  'DATABASE_OWNER_PASSWORD',
  'REDIS_URL',
  'REDIS_PASSWORD',
  'SMTP_URL',
  'SMTP_PASSWORD',
  'JWT_ACCESS_SECRET',
  'JWT_ACCESS_SECRET_PREVIOUS',
  'JWT_REFRESH_SECRET',
  'JWT_REFRESH_SECRET_PREVIOUS',
  'DATA_ENCRYPTION_KEY',
  'DATA_ENCRYPTION_KEY_PREVIOUS',
] as const;

export interface MailConfig {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS where the server offers it. */
  readonly secure: boolean;
  readonly user: string | null;
  readonly password: string | null;
  readonly from: string;
}

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
    readonly trustedProxies: readonly string[];
    readonly docs: boolean;
    readonly requestsPerMinute: number;
  };
  readonly database: Way & { readonly ownerUrl: string | null; readonly poolMax: number };
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
  readonly workerInside: boolean;
  /** Five invented households instead of real people; on this machine alone. */
  readonly demo: boolean;
  /** Days between the wish to delete a purse or an account and the deletion. */
  readonly deletionGraceDays: number;
  readonly limits: { readonly uploadBytes: number; readonly importRows: number };
}

/** A variable and what is wrong with it; one that nothing reads (`unread`) stops no process. */
export interface ConfigProblem {
  readonly name: string;
  readonly code: 'missing' | 'wrong' | 'unread';
  readonly detail: string;
}

/** Thrown at start when the environment is wrong: one readable list of everything that is. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const [first] = problems;
    const lines = problems.map(({ name, detail }) => `  - ${name}: ${detail}`);
    super(
      problems.length === 1 && first !== undefined
        ? `${first.name}: ${first.detail}`
        : `The configuration is not complete:\n${lines.join('\n')}`,
    );
    this.problems = problems;
  }
}

/** Where the value of a variable comes from; a secret's value is never shown. */
export interface ConfigVariable {
  readonly name: string;
  readonly source: string;
  readonly value: string | null;
}

/** Every variable, where it comes from, and what is wrong: for an operator who wonders. */
export function inspectConfig(env: Readonly<Record<string, string | undefined>> = process.env): {
  variables: ConfigVariable[];
  problems: readonly ConfigProblem[];
} {
  const secrets = new Set<string>(FROM_FILE);
  const variables = VARIABLES.map((name): ConfigVariable => {
    const shown = (value: string) => (secrets.has(name) ? '(secret)' : value);
    const file = env[`${name}_FILE`];
    if (env[name] !== undefined && env[name] !== '')
      return { name, source: 'environment', value: shown(env[name]) };
    if (secrets.has(name) && file !== undefined && file !== '')
      return { name, source: `file ${file}`, value: '(secret)' };
    const fallback = Environment.shape[name as keyof Environment].safeParse(undefined);
    return fallback.success && fallback.data !== undefined
      ? { name, source: 'default', value: [fallback.data].flat().join(',') }
      : { name, source: 'not set', value: null };
  });
  const known = new Set([...VARIABLES, ...FROM_FILE.map((name) => `${name}_FILE`)]);
  const strange = Object.keys(env)
    .filter((name) => OWN.test(name) && !known.has(name))
    .map((name) => ({ name, code: 'unread' as const, detail: 'is read by nothing; perhaps it is mistyped' }));
  try {
    loadConfig(env);
    return { variables, problems: strange };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { variables, problems: [...error.problems, ...strange] };
  }
}

/** Names that can only be meant for us. */
const OWN = /^(DATABASE|REDIS|SMTP|MAIL|JWT|DATA_ENCRYPTION|SIGN_UP|SENTRY|IKPA_DEMO)_/;

/**
 * Reads the environment into a frozen Config, or throws a ConfigError that lists every wrong variable.
 * An empty value counts as not given, so that `NAME=` in a file means the default.
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = read(Environment, env);
  if (given.IKPA_DEMO && !isLocal(given)) {
    const detail = 'everybody knows its passwords, so HOST and PUBLIC_URL must be this machine alone.';
    throw new ConfigError([{ name: 'IKPA_DEMO', code: 'wrong', detail }]);
  }
  return toConfig(given, env);
}

/** What the database steps need: less than an application, so that they are given fewer secrets. */
export function loadDatabaseConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Config['database'] {
  const names = [
    'DATABASE_URL',
    'DATABASE_PASSWORD',
    'DATABASE_PASSWORD_PREVIOUS',
    'DATABASE_OWNER_URL',
    'DATABASE_OWNER_PASSWORD',
  ] as const;
  return databaseOf({ ...read(Environment.pick(asMask(names)), env), DATABASE_POOL_MAX: 2 }, env);
}

function asMask<const T extends readonly string[]>(names: T): Record<T[number], true> {
  return Object.fromEntries(names.map((name) => [name, true])) as Record<T[number], true>;
}

function read<T>(schema: z.ZodType<T>, env: Readonly<Record<string, string | undefined>>): T {
  const given: Record<string, string> = {};
  const problems: ConfigProblem[] = [];
  for (const [name, value] of Object.entries(env))
    if (value !== undefined && value !== '') given[name] = value;
  for (const name of FROM_FILE) {
    const path = given[`${name}_FILE`];
    if (path === undefined) continue;
    if (given[name] !== undefined)
      problems.push({ name, code: 'wrong', detail: `given twice, also by ${name}_FILE` });
    try {
      const value = readFileSync(path, 'utf8').trim();
      if (value !== '') given[name] = value;
    } catch (error) {
      if (!isNativeError(error)) throw error;
      // The secret before is there only while somebody rotates it.
      if (name.endsWith('_PREVIOUS') && 'code' in error && error.code === 'ENOENT') continue;
      problems.push({ name: `${name}_FILE`, code: 'wrong', detail: error.message });
    }
  }
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const name = issue.path.join('.');
      const missing = given[name] === undefined;
      problems.push({
        name,
        code: missing ? 'missing' : 'wrong',
        detail: missing ? 'is not set' : issue.message,
      });
    }
  }
  if (!parsed.success || problems.length > 0) {
    throw new ConfigError(problems);
  }
  return parsed.data;
}

/** A URL without a password, and the password by itself, as orchestrators keep it. */
function withPassword(url: string, password: string | undefined): string {
  if (password === undefined) return url;
  const whole = new URL(url);
  // URL escapes what a user name may hold, but leaves % alone.
  whole.password = password.replaceAll('%', '%25');
  return whole.href;
}

function databaseOf(
  env: Pick<
    Environment,
    | 'DATABASE_URL'
    | 'DATABASE_PASSWORD'
    | 'DATABASE_PASSWORD_PREVIOUS'
    | 'DATABASE_OWNER_URL'
    | 'DATABASE_OWNER_PASSWORD'
    | 'DATABASE_POOL_MAX'
  >,
  given: Readonly<Record<string, string | undefined>>,
): Config['database'] {
  const held = ['DATABASE_PASSWORD', 'DATABASE_PASSWORD_PREVIOUS'] as const;
  return {
    url: env.DATABASE_URL,
    passwords:
      env.DATABASE_PASSWORD === undefined ? [] : held.flatMap((name) => holding(given, name, env[name])),
    ownerUrl:
      env.DATABASE_OWNER_URL === undefined
        ? null
        : withPassword(env.DATABASE_OWNER_URL, env.DATABASE_OWNER_PASSWORD),
    poolMax: env.DATABASE_POOL_MAX,
  };
}

/** The file that holds a password now, or the password itself where it came without a file. */
function holding(
  given: Readonly<Record<string, string | undefined>>,
  name: string,
  text: string | undefined,
): Password[] {
  const file = given[`${name}_FILE`];
  if (file !== undefined && file !== '') return [{ file }];
  return text === undefined ? [] : [{ text }];
}

/** The mail server, named by one URL or by its parts; null where none is. Throws ConfigError for half of one. */
function mailOf(env: Environment): MailConfig | null {
  const { SMTP_URL: url, SMTP_HOST: host, MAIL_FROM: from } = env;
  if (url === undefined && host === undefined) return null;
  if (url !== undefined && host !== undefined) {
    throw new ConfigError([
      { name: 'SMTP_HOST', code: 'wrong', detail: 'given beside SMTP_URL; one of them is enough.' },
    ]);
  }
  if (from === undefined)
    throw new ConfigError([
      { name: 'MAIL_FROM', code: 'missing', detail: 'is not set, and mail needs a sender.' },
    ]);
  if (url === undefined) {
    return {
      host: host ?? '',
      port: env.SMTP_PORT,
      secure: env.SMTP_PORT === 465,
      user: env.SMTP_USER ?? null,
      password: env.SMTP_PASSWORD ?? null,
      from,
    };
  }
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    user: username === '' ? (env.SMTP_USER ?? null) : decodeURIComponent(username),
    password: password === '' ? (env.SMTP_PASSWORD ?? null) : decodeURIComponent(password),
    from,
  };
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

function isLocal({ HOST, PUBLIC_URL }: Environment): boolean {
  return LOOPBACK.has(HOST) && LOOPBACK.has(new URL(PUBLIC_URL).hostname);
}

function toConfig(env: Environment, given: Readonly<Record<string, string | undefined>>): Config {
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
    workerInside: env.WORKER === 'inside',
    demo: env.IKPA_DEMO,
    deletionGraceDays: env.DELETION_GRACE_DAYS,
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
