import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Every metric of the process; `/metrics` on the internal port prints it. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry, prefix: 'ikpa_' });

const requests = new Histogram({
  name: 'ikpa_http_request_duration_seconds',
  help: 'Duration of HTTP requests by route pattern',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [registry],
});
const jobsSent = new Counter({
  name: 'ikpa_jobs_sent_total',
  help: 'Jobs sent by queue',
  labelNames: ['queue'],
  registers: [registry],
});
const jobDurations = new Histogram({
  name: 'ikpa_job_duration_seconds',
  help: 'Duration of jobs by queue and outcome',
  labelNames: ['queue', 'outcome'],
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
  registers: [registry],
});
const importRows = new Counter({
  name: 'ikpa_import_rows_total',
  help: 'Rows of committed imports by verdict',
  labelNames: ['verdict'],
  registers: [registry],
});
const importsDone = new Counter({
  name: 'ikpa_imports_total',
  help: 'Imports by format and outcome',
  labelNames: ['format', 'outcome'],
  registers: [registry],
});
const signIns = new Counter({
  name: 'ikpa_sign_ins_total',
  help: 'Sign-in attempts by outcome',
  labelNames: ['outcome'],
  registers: [registry],
});
const mails = new Counter({
  name: 'ikpa_mails_total',
  help: 'Mails by kind and outcome: sent, refused by the server for good, failed for now',
  labelNames: ['kind', 'outcome'],
  registers: [registry],
});
const redisUp = new Gauge({
  name: 'ikpa_redis_up',
  help: '1 while Redis answers, 0 while it does not; absent where none is configured',
  registers: [registry],
});

/** One function per event, so that names and labels are in one place. None of them throws. */
export const metrics = {
  request: (method: string, route: string, status: number, seconds: number): void =>
    requests.observe({ method, route, status: `${status}` }, seconds),
  jobSent: (queue: string): void => jobsSent.inc({ queue }),
  jobDone: (queue: string, outcome: 'done' | 'retried' | 'failed', milliseconds: number): void =>
    jobDurations.observe({ queue, outcome }, milliseconds / 1000),
  importRows: (verdict: 'new' | 'duplicate' | 'rejected', rows: number): void =>
    importRows.inc({ verdict }, rows),
  importDone: (format: string, outcome: 'committed' | 'undone' | 'failed'): void =>
    importsDone.inc({ format, outcome }),
  signIn: (outcome: 'ok' | 'refused' | 'throttled'): void => signIns.inc({ outcome }),
  mail: (kind: string, outcome: 'sent' | 'refused' | 'failed'): void => mails.inc({ kind, outcome }),
  redis: (up: boolean): void => redisUp.set(up ? 1 : 0),
};
