import { createServer } from 'node:http';
import { collectDefaultMetrics, register } from 'prom-client';

/**
 * What operators and probes ask, on a port of its own that is never routed to the outside:
 * `/metrics`, `/live` (the process answers) and `/ready` (pages can be served; the API's state is
 * the API's own answer, because the shells open without it).
 */
export function startInternalServer(portText: string): void {
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
  // Pages go on being served when this port is taken; the log says why metrics are missing.
  server.on('error', (error) => console.error(`internal port ${port}: ${error.message}`));
  server.listen(port, process.env.INTERNAL_HOST ?? process.env.HOSTNAME ?? '127.0.0.1');
  server.unref();
}
