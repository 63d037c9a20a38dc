import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '../config.ts';
import { FROM_FILE, VARIABLES } from './environment.ts';

const text = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
const SECRET = 'x'.repeat(32);

/** The names that follow a comment which begins with a star. */
function marked(): string[] {
  const names: string[] = [];
  let star = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('#')) star = line.startsWith('# *');
    else if (line === '') star = false;
    else if (star) names.push(line.split('=')[0] ?? '');
  }
  return names;
}

describe('.env.example', () => {
  it('names every variable that is read, once, and no other', () => {
    const names = [...text.matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name);
    expect(names.sort()).toEqual([...VARIABLES].sort());
  });

  it('marks those that a file may give', () => {
    expect(marked().sort()).toEqual([...FROM_FILE].sort());
  });

  it('shows the defaults: copied as it is, it changes nothing', () => {
    const example = parseEnv(text);
    const needed = {
      DATABASE_URL: example['DATABASE_URL'],
      JWT_ACCESS_SECRET: SECRET,
      JWT_REFRESH_SECRET: SECRET,
      DATA_ENCRYPTION_KEY: SECRET,
    };
    expect(loadConfig({ ...example, ...needed })).toEqual(loadConfig(needed));
  });
});
