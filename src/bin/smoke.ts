// Asks a running release what an operator would: does the API answer with its database (and Redis), does the web
// show a page and pass requests on, are there metrics. Exits with 1 when one of them does not.
import { parseArgs } from 'node:util';
import { HealthView } from '../platform/health/health.contract.ts';

const PATIENCE_MS = 10_000;

const { values } = parseArgs({
  options: {
    api: { type: 'string', default: 'http://127.0.0.1:3000' },
    internal: { type: 'string', default: 'http://127.0.0.1:9464' },
    web: { type: 'string', default: 'http://127.0.0.1:3001' },
    redis: { type: 'boolean', default: false },
  },
});

async function get(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) throw new Error(`answers ${response.status}`);
  return response.text();
}

async function health(url: string): Promise<void> {
  const view = HealthView.parse(JSON.parse(await get(url)));
  if (view.services.database !== 'connected') throw new Error('says that the database is away');
  if (values.redis && view.services.redis !== 'connected') throw new Error('says that Redis is away');
}

async function contains(url: string, text: string): Promise<void> {
  if (!(await get(url)).includes(text)) throw new Error(`does not contain ${text}`);
}

const checks: [url: string, check: (url: string) => Promise<void>][] = [
  [`${values.api}/health`, health],
  [`${values.web}/health`, health],
  [`${values.web}/`, (url) => contains(url, '<html')],
  [`${values.internal}/ready`, async (url) => void (await get(url))],
  [`${values.internal}/metrics`, (url) => contains(url, 'ikpa_')],
];
for (const [url, check] of checks) {
  try {
    await check(url);
    console.log(`ok   ${url}`);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.log(`FAIL ${url} ${error.message}`);
    process.exitCode = 1;
  }
}
