import { firstFreePort } from '../../../scripts/processes.mjs';
import { startLocalRedis } from '../../../scripts/test-services.mjs';

/** A Redis of our own on one port, that we may kill and start again empty. */
export class OwnRedis {
  readonly url: string;
  readonly #port: number;
  #server: Awaited<ReturnType<typeof startLocalRedis>> = null;

  private constructor(port: number) {
    this.#port = port;
    this.url = `redis://127.0.0.1:${port}`;
  }

  static async start(): Promise<OwnRedis> {
    const redis = new OwnRedis(await firstFreePort(16_900 + Math.floor(Math.random() * 90)));
    await redis.start();
    return redis;
  }

  async start(): Promise<void> {
    this.#server = await startLocalRedis({ port: this.#port });
    if (this.#server === null) throw new Error('redis-server is needed: install it');
  }

  async kill(): Promise<void> {
    await this.#server?.kill();
    this.#server = null;
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    this.#server = null;
  }
}
