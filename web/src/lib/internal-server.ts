import { subscribe } from 'node:diagnostics_channel';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Gauge, Histogram, collectDefaultMetrics, register } from 'prom-client';

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  server: Server;
}

/** What kind of thing was asked for: paths of pages are few, but anybody may ask for others. */
function kindOf(url: string): string {
  if (url.startsWith('/api/') || url === '/health') return 'api';
  return url.startsWith('/_next/') || url.startsWith('/icons/') || url.startsWith('/serwist/')
    ? 'file'
    : 'page';
}

/** Measures every request of this process, but those to the internal port. */
function measure(internal: Server): void {
  const durations = new Histogram({
    name: 'ikpa_web_http_request_duration_seconds',
    help: 'Duration of requests by kind (page, file, api) and status',
    labelNames: ['kind', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  });
  const inFlight = new Gauge({
    name: 'ikpa_web_http_requests_in_flight',
    help: 'Requests that were begun and not answered yet',
  });
  subscribe('http.server.request.start', (message) => {
    const { request, response, server } = message as Exchange;
    if (server === internal) return;
    const begun = performance.now();
    const kind = kindOf(request.url ?? '/');
    inFlight.inc();
    response.once('close', () => {
      inFlight.dec();
      const labels = { kind, method: request.method ?? 'GET', status: `${response.statusCode}` };
      durations.observe(labels, (performance.now() - begun) / 1000);
    });
  });
}

/**
 * What operators and probes ask, on a port of its own that is never routed to the outside:
 * `/metrics`, `/live` (the process answers) and `/ready` (pages can be served; the API's state is
 * the API's own answer, because the shells open without it).
 */
export function startInternalServer(portText: string): Server {
  const port = Number(portText);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`INTERNAL_PORT must be a port number, not "${portText}"`);
  }
  collectDefaultMetrics();
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0];
    if (path === '/live' || path === '/ready') {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
    } else if (path === '/metrics') {
      register.metrics().then(
        (text) => response.writeHead(200, { 'content-type': register.contentType }).end(text),
        (error: unknown) => response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error)),
      );
    } else {
      response.writeHead(404).end();
    }
  });
  measure(server);
  // Pages go on being served when this port is taken; the log says why metrics are missing.
  server.on('error', (error) => console.error(`internal port ${port}: ${error.message}`));
  server.listen(port, process.env.INTERNAL_HOST ?? process.env.HOSTNAME ?? '127.0.0.1');
  server.unref();
  return server;
}
