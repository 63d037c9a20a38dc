// Brings a released chart to the current kube context: signatures, upgrade by digest with its migrations before the
// traffic, the chart's own test, a look from outside; back to the release before when one of them fails.
//   node scripts/deploy.mjs --chart oci://…@sha256:… --values FILE… --url https://… [--signed-by URL] [--plain-http]
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Refusal, explain, say } from './console.mjs';
import { sh } from './shell.mjs';

const { values: options } = parseArgs({
  options: {
    chart: { type: 'string' },
    values: { type: 'string', multiple: true, default: [] },
    namespace: { type: 'string', default: 'ikpa' },
    url: { type: 'string' },
    'signed-by': { type: 'string' },
    'plain-http': { type: 'boolean', default: false },
    timeout: { type: 'string', default: '15m' },
  },
});
const RELEASE = 'ikpa';
const PATIENCE_MS = 120_000;
const plain = options['plain-http'] ? ['--plain-http'] : [];
const helm = (args, more) => sh('helm', [...args, '--namespace', options.namespace], more);

/** The images that the chart names: each must have a digest, because a tag may move. */
function imagesOf(chart) {
  const { out } = sh('helm', ['show', 'values', chart, ...plain], { quiet: true });
  const named = [
    ...out.matchAll(/repository: (\S+\/(?:api|web))\n[^\n]*\n *tag: \S*\n[^\n]*\n *digest: "?([^"\n]*)"?/g),
  ];
  const images = named.map(([, repository, digest]) => `${repository}@${digest}`);
  if (images.length !== 2 || images.some((image) => !/@sha256:[0-9a-f]{64}$/.test(image)))
    throw new Refusal(`The chart does not name both images by digest: ${images.join(', ')}`);
  return images;
}

function verify(images) {
  const identity = options['signed-by'].replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const issuer = 'https://token.actions.githubusercontent.com';
  for (const what of [options.chart.replace('oci://', ''), ...images]) {
    sh(
      'cosign',
      ['verify', '--certificate-identity-regexp', `^${identity}`, '--certificate-oidc-issuer', issuer, what],
      {
        quiet: true,
      },
    );
    say(`signed: ${what}`);
  }
}

/** The revision that serves now, or null before the first. */
function revision() {
  const found = JSON.parse(
    helm(['list', '--deployed', '--filter', `^${RELEASE}$`, '--output', 'json'], { quiet: true }).out,
  );
  return found[0]?.revision ?? null;
}

/** From outside, as people come: health with its database, and a page. */
async function lookFromOutside(url) {
  const deadline = Date.now() + PATIENCE_MS;
  for (const path of ['/health', '/']) {
    for (;;) {
      const problem = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(10_000) }).then(
        (answer) => (answer.ok ? null : `answers ${answer.status}`),
        (error) => error.cause?.message ?? error.message,
      );
      if (problem === null) break;
      if (Date.now() > deadline) throw new Refusal(`${url}${path} ${problem}`);
      await wait(2000);
    }
    say(`answers: ${url}${path}`);
  }
}

async function deploy() {
  if (options.chart === undefined || options.url === undefined) throw new Refusal('Say --chart and --url.');
  if (!/^oci:\/\/.+@sha256:[0-9a-f]{64}$/.test(options.chart))
    throw new Refusal(`${options.chart} is no chart by digest (oci://…@sha256:…).`);
  const images = imagesOf(options.chart);
  if (options['signed-by'] !== undefined) verify(images);
  const before = revision();
  const files = options.values.flatMap((file) => ['--values', file]);
  const patience = ['--wait', '--wait-for-jobs', '--timeout', options.timeout];
  helm([
    'upgrade',
    '--install',
    RELEASE,
    options.chart,
    ...plain,
    ...files,
    ...patience,
    '--rollback-on-failure',
  ]);
  try {
    helm(['test', RELEASE, '--logs', '--timeout', '5m']);
    await lookFromOutside(options.url.replace(/\/$/, ''));
  } catch (error) {
    if (before !== null) {
      helm(['rollback', RELEASE, before, '--wait', '--wait-for-jobs', '--timeout', options.timeout]);
      say(`back at revision ${before}`);
    }
    throw error;
  }
  say(`${options.chart} serves (before: ${before ?? 'nothing'})`);
}

try {
  await deploy();
} catch (error) {
  process.exitCode = explain(error);
}
