// `npm run test:faults [-- --seed N --only NAME --quick]`: kills and hinders Ikpa's processes as they run in production, on
// databases of its own, and prints one table. Ends with 1 when something was lost, doubled or left half done.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { explain } from './console.mjs';
import { prepare } from './prepare.mjs';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

async function main() {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
    },
  });
  const { node, exitCode } = await prepare({ root, script: fileURLToPath(import.meta.url) });
  if (exitCode !== null) return exitCode;
  await import('@swc-node/register/esm-register');
  const { buildIfChanged } = await import('./build.mjs');
  await buildIfChanged({ root, part: 'api', node });
  const { runFaults } = await import('../test/faults/run.ts');
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => controller.abort());
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
  return runFaults({ root, seed, only: values.only, quick: values.quick, signal: controller.signal });
}

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = explain(error);
}
if (process.channel !== undefined) process.disconnect();
