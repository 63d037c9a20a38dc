import { Inject, Injectable } from '@nestjs/common';
import type { ThrottlerStorage } from '@nestjs/throttler';
import type { Redis } from 'ioredis';
import { REDIS } from '../redis/redis.token.ts';

interface LimitState {
  totalHits: number;
  timeToExpire: number;
  isBlocked: boolean;
  timeToBlockExpire: number;
}

/** Counts one hit; a window starts with its first hit. Answers hits and the milliseconds left. */
const COUNT = `
local hits = redis.call('INCR', KEYS[1])
if hits == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
local left = redis.call('PTTL', KEYS[1])
if hits > tonumber(ARGV[2]) and tonumber(ARGV[3]) > left and hits == tonumber(ARGV[2]) + 1 then
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  left = tonumber(ARGV[3])
end
return { hits, left }`;

const MAX_LOCAL_KEYS = 50_000;

/**
 * Counters for limits: in Redis, shared by all replicas; in this process where there is no Redis or it does not
 * answer just now (limits then hold per process, and no request fails for it).
 */
@Injectable()
export class LimitStorage implements ThrottlerStorage {
  readonly #local = new Map<string, { hits: number; until: number }>();

  constructor(@Inject(REDIS) private readonly redis: Redis | null) {}

  /** `ttl` and `blockDuration` in milliseconds, as @nestjs/throttler gives them; times in the answer are seconds. */
  async increment(
    key: string,
    ttl: number,
    limit: number,
    blockDuration: number,
    name: string,
  ): Promise<LimitState> {
    const counter = `limit:${name}:${key}`;
    const [hits, left] = await this.#count(counter, ttl, limit, blockDuration);
    const seconds = Math.max(1, Math.ceil(left / 1000));
    const isBlocked = hits > limit;
    return { totalHits: hits, timeToExpire: seconds, isBlocked, timeToBlockExpire: isBlocked ? seconds : 0 };
  }

  /** Forgets a counter: a sign-in that succeeded clears what came before it. */
  async reset(key: string, name: string): Promise<void> {
    const counter = `limit:${name}:${key}`;
    this.#local.delete(counter);
    if (this.redis?.status === 'ready') await this.redis.del(counter).catch(() => undefined);
  }

  async #count(
    counter: string,
    ttl: number,
    limit: number,
    blockDuration: number,
  ): Promise<[number, number]> {
    if (this.redis?.status === 'ready') {
      const answer = await this.redis
        .eval(COUNT, 1, counter, ttl, limit, blockDuration)
        .catch((error: unknown) => (error instanceof Error ? null : Promise.reject(error)));
      if (Array.isArray(answer)) return [Number(answer[0]), Number(answer[1])];
    }
    return this.#countHere(counter, ttl);
  }

  #countHere(counter: string, ttl: number): [number, number] {
    const now = performance.now();
    const known = this.#local.get(counter);
    if (known !== undefined && known.until > now) {
      known.hits += 1;
      return [known.hits, known.until - now];
    }
    if (this.#local.size >= MAX_LOCAL_KEYS) {
      for (const [name, entry] of this.#local) if (entry.until <= now) this.#local.delete(name);
      if (this.#local.size >= MAX_LOCAL_KEYS) this.#local.clear();
    }
    this.#local.set(counter, { hits: 1, until: now + ttl });
    return [1, ttl];
  }
}
