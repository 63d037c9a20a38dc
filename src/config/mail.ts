import type { Environment } from './environment.ts';
import { ConfigError } from './problems.ts';

export interface MailConfig {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS where the server offers it. */
  readonly secure: boolean;
  readonly user: string | null;
  readonly password: string | null;
  readonly from: string;
}

/** The mail server, named by one URL or by its parts; null where none is. Throws ConfigError for half of one. */
export function mailOf(env: Environment): MailConfig | null {
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
