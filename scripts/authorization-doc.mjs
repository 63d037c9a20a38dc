// Writes docs/authorization.md from openapi.json. With --check it only says whether it is up to date.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { SIGNED_IN, SIGNED_OUT, expected, routesOf } from './authorization.mjs';
import { Refusal, explain } from './console.mjs';

const file = new URL('../docs/authorization.md', import.meta.url);

const INTRODUCTION = `# Who may call what

Made from \`openapi.json\` by \`node scripts/authorization-doc.mjs\`, which says of each route the least role that it needs
and the scopes of which a program's token must have one. The API writes both from the decorators that its guard reads,
and \`test/routes.test.ts\` asks every cell of this table with whole answers.

- 401 (\`not-signed-in\`) is what everybody else hears: ${SIGNED_OUT.join(', ')}. Routes for anyone ask nobody.
- 404 (\`purse-not-found\`): no member of the purse, which an administrator is not either. It is the same answer as for a
  purse that does not exist.
- 403: a member whose role is too low (\`role-too-low\`), no administrator (\`administrators-only\`), a program where only
  people may (\`people-only\`) or whose token lacks the scope (\`scope-missing\`). The token is the owner's.
- An id of another purse inside one's own is answered as an id that does not exist: 404 in a path, 422 in a body.
- A viewer or an editor may remove only themselves from a purse (\`DELETE …/members/{userId}\`).
`;

function table() {
  const { paths } = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8'));
  const rows = routesOf({ paths }).map((route) => [
    `\`${route.name}\``,
    route.role,
    route.scopes.join(' or '),
    ...SIGNED_IN.map((caller) => String(expected(route, caller).status)),
  ]);
  const all = [['route', 'role', 'scope', ...SIGNED_IN], ...rows];
  const widths = all[0].map((_, at) => Math.max(...all.map((row) => row[at].length)));
  const line = (row) => `| ${row.map((cell, at) => cell.padEnd(widths[at])).join(' | ')} |`;
  return [line(all[0]), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

try {
  const made = `${INTRODUCTION}\n${table()}\n`;
  if (!process.argv.includes('--check')) writeFileSync(file, made);
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== made)
    throw new Refusal('docs/authorization.md is not up to date: run node scripts/authorization-doc.mjs');
} catch (error) {
  process.exitCode = explain(error);
}
