import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isStill, lastLines, launch } from '../../../scripts/processes.mjs';
import type { Launched } from '../../../scripts/processes.mjs';

export interface ProgramOptions {
  root: string;
  name: string;
  kind: 'api' | 'worker';
  env: Record<string, string>;
  logs: string;
  ports: { http: number; internal: number };
  /** Modules that are loaded before the program. */
  preload?: string[];
}

/** The built api or worker as a process of its own, on the same ports each time it is started. */
export class Program {
  readonly name: string;
  readonly baseUrl: string;
  readonly internalUrl: string;
  readonly #options: ProgramOptions;
  #process: Launched | null = null;
  #log: string[] = [];
  /** Ends that nobody here caused. */
  readonly unexpected: string[] = [];

  constructor(options: ProgramOptions) {
    this.#options = options;
    this.name = options.name;
    this.baseUrl = `http://127.0.0.1:${options.ports.http}`;
    this.internalUrl = `http://127.0.0.1:${options.ports.internal}`;
  }

  get pid(): number {
    return this.#process?.pid ?? -1;
  }

  /** Starts it and waits until it is ready. */
  async start(): Promise<void> {
    const { root, name, kind, env, logs, ports, preload = [] } = this.#options;
    const log = join(logs, `${name}-${this.#log.length}.log`);
    this.#log.push(log);
    const started = launch({
      name,
      command: process.execPath,
      args: [
        '--max-old-space-size=384',
        '--max-semi-space-size=8',
        ...preload.flatMap((file) => ['--import', file]),
        join('dist', 'bin', `${kind}.js`),
      ],
      cwd: root,
      env: { ...env, PORT: `${ports.http}`, INTERNAL_PORT: `${ports.internal}` },
      log,
    });
    this.#process = started;
    void started.ended.then((how) => {
      if (this.#process === started) this.unexpected.push(`${name} ended by itself: ${how}`);
    });
    const deadline = Date.now() + 60_000;
    while (!(await this.ready())) {
      if (!isStill(started) || Date.now() > deadline)
        throw new Error(`${name} did not start:\n${lastLines(log)}`);
      await wait(50);
    }
  }

  /** Whether it says that it can serve. */
  async ready(): Promise<boolean> {
    return fetch(`${this.internalUrl}/ready`, { signal: AbortSignal.timeout(4000) }).then(
      (answer) => answer.ok,
      () => false,
    );
  }

  /** SIGKILL; answers once it is gone. */
  async kill(): Promise<void> {
    const running = this.#process;
    if (running === null) return;
    this.#process = null;
    if (isStill(running)) process.kill(running.pid, 'SIGKILL');
    await running.ended;
  }

  /** Everything that all its lives wrote. */
  output(): string {
    return this.#log.map((path) => readFileSync(path, 'utf8')).join('');
  }
}
