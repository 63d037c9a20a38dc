// Every migration must let the version before go on serving: it may add, not take away. What takes away says so with
// `// contract` in its file, and is released one version after the code that stopped using it (docs/kubernetes.md).
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** [what, why]. Text is matched without comments, in lower case, with single blanks. */
const CONTRACTS = [
  [/\bdrop (table|schema|view|type|function)\b/, 'the version before may still read it'],
  [
    /\balter table [\w". ]+ drop\b(?! (constraint|default|not null|expression))/,
    'the version before may still read it',
  ],
  [/\brename\b/, 'the version before knows the old name only'],
  [/\bset not null\b/, 'the version before may still write nothing there'],
  [
    /\balter column [\w"]+ (set data )?type\b/,
    'it rewrites the table under a lock, and the version before may not fit it',
  ],
  [
    /\badd column [\w"]+ [^,;]*\bnot null\b(?![^,;]*\bdefault\b)/,
    'the version before does not fill it: give it a default',
  ],
  [/\btruncate\b/, 'data of people'],
];
const ALWAYS_WRONG = [
  [
    /\bcreate (unique )?index (?!concurrently)[^;]* on (transactions|splits|audit_entries)\b/,
    'it locks a large table: create it concurrently',
  ],
  [
    /\badd constraint [\w"]+ (foreign key|check)\b(?![^;]*not valid)/,
    'it reads the whole table under a lock: add it "not valid", then validate it',
  ],
];
/** Tables of the first release are empty when these run. */
const FIRST = new Set(['Migration20261124000100', 'Migration20261124000200']);

const plain = (text) =>
  text
    .replaceAll(/\/\*[\s\S]*?\*\//g, ' ')
    .replaceAll(/^\s*(\/\/|--).*$/gm, ' ')
    .replaceAll(/\s+/g, ' ')
    .toLowerCase();

/**
 * What is wrong with a migration's text, one line each.
 *
 * @param {string} name
 * @param {string} text
 */
export function problemsOf(name, text) {
  if (FIRST.has(name)) return [];
  // Only what goes up: nobody runs the way down.
  const up = plain(text.replace(/override (async )?down\([\s\S]*$/, ''));
  const isContract = /^\s*\/\/ contract\b/m.test(text);
  const found = [...ALWAYS_WRONG, ...(isContract ? [] : CONTRACTS)].filter(([wrong]) => wrong.test(up));
  return found.map(([wrong, why]) => `${name}: "${wrong.exec(up)[0]}": ${why}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = new URL('../src/migrations/', import.meta.url);
  const problems = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => problemsOf(file.replace(/\.ts$/, ''), readFileSync(new URL(file, folder), 'utf8')));
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
