import { EventEmitter } from 'node:events';
import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { REDIS } from '../redis/redis.token.ts';

interface Envelope {
  from: string;
  message: object;
}

/**
 * Short-lived messages between the processes of one installation: progress of a job, a session that ended.
 * Inside the process at once; to the others over Redis where there is one. A message may be lost: what must last is
 * in Postgres.
 */
@Injectable()
export class EventBus implements OnModuleInit, OnApplicationShutdown {
  readonly #local = new EventEmitter();
  readonly #subscriber: Redis | null;
  readonly #self = randomUUID();

  constructor(@Inject(REDIS) private readonly redis: Redis | null) {
    this.#local.setMaxListeners(0);
    this.#subscriber = redis === null ? null : redis.duplicate();
    this.#subscriber?.on('message', (channel: string, text: string) => {
      const { from, message } = JSON.parse(text) as Envelope;
      if (from !== this.#self) this.#local.emit(channel, message);
    });
    // What was subscribed while Redis was not there yet, or away.
    this.#subscriber?.on('ready', () => {
      for (const channel of this.#local.eventNames()) this.#listen(String(channel));
    });
    this.#subscriber?.on('error', () => undefined); // the first connection logs the same outage
  }

  onModuleInit(): void {
    this.#subscriber?.connect().catch(() => undefined); // tried again until it is there
  }

  /** Tells every subscriber of `channel` in every process; never throws, never waits for Redis. */
  publish(channel: string, message: object): void {
    this.#local.emit(channel, message);
    if (this.redis?.status !== 'ready') return;
    const envelope: Envelope = { from: this.#self, message };
    this.redis.publish(channel, JSON.stringify(envelope)).catch(() => undefined);
  }

  /** Calls `listener` for each message of `channel` until the returned function is called. */
  subscribe<T extends object>(channel: string, listener: (message: T) => void): () => void {
    this.#local.on(channel, listener);
    if (this.#local.listenerCount(channel) === 1) this.#listen(channel);
    return () => {
      this.#local.off(channel, listener);
      if (this.#local.listenerCount(channel) === 0 && this.#subscriber?.status === 'ready')
        this.#subscriber.unsubscribe(channel).catch(() => undefined);
    };
  }

  #listen(channel: string): void {
    if (this.#subscriber?.status === 'ready') this.#subscriber.subscribe(channel).catch(() => undefined);
  }

  onApplicationShutdown(): void {
    this.#subscriber?.disconnect();
  }
}
