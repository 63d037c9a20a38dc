import { isNativeError } from 'node:util/types';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { PgBoss, fromKysely } from 'pg-boss';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import { CONFIG } from '../config.token.ts';
import { connectionTo } from '../database/connection.ts';
import { correlation } from '../logging/correlation.ts';
import { startSpan } from '../tracing/spans.ts';
import { ErrorReports } from '../errors/error-reports.ts';
import { metrics } from '../metrics/metrics.ts';
import { QUEUES, deadLettersOf } from './queues.ts';
import type { QueueState } from '../metrics/metrics.ts';
import type { QueueName } from './queues.ts';

/** Where in a job's data stands which request sent it. */
const ORIGIN = '_origin';
const Origin = z.object({ requestId: z.string().nullable(), traceparent: z.string().nullable() });

const ASK_EVERY_MS = 10_000;
const RETRY_AT_ONCE = 1000;
/** Of the queue's own statements: a database that froze must not hold a worker for ever. */
const PATIENCE_MS = 30_000;
const QUEUE_STATES = `
  select q.name as queue,
         (count(j.id) filter (where j.state in ('created', 'retry')))::int as queued,
         (count(j.id) filter (where j.state = 'active'))::int as active,
         (count(j.id) filter (where j.state = 'failed'))::int as failed,
         coalesce(extract(epoch from now() - min(j.start_after)
           filter (where j.state in ('created', 'retry') and j.start_after <= now())), 0)::float as "oldestSeconds"
    from pgboss.queue q left join pgboss.job j on j.name = q.name
   where q.name not like '\\_\\_pgboss%' group by q.name`;

/** A kind of work done outside a request. `run` must be safe to run twice: a job may be taken again after a crash. */
export interface JobDefinition<T> {
  queue: QueueName;
  input: z.ZodType<T>;
  run(input: T, signal: AbortSignal): Promise<void>;
  /** When it is sent by itself, with nothing as input (five fields of cron, UTC). */
  schedule?: string;
  /**
   * Called when a job has failed for good, also where its worker died each time: to show it where the person looks.
   * Safe to run twice; the queue needs a queue of dead letters.
   */
  failed?(input: T): Promise<void>;
}

/** What pg-boss hands over. */
interface TakenJob {
  id: string;
  data: unknown;
  signal: AbortSignal;
  retryCount: number;
  retryLimit: number;
}

/**
 * Queues on Postgres. A job is sent inside the transaction of the change that needs it, carries ids only, and is
 * taken by one worker; workers are woken by a notification and poll as a floor.
 */
