import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

export interface RunningFile {
  pid: number;
  url?: string;
  children: { name: string; pid: number }[];
}

/** One `scripts/start.mjs`, in a group of its own as a terminal would give it. */
export class Starter {
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcess;
  #out = '';
  #err = '';

  private constructor(env: Record<string, string>) {
    this.#child = spawn(process.execPath, ['scripts/start.mjs'], {
      cwd: root,
      env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.#child.stdout?.on('data', (bytes: Buffer) => (this.#out += bytes.toString()));
    this.#child.stderr?.on('data', (bytes: Buffer) => (this.#err += bytes.toString()));
    this.ended = new Promise((resolve) => this.#child.once('close', resolve));
  }

  /** Starts and waits until Ikpa is ready, or has ended. */
  static async run(env: Record<string, string>): Promise<Starter> {
    const starter = new Starter(env);
    let over = false;
    void starter.ended.then(() => (over = true));
    while (!over && !starter.#out.includes('Ctrl-C ends it')) await pause(50);
    return starter;
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  /** Lines that are not empty. */
  get out(): string[] {
    return this.#out.split('\n').filter((line) => line.trim() !== '');
  }

  get err(): string[] {
    return this.#err.split('\n').filter((line) => line.trim() !== '');
  }

  /** What Ctrl-C in its terminal does. */
  interrupt(): Promise<number | null> {
    process.kill(-this.pid, 'SIGINT');
    return this.ended;
  }

  /** Ends it without a chance to end anything itself. */
  kill(): Promise<number | null> {
    process.kill(this.pid, 'SIGKILL');
    return this.ended;
  }
}

export function runningFile(dataDir: string): RunningFile {
  return JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8')) as RunningFile;
}

/** Those of these processes that are still there; one that only waits to be collected is not. */
export function alive(pids: readonly number[]): number[] {
  return pids.filter((pid) => {
    const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
    return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
  });
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
