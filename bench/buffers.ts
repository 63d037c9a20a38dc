import { Kysely, PostgresDialect } from 'kysely';
import type { CompiledQuery } from 'kysely';
import pg from 'pg';
import type { PurseContext } from '../src/platform/database/purse-context.ts';
import type { Person } from './person.ts';

/** Answers how many pages of the buffer cache the statements of some read model touch: no clock is involved. */
export interface Buffers {
  of(ask: (purse: PurseContext) => Promise<unknown>): Promise<number>;
  run<T>(work: (db: Kysely<unknown>) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** As the application's role, inside the person's purse, under the same row-level security as a request. */
export function openBuffers(appUrl: string, person: Person): Buffers {
  const said: CompiledQuery[] = [];
  const options = `-c app.user_id=${person.userId} -c app.purse_id=${person.purseId}`;
  const pool = new pg.Pool({ connectionString: appUrl, max: 1, options });
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool }),
    log: (event) => void said.push(event.query),
  });
  const purse = {
    em: { getKysely: () => db },
    purseId: person.purseId,
    userId: person.userId,
    role: 'owner',
    requestId: null,
  } as unknown as PurseContext;
  return {
    of: async (ask) => {
      said.length = 0;
      await ask(purse);
      let touched = 0;
      for (const query of said.splice(0)) touched += await explain(pool, query);
      return touched;
    },
    run: (work) => work(db),
    close: () => db.destroy(),
  };
}

async function explain(pool: pg.Pool, query: CompiledQuery): Promise<number> {
  const explained = await pool.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
    `explain (analyze, buffers, format json) ${query.sql}`,
    [...query.parameters],
  );
  const plan = explained.rows[0]?.['QUERY PLAN'][0].Plan;
  return (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0);
}