@Injectable()
export class Jobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger('Jobs');
  readonly #definitions: JobDefinition<unknown>[] = [];
  readonly #boss: PgBoss;
  #working = false;
  #started = false;
  #askedAt = -Infinity;
  #lastQueues: QueueState[] = [];

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly reports: ErrorReports,
  ) {
    // pg-boss hands its options to the pool of pg as they are, but types only some of them.
    const pool = { ...connectionTo(config.database), max: 4, query_timeout: PATIENCE_MS, keepAlive: true };
    this.#boss = new PgBoss({
      ...pool,
      migrate: false,
      createSchema: false,
      useListenNotify: true,
      superviseIntervalSeconds: 10,
      monitorIntervalSeconds: 10,
      application_name: 'ikpa-jobs',
    });
    this.#boss.on('error', (error) => this.#logger.warn({ error: error.message }, 'job queue'));
  }

  /** Called by features while the application is put together. */
  register<T>(definition: JobDefinition<T>): void {
    this.#definitions.push(definition as JobDefinition<unknown>);
  }

  /** This process takes jobs (the worker, or the api in small mode). Called before the application starts. */
  takeJobs(): void {
    this.#working = true;
  }

  /** True in a process that takes jobs and whose api runs elsewhere. */
  get isWorkerOnly(): boolean {
    return this.#working && !this.config.workerInside;
  }

  /** Sends a job in the transaction of `em`: it exists when, and only when, that transaction commits. */
  async send(em: EntityManager, queue: QueueName, input: object, key?: string): Promise<void> {
    const { requestId, span } = correlation.getStore() ?? {};
    const origin = { requestId: requestId ?? null, traceparent: span?.traceparent ?? null };
    await this.#boss.send(
      queue,
      { ...input, [ORIGIN]: origin },
      {
        db: fromKysely(em.getKysely() as Parameters<typeof fromKysely>[0]),
        ...(key === undefined ? {} : { singletonKey: key }),
      },
    );
    metrics.jobSent(queue);
  }

  /** Removes what the queues keep of a purse: input and outcome of every job that has its id. */
  async forget(em: EntityManager, purseId: string): Promise<void> {
    await sql`delete from pgboss.job where data ->> 'purseId' = ${purseId}`.execute(em.getKysely());
  }

  /** Removes what the queues keep of the mails to a person. */
  async forgetMail(em: EntityManager, userId: string): Promise<void> {
    await sql`delete from pgboss.job where name like 'mail.%' and data ->> 'userId' = ${userId}`.execute(
      em.getKysely(),
    );
  }

  /** Puts a failed job back into its queue; false where the queue has no failed job of that id. */
  async retry(queue: string, id: string): Promise<boolean> {
    if (!QUEUES.some(({ name }) => name === queue)) return false;
    const known = await this.#boss.findJobs(queue, { id });
    if (known[0]?.state !== 'failed') return false;
    await this.#boss.retry(queue, id);
    return true;
  }

  /** Puts every failed job back into its queue, or the one of an id; answers which, the oldest first. */
  async retryFailed(em: EntityManager, id: string | null): Promise<{ id: string; queue: string }[]> {
    const names = QUEUES.map(({ name }) => name);
    const { rows } = await sql<{ id: string; queue: string }>`
      select id, name as queue from pgboss.job
       where state = 'failed' and name = any(${names}) ${id === null ? sql`` : sql`and id::text = ${id}`}
       order by completed_on, id`.execute(em.getKysely());
    for (const queue of names) {
      const ids = rows.filter((row) => row.queue === queue).map(({ id }) => id);
      for (let from = 0; from < ids.length; from += RETRY_AT_ONCE)
        await this.#boss.retry(queue, ids.slice(from, from + RETRY_AT_ONCE));
    }
    return rows;
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.#boss.start();
    this.#started = true;
    if (!this.#working) return;
    metrics.watchQueues(() => this.#queues());
    for (const { queue } of this.#definitions) metrics.jobsGivenUpFrom(queue);
    for (const { queue, schedule } of this.#definitions) {
      if (schedule !== undefined) await this.#boss.schedule(queue, schedule, {});
    }
    for (const definition of this.#definitions) {
      const { queue } = definition;
      await this.#take(queue, (job) => this.#run(definition, job));
      if (definition.failed !== undefined)
        await this.#take(deadLettersOf(queue), (job) => this.#giveUp(definition, job));
    }
  }

  async #take(queue: string, work: (job: TakenJob) => Promise<void>): Promise<void> {
    let worker: string | null = null;
    worker = await this.#boss.work(
      queue,
      { includeMetadata: true, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2, batchSize: 1 },
      async (jobs) => {
        for (const job of jobs) await work(job);
        // Several jobs may have come with the notification that was heard: the next one is asked for at once.
        if (worker !== null) this.#boss.notifyWorker(worker);
      },
    );
  }

  async #giveUp(definition: JobDefinition<unknown>, job: TakenJob): Promise<void> {
    const { input, requestId } = read(definition, job);
    if (job.retryCount === 0) metrics.jobGivenUp(definition.queue);
    await correlation.run({ requestId, jobId: job.id, queue: definition.queue, span: null }, async () => {
      this.#logger.error({ queue: definition.queue, jobId: job.id }, 'a job was given up');
      await definition.failed?.(input);
    });
  }

  async #run(definition: JobDefinition<unknown>, job: TakenJob): Promise<void> {
    const { input, requestId, traceparent } = read(definition, job);
    const { queue } = definition;
    const span = startSpan(() => ({
      name: `job ${queue}`,
      kind: 'consumer',
      parent: traceparent,
      attributes: { 'messaging.destination.name': queue, 'messaging.message.id': job.id },
    }));
    const of = { requestId, jobId: job.id, queue, span };
    await correlation.run(of, () => this.#attempt(definition, input, job));
  }

  async #attempt(definition: JobDefinition<unknown>, input: unknown, job: TakenJob): Promise<void> {
    const span = correlation.getStore()?.span ?? null;
    const startedAt = performance.now();
    try {
      await definition.run(input, job.signal);
      span?.end();
      metrics.jobDone(definition.queue, 'done', performance.now() - startedAt);
    } catch (error) {
      span?.end(error);
      const last = job.retryCount >= job.retryLimit;
      metrics.jobDone(definition.queue, last ? 'failed' : 'retried', performance.now() - startedAt);
      this.#logger.error({ err: error, queue: definition.queue, jobId: job.id, last }, 'a job failed');
      // Where dead letters are taken those count it, which also a worker that died leaves.
      if (last && definition.failed === undefined) metrics.jobGivenUp(definition.queue);
      const of = { queue: definition.queue, jobId: job.id };
      if (last) this.reports.report(error, span === null ? of : { ...of, traceId: span.traceId });
      throw error;
    }
  }

  /** What waits, for the metrics of a process that takes jobs; asked at most every ten seconds. */
  async #queues(): Promise<QueueState[]> {
    if (performance.now() - this.#askedAt < ASK_EVERY_MS) return this.#lastQueues;
    this.#askedAt = performance.now();
    try {
      const { rows } = await this.#boss.getDb().executeSql(QUEUE_STATES);
      this.#lastQueues = rows as QueueState[];
    } catch (error) {
      if (!isNativeError(error)) throw error; // the database is away: what was known stands
    }
    return this.#lastQueues;
  }

  /** Lets running jobs finish, then closes the queue's own connections. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.#working) metrics.watchQueues(null);
    if (this.#started) await this.#boss.stop({ graceful: true, timeout: 20_000 });
  }
}

/** What a job works on, and which request sent it. */
function read(definition: JobDefinition<unknown>, job: TakenJob) {
  const { [ORIGIN]: given, ...data } = job.data as Record<string, unknown>;
  const origin = Origin.catch({ requestId: null, traceparent: null }).parse(given);
  return { input: definition.input.parse(data), ...origin };
}
