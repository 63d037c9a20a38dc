import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

export interface SeenSpan {
  traceId: string;
  spanId: string;
  parentSpanId: string;
  name: string;
  service: string;
  attributes: Record<string, unknown>;
}

export interface Collector {
  url: string;
  /** Everything that arrived, as text. */
  bodies: string[];
  spans(): SeenSpan[];
  waitFor(found: (spans: SeenSpan[]) => boolean): Promise<SeenSpan[]>;
  stop(): Promise<void>;
}

interface Value {
  stringValue?: string;
  intValue?: number | string;
}
interface Body {
  resourceSpans: {
    resource: { attributes: { key: string; value: Value }[] };
    scopeSpans: {
      spans: (Omit<SeenSpan, 'service' | 'attributes'> & { attributes: { key: string; value: Value }[] })[];
    }[];
  }[];
}

const map = (list: { key: string; value: Value }[]) =>
  Object.fromEntries(list.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue)]));

/** Takes traces as an OpenTelemetry collector does (OTLP over HTTP, JSON), and keeps them. */
export async function startCollector(): Promise<Collector> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const bytes = Buffer.concat(pieces);
      if (request.url === '/v1/traces')
        bodies.push((request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString());
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const spans = (): SeenSpan[] =>
    bodies.flatMap((text) =>
      (JSON.parse(text) as Body).resourceSpans.flatMap(({ resource, scopeSpans }) =>
        scopeSpans.flatMap((scope) =>
          scope.spans.map(({ traceId, spanId, parentSpanId, name, attributes }) => ({
            traceId,
            spanId,
            parentSpanId: parentSpanId ?? '',
            name,
            service: `${map(resource.attributes)['service.name']}`,
            attributes: map(attributes),
          })),
        ),
      ),
    );
  return {
    url: `http://127.0.0.1:${port}`,
    bodies,
    spans,
    waitFor: async (found) => {
      for (let attempt = 0; attempt < 300 && !found(spans()); attempt += 1)
        await new Promise((resolve) => setTimeout(resolve, 100));
      return spans();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
