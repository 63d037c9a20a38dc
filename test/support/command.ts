import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  code: number | null;
  out: string;
  error: string;
}

/** bin/ikpa in a process of its own, with an environment of its own. */
export function ikpa(env: Record<string, string>, ...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['dist/bin/ikpa.js', ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', LOG_LEVEL: 'error', ...env },
  });
  let [out, error] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (error += bytes.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, error })));
}
