// `npm test [-- static unit delivery integration chart setup e2e]`: sets itself up on a fresh machine and runs everything, or the
// stages named. The last line is always `N passed, N failed`.
import { fileURLToPath } from 'node:url';
import { Refusal, explain, say, seconds } from './console.mjs';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const NAMES = ['static', 'unit', 'delivery', 'integration', 'chart', 'setup', 'e2e'];

async function main() {
  const unknown = process.argv.slice(2).filter((name) => !NAMES.includes(name));
  if (unknown.length > 0)
    throw new Refusal(`There is no stage ${unknown.join(', ')}: choose of ${NAMES.join(', ')}.`);
  const wanted = process.argv.length > 2 ? NAMES.filter((name) => process.argv.includes(name)) : NAMES;
  const { prepare } = await import('./prepare.mjs');
  const { node, exitCode } = await prepare({ root, script: fileURLToPath(import.meta.url) });
  return exitCode ?? runStages(node, wanted);
}

async function runStages(node, wanted) {
  const stages = await import('./test-stages.mjs');
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => controller.abort());
  if (process.channel !== undefined) process.on('disconnect', () => controller.abort());
  const run = { root, node, signal: controller.signal };
  const work = {
    static: () => stages.staticChecks(run),
    unit: () => stages.jest(run, 'unit', 8),
    delivery: () => stages.jest(run, 'delivery', 2),
    integration: () => stages.jest(run, 'integration', 26),
    chart: () => stages.jest(run, 'chart', 6),
    setup: () => stages.setUp(run),
    e2e: () => stages.journeys(run),
  };
  const total = { passed: 0, failed: 0 };
  const summary = [];
  for (const name of wanted) {
    const began = Date.now();
    say(`\n── ${name} ──`);
    let count;
    try {
      controller.signal.throwIfAborted();
      count = await work[name]();
    } catch (error) {
      explain(error);
      count = { passed: 0, failed: 1 };
    }
    total.passed += count.passed;
    total.failed += count.failed;
    const line = `${name}: ${count.passed} passed, ${count.failed} failed in ${seconds(Date.now() - began)}`;
    summary.push(line);
    say(`── ${line}`);
  }
  say(`\n${summary.join('\n')}\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = explain(error);
  say('0 passed, 1 failed');
}
if (process.channel !== undefined) process.disconnect();
