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
/** Each with the table in its first group: a table made in the same migration is empty, and may have all of it. */
const ALWAYS_WRONG = [
  [
    /\bcreate (?:unique )?index (?!concurrently)[^;]*? on "?(transactions|splits|audit_entries)\b/g,
    'it locks a large table: create it concurrently',
  ],
  [
    /\balter table "?(\w+)"? add constraint [\w"]+ (?:foreign key|check)\b(?![^;]*not valid)/g,
    'it reads the whole table under a lock: add it "not valid", then validate it',
  ],
];
/** Up to the first release every table is empty when these run. */
const FIRST_RELEASE = 'Migration20261130000000';

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
  if (/^Migration\d+$/.test(name) && name < FIRST_RELEASE) return [];
  // Only what goes up: nobody runs the way down.
  const up = plain(text.replace(/override (async )?down\([\s\S]*$/, ''));
  const isContract = /^\s*\/\/ contract\b/m.test(text);
  const made = new Set(
    [...up.matchAll(/\bcreate table (?:if not exists )?"?(\w+)/g)].map(([, table]) => table),
  );
  const wrong = ALWAYS_WRONG.flatMap(([pattern, why]) =>
    [...up.matchAll(pattern)].filter(([, table]) => !made.has(table)).map(([text]) => [text, why]),
  );
  const takes = isContract
    ? []
    : CONTRACTS.filter(([pattern]) => pattern.test(up)).map(([pattern, why]) => [pattern.exec(up)[0], why]);
  return [...wrong, ...takes].map(([text, why]) => `${name}: "${text}": ${why}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = new URL('../src/migrations/', import.meta.url);
  const problems = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => problemsOf(file.replace(/\.ts$/, ''), readFileSync(new URL(file, folder), 'utf8')));
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
