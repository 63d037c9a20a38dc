import type { Socket } from 'node:net';
import type { Pool } from 'pg';

/** What pg keeps to itself: the socket. */
interface Inside {
  query(...args: unknown[]): unknown;
  connection: { stream: Socket };
}

const BEGIN = /^(?:begin|start transaction)\b/;

/**
 * Sends the beginning of a transaction together with its first statement: nobody waits for the answer to `begin`, and
 * both go out at once. One journey less for each request. Needs clients that pipeline (`pipeline: true`). A transaction
 * that could not begin takes its connection with it: nothing but its first statement, which only says for whom it works,
 * ever runs outside of one.
 */
export function beginTogether(pool: Pool): void {
  pool.on('connect', (client) => {
    const inside = client as unknown as Inside;
    const query = inside.query.bind(client);
    inside.query = (...args) => {
      if (typeof args[0] !== 'string' || !BEGIN.test(args[0])) return query(...args);
      const { stream } = inside.connection;
      stream.cork();
      process.nextTick(() => stream.uncork());
      (query(...args) as Promise<unknown>).catch((error: unknown) =>
        stream.destroy(new Error('a transaction could not begin', { cause: error })),
      );
      return Promise.resolve({ command: 'BEGIN', rowCount: null, rows: [] });
    };
  });
}
