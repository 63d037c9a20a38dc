import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, sh, sleep, until } from '../support/shell.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const NAMESPACE = 'ikpa';

/** The committed sources in a folder of their own, where files may be changed, with the values of this cluster. */
async function sources(options) {
  const folder = mkdtempSync(join(tmpdir(), 'ikpa-dev-'));
  await sh('sh', ['-c', `git -C "${root}" archive HEAD | tar -x -C "${folder}"`]);
  if (options['dev-values'] !== undefined) {
    edit(
      join(folder, 'skaffold.yaml'),
      'k8s/values/dev.yaml]',
      `k8s/values/dev.yaml, ${options['dev-values']}]`,
    );
  }
  return folder;
}

function edit(path, from, to) {
  const text = readFileSync(path, 'utf8');
  expect(text.includes(from), `${path} does not say ${from}`);
  writeFileSync(path, text.replace(from, to));
}

/** What a process of the release answers, asked inside its pod; empty while it does not. */
async function inside(component, port, path, headers) {
  const show = headers ? "[...r.headers].join('\\n')" : 'await r.text()';
  const script = `fetch('http://127.0.0.1:${port}${path}').then(async (r) => console.log(${show})).catch(() => {})`;
  const args = ['--namespace', NAMESPACE, 'exec', `deployment/ikpa-${component}`, '--', 'node', '-e', script];
  return (await sh('kubectl', args, { mayFail: true })).out;
}

/** A file that changes, and the seconds until the pod answers accordingly. */
async function syncedApi(folder) {
  const ask = () => inside('api', 3000, '/health', true);
  await until('the api', 120, async () => (await ask()).includes('no-store'));
  edit(join(folder, 'src/platform/health/health.controller.ts'), "'no-store'", "'no-store, private'");
  return until(
    'the change of the api',
    60,
    async () => (await ask()).includes('no-store,private') || (await ask()).includes('no-store, private'),
  );
}

async function syncedWeb(folder) {
  const ask = () => inside('web', 3001, '/', false);
  let page = '';
  await until('the page', 180, async () => (page = await ask()).includes('<html'));
  const file = join(folder, 'web/messages/en.json');
  const texts = [...readFileSync(file, 'utf8').matchAll(/": "([A-Z][A-Za-z ]{12,60})"/g)].map(
    ([, text]) => text,
  );
  const text = texts.find((one) => page.includes(one));
  expect(text !== undefined, 'no text of the page is in messages/en.json');
  edit(file, `"${text}"`, `"${text} indeed"`);
  return until('the change of the web', 60, async () => (await ask()).includes(`${text} indeed`));
}

async function skaffoldDev(run, env, folder) {
  const child = spawn(run, ['dev', '--cache-artifacts=false'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += part));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const seconds = await until('skaffold dev', 900, () => {
    expect(child.exitCode === null, `skaffold dev ended: ${text.slice(-600)}`);
    return /Watching for changes/.test(text);
  }).catch((error) => {
    child.kill('SIGINT');
    throw error;
  });
  return { seconds, end: () => (child.kill('SIGINT'), ended) };
}

async function tiltCi(tilt, env, folder, options) {
  const context = (await sh('kubectl', ['config', 'current-context'])).out;
  const own = {
    allowed_contexts: [context],
    live_update: false,
    port_forward: false,
    values: ['k8s/values/dev.yaml', ...(options['dev-values'] === undefined ? [] : [options['dev-values']])],
    ...(options['base-image'] === undefined ? {} : { base_image: options['base-image'] }),
  };
  writeFileSync(join(folder, 'tilt_settings.local.json'), JSON.stringify(own));
  const began = Date.now();
  await sh(tilt, ['ci', '--timeout', '10m', '--port', '0'], { cwd: folder, env });
  const seconds = Math.round((Date.now() - began) / 1000);
  await sh(tilt, ['down'], { cwd: folder, env });
  return `tilt ci ${seconds} s`;
}

const gone = () =>
  sh('kubectl', ['delete', 'namespace', NAMESPACE, '--ignore-not-found', '--wait', '--timeout=180s']);

export const cases = [
  {
    number: 16,
    name: 'the loop of a contributor: skaffold run, file sync, tilt ci',
    needs: ['skaffold'],
    run: async ({ options }) => {
      const folder = await sources(options);
      const env = {
        ...process.env,
        ...(options['base-image'] === undefined ? {} : { IKPA_BASE_IMAGE: options['base-image'] }),
        ...(options['dev-path'] === undefined ? {} : { PATH: `${options['dev-path']}:${process.env.PATH}` }),
      };
      const skaffold = (args) => sh(options.skaffold, args, { cwd: folder, env });
      try {
        if (options.cold) await sh('docker', ['builder', 'prune', '--all', '--force']);
        const began = Date.now();
        await skaffold(['run', '--cache-artifacts=false']);
        const cold = Math.round((Date.now() - began) / 1000);
        await skaffold(['build', '--file-output', 'builds.json', '--quiet']);
        await skaffold(['verify', '--build-artifacts', 'builds.json']);
        await skaffold(['delete']);
        const dev = await skaffoldDev(options.skaffold, env, folder);
        const api = await syncedApi(folder);
        const web = await syncedWeb(folder);
        await dev.end();
        await sleep(2000);
        await gone();
        const tilt =
          options.tilt === undefined ? 'no tilt' : await tiltCi(options.tilt, env, folder, options);
        const told = [
          `skaffold run ${cold} s${options.cold ? ' without a cached layer' : ''}, verified`,
          `a change in the pod after ${api.toFixed(1)} s (api), ${web.toFixed(1)} s (web)`,
          tilt,
        ];
        expect(api <= 10 && web <= 10, told.join('; '));
        return told.join('; ');
      } finally {
        rmSync(folder, { recursive: true });
        await gone();
      }
    },
  },
];
