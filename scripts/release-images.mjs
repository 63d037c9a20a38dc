// Builds both images once, pushes them and writes their digests to digests.json: from here on nobody says a tag.
//   node scripts/release-images.mjs --registry ghcr.io/owner/ikpa --version 1.2.3 [--platform linux/amd64] [--sign]
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Refusal, explain } from './console.mjs';
import { root, sh } from './shell.mjs';

const { values } = parseArgs({
  options: {
    registry: { type: 'string' },
    version: { type: 'string' },
    platform: { type: 'string', default: 'linux/amd64,linux/arm64' },
    sign: { type: 'boolean', default: false },
  },
});

function build(target, revision, folder) {
  const { registry, version, platform } = values;
  const metadata = join(folder, `${target}.json`);
  const settings = [
    `VERSION=${version}`,
    `REVISION=${revision}`,
    ...(process.env.BASE ? [`BASE=${process.env.BASE}`] : []),
  ];
  const what = ['--target', target, '--platform', platform, '--tag', `${registry}/${target}:${version}`];
  const proofs = ['--sbom=true', '--provenance=mode=max', '--push', '--metadata-file', metadata];
  const args = settings.flatMap((setting) => ['--build-arg', setting]);
  sh('docker', ['buildx', 'build', ...what, ...args, ...proofs, '.']);
  const digest = JSON.parse(readFileSync(metadata, 'utf8'))['containerimage.digest'];
  const image = `${registry}/${target}@${digest}`;
  if (values.sign) sh('cosign', ['sign', '--yes', '--recursive', image]);
  return image;
}

const folder = mkdtempSync(join(tmpdir(), 'ikpa-release-'));
try {
  if (values.registry === undefined || values.version === undefined)
    throw new Refusal('Say --registry and --version.');
  const revision = sh('git', ['rev-parse', 'HEAD'], { quiet: true }).out;
  const images = Object.fromEntries(
    ['api', 'web'].map((target) => [target, build(target, revision, folder)]),
  );
  const found = { version: values.version, revision, images };
  writeFileSync(join(root, 'digests.json'), `${JSON.stringify(found, null, 2)}\n`);
} catch (error) {
  process.exitCode = explain(error);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
