// The cases of test/cluster on a new kind cluster of this machine, which is deleted at the end.
//   node scripts/cluster-test.mjs [--node-image kindest/node:v1.34.3] [--keep]
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { explain } from './console.mjs';
import { root, sh } from './shell.mjs';

const { values } = parseArgs({
  options: { 'node-image': { type: 'string' }, keep: { type: 'boolean', default: false } },
});
const CLUSTER = 'ikpa-test';
const IMAGES = ['ikpa/api:ci', 'ikpa/web:ci', 'ikpa/api:slow', 'ikpa/api:broken'];

const folder = mkdtempSync(join(tmpdir(), 'ikpa-cluster-'));
try {
  const written = readFileSync(join(root, 'k8s', 'kind', 'cluster.yaml'), 'utf8');
  const image = values['node-image'];
  const config = join(folder, 'cluster.yaml');
  writeFileSync(config, image === undefined ? written : written.replace(/(image: &node ).*/, `$1${image}`));
  sh(process.execPath, ['scripts/images.mjs', '--tag', 'ci']);
  for (const version of ['slow', 'broken']) {
    const file = `test/cluster/images/${version}.Dockerfile`;
    const args = ['--build-arg', 'API=ikpa/api:ci', '--tag', `ikpa/api:${version}`, 'test/cluster/images'];
    sh('docker', ['build', '--file', file, ...args]);
  }
  sh('kind', ['create', 'cluster', '--name', CLUSTER, '--config', config, '--wait', '180s']);
  sh('kind', ['load', 'docker-image', '--name', CLUSTER, ...IMAGES]);
  sh('k8s/operators/install.sh', ['gateway', 'cnpg', 'redis', 'metrics']);
  const files = ['dev', 'ci'].flatMap((name) => ['--values', `k8s/values/${name}.yaml`]);
  const door = ['--url', 'http://ikpa.localhost', '--connect', '127.0.0.1:80'];
  sh(process.execPath, [
    'test/cluster/run.mjs',
    ...files,
    ...door,
    '--slow-tag',
    'slow',
    '--broken-tag',
    'broken',
  ]);
} catch (error) {
  process.exitCode = explain(error);
} finally {
  rmSync(folder, { recursive: true, force: true });
  if (!values.keep) sh('kind', ['delete', 'cluster', '--name', CLUSTER], { mayFail: true });
}
