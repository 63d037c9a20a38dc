import { MikroORM } from '@mikro-orm/postgresql';
import type { IMigrator } from '@mikro-orm/postgresql';
import { setTimeout as sleep } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import { QUEUES } from '../jobs/queues.ts';
import { withMigrateLock } from './migrate-lock.ts';
import { sqlState } from './outage.ts';

const LOCK_NOT_AVAILABLE = '55P03';

/** Tables of which the application's role may only add and read rows. */
const APPEND_ONLY = ['audit_entries'];

/** Functions that run with the owner's rights and that the application may call. */
const CALLABLE = [
  'find_invitation(bytea, timestamptz)',
  'accept_invitation(bytea, timestamptz, uuid)',
  'owners_of_own_purses()',
  'search_counterparties(text)',
  'all_purse_ids()',
  'purses_to_delete(timestamptz)',
];

export interface MigrateResult {
  applied: string[];
}

/**
 * Brings the database up to this version as the owner role: the product's migrations, the schema and queues of
 * pg-boss, and the rights of the application's role. Safe to run again and at once: a lock lets one work at a time.
 * Throws MigrateTimeout after `waitSeconds`, else what the database says; migrations are applied whole or not at all.
 */
export async function migrate(
  options: Parameters<typeof MikroORM.init>[0],
  given: { ownerUrl: string; appRole: string; waitSeconds?: number; say?: (line: string) => void },
): Promise<MigrateResult> {
  const deadline = Date.now() + (given.waitSeconds ?? 30) * 1000;
  const say = given.say ?? (() => undefined);
  return withMigrateLock({ ownerUrl: given.ownerUrl, appRole: given.appRole, deadline, say }, async () => {
    const orm = await MikroORM.init(options);
    try {
      const connection = orm.em.getConnection();
      const [before] = await connection.execute<{ now: string }[]>('select now()::text as now');
      say(`to go back to before this step, restore to ${before?.now ?? 'now'}`);
      const applied = await applyMigrations(orm.migrator, deadline, say);
      await migrateJobs(given.ownerUrl);
      for (const statement of grants(given.appRole)) await connection.execute(statement);
      return { applied };
    } finally {
      await orm.close(true);
    }
  });
}

/** Tries again while a table's lock is not to be had: waiting longer for it would hold up every query behind us. */
async function applyMigrations(
  migrator: IMigrator,
  deadline: number,
  say: (line: string) => void,
): Promise<string[]> {
  for (;;) {
    try {
      const applied = await migrator.up();
      return applied.map((migration) => migration.name);
    } catch (error) {
      if (sqlState(error) !== LOCK_NOT_AVAILABLE || Date.now() > deadline) throw error;
      say('a table is busy: trying again');
      await sleep(1000);
    }
  }
}

async function migrateJobs(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, max: 2, supervise: false, schedule: false });
  await boss.start();
  try {
    for (const queue of QUEUES) {
      const { name, ...options } = queue;
      if ((await boss.getQueue(name)) === null) await boss.createQueue(name, options);
      else await boss.updateQueue(name, options);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}

function grants(role: string): string[] {
  const quoted = `"${role.replaceAll('"', '""')}"`;
  return [
    `do $$ begin execute format('grant connect on database %I to ${quoted.replaceAll("'", "''")}', current_database()); end $$`,
    `grant usage on schema public, pgboss to ${quoted}`,
    `grant select, insert, update, delete on all tables in schema public, pgboss to ${quoted}`,
    `grant usage on all sequences in schema public, pgboss to ${quoted}`,
    `grant execute on all functions in schema pgboss to ${quoted}`,
    ...APPEND_ONLY.map((table) => `revoke update, delete on ${table} from ${quoted}`),
    `revoke insert, update, delete on schema_migrations from ${quoted}`,
    ...CALLABLE.map((name) => `grant execute on function ${name} to ${quoted}`),
  ];
}
