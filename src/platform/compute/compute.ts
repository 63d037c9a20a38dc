import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { DomainError } from '../../domain/errors.ts';

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
  /** Called with what the worker posts to its port while it works. */
  onProgress?: (message: unknown) => void;
}

/** What the default export of a worker file is called with. */
export interface ComputeTask<Input> {
  input: Input;
  port: MessagePort | null;
}

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
    const signal = options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]);
    const channel = options.onProgress === undefined ? null : new MessageChannel();
    channel?.port1.on('message', options.onProgress ?? (() => undefined));
    const task: ComputeTask<Input> = { input, port: channel?.port2 ?? null };
    try {
      return (await pool.run(task, {
        signal,
        ...(channel === null ? {} : { transferList: [channel.port2] }),
      })) as Output;
    } catch (error) {
      if (timeout.aborted) throw new ComputeLimit(`It took longer than ${options.timeoutMs / 1000} seconds.`);
      if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        throw new ComputeLimit(`It needed more than ${options.memoryMb} MB of memory.`);
      }
      throw error;
    } finally {
      channel?.port1.close();
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
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    this.#pools.set(key, pool);
    return pool;
  }

  async onApplicationShutdown(): Promise<void> {
    for (const pool of this.#pools.values()) await pool.close({ force: true });
  }
}
