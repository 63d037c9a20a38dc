import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { isNativeError } from 'node:util/types';
import { Client } from 'pg';
import type { ClientConfig } from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import { sqlState } from './outage.ts';

/** A password as it was given, or the file that holds what it is now. */
export type Password = { readonly text: string } | { readonly file: string };

/** Where a database is, and the passwords its server may know; none means the URL has it. */
export interface Way {
  readonly url: string;
  readonly passwords: readonly Password[];
}

/** ClientConfig without properties that are there and undefined. */
export type Connection = { [Name in keyof ClientConfig]: Exclude<ClientConfig[Name], undefined> };

const REFUSED_PASSWORD = '28P01';
const ANSWER_WITHIN_MS = 4000;

/**
 * Options of pg for a connection along `way`. What lies in a file is read at each new connection, so a password or a
 * certificate authority can change while we run. Of several passwords the first that the server knows is used: while
 * one is rotated nobody can tell which instant changes it.
 */
export function connectionTo(way: Way): Connection {
  const options = parseIntoClientConfig(way.url) as Connection;
  const caFile = new URL(way.url).searchParams.get('sslrootcert');
  if (caFile !== null && typeof options.ssl === 'object') options.ssl = new Tls(options.ssl, caFile);
  if (way.passwords.length === 0) return options;
  return { ...options, password: () => knownPassword(options, way.passwords) };
}

/**
 * When, in seconds since 1970, the last of the authorities ends that the database's certificate is checked against; null
 * where none is, or the file cannot be read (then connections say so).
 */
export function authorityEnd(way: Way): number | null {
  const caFile = new URL(way.url).searchParams.get('sslrootcert');
  if (caFile === null) return null;
  try {
    const text = readFileSync(caFile, 'utf8');
    const found = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    const ends = found.map((one) => new X509Certificate(one).validToDate.getTime() / 1000);
    return ends.length === 0 ? null : Math.max(...ends);
  } catch (error) {
    if (isNativeError(error) && 'code' in error) return null;
    throw error;
  }
}

/** A class of its own, since MikroORM copies plain objects and would keep what the file says now. */
class Tls {
  declare readonly ca: string;
  readonly #caFile: string;

  constructor(options: ConnectionOptions, caFile: string) {
    Object.assign(this, options);
    this.#caFile = caFile;
    // An own property: pg copies those.
    Object.defineProperty(this, 'ca', { enumerable: true, get: () => this.#ca() });
  }

  #ca(): string {
    return readFileSync(this.#caFile, 'utf8');
  }
}

async function knownPassword(options: ClientConfig, passwords: readonly Password[]): Promise<string> {
  const candidates = [...new Set(passwords.map(read).filter((password) => password !== null))];
  const last = candidates.pop() ?? '';
  for (const password of candidates) if (!(await isRefused({ ...options, password }))) return password;
  return last;
}

/** What the file says; null where there is none, as after a rotation. */
function read(password: Password): string | null {
  if ('text' in password) return password.text;
  try {
    return readFileSync(password.file, 'utf8').trim();
  } catch (error) {
    if (isNativeError(error) && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function isRefused(options: ClientConfig): Promise<boolean> {
  const client = new Client({
    ...options,
    connectionTimeoutMillis: ANSWER_WITHIN_MS,
    application_name: 'ikpa-password',
  });
  client.on('error', () => undefined); // a lost connection says nothing about the password
  try {
    await client.connect();
    return false;
  } catch (error) {
    return sqlState(error) === REFUSED_PASSWORD;
  } finally {
    await client.end().catch(() => undefined);
  }
}
