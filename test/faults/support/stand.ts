import pg from 'pg';
import type { House } from './house.ts';
import { until } from './wait.ts';

/** Where the commit of an import can be made to stand still. */
export type Place = 'second chunk' | 'rollups' | 'last statement' | 'commit' | 'answer';

const LOCK = 20_261_124;

/**
 * Triggers of the test's own in the test's database. Each waits for a lock that we hold, when it meets the import that
 * is armed: the program stands exactly there, and its sources know nothing of it.
 *
 * Triggers of one event fire in the order of their names: `a_stand` comes before `roll_after_insert`.
 */
const SCHEMA = `
  create schema if not exists faults;
  create table faults.armed (place text not null, import_id uuid not null);
  create table faults.probe (n int not null);
  insert into faults.probe values (0);
  create function faults.stand(at text, import uuid) returns void language plpgsql security definer as $$
  begin
    if exists (select 1 from faults.armed where place = at and import_id = import) then
      perform pg_advisory_xact_lock(${LOCK});
    end if;
  end $$;
  grant usage on schema faults to public;
  create function faults.before_chunk() returns trigger language plpgsql security definer as $$
  declare import uuid;
  begin
    for import in select import_id from faults.armed where place = 'second chunk' loop
      -- Sees its own rows only: the first chunk of this very transaction.
      if exists (select 1 from public.transactions where import_id = import) then
        perform faults.stand('second chunk', import);
      end if;
    end loop;
    return null;
  end $$;
  create function faults.before_rollups() returns trigger language plpgsql security definer as $$
  begin
    perform faults.stand('rollups', (select import_id from added limit 1));
    return null;
  end $$;
  create function faults.at_last_statement() returns trigger language plpgsql security definer as $$
  begin perform faults.stand('last statement', new.id); return null; end $$;
  create function faults.at_commit() returns trigger language plpgsql security definer as $$
  begin perform faults.stand('commit', new.id); return null; end $$;
  create trigger a_stand_before before insert on public.transactions
    for each statement execute function faults.before_chunk();
  create trigger a_stand after insert on public.transactions referencing new table as added
    for each statement execute function faults.before_rollups();
  create trigger a_stand after update on public.imports
    for each row when (new.status = 'committed' and old.status = 'committing')
    execute function faults.at_last_statement();
  create constraint trigger z_stand after update on public.imports deferrable initially deferred
    for each row when (new.status = 'committed' and old.status = 'committing')
    execute function faults.at_commit()`;

/** Makes the commit of an import stand at a place, says when it does, and lets it go. */
export class Stand {
  #holder: pg.Client | null = null;

  constructor(private readonly house: House) {}

  async prepare(): Promise<void> {
    await this.house.admin((client) => client.query(SCHEMA));
  }

  /** From now on the commit of this import will stand at the place. */
  async arm(place: Place, importId: string): Promise<void> {
    const holder = new pg.Client({ connectionString: this.house.adminUrl });
    holder.on('error', () => undefined);
    await holder.connect();
    this.#holder = holder;
    await holder.query('select pg_advisory_lock($1)', [LOCK]);
    await holder.query('insert into faults.armed values ($1, $2)', [
      place === 'answer' ? 'commit' : place,
      importId,
    ]);
  }

  /** Answers the backend that stands at the place, once it does. */
  async reached(place: Place): Promise<number> {
    const holder = this.#held();
    let backend = -1;
    await until(`the commit stands at ${place}`, async () => {
      const { rows } = await holder.query<{ pid: number }>(
        `select pid from pg_locks where locktype = 'advisory' and objid = $1 and not granted`,
        [LOCK],
      );
      backend = rows[0]?.pid ?? -1;
      return backend > 0;
    }).catch(async (error: unknown) => {
      throw new Error(`${String(error)}; ${await this.#whereJobsAre(holder)}`);
    });
    if (place !== 'answer') return backend;
    // Durable, and nobody told: a commit waits for a standby that does not exist, after it was written to the disk.
    await this.#withholdAnswers(holder);
    await holder.query('select pg_advisory_unlock($1)', [LOCK]);
    await until('the commit waits for its answer', () => isWithheld(holder, backend));
    return backend;
  }

  /** For the report of one that never came: the jobs that are not done, and the queue's own times. */
  async #whereJobsAre(holder: pg.Client): Promise<string> {
    const { rows } = await holder.query<{ told: string }>(
      `select json_build_object('now', now(), 'jobs', (select json_agg(json_build_object('name', name, 'state', state,
                'retries', retry_count, 'startAfter', start_after, 'startedOn', started_on, 'heartbeatOn', heartbeat_on,
                'output', output)) from pgboss.job where state <> 'completed'),
              'looked', (select json_agg(json_build_array(name, monitor_claim_on)) from pgboss.queue
                where name like 'import.commit%'),
              'imports', (select json_agg(status) from imports where status not in ('ready', 'committed')))::text as told`,
    );
    return rows[0]?.told ?? '';
  }

  /** Lets whoever stands go on. The server may have been killed meanwhile. */
  async release(backend: number): Promise<void> {
    await this.#holder?.end().catch(() => undefined);
    this.#holder = null;
    await this.house.admin(async (client) => {
      await client.query('alter system reset synchronous_standby_names');
      await client.query('select pg_reload_conf()');
      await client.query('delete from faults.armed');
      await until('the backend of the killed program is gone or free', async () => {
        const { rows } = await client.query<{ stands: boolean }>(
          `select wait_event_type = 'Lock' or wait_event = 'SyncRep' or state <> 'idle' as stands
             from pg_stat_activity where pid = $1`,
          [backend],
        );
        return rows[0]?.stands !== true;
      });
    });
  }

  #held(): pg.Client {
    if (this.#holder === null) throw new Error('nothing is armed');
    return this.#holder;
  }

  async #withholdAnswers(holder: pg.Client): Promise<void> {
    await holder.query(`alter system set synchronous_standby_names = 'nobody'`);
    await holder.query('select pg_reload_conf()');
    const probe = new pg.Client({ connectionString: this.house.adminUrl });
    probe.on('error', () => undefined);
    await probe.connect();
    const { rows } = await probe.query<{ pid: number }>('select pg_backend_pid() as pid');
    const pid = rows[0]?.pid ?? -1;
    try {
      await until('answers are withheld', async () => {
        let done = false;
        const finish = () => void (done = true);
        probe.query('update faults.probe set n = n + 1').then(finish, finish);
        await until('a commit waits or is done', async () => done || (await isWithheld(holder, pid)));
        return !done;
      });
    } finally {
      // Without goodbye: its answer is never coming.
      (probe as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    }
  }
}

async function isWithheld(client: pg.Client, pid: number): Promise<boolean> {
  const { rows } = await client.query<{ wait_event: string | null }>(
    'select wait_event from pg_stat_activity where pid = $1',
    [pid],
  );
  return rows[0]?.wait_event === 'SyncRep';
}
