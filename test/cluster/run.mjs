// The chart on a real cluster: `npm run test:cluster -- --values FILE…`. Needs a current kube context with the
// operators and loaded images; makes a namespace of its own and deletes it. One line and a figure per case.
// README.md beside this file says what each option is for.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Release } from './support/helm.mjs';
import { Door, Person } from './support/http.mjs';
import { Kube } from './support/kube.mjs';
import { sh } from './support/shell.mjs';

const { values: options } = parseArgs({
  options: {
    values: { type: 'string', multiple: true, default: [] },
    namespace: { type: 'string', default: 'ikpa-cluster-test' },
    url: { type: 'string', default: 'https://ikpa.localhost' },
    connect: { type: 'string', default: '127.0.0.1:443' },
    ca: { type: 'string' },
    prepare: { type: 'string', multiple: true, default: [] },
    'slow-tag': { type: 'string' },
    'broken-tag': { type: 'string' },
    's3-values': { type: 'string' },
    prometheus: { type: 'string' },
    'gateway-namespace': { type: 'string', default: 'traefik' },
    checkov: { type: 'string' },
    skaffold: { type: 'string' },
    tilt: { type: 'string' },
    'dev-values': { type: 'string' },
    'dev-path': { type: 'string' },
    'base-image': { type: 'string' },
    cold: { type: 'boolean', default: false },
    only: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});

/** The restore ends with another database, so it comes after the others; the loop of a contributor loads the machine. */
const LATE = [7, 16];
const order = ({ number }) => (LATE.includes(number) ? 100 + LATE.indexOf(number) : number);

async function loadCases() {
  const folder = new URL('cases/', import.meta.url);
  const modules = await Promise.all(
    readdirSync(folder)
      .filter((file) => file.endsWith('.mjs'))
      .map((file) => import(new URL(file, folder))),
  );
  const wanted = options.only?.split(',').map(Number);
  return modules
    .flatMap((module) => module.cases)
    .filter(({ number }) => wanted === undefined || wanted.includes(number) || number === 1)
    .sort((a, b) => order(a) - order(b));
}

async function makeNamespace(name) {
  const labels = Object.fromEntries(
    ['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted']),
  );
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
  await sh('kubectl', ['apply', '--filename', '-'], { input: JSON.stringify(namespace) });
}

/** A namespace waits for half of its longest grace period, which is Postgres's half hour: so data goes first. */
async function cleanUp({ kube, release }) {
  await sh('helm', ['uninstall', release.name, '--namespace', kube.namespace, '--wait'], { mayFail: true });
  await kube.run(['delete', 'clusters.postgresql.cnpg.io', '--all'], { mayFail: true });
  await kube.run(['wait', 'pods', '--all', '--for=delete', '--timeout=120s'], { mayFail: true });
  await sh('kubectl', ['delete', 'namespace', kube.namespace, '--wait', '--timeout=180s']);
}

async function main() {
  const cases = await loadCases();
  const { namespace } = options;
  await makeNamespace(namespace);
  const kube = new Kube(namespace);
  for (const file of options.prepare) await kube.run(['apply', '--filename', file]);
  const chart = fileURLToPath(new URL('../../charts/ikpa', import.meta.url));
  const door = new Door(options);
  const context = {
    options,
    kube,
    door,
    release: new Release({ chart, name: 'ikpa', namespace, values: options.values, kube }),
    person: new Person(door),
  };
  let failed = 0;
  let passed = 0;
  for (const { number, name, run, needs } of cases) {
    const missing = (needs ?? []).filter((option) => options[option] === undefined);
    const label = `${String(number).padStart(2)} ${name}`;
    if (missing.length > 0) {
      console.log(`skip ${label}: give --${missing.join(', --')}`);
      continue;
    }
    const began = Date.now();
    try {
      // Nobody is signed in for longer than one case takes.
      if (context.person.purse !== undefined && number !== 1) await context.person.signIn();
      const figure = await run(context);
      passed += 1;
      console.log(`ok   ${label}: ${figure} (${Math.round((Date.now() - began) / 1000)} s)`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL ${label}: ${error.message}`);
      if (number === 1) break;
    }
  }
  if (!options.keep) await cleanUp(context);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
