import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { DomainError } from '../../domain/errors.ts';
import type { FromWorker } from './asker.ts';

/** A computation took longer or more memory than it may. */
export class ComputeLimit extends DomainError {
  constructor(detail: string) {
    super('compute-limit', 'invalid', detail);
  }
}

export interface ComputeOptions {
  timeoutMs: number;
  memoryMb: number;
  signal?: AbortSignal;
  /** Memory of the input that goes over to the worker: it is empty here afterwards. */
  transfer?: readonly ArrayBuffer[];
  /** Called with what the worker tells while it works. */
  onProgress?: (message: unknown) => void;
  /** Answers what the worker asks while it works; an error here ends the computation with it. */
  onQuestion?: (question: unknown) => Promise<unknown>;
}

/** What the default export of a worker file is called with; `Asker` speaks through the port. */
export interface ComputeTask<Input> {
  input: Input;
  port: MessagePort;
}

/** Small, so that a thread does not grow on what it has done with. */
const YOUNG_MB = 16;

/**
 * Worker threads for what would hold up the event loop: parses and simulations. Threads start when needed and
 * end after ten idle seconds, so that an idle installation pays nothing.
 */
@Injectable()
export class Compute implements OnApplicationShutdown {
  readonly #pools = new Map<string, Piscina>();

  /**
   * Runs the default export of `file` with a ComputeTask in a worker thread and gives its answer.
   * Throws ComputeLimit past `timeoutMs` or `memoryMb`, an AbortError when `signal` fires, and what the worker throws.
   */
  async run<Input, Output>(file: URL, input: Input, options: ComputeOptions): Promise<Output> {
    const pool = this.#pool(file, options.memoryMb);
    const timeout = AbortSignal.timeout(options.timeoutMs);
    const unanswered = new AbortController();
    const given = options.signal === undefined ? [] : [options.signal];
    const signal = AbortSignal.any([timeout, unanswered.signal, ...given]);
    const { port1, port2 } = new MessageChannel();
    port1.on('message', (message: FromWorker) => {
      if ('progress' in message) return options.onProgress?.(message.progress);
      const answer = options.onQuestion?.(message.question) ?? Promise.reject(new Error('nobody answers'));
      answer.then(
        (reply) => port1.postMessage(reply),
        (error: unknown) => unanswered.abort(error),
      );
    });
    const task: ComputeTask<Input> = { input, port: port2 };
    try {
      return (await pool.run(task, { signal, transferList: [port2, ...(options.transfer ?? [])] })) as Output;
    } catch (error) {
      if (unanswered.signal.aborted) throw unanswered.signal.reason;
      if (timeout.aborted) throw new ComputeLimit(`It took longer than ${options.timeoutMs / 1000} seconds.`);
      if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        throw new ComputeLimit(`It needed more than ${options.memoryMb} MB of memory.`);
      }
      throw error;
    } finally {
      port1.close();
    }
  }

  #pool(file: URL, memoryMb: number): Piscina {
    const key = `${file.href} ${memoryMb}`;
    const known = this.#pools.get(key);
    if (known !== undefined) return known;
    const pool = new Piscina({
      filename: file.href,
      minThreads: 0,
      maxThreads: 2,
      idleTimeout: 10_000,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_MB },
    });
    this.#pools.set(key, pool);
    return pool;
  }

  async onApplicationShutdown(): Promise<void> {
    for (const pool of this.#pools.values()) await pool.close({ force: true });
  }
}
