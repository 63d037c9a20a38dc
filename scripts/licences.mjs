// Every package that reaches a user's machine or browser has a licence that we may pass on: the lockfile's production
// packages against a list of SPDX ids. A package that says it badly is named here with what its own files say.
import { readFileSync } from 'node:fs';
import { Refusal, explain, say } from './console.mjs';

const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
]);

/** Packages that write their licence in words of their own. */
const KNOWN = { '@visx/vendor': 'MIT AND ISC' };

/**
 * Beyond the list, by name alone. sharp (which Next asks for) loads libvips as a shared library of its own, unchanged and
 * replaceable, as the LGPL wants it.
 */
const EXCEPTIONS = [{ name: /^@img\/sharp-/, licence: 'LGPL-3.0-or-later' }];

/** True where an SPDX expression can be kept with allowed licences alone: one of an OR, each of an AND. */
export function isAllowed(expression, name = '') {
  const may = (id) => ALLOWED.has(id) || EXCEPTIONS.some((one) => one.name.test(name) && one.licence === id);
  const plain = expression.replaceAll(/[()]/g, ' ');
  return plain.split(/\s+OR\s+/).some((choice) => choice.split(/\s+AND\s+/).every((id) => may(id.trim())));
}

/** What a lockfile's production packages say that may not be passed on: `name version: licence`. */
export function refused(lock) {
  return Object.entries(lock.packages)
    .filter(([path, found]) => path.includes('node_modules/') && found.dev !== true && found.link !== true)
    .map(([path, found]) => {
      const name = path.split('node_modules/').at(-1);
      return { name, version: found.version, licence: KNOWN[name] ?? found.license ?? 'none named' };
    })
    .filter(({ name, licence }) => !isAllowed(licence, name))
    .map(({ name, version, licence }) => `${name} ${version}: ${licence}`);
}

if (process.argv[1] === import.meta.filename) {
  try {
    const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
    const found = refused(lock);
    if (found.length > 0) throw new Refusal(`Licences that are not on the list:\n  ${found.join('\n  ')}`);
    say('Every production package has a licence on the list.');
  } catch (error) {
    process.exitCode = explain(error);
  }
}
