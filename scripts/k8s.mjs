// `npm run k8s:{up,dev,down}`: Ikpa on a kind cluster of this machine.
//   up    makes the cluster where there is none, installs the operators, builds and installs Ikpa
//   dev   the same with file sync, until Ctrl+C
//   down  deletes the cluster with everything in it
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Refusal, explain, say } from './console.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const NEEDED = ['docker', 'kind', 'kubectl', 'helm', 'skaffold'];
const CLUSTER = 'ikpa';

function run(command, args, { quiet = false } = {}) {
  const done = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
  });
  if (done.error !== undefined) throw new Refusal(`${command} was not found: install it and try again.`);
  if (done.status !== 0) throw new Refusal(`${command} ${args.join(' ')} ended with ${done.status}.`);
  return done.stdout ?? '';
}

function checkTools(tools) {
  const missing = tools.filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0);
  if (missing.length > 0) throw new Refusal(`Install ${missing.join(', ')} first.`);
}

function up() {
  const clusters = run('kind', ['get', 'clusters'], { quiet: true }).split('\n');
  if (!clusters.includes(CLUSTER)) {
    run('kind', ['create', 'cluster', '--config', 'k8s/kind/cluster.yaml', '--wait', '180s']);
    run('k8s/operators/install.sh', ['gateway', 'cnpg', 'redis', 'metrics']);
  }
  run('kubectl', ['config', 'use-context', `kind-${CLUSTER}`]);
}

const commands = {
  up: () => {
    checkTools(NEEDED);
    up();
    run('skaffold', ['run']);
    say('Ikpa is at http://ikpa.localhost');
  },
  dev: () => {
    checkTools(NEEDED);
    up();
    run('skaffold', ['dev']);
  },
  down: () => {
    checkTools(['kind']);
    run('kind', ['delete', 'cluster', '--name', CLUSTER]);
  },
};

try {
  const command = commands[process.argv[2]];
  if (command === undefined) throw new Refusal('usage: npm run k8s:up, k8s:dev or k8s:down');
  command();
} catch (error) {
  process.exitCode = explain(error);
}
