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
const inFlight = new Gauge({
  name: 'ikpa_http_requests_in_flight',
  help: 'Requests that were begun and not answered yet',
  registers: [registry],
});
const pool = new Gauge({
  name: 'ikpa_database_pool_connections',
  help: 'Connections of the pool by state, requests that wait for one, and the most it may open (max)',
  labelNames: ['state'],
  registers: [registry],
});
let askAuthority: (() => number | null) | null = null;
new Gauge({
  name: 'ikpa_database_authority_expiry_timestamp_seconds',
  help: 'When the last certificate authority of the database ends that we know; absent where none is configured',
  registers: [registry],
  collect() {
    const end = askAuthority?.() ?? null;
    if (end === null) this.remove();
    else this.set(end);
  },
});
const queueJobs = new Gauge({
  name: 'ikpa_queue_jobs',
  help: 'Jobs by queue and state, as a process that takes jobs last saw them',
  labelNames: ['queue', 'state'],
  registers: [registry],
});
const queueAge = new Gauge({
  name: 'ikpa_queue_oldest_seconds',
  help: 'How long the job that is due for longest has waited; 0 where none waits',
  labelNames: ['queue'],
  registers: [registry],
});
const redisCommands = new Histogram({
  name: 'ikpa_redis_command_duration_seconds',
  help: 'Duration of Redis commands by outcome',
  labelNames: ['outcome'],
  buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5],
  registers: [registry],
});
let loopBefore = performance.eventLoopUtilization();
new Gauge({
  name: 'ikpa_event_loop_utilization',
  help: 'Part of the time since the last scrape in which the event loop was busy',
  registers: [registry],
  collect() {
    const now = performance.eventLoopUtilization();
    this.set(performance.eventLoopUtilization(now, loopBefore).utilization);
    loopBefore = now;
  },
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
const jobsGivenUp = new Counter({
  name: 'ikpa_jobs_given_up_total',
  help: 'Jobs by queue that failed for good: the last try threw, or its worker died at each',
  labelNames: ['queue'],
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
const aiRequests = new Counter({
  name: 'ikpa_ai_requests_total',
  help: 'Questions to the AI by purpose and outcome; over-limit: not asked, since the month has no money left for it',
  labelNames: ['purpose', 'outcome'],
  registers: [registry],
});
const aiTokens = new Counter({
  name: 'ikpa_ai_tokens_total',
  help: 'Tokens of questions (input) and answers (output) by model',
  labelNames: ['model', 'kind'],
  registers: [registry],
});
const aiCosts = new Counter({
  name: 'ikpa_ai_cost_micro_dollars_total',
  help: 'What questions to the AI cost by model, in millionths of a US dollar',
  labelNames: ['model'],
  registers: [registry],
});
const aiMonth = new Gauge({
  name: 'ikpa_ai_month_micro_dollars',
  help: 'Of this calendar month (UTC): spent on AI by all processes, with what is held for questions on their way, and the limit, where there is one',
  labelNames: ['kind'],
  registers: [registry],
});
const redisUp = new Gauge({
  name: 'ikpa_redis_up',
  help: '1 while Redis answers, 0 while it does not; absent where none is configured',
  registers: [registry],
});

const AI_OUTCOMES = ['answered', 'unusable', 'refused', 'busy', 'slow', 'cancelled', 'over-limit'] as const;
type AiOutcome = (typeof AI_OUTCOMES)[number];

/** What the pool of pg tells of itself. */
interface PoolState {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
  options: { max: number };
}
export interface QueueState {
  queue: string;
  queued: number;
  active: number;
  failed: number;
  oldestSeconds: number;
}

let watchedPool: PoolState | null = null;
let askAi: (() => Promise<{ spent: number; limit: number | null }>) | null = null;
let askQueues: (() => Promise<QueueState[]>) | null = null;

/** Everything of this process as text, asked for by a scrape. */
export async function printMetrics(): Promise<string> {
  if (watchedPool !== null) {
    const { totalCount, idleCount, waitingCount, options } = watchedPool;
    pool.set({ state: 'busy' }, totalCount - idleCount);
    pool.set({ state: 'idle' }, idleCount);
    pool.set({ state: 'waiting' }, waitingCount);
    pool.set({ state: 'max' }, options.max);
  }
  for (const { queue, queued, active, failed, oldestSeconds } of (await askQueues?.()) ?? []) {
    queueJobs.set({ queue, state: 'queued' }, queued);
    queueJobs.set({ queue, state: 'active' }, active);
    queueJobs.set({ queue, state: 'failed' }, failed);
    queueAge.set({ queue }, oldestSeconds);
  }
  const ai = (await askAi?.()) ?? null;
  if (ai !== null) aiMonth.set({ kind: 'spent' }, ai.spent);
  if (ai !== null && ai.limit !== null) aiMonth.set({ kind: 'limit' }, ai.limit);
  return registry.metrics();
}

/** One function per event, so that names and labels are in one place. None of them throws. */
export const metrics = {
  request: (method: string, route: string, status: number, seconds: number): void =>
    requests.observe({ method, route, status: `${status}` }, seconds),
  requestBegun: (): void => inFlight.inc(),
  requestEnded: (): void => inFlight.dec(),
  watchPool: (watched: PoolState): void => void (watchedPool = watched),
  watchAuthority: (ask: () => number | null): void => void (askAuthority = ask),
  /** `ask` never throws. */
  watchQueues: (ask: (() => Promise<QueueState[]>) | null): void => void (askQueues = ask),
  redisCommand: (outcome: 'ok' | 'failed', seconds: number): void =>
    redisCommands.observe({ outcome }, seconds),
  jobSent: (queue: string): void => jobsSent.inc({ queue }),
  jobDone: (queue: string, outcome: 'done' | 'retried' | 'failed', milliseconds: number): void =>
    jobDurations.observe({ queue, outcome }, milliseconds / 1000),
  /** A counter that begins with its first event has no increase to see: here it begins with none. */
  jobsGivenUpFrom: (queue: string): void => jobsGivenUp.inc({ queue }, 0),
  jobGivenUp: (queue: string): void => jobsGivenUp.inc({ queue }),
  importRows: (verdict: 'new' | 'duplicate' | 'rejected', rows: number): void =>
    importRows.inc({ verdict }, rows),
  importDone: (format: string, outcome: 'committed' | 'undone' | 'failed'): void =>
    importsDone.inc({ format, outcome }),
  signIn: (outcome: 'ok' | 'refused' | 'throttled'): void => signIns.inc({ outcome }),
  mail: (kind: string, outcome: 'sent' | 'refused' | 'failed'): void => mails.inc({ kind, outcome }),
  /** `ask` never throws. Counters begin with none, so that the first event is an increase. */
  watchAiSpending: (ask: () => Promise<{ spent: number; limit: number | null }>): void => {
    askAi = ask;
    for (const outcome of AI_OUTCOMES) aiRequests.inc({ purpose: 'statement', outcome }, 0);
  },
  aiRequest: (purpose: string, outcome: AiOutcome): void => aiRequests.inc({ purpose, outcome }),
  aiSpent: (model: string, tokens: { input: number; output: number }, microDollars: number): void => {
    aiTokens.inc({ model, kind: 'input' }, tokens.input);
    aiTokens.inc({ model, kind: 'output' }, tokens.output);
    aiCosts.inc({ model }, microDollars);
  },
  redis: (up: boolean): void => redisUp.set(up ? 1 : 0),
};
