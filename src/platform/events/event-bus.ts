import { EventEmitter } from 'node:events';
import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { REDIS } from '../redis/redis.token.ts';

/**
 * Short-lived messages between the processes of one installation: progress of a job, a session that ended.
 * Over Redis where there is one, inside the process otherwise. A message may be lost: what must last is in Postgres.
 */
@Injectable()
export class EventBus implements OnApplicationShutdown {
  readonly #local = new EventEmitter();
  readonly #subscriber: Redis | null;

  constructor(@Inject(REDIS) private readonly redis: Redis | null) {
    this.#local.setMaxListeners(0);
    this.#subscriber = redis === null ? null : redis.duplicate();
    this.#subscriber?.on('message', (channel: string, text: string) =>
      this.#local.emit(channel, JSON.parse(text)),
    );
    this.#subscriber?.on('error', () => undefined); // the first connection logs the same outage
  }

  /** Tells every subscriber of `channel` in every process; never throws, never waits for Redis. */
  publish(channel: string, message: object): void {
    if (this.redis === null || this.redis.status !== 'ready') {
      this.#local.emit(channel, message);
      return;
    }
    this.redis.publish(channel, JSON.stringify(message)).catch(() => this.#local.emit(channel, message));
  }

  /** Calls `listener` for each message of `channel` until the returned function is called. */
  subscribe<T extends object>(channel: string, listener: (message: T) => void): () => void {
    this.#local.on(channel, listener);
    if (this.#local.listenerCount(channel) === 1) this.#subscriber?.subscribe(channel).catch(() => undefined);
    return () => {
      this.#local.off(channel, listener);
      if (this.#local.listenerCount(channel) === 0)
        this.#subscriber?.unsubscribe(channel).catch(() => undefined);
    };
  }

  onApplicationShutdown(): void {
    this.#subscriber?.disconnect();
  }
}
