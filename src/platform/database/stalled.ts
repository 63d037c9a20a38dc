import type { Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import type { ClientConfig, Pool, PoolClient } from 'pg';

const LOOK_EVERY_MS = 1000;
const PATIENCE_MS = 3000;
const ANSWER_WITHIN_MS = 2000;

/** What pg keeps to itself: the socket, which backend of the server answers it, and whether it waits for an answer. */
interface Inside {
  processID: number | null;
  readyForQuery: boolean;
  connection: { stream: Socket };
}

interface Watched {
  inside: Inside;
  read: number;
  since: number;
}

/**
 * Breaks connections to a server that is no more. When a node or a pod vanishes nobody says goodbye, and a query sent
 * there would wait for a quarter of an hour. A connection that has sent something and heard nothing for three seconds
 * is asked about over a new one: if the database that answers there has no such backend, the old one leads nowhere.
 * A query that merely takes long is left alone.
 */
export function breakStalled(pool: Pool, options: ClientConfig): void {
  const logger = new Logger('Database');
  const watched = new Map<PoolClient, Watched>();
  let looking = false;
  pool.on('connect', (client) => {
    const inside = client as unknown as Inside;
    watched.set(client, { inside, read: 0, since: performance.now() });
  });
  pool.on('remove', (client) => watched.delete(client));

  const look = async (): Promise<void> => {
    const silent = [...watched.values()].filter(isSilent);
    if (silent.length === 0) return;
    const backends = await backendsOf(options);
    for (const { inside } of silent) {
      if (backends === null || inside.processID === null || backends.has(inside.processID)) continue;
      logger.warn({ backend: inside.processID }, 'a connection led to a server that is gone');
      inside.connection.stream.destroy(new Error('Connection terminated: its server is gone'));
    }
  };
  const timer = setInterval(() => {
    if (pool.ended) return clearInterval(timer);
    if (looking) return;
    looking = true;
    void look().finally(() => (looking = false));
  }, LOOK_EVERY_MS);
  timer.unref();
}

/** True when a query is out and nothing has come back for a while. */
function isSilent(one: Watched): boolean {
  const { readyForQuery, connection } = one.inside;
  const { bytesRead } = connection.stream;
  if (readyForQuery || bytesRead !== one.read) {
    one.read = bytesRead;
    one.since = performance.now();
    return false;
  }
  return performance.now() - one.since > PATIENCE_MS;
}

/** The backends of the server that answers now, or null when none does. */
async function backendsOf(options: ClientConfig): Promise<Set<number> | null> {
  const client = new Client({
    ...options,
    connectionTimeoutMillis: ANSWER_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
    application_name: 'ikpa-stalled',
  });
  client.on('error', () => undefined); // a lost connection fails the query below
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('select pid from pg_stat_activity');
    return new Set(rows.map(({ pid }) => pid));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}
