import { parseArgs } from 'node:util';
import { buildApp } from '../app.ts';
import { loadConfig } from '../config.ts';
import { inspectConfig } from '../config/inspect.ts';
import { ConfigError } from '../config/problems.ts';
import { DomainError } from '../domain/errors.ts';
import { EXIT, EXIT_WORDS, WrongUsage } from './ikpa/command.ts';
import type { Command, Given, Outcome } from './ikpa/command.ts';
import { configCheck } from './ikpa/config-check.ts';
import { jobs } from './ikpa/jobs.ts';
import { keys } from './ikpa/keys.ts';
import { people } from './ikpa/people.ts';
import { verify } from './ikpa/verify.ts';

const COMMANDS: Command[] = [verify, configCheck, ...people, ...jobs, ...keys];
const ALWAYS = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

const callOf = ({ name, args }: Command) => [name, ...args].join(' ');

function overview(): string {
  const width = Math.max(...COMMANDS.map((command) => callOf(command).length));
  return [
    'usage: ikpa COMMAND [--json]',
    '',
    ...COMMANDS.map((command) => `  ${callOf(command).padEnd(width)}  ${command.summary}`),
    '',
    'ikpa help COMMAND says more of one. --json prints one object instead of lines. It ends with',
    ...Object.entries(EXIT_WORDS).map(([name, words]) => `  ${EXIT[name as keyof typeof EXIT]}  ${words}`),
    '',
  ].join('\n');
}

function helpOf(command: Command): string {
  const options = Object.entries(command.options ?? {}).map(
    ([name, { type, about }]) => `  --${name}${type === 'string' ? ' TEXT' : ''}  ${about}`,
  );
  const all = [...options, '  --json  print one object instead of lines'];
  return [
    `usage: ikpa ${callOf(command)}`,
    '',
    command.summary,
    ...(command.details ?? []),
    '',
    ...all,
    '',
  ].join('\n');
}

/** The command that the words name, and the words behind its name. */
function find(words: readonly string[]): { command: Command; rest: string[] } | null {
  for (const command of COMMANDS) {
    const name = command.name.split(' ');
    if (name.every((word, at) => words[at] === word)) return { command, rest: words.slice(name.length) };
  }
  return null;
}

function read(command: Command, rest: string[]): Given & { isJson: boolean; isHelp: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: { ...ALWAYS, ...command.options },
      allowPositionals: true,
    });
    const options = values as Given['options'];
    const [isJson, isHelp] = [options['json'] === true, options['help'] === true];
    const least = command.args.filter((arg) => !arg.startsWith('[')).length;
    if (!isHelp && (positionals.length < least || positionals.length > command.args.length))
      throw new WrongUsage(`usage: ikpa ${callOf(command)}`);
    return { args: positionals, options, isJson, isHelp };
  } catch (error) {
    if (error instanceof TypeError) throw new WrongUsage(error.message);
    throw error;
  }
}

async function perform(command: Command, given: Given): Promise<Outcome> {
  if ('plain' in command) return command.plain();
  // Who asked a question does not want to read how the modules start, unless they say so.
  const isSaid = inspectConfig().variables.some(({ name, value }) => name === 'LOG_LEVEL' && value !== null);
  const config = loadConfig();
  // Standard output is what the command tells, for a program too: nothing else is written there.
  const app = await buildApp(isSaid ? config : { ...config, logLevel: 'warn' }, { logsTo: 2 });
  try {
    await app.init();
    return await command.run(app, given);
  } finally {
    await app.close();
  }
}

function exitOf(error: unknown): number {
  if (error instanceof WrongUsage || error instanceof ConfigError) return EXIT.usage;
  if (error instanceof DomainError) return error.kind === 'not-found' ? EXIT.unknown : EXIT.refused;
  return EXIT.away;
}

async function main(words: readonly string[]): Promise<number> {
  const asked = words[0] === 'help' ? words.slice(1) : words;
  const found = find(asked);
  if (found === null) {
    const isHelp = ['help', '--help', '-h'].includes(words[0] ?? '') && asked.length < 2;
    if (!isHelp && words.length > 0) process.stderr.write(`There is no command ${words.join(' ')}.\n`);
    (isHelp ? process.stdout : process.stderr).write(overview());
    return isHelp ? EXIT.done : EXIT.usage;
  }
  const { command } = found;
  let isJson = found.rest.includes('--json');
  try {
    const given = read(command, found.rest);
    isJson = given.isJson;
    if (words[0] === 'help' || given.isHelp) {
      process.stdout.write(helpOf(command));
      return EXIT.done;
    }
    const { lines, data, exit = EXIT.done } = await perform(command, given);
    process.stdout.write(isJson ? `${JSON.stringify(data)}\n` : `${lines.join('\n')}\n`);
    return exit;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const exit = exitOf(error);
    const known = exit !== EXIT.away;
    if (isJson) {
      const code = error instanceof DomainError ? error.code : error.name;
      const errors = error instanceof DomainError ? error.errors : [];
      process.stdout.write(`${JSON.stringify({ error: { code, detail: error.message, errors } })}\n`);
    } else {
      process.stderr.write(`${known ? error.message : (error.stack ?? error.message)}\n`);
    }
    return exit;
  }
}

process.exitCode = await main(process.argv.slice(2));
