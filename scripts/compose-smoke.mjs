// `npm run compose:smoke -- [--tag dev]`: compose.yaml on this machine from clean to the main job and back, as a project
// of its own whose volumes go away at the end. Refuses weak secrets, keeps its data over down and up, and through a dump
// that is read in by an empty PostgreSQL: the one that `--postgres` names, or the same.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Door, Person } from '../test/cluster/support/http.mjs';
import { makeSecrets } from './compose-secrets.mjs';
import { Refusal, explain, say, seconds, step } from './console.mjs';
import { firstFreePort } from './processes.mjs';
import { sh } from './shell.mjs';

const { values } = parseArgs({
  options: {
    tag: { type: 'string', default: 'dev' },
    monitoring: { type: 'boolean', default: false },
    postgres: { type: 'string' },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'ikpa-compose-'));
const secrets = join(folder, 'secrets');
const web = await firstFreePort(23_001);
const env = {
  IKPA_SECRETS: secrets,
  IKPA_API_IMAGE: `ikpa/api:${values.tag}`,
  IKPA_WEB_IMAGE: `ikpa/web:${values.tag}`,
  WEB_PORT: String(web),
  API_PORT: String(await firstFreePort(web + 1)),
  PROMETHEUS_PORT: String(await firstFreePort(web + 10)),
};
const project = [
  'compose',
  '--project-name',
  'ikpa-smoke',
  ...(values.monitoring ? ['--profile', 'monitoring'] : []),
];
const compose = (args, more = {}) => sh('docker', [...project, ...args], { quiet: true, env, ...more });
const up = () => compose(['up', '--detach', '--wait', '--no-build', '--wait-timeout', '240']);

function refusesWeakSecret() {
  makeSecrets(secrets);
  rmSync(join(secrets, 'jwt_access_secret'));
  writeFileSync(join(secrets, 'jwt_access_secret'), 'password\n');
  const done = compose(['up', '--no-build', '--exit-code-from', 'check', 'check'], { mayFail: true });
  if (done.code === 0 || !`${done.out}${done.err}`.includes('secrets/jwt_access_secret is weak'))
    throw new Refusal(`a weak secret was not refused:\n${done.out}\n${done.err}`);
  compose(['down', '--volumes']);
  rmSync(join(secrets, 'jwt_access_secret'));
  makeSecrets(secrets);
}

/** As docs/operations.md says: a dump, an empty volume, the roles made anew, the dump read in, every sum recomputed. */
function dumpAndRestore() {
  const dump = join(folder, 'ikpa.dump');
  const piped = (command) =>
    sh('sh', ['-c', command, 'sh', ...project, 'exec', '-T', 'db'], {
      quiet: true,
      env: { ...env, DUMP: dump },
    });
  compose(['stop', 'web', 'api', 'worker']);
  piped('docker "$@" pg_dump --username postgres --format custom ikpa > "$DUMP"');
  compose(['down']);
  sh('docker', ['volume', 'rm', 'ikpa-smoke_postgres'], { quiet: true });
  if (values.postgres !== undefined) env.POSTGRES_IMAGE = values.postgres;
  compose(['up', '--detach', '--wait', '--no-build', 'db']);
  piped(
    'docker "$@" pg_restore --username postgres --clean --if-exists --create --exit-on-error --dbname postgres < "$DUMP"',
  );
  up();
  const said = compose(['exec', '-T', 'api', 'node', 'dist/bin/ikpa.js', 'verify']).out;
  if (!said.endsWith(' 0 differences')) throw new Refusal(`after the restore: ${said}`);
}

async function position(person) {
  return JSON.stringify(await person.must(200, 'GET', `${person.purse}/position`));
}

try {
  const began = Date.now();
  await step('a weak secret is refused', refusesWeakSecret);
  await step('up from clean', up);
  const door = () => new Door({ url: `http://localhost:${web}`, connect: `127.0.0.1:${web}` });
  const person = new Person(door());
  await step('sign up, import a statement, position', async (note) => {
    await person.signUp();
    const rows = await person.importStatement(25);
    if (rows !== 25) throw new Refusal(`the import took ${rows} rows instead of 25`);
    note(`${(await position(person)).length} bytes`);
  });
  if (values.monitoring)
    await step('Prometheus sees all three', async () => {
      const deadline = Date.now() + 60_000;
      for (;;) {
        const answer = await fetch(`http://127.0.0.1:${env.PROMETHEUS_PORT}/api/v1/query?query=sum(up)`);
        if ((await answer.json()).data.result[0]?.value[1] === '3') break;
        if (Date.now() > deadline) throw new Refusal('not all targets are up after 60 s');
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    });
  const before = await person.transactions();
  await step('api and worker end within 20 s of SIGTERM', () => {
    const from = Date.now();
    compose(['stop', 'api', 'worker']);
    if (Date.now() - from > 20_000) throw new Refusal(`they took ${seconds(Date.now() - from)}`);
  });
  await step('down and up again', () => {
    compose(['down']);
    up();
  });
  const check = async () => {
    person.door = door(); // the connections of before are gone
    await person.signIn();
    const after = await person.transactions();
    if (JSON.stringify(after) !== JSON.stringify(before))
      throw new Refusal(`${before.length} rows before, ${after.length} after, or others`);
  };
  await check();
  await step(`a dump, read in by ${values.postgres ?? 'an empty PostgreSQL'}`, dumpAndRestore);
  await check();
  say(`Compose keeps ${before.length} rows; all of it took ${seconds(Date.now() - began)}`);
} catch (error) {
  process.exitCode = explain(error);
  say(compose(['logs', '--tail', '15', '--no-color'], { mayFail: true }).out);
} finally {
  compose(['down', '--volumes', '--timeout', '10'], { mayFail: true });
  rmSync(folder, { recursive: true, force: true });
}
