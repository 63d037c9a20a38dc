// Writes the table of docs/configuration.md: names, defaults and bounds from the schema in src/config/environment.ts, meanings from
// .env.example. With --check it only says whether the table is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { Refusal, explain } from './console.mjs';
import { Environment, FROM_FILE } from '../src/config/environment.ts';

const file = new URL('../docs/configuration.md', import.meta.url);
const BEGIN = '<!-- variables: node scripts/configuration-doc.mjs -->\n';
const END = '<!-- end of variables -->';
const code = (text) => `\`${text}\``;

/** The comment above each variable of .env.example; variables that follow one another share it. */
function meanings() {
  const found = new Map();
  let meaning = '';
  let before = '';
  for (const line of readFileSync(new URL('../.env.example', import.meta.url), 'utf8').split('\n')) {
    const name = /^([A-Z_]+)=/.exec(line)?.[1];
    if (name !== undefined) found.set(name, meaning);
    else if (line.startsWith('#')) {
      const text = line.replace(/^# (\* )?/, '');
      meaning = before.startsWith('#') ? `${meaning} ${text}` : text;
    }
    before = line;
  }
  return found;
}

/** What a value may be, in words. */
function bounds({ enum: choices, type, minimum, maximum, minLength, format }) {
  if (choices !== undefined) return choices.map(code).join(', ');
  if (type === 'integer' || type === 'number')
    return maximum >= Number.MAX_SAFE_INTEGER
      ? `a number from ${minimum}`
      : `a number, ${minimum} to ${maximum}`;
  if (format === 'uri') return 'a URL';
  if (format === 'email') return 'an e-mail address';
  return minLength === undefined ? 'text' : `at least ${minLength} characters`;
}

function table() {
  const { properties } = z.toJSONSchema(Environment, { io: 'input', unrepresentable: 'any' });
  const words = meanings();
  const rows = Object.keys(Environment.shape).map((name) => {
    const schema = properties[name];
    const { success, data } = Environment.shape[name].safeParse(undefined);
    const fallback = success ? (data === undefined ? '' : code([data].flat().join(','))) : '**required**';
    const secret = FROM_FILE.includes(name) ? 'yes' : '';
    return [code(name), words.get(name), bounds(schema), fallback, secret];
  });
  const head = ['name', 'meaning', 'value', 'default', 'secret'];
  const all = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...all.map((row) => row[at].length)));
  const line = (row) => `| ${row.map((cell, at) => cell.padEnd(widths[at])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

try {
  const text = readFileSync(file, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const after = rest?.slice(rest.indexOf(END));
  if (after === undefined) throw new Refusal('docs/configuration.md has no place for the table.');
  const made = `${before}${BEGIN}\n${table()}\n\n${after}`;
  if (!process.argv.includes('--check')) writeFileSync(file, made);
  else if (made !== text)
    throw new Refusal('docs/configuration.md is not up to date: run node scripts/configuration-doc.mjs');
} catch (error) {
  process.exitCode = explain(error);
}
