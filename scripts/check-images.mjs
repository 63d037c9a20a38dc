// `npm run images:check -- [--tag dev]`: what an image must be before anybody runs it.
import { parseArgs } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal, explain, say } from './console.mjs';
import { sh } from './shell.mjs';

const { values } = parseArgs({ options: { tag: { type: 'string', default: 'dev' } } });
const MEGABYTE = 1_000_000;
const LARGEST = { api: 500, web: 450 };
const CLOSED = [
  '--read-only',
  '--cap-drop',
  'ALL',
  '--security-opt',
  'no-new-privileges',
  '--network',
  'none',
];

const docker = (...args) => sh('docker', args, { quiet: true }).out;

function check(name, holds, words) {
  if (!holds) throw new Refusal(`FAIL ${name}: ${words}`);
  say(`ok   ${name}: ${words}`);
}

function looks(target, image) {
  const [found] = JSON.parse(docker('image', 'inspect', image));
  check(
    image,
    found.Size <= LARGEST[target] * MEGABYTE,
    `${Math.round(found.Size / MEGABYTE)} MB, at most ${LARGEST[target]}`,
  );
  check(image, found.Config.User === '1001:1001', `runs as ${found.Config.User}`);
  check(image, found.Config.Healthcheck !== undefined, 'has a health check');
  const secret = found.Config.Env.filter((line) => /(SECRET|PASSWORD|TOKEN|KEY)=/.test(line));
  check(image, secret.length === 0, `holds no secret in its environment`);
}

/** Without settings, the API says what is missing and ends with 2, on a file system it cannot write to. */
function refuses(image) {
  const done = sh('docker', ['run', '--rm', ...CLOSED, image], { quiet: true, mayFail: true });
  check(
    image,
    done.code === 2 && done.err.includes('DATABASE_URL: is not set'),
    'says which settings are missing',
  );
}

async function starts(image) {
  const id = docker(
    'run',
    '--detach',
    ...CLOSED,
    '--tmpfs',
    '/tmp',
    '--tmpfs',
    '/app/web/.next/cache',
    image,
  );
  try {
    const ask =
      "fetch('http://127.0.0.1:3001/').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))";
    const deadline = Date.now() + 60_000;
    while (sh('docker', ['exec', id, 'node', '-e', ask], { quiet: true, mayFail: true }).code !== 0) {
      if (Date.now() > deadline)
        throw new Refusal(`FAIL ${image}: no page after 60 s\n${docker('logs', id)}`);
      await wait(500);
    }
    check(image, true, 'shows a page on a read-only file system');
    const began = Date.now();
    docker('stop', '--time', '20', id);
    const took = Date.now() - began;
    check(image, took < 10_000, `ends ${took} ms after SIGTERM`);
  } finally {
    sh('docker', ['rm', '--force', id], { quiet: true, mayFail: true });
  }
}

try {
  const [api, web] = ['api', 'web'].map((target) => `ikpa/${target}:${values.tag}`);
  looks('api', api);
  looks('web', web);
  refuses(api);
  await starts(web);
} catch (error) {
  process.exitCode = explain(error);
}
