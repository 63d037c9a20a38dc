import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { sql } from 'kysely';
import { buildApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { rollupDifferences } from '../../src/features/transactions/rollup-check.ts';
import { Clock } from '../../src/platform/clock.ts';
import { Database } from '../../src/platform/database/database.ts';
import { Jobs } from '../../src/platform/jobs/jobs.ts';
import { Client } from './client.ts';
import { testDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';
import { REFRESH_SECRET } from './secrets.ts';

/** A clock that tests set. */
export class TestClock extends Clock {
  #offset = 0;

  override now(): Date {
    return new Date(Date.now() + this.#offset);
  }

  /** Moves the present by milliseconds. */
  advance(milliseconds: number): void {
    this.#offset += milliseconds;
  }
}

export interface Person {
  client: Client;
  email: string;
  password: string;
  userId: string;
  purseId: string;
  /** `/api/v1/purses/<own purse>` */
  purse: string;
}

export interface TestApp {
  app: NestFastifyApplication;
  baseUrl: string;
  clock: TestClock;
  database: TestDatabase;
  client(): Client;
  /** A new person with a purse of their own, signed in. */
  person(
    given?: Partial<{ country: string; name: string; stated: unknown; password: string }>,
  ): Promise<Person>;
  /** Audit entries about one thing, oldest first. */
  auditOf(
    purseId: string,
    subjectId: string,
  ): Promise<{ action: string; userId: string | null; changes: unknown }[]>;
  /** Fails with the list where a rollup of the purse differs from its rows. */
  expectProvedRollups(purseId: string): Promise<void>;
  stop(): Promise<void>;
}

let people = 0;

/** The whole application on the worker's own database, listening on a free port, taking jobs. */
export async function startApp(
  env: Record<string, string> = {},
  given: { database?: TestDatabase; clock?: TestClock } = {},
): Promise<TestApp> {
  const database = given.database ?? (await testDatabase());
  const clock = given.clock ?? new TestClock();
  const redisUrl = process.env['TEST_RUN_REDIS_URL'];
  const config = loadConfig({
    NODE_ENV: 'test',
    DATABASE_URL: database.appUrl,
    PORT: '0',
    INTERNAL_PORT: '0',
    PUBLIC_URL: 'http://localhost:3001',
    JWT_ACCESS_SECRET: 'test access secret of enough length ...',
    JWT_REFRESH_SECRET: REFRESH_SECRET,
    DATA_ENCRYPTION_KEY: 'test encryption key of enough length ...',
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    RATE_LIMIT_PER_MINUTE: '1000000',
    SIGN_UPS_PER_HOUR: '1000000',
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
    ...env,
  });
  const app = await buildApp(config, { clock });
  if (config.workerInside) app.get(Jobs).takeJobs();
  await app.listen(0, '127.0.0.1');
  const baseUrl = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return {
    app,
    baseUrl,
    clock,
    database,
    client: () => new Client(baseUrl),
    person: (details = {}) => signUp(baseUrl, details),
    auditOf: (purseId, subjectId) =>
      app.get(Database).withPurseAsOperator(purseId, async (em) => {
        const rows = await sql<{ action: string; userId: string | null; changes: unknown }>`
          select action, user_id as "userId", changes from audit_entries
           where subject_id = ${subjectId} order by id`.execute(em.getKysely());
        return rows.rows;
      }),
    expectProvedRollups: async (purseId) => {
      const differences = await app.get(Database).withPurseAsOperator(purseId, rollupDifferences);
      if (differences.length > 0) throw new Error(`rollups differ: ${JSON.stringify(differences, null, 1)}`);
    },
    stop: () => app.close(),
  };
}

async function signUp(
  baseUrl: string,
  details: Partial<{ country: string; name: string; stated: unknown; password: string }>,
): Promise<Person> {
  people += 1;
  const client = new Client(baseUrl);
  const email = `person-${process.env['JEST_WORKER_ID'] ?? '0'}-${process.pid}-${people}@example.org`;
  const password = details.password ?? 'wander-quiet-harbour-42';
  const answer = await client.post<{ user: { id: string }; purses: { id: string }[] }>(
    '/api/v1/auth/sign-up',
    {
      email,
      password,
      name: details.name ?? 'Adaeze',
      country: details.country ?? 'NG',
      ...(details.stated === undefined ? {} : { stated: details.stated }),
    },
  );
  const purseId = answer.body.purses?.[0]?.id;
  if (answer.status !== 201 || purseId === undefined) {
    throw new Error(`sign-up answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
  return {
    client,
    email,
    password,
    userId: answer.body.user.id,
    purseId,
    purse: `/api/v1/purses/${purseId}`,
  };
}
