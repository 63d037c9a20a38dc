import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { SUPERUSER, databaseUrl, startServer, stopServer } from '../../../scripts/embedded-postgres.mjs';
import { firstFreePort, identityOf } from '../../../scripts/processes.mjs';
import type { Launched } from '../../../scripts/processes.mjs';
import { makeRunFolder } from '../../../scripts/test-services.mjs';

const PASSWORD = 'only-for-this-run';

/** A PostgreSQL of our own that waits for the disk as in production, and that we may kill. */
export class Postgres {
  readonly #root: string;
  readonly #folder: string;
  readonly port: number;
  #server: Launched | null = null;

  private constructor(root: string, folder: string, port: number) {
    this.#root = root;
    this.#folder = folder;
    this.port = port;
  }

  static async start(root: string): Promise<Postgres> {
    const folder = await makeRunFolder();
    const postgres = new Postgres(
      root,
      folder,
      await firstFreePort(16_400 + Math.floor(Math.random() * 300)),
    );
    await postgres.start();
    return postgres;
  }

  /** Where logs of this run may lie. */
  get logs(): string {
    return join(this.#folder, 'logs');
  }

  adminUrl(database = 'postgres'): string {
    return databaseUrl({ port: this.port, user: SUPERUSER, password: PASSWORD, database });
  }

  /** Starts it, also over what a killed one left behind; answers once it takes connections. */
  async start(settings: Record<string, string> = {}): Promise<void> {
    this.#server = await startServer({
      root: this.#root,
      folder: join(this.#folder, 'postgres'),
      port: this.port,
      password: PASSWORD,
      log: join(this.logs, 'postgres.log'),
      settings: { max_connections: '150', ...settings },
    });
  }

  /** SIGKILL for the postmaster and every process of its own; answers once all of them are gone. */
  async kill(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    process.kill(server.pid, 'SIGSTOP'); // it makes no child while we look
    const pids = [...childrenOf(server.pid), server.pid];
    for (const pid of pids) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
      }
    }
    await server.ended;
    while (pids.some((pid) => identityOf(pid) !== null)) await wait(5);
  }

  /** Stops every process of it, so that it neither answers nor refuses; answers a function that lets it go on. */
  freeze(): () => void {
    const { pid } = this.#server ?? {};
    if (pid === undefined) throw new Error('there is no server to freeze');
    const pids = [pid, ...childrenOf(pid)];
    for (const each of pids) process.kill(each, 'SIGSTOP');
    return () => pids.forEach((each) => process.kill(each, 'SIGCONT'));
  }

  /** Ends it in order. */
  async halt(): Promise<void> {
    if (this.#server !== null) await stopServer(this.#server);
    this.#server = null;
  }

  async stop(): Promise<void> {
    await this.halt();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function childrenOf(pid: number): number[] {
  const listed = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  if (listed.status !== 0) throw new Error(`ps: ${listed.error?.message ?? listed.stderr}`);
  return listed.stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child]) => child ?? -1);
}

/** One client for some work. A server that goes away meanwhile fails the query, and nothing else. */
export async function withAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 8000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
