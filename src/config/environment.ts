import { z } from 'zod';
import { AI_MODELS } from '../domain/ai-prices.ts';

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

/** Addresses, or how many proxies there are where nobody can know theirs. */
const Proxies = z
  .string()
  .transform((text) => (/^[1-9]$/.test(text.trim()) ? Number(text) : List.parse(text)));

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
  TRUSTED_PROXIES: Proxies.default(['127.0.0.0/8', '::1']),
  SENTRY_DSN: z.url({ protocol: /^https?$/ }).optional(),
  SENTRY_ENVIRONMENT: z
    .string()
    .regex(/^[\w.-]{1,64}$/)
    .default('production'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  ANTHROPIC_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{20,}$/, 'needs the key of one line that Anthropic gave')
    .optional(),
  AI_MODEL: z.enum(AI_MODELS).default('claude-sonnet-5-5'),
  AI_BASE_URL: z.url({ protocol: /^https?$/ }).default('https://api.anthropic.com'),
  AI_TIMEOUT_SECONDS: z.coerce.number().int().min(1).max(600).default(300),
  AI_MONTHLY_LIMIT: z.coerce.number().int().min(0).max(10_000_000).default(1000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
  WORKER: z.enum(['inside', 'outside']).default('inside'),
  MAX_UPLOAD_BYTES: Bytes.default(25 * 1024 * 1024),
  MAX_IMPORT_ROWS: z.coerce.number().int().min(1).max(2_000_000).default(200_000),
  IKPA_DEMO: Flag.default(false),
  DELETION_GRACE_DAYS: z.coerce.number().int().min(0).max(365).default(7),
  IMPORT_FILE_DAYS: z.coerce.number().int().min(0).max(36_500).default(0),
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
  'ANTHROPIC_API_KEY',
] as const;
