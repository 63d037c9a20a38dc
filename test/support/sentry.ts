import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

export interface FakeSentry {
  dsn: string;
  /** Everything that arrived, as it came over the wire. */
  envelopes: string[];
  waitFor(most: number): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

/** Takes envelopes as Sentry does, and keeps them. */
export async function startSentry(): Promise<FakeSentry> {
  const envelopes: string[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const bytes = Buffer.concat(pieces);
      const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
      envelopes.push(`${request.url}\n${JSON.stringify(request.headers)}\n${body.toString()}`);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    dsn: `http://publickey@127.0.0.1:${port}/42`,
    envelopes,
    waitFor: async (most) => {
      for (let attempt = 0; attempt < 400 && envelopes.length < most; attempt += 1)
        await new Promise((resolve) => setTimeout(resolve, 50));
      return envelopes.map((text) => JSON.parse(text.split('\n').at(-1) ?? '') as Record<string, unknown>);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
