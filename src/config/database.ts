import type { Password, Way } from '../platform/database/connection.ts';
import { Environment } from './environment.ts';
import { readEnvironment } from './read.ts';
import type { Given } from './read.ts';

/** Where the database is, and for whom. */
export interface DatabaseConfig extends Way {
  readonly ownerUrl: string | null;
  readonly poolMax: number;
}

/** What the database steps need: less than an application, so that they are given fewer secrets. */
export function loadDatabaseConfig(env: Given = process.env): DatabaseConfig {
  const names = [
    'DATABASE_URL',
    'DATABASE_PASSWORD',
    'DATABASE_PASSWORD_PREVIOUS',
    'DATABASE_OWNER_URL',
    'DATABASE_OWNER_PASSWORD',
  ] as const;
  return databaseOf({ ...readEnvironment(Environment.pick(asMask(names)), env), DATABASE_POOL_MAX: 2 }, env);
}

function asMask<const T extends readonly string[]>(names: T): Record<T[number], true> {
  return Object.fromEntries(names.map((name) => [name, true])) as Record<T[number], true>;
}

/** A URL without a password, and the password by itself, as orchestrators keep it. */
export function withPassword(url: string, password: string | undefined): string {
  if (password === undefined) return url;
  const whole = new URL(url);
  // URL escapes what a user name may hold, but leaves % alone.
  whole.password = password.replaceAll('%', '%25');
  return whole.href;
}

/** The database of a whole environment. `given` says which passwords came from files. */
export function databaseOf(
  env: Pick<
    Environment,
    | 'DATABASE_URL'
    | 'DATABASE_PASSWORD'
    | 'DATABASE_PASSWORD_PREVIOUS'
    | 'DATABASE_OWNER_URL'
    | 'DATABASE_OWNER_PASSWORD'
    | 'DATABASE_POOL_MAX'
  >,
  given: Given,
): DatabaseConfig {
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
function holding(given: Given, name: string, text: string | undefined): Password[] {
  const file = given[`${name}_FILE`];
  if (file !== undefined && file !== '') return [{ file }];
  return text === undefined ? [] : [{ text }];
}
