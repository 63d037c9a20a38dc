import { Socket } from 'node:net';
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
  const watch = (client: PoolClient): void => {
    const inside = client as unknown as Inside;
    watched.set(client, { inside, read: 0, since: performance.now() });
  };
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
  pool.on('connect', watch);
  pool.on('remove', (client) => watched.delete(client));
  const start = (client: PoolClient): void => {
    const lacking = lackingInside(client);
    if (lacking.length > 0) {
      pool.off('connect', watch);
      logger.error(
        { lacking },
        'this version of pg keeps its connections otherwise: those to a server that is gone are not noticed',
      );
      return;
    }
    const timer = setInterval(() => {
      if (pool.ended) return clearInterval(timer);
      if (looking) return;
      looking = true;
      void look().finally(() => (looking = false));
    }, LOOK_EVERY_MS);
    timer.unref();
  };
  // A client has all of it only just after it said that it is connected: the first one, as the process starts.
  pool.once('connect', (client) => setImmediate(start, client));
}

/** Which of what we read inside a client of pg is not there: a new version may keep it elsewhere. */
function lackingInside(client: object): string[] {
  const { processID, readyForQuery, connection } = client as Partial<Inside>;
  return [
    ...(processID === null || typeof processID === 'number' ? [] : ['processID']),
    ...(typeof readyForQuery === 'boolean' ? [] : ['readyForQuery']),
    ...(connection?.stream instanceof Socket ? [] : ['connection.stream']),
  ];
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
