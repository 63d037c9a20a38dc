// `npm run test:fuzz`: Schemathesis sends what the OpenAPI document allows, and what it forbids, to a whole product of
// its own. Ends with `fuzz: N cases, 0 server errors, 0 schema breaks`, or with what broke and how to send it again.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { explain, step } from '../../scripts/console.mjs';
import { prepare } from '../../scripts/prepare.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

const OPTIONS = {
  seed: { type: 'string', default: '1' },
  examples: { type: 'string', default: '250' },
  minutes: { type: 'string', default: '30' },
};

async function main() {
  const { values: options } = parseArgs({ options: OPTIONS });
  const { node, exitCode } = await prepare({ root, script: fileURLToPath(import.meta.url) });
  if (exitCode !== null) return exitCode;
  const { buildIfChanged } = await import('../../scripts/build.mjs');
  const { makeRunFolder } = await import('../../scripts/test-services.mjs');
  const { findSchemathesis, runSchemathesis } = await import('./schemathesis.mjs');
  const { startProduct } = await import('./services.mjs');
  const program = await step('Find or install Schemathesis', () => findSchemathesis(root));
  await buildIfChanged({ root, part: 'api', node });
  const folder = await makeRunFolder();
  const signal = interruption();
  let product = null;
  try {
    product = await step('Start a product to fuzz', () =>
      startProduct({ root, node, folder: join(folder, 'logs') }),
    );
    const { seed } = await import('./seed.mjs');
    const { token, ...known } = await step('Give it something to lose', () =>
      seed({ baseUrl: product.baseUrl, accessSecret: product.env.JWT_ACCESS_SECRET }),
    );
    const seedFile = join(folder, 'seed.json');
    writeFileSync(seedFile, JSON.stringify(known), { mode: 0o600 });
    signal.throwIfAborted();
    return await runSchemathesis({ signal, root, program, product, token, seedFile, folder, options });
  } finally {
    await product?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Ctrl-C ends the run in order: nothing is left running. */
function interruption() {
  const controller = new AbortController();
  const abort = () => controller.abort();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, abort);
  if (process.channel !== undefined) process.on('disconnect', abort);
  return controller.signal;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = explain(error);
}
if (process.channel !== undefined) process.disconnect();
