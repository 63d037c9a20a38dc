// Packages the chart with the digests of digests.json in its values, pushes it and prints where it is, by digest.
//   node scripts/release-chart.mjs --registry ghcr.io/owner/ikpa --version 1.2.3 [--sign] [--plain-http]
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Refusal, explain } from './console.mjs';
import { root, sh } from './shell.mjs';
import { stampValues } from './stamp-chart.mjs';

const { values } = parseArgs({
  options: {
    registry: { type: 'string' },
    version: { type: 'string' },
    sign: { type: 'boolean', default: false },
    'plain-http': { type: 'boolean', default: false },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'ikpa-chart-'));
try {
  const { registry, version } = values;
  if (registry === undefined || version === undefined) throw new Refusal('Say --registry and --version.');
  const { images, version: built } = JSON.parse(readFileSync(join(root, 'digests.json'), 'utf8'));
  if (built !== version) throw new Refusal(`digests.json is of ${built}, not of ${version}.`);
  const chart = join(folder, 'ikpa');
  cpSync(join(root, 'charts', 'ikpa'), chart, { recursive: true });
  const file = join(chart, 'values.yaml');
  writeFileSync(file, stampValues(readFileSync(file, 'utf8'), images));
  sh('helm', ['package', chart, '--version', version, '--app-version', version, '--destination', folder]);
  const plain = values['plain-http'] ? ['--plain-http'] : [];
  const { out, err } = sh(
    'helm',
    ['push', join(folder, `ikpa-${version}.tgz`), `oci://${registry}/charts`, ...plain],
    {
      quiet: true,
    },
  );
  const digest = /Digest: (sha256:[0-9a-f]{64})/.exec(`${out}\n${err}`)?.[1];
  if (digest === undefined) throw new Refusal(`helm push did not say a digest:\n${out}\n${err}`);
  const pushed = `${registry}/charts/ikpa@${digest}`;
  if (values.sign) sh('cosign', ['sign', '--yes', pushed]);
  process.stdout.write(`chart=oci://${pushed}\n`);
} catch (error) {
  process.exitCode = explain(error);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
