import type { Pool, PoolClient } from 'pg';

/**
 * Gives the places of lost connections back to the pool. A transaction whose connection breaks cannot be rolled back,
 * and then its client is never released: after as many as the pool holds, nobody could connect any more.
 */
export function releaseLost(pool: Pool): void {
  const held = new Set<PoolClient>();
  pool.on('acquire', (client) => held.add(client));
  pool.on('release', (_error, client) => held.delete(client));
  pool.on('connect', (client) => {
    client.once('end', () => {
      if (!held.has(client)) return;
      client.release(true);
      client.release = () => undefined; // whoever held it may say so too
    });
  });
}
