import { readFileSync } from 'node:fs';
import { isNativeError } from 'node:util/types';
import type { z } from 'zod';
import { FROM_FILE } from './environment.ts';
import { ConfigError } from './problems.ts';
import type { ConfigProblem } from './problems.ts';

/** Variables by name, as process.env has them. */
export type Given = Readonly<Record<string, string | undefined>>;

/**
 * What the environment gives for a schema; an empty value counts as not given, so that `NAME=` in a file means the
 * default. Throws ConfigError with everything that is wrong.
 */
export function readEnvironment<T>(schema: z.ZodType<T>, env: Given): T {
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
