import { startLocalRedis, whyNoContainer } from '../../scripts/test-services.mjs';
import { freePort } from './ports.ts';

export interface TestRedis {
  url: string;
  stop: () => Promise<void>;
}

/**
 * A Redis to test on: TEST_REDIS_URL, containers if wished, else this machine's redis-server (installed by apt where
 * that is possible), else a container. Throws with what is missing.
 */
export async function startRedis(): Promise<TestRedis> {
  const given = process.env['TEST_REDIS_URL'];
  if (given !== undefined && given !== '') return { url: given, stop: () => Promise.resolve() };
  return startServer();
}

/** A server that a test may kill: always one of its own, on one port all the time. */
export interface OwnRedis extends TestRedis {
  /** Starts it again, empty. */
  start(): Promise<void>;
}

export async function startOwnRedis(): Promise<OwnRedis> {
  const port = await freePort();
  let server: TestRedis | null = await startServer(port);
  return {
    url: server.url,
    start: async () => {
      server ??= await startServer(port);
    },
    stop: async () => {
      await server?.stop();
      server = null;
    },
  };
}

async function startServer(port?: number): Promise<TestRedis> {
  if (process.env['TEST_SERVICES'] !== 'containers') {
    const local = await startLocalRedis(port === undefined ? {} : { port });
    if (local !== null) return local;
  }
  const image = `redis:${process.env['TEST_REDIS'] ?? '7'}`;
  const problem = whyNoContainer(image);
  if (problem !== null) {
    throw new Error(`The tests need Redis: install redis-server or set TEST_REDIS_URL (${problem}).`);
  }
  const { GenericContainer } = await import('testcontainers');
  const container = await new GenericContainer(image)
    .withExposedPorts(port === undefined ? 6379 : { container: 6379, host: port })
    .withStartupTimeout(60_000)
    .start();
  return {
    url: `redis://${container.getHost()}:${container.getMappedPort(6379)}`,
    stop: async () => void (await container.stop()),
  };
}
