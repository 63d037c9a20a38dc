import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from './support/client.ts';
import { startCollector } from './support/collector.ts';
import type { Collector } from './support/collector.ts';
import { makeClone } from './support/database.ts';
import type { TestDatabase } from './support/database.ts';
import { asOwner } from './support/owner.ts';
import { startProcess } from './support/process.ts';
import type { ApiProcess } from './support/process.ts';

const PATIENCE_MS = 180_000;
const redis = process.env['TEST_RUN_REDIS_URL'] ?? '';

let database: TestDatabase;
let collector: Collector;
let api: ApiProcess;

beforeAll(async () => {
  database = await makeClone(`traces_${process.env['JEST_WORKER_ID'] ?? '0'}`);
  collector = await startCollector();
  api = await startProcess(database, {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    REDIS_URL: redis,
    NODE_OPTIONS: '--import ./test/support/loaded.mjs',
    LOG_LEVEL: 'debug',
  });
}, PATIENCE_MS);

afterAll(async () => {
  api.send('SIGKILL');
  await collector.stop();
});

const lines = () =>
  api
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('traces', () => {
  it(
    'go from the request over its statements and Redis to the job that it queued, without a value',
    async () => {
      const client = new Client(api.baseUrl);
      const signedUp = await client.post<{ purses: { id: string }[]; user: { id: string } }>(
        '/api/v1/auth/sign-up',
        {
          email: `traced-${process.pid}@example.org`,
          password: 'wander-quiet-harbour-42',
          name: 'Ngozi Traced',
          country: 'NG',
        },
      );
      const purseId = signedUp.body.purses[0]?.id ?? '';
      const traceId = '0af7651916cd43dd8448eb211c80319c';
      const upload = await client.upload(
        `/api/v1/purses/${purseId}/imports`,
        'statement.csv',
        'Date,Description,Debit\n01/03/2026,Traced shop,98765\n',
        { traceparent: `00-${traceId}-b7ad6b7169203331-01`, 'x-request-id': 'a-traced-request' },
      );
      expect(upload.status).toBe(202);
      const spans = await collector.waitFor((all) => all.some(({ name }) => name === 'job import.read'));
      const request = spans.find(({ name }) => name === 'POST /api/v1/purses/:purseId/imports');
      expect(request).toMatchObject({
        traceId,
        parentSpanId: 'b7ad6b7169203331',
        service: 'ikpa-api',
        attributes: {
          'http.request.method': 'POST',
          'http.route': '/api/v1/purses/:purseId/imports',
          'http.response.status_code': 202,
          'ikpa.request_id': 'a-traced-request',
        },
      });
      const job = spans.find(({ name }) => name === 'job import.read');
      expect(job).toMatchObject({ traceId, parentSpanId: request?.spanId });
      const under = (parent: string | undefined) =>
        spans.filter(({ parentSpanId }) => parentSpanId === parent).map(({ name }) => name);
      expect(under(request?.spanId)).toEqual(expect.arrayContaining(['INSERT imports', 'COMMIT']));
      expect(under(job?.spanId)).toEqual(expect.arrayContaining(['UPDATE imports', 'COMMIT']));
      if (redis !== '') expect(under(request?.spanId)).toContain('EVAL');
      const text = collector.bodies.join('\n').replaceAll(/UnixNano":"\d+/g, '');
      for (const word of [
        'Traced shop',
        '98765',
        'Ngozi',
        'example.org',
        'statement.csv',
        purseId,
        signedUp.body.user.id,
      ])
        expect(text).not.toContain(word);

      const line = lines().find(
        (one) => (one['req'] as { id?: string } | undefined)?.id === 'a-traced-request',
      );
      expect(line).toMatchObject({ traceId, res: { status: 202 } });
    },
    PATIENCE_MS,
  );

  it(
    'are in the log lines of a job too, with the job and the request that queued it',
    async () => {
      // The job fails at once: its purse is none.
      const id = '01900000-0000-7000-8000-00000000dead';
      const nowhere = { purseId: id, importId: id, userId: id };
      await asOwner(database, (owner) =>
        owner.query(`insert into pgboss.job (name, data, state) values ('import.read', $1, 'created')`, [
          JSON.stringify({ _origin: { requestId: 'a-traced-origin', traceparent: null }, ...nowhere }),
        ]),
      );
      for (let attempt = 0; attempt < 200; attempt += 1) {
        if (lines().some((line) => line['msg'] === 'a job failed')) break;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(lines().find((line) => line['msg'] === 'a job failed')).toMatchObject({
        queue: 'import.read',
        requestId: 'a-traced-origin',
        jobId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      });
    },
    PATIENCE_MS,
  );
});

describe('what is not wanted', () => {
  it(
    'is not loaded: neither traces nor error tracking nor mail nor AI',
    async () => {
      expect(api.output()).toContain('LOADED @opentelemetry/exporter-trace-otlp-http');
      const plain = await startProcess(database, { NODE_OPTIONS: '--import ./test/support/loaded.mjs' });
      try {
        expect((await new Client(plain.baseUrl).get('/api/v1/auth/options')).status).toBe(200);
        // The bare api of OpenTelemetry comes with prom-client.
        expect(plain.output()).not.toMatch(/LOADED (?!@opentelemetry\/api)/);
      } finally {
        plain.send('SIGKILL');
      }
    },
    PATIENCE_MS,
  );
});
