import { MikroORM } from '@mikro-orm/postgresql';
import { PgBoss } from 'pg-boss';
import { QUEUES } from '../jobs/queues.ts';

/** Tables of which the application's role may only add and read rows. */
const APPEND_ONLY = ['audit_entries'];

/** Functions that run with the owner's rights and that the application may call. */
const CALLABLE = [
  'find_invitation(bytea, timestamptz)',
  'accept_invitation(bytea, timestamptz, uuid)',
  'search_counterparties(text)',
  'all_purse_ids()',
  'purses_to_delete(timestamptz)',
];

/** Any number: it names the lock under which one migrate step at a time works. */
const MIGRATE_LOCK = 4_711_001;

export interface MigrateResult {
  applied: string[];
}

/**
 * Brings the database up to this version as the owner role: the product's migrations, the schema and queues of
 * pg-boss, and the rights of the application's role. Safe to run again and at once: a lock lets one work at a time.
 * Throws what the database says; a migration is applied whole or not at all.
 */
export async function migrate(
  options: Parameters<typeof MikroORM.init>[0],
  given: { ownerUrl: string; appRole: string },
): Promise<MigrateResult> {
  const orm = await MikroORM.init(options);
  try {
    const em = orm.em.fork();
    // A session lock on a connection of its own, held while the migrator works on another.
    const applied = await em.getConnection().transactional(async (transaction) => {
      await em
        .getConnection()
        .execute(`select pg_advisory_xact_lock(${MIGRATE_LOCK})`, [], 'all', transaction);
      const done = await orm.migrator.up();
      await migrateJobs(given.ownerUrl);
      return done;
    });
    for (const statement of grants(given.appRole)) await em.getConnection().execute(statement);
    return { applied: applied.map((migration) => migration.name) };
  } finally {
    await orm.close(true);
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
    `grant usage on schema public, pgboss to ${quoted}`,
    `grant select, insert, update, delete on all tables in schema public, pgboss to ${quoted}`,
    `grant usage on all sequences in schema public, pgboss to ${quoted}`,
    `grant execute on all functions in schema pgboss to ${quoted}`,
    ...APPEND_ONLY.map((table) => `revoke update, delete on ${table} from ${quoted}`),
    `revoke insert, update, delete on schema_migrations from ${quoted}`,
    ...CALLABLE.map((name) => `grant execute on function ${name} to ${quoted}`),
  ];
}
