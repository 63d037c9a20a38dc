import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TestDatabase } from './database.ts';
import { freePort } from './ports.ts';
import { REFRESH_SECRET } from './secrets.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface ApiProcess {
  baseUrl: string;
  internalUrl: string;
  /** Everything it wrote so far, to both of its outputs. */
  output(): string;
  send(signal: NodeJS.Signals): void;
  /** How it ended. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** bin/api in a process of its own, as it runs in production, waited for until it answers. */
export async function startProcess(
  database: TestDatabase,
  env: Record<string, string> = {},
): Promise<ApiProcess> {
  const [port, internalPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, ['dist/bin/api.js'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'] ?? '',
      NODE_ENV: 'production',
      DATABASE_URL: database.appUrl,
      PORT: `${port}`,
      INTERNAL_PORT: `${internalPort}`,
      JWT_ACCESS_SECRET: 'test access secret of enough length ...',
      JWT_REFRESH_SECRET: REFRESH_SECRET,
      DATA_ENCRYPTION_KEY: 'test encryption key of enough length ...',
      // The whole run counts in one Redis, under one address.
      RATE_LIMIT_PER_MINUTE: '1000000',
      SIGN_UPS_PER_HOUR: '1000000',
      ...env,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => (output += bytes.toString()));
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  );
  const api: ApiProcess = {
    baseUrl: `http://127.0.0.1:${port}`,
    internalUrl: `http://127.0.0.1:${internalPort}`,
    output: () => output,
    send: (signal) => child.kill(signal),
    ended,
  };
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (child.exitCode !== null) break;
    const ready = await fetch(`${api.internalUrl}/ready`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return api;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill('SIGKILL');
  throw new Error(`the process did not start:\n${output}`);
}
