import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { Config } from '../../config.ts';
import { CONFIG } from '../config.token.ts';
import { printMetrics, registry } from '../metrics/metrics.ts';
import { HealthService } from './health.service.ts';

/**
 * The internal port of api and worker: `/metrics`, `/live` (this process only) and `/ready` (Postgres and schema).
 * Never routed to the outside.
 */
@Injectable()
export class InternalServer implements OnApplicationShutdown {
  readonly #logger = new Logger('Internal');
  #server: Server | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly health: HealthService,
  ) {}

  /** Starts listening; port 0 takes any. Answers the port. */
  async listen(): Promise<number> {
    const server = createServer((request, response) => {
      this.#answer(request.url ?? '/', response).catch((error: unknown) => {
        this.#logger.error({ err: error }, 'internal request failed');
        response.writeHead(500).end();
      });
    });
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.config.http.internalPort, this.config.http.host, resolve);
    });
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : this.config.http.internalPort;
  }

  async #answer(url: string, response: ServerResponse): Promise<void> {
    if (url === '/live') {
      response.writeHead(200, { 'Content-Type': 'text/plain' }).end('alive\n');
    } else if (url === '/ready') {
      const view = await this.health.view();
      response
        .writeHead(view.status === 'healthy' ? 200 : 503, { 'Content-Type': 'application/json' })
        .end(JSON.stringify(view));
    } else if (url === '/metrics') {
      response.writeHead(200, { 'Content-Type': registry.contentType }).end(await printMetrics());
    } else {
      response.writeHead(404).end();
    }
  }

  onApplicationShutdown(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
  }
}
