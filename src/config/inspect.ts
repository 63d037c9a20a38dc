import { loadConfig } from '../config.ts';
import { Environment, FROM_FILE, VARIABLES } from './environment.ts';
import { ConfigError } from './problems.ts';
import type { ConfigProblem } from './problems.ts';
import type { Given } from './read.ts';

/** Names that can only be meant for us. */
const OWN = /^(DATABASE|REDIS|SMTP|MAIL|JWT|DATA_ENCRYPTION|SIGN_UP|SENTRY|IKPA_DEMO|ANTHROPIC|AI)_/;

/** Where the value of a variable comes from; a secret's value is never shown. */
export interface ConfigVariable {
  readonly name: string;
  readonly source: string;
  readonly value: string | null;
}

/** Every variable, where it comes from, and what is wrong: for an operator who wonders. */
export function inspectConfig(env: Given = process.env): {
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
