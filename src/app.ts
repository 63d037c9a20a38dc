import 'reflect-metadata';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import cookie from '@fastify/cookie';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { MikroORM } from '@mikro-orm/postgresql';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module.ts';
import type { Config } from './config.ts';
import { ormOptions } from './mikro-orm.config.ts';
import { Clock } from './platform/clock.ts';
import { newId } from './platform/database/new-id.ts';
import { describeRoutes, operationId } from './platform/http/openapi.ts';
import { refuseAddress } from './platform/http/problem.filter.ts';
import { correlation } from './platform/logging/correlation.ts';
import type { Correlation } from './platform/logging/correlation.ts';
import { startSpan } from './platform/tracing/spans.ts';
import { metrics } from './platform/metrics/metrics.ts';

// Between a failure in the database and our own code lie more than the ten frames that are kept by default.
Error.stackTraceLimit = 50;

/** What was sent before the end was known arrives within this time. */
const SILENT_MS = 1000;

const COMPRESSIBLE = /^(application\/(json|problem\+json)|text\/(html|css|javascript|plain))/;

/** Puts the application together. It neither listens nor takes jobs: bin/ and tests decide that. */
export async function buildApp(
  config: Config,
  given: { clock?: Clock; logsTo?: 1 | 2 } = {},
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: 1024 * 1024,
    trustProxy: believes(config.http.trustedProxies),
    // While closing, what still arrives on an open connection is answered, and told to connect elsewhere.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    // Longer than proxies keep an idle connection, so that it is never we who close one under a request.
    keepAliveTimeout: 75_000,
    requestTimeout: 300_000,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: refuseAddress,
    genReqId: (request: IncomingMessage) => {
      const asked = request.headers['x-request-id'];
      return typeof asked === 'string' && /^[\w-]{8,64}$/.test(asked) ? asked : newId();
    },
  });
  const { url, poolMax, passwords } = config.database;
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with({
      config,
      orm: () => MikroORM.init(ormOptions(url, poolMax, passwords)),
      clock: given.clock ?? new Clock(),
      logsTo: given.logsTo ?? 1,
    }),
    adapter,
    { bufferLogs: true, abortOnError: false },
  );
  app.useLogger(app.get(Logger));
  app.setGlobalPrefix('api/v1', { exclude: ['health'] });
  app.enableShutdownHooks();
  await secure(app, config);
  correlate(app);
  observe(app);
  if (config.http.docs) SwaggerModule.setup('api/docs', app, () => openApi(app));
  return app;
}

/**
 * Which of the addresses that a request came through are proxies of ours, from the nearest on. A number is counted here,
 * since Fastify takes one for none: it cannot know whether others reach this port, and whoever sets a number must.
 */
function believes(
  proxies: Config['http']['trustedProxies'],
): string[] | ((address: string, hop: number) => boolean) {
  return typeof proxies === 'number' ? (_address, hop) => hop < proxies : [...proxies];
}

async function secure(app: NestFastifyApplication, config: Config): Promise<void> {
  await app.register(cookie);
  await app.register(multipart, {
    limits: { fileSize: config.limits.uploadBytes, files: 1, fields: 5, parts: 6 },
  });
  await app.register(compress, { customTypes: COMPRESSIBLE, threshold: 1024 });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"], // the documentation page styles itself
        'img-src': ["'self'", 'data:'],
        'connect-src': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    strictTransportSecurity: config.http.secureCookies,
    xFrameOptions: { action: 'deny' },
  });
}

/** What a request causes knows which request it was, and its trace. */
function correlate(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const known = new WeakMap<object, Correlation>();
  fastify.addHook('onRequest', (request, reply, done) => {
    const given = request.headers.traceparent;
    const span = startSpan(() => ({
      name: `${request.method} ${request.routeOptions.url ?? 'none'}`,
      kind: 'server',
      parent: typeof given === 'string' ? given : null,
      attributes: {
        'http.request.method': request.method,
        'http.route': request.routeOptions.url ?? 'none',
        'ikpa.request_id': request.id,
      },
    }));
    metrics.requestBegun();
    // The request's own end is only that of its body.
    reply.raw.once('close', () => metrics.requestEnded());
    const store: Correlation = { requestId: request.id, jobId: null, queue: null, span };
    known.set(request, store);
    correlation.run(store, done);
  });
  // A body arrives in the socket's own context: here the request's begins again.
  fastify.addHook('preValidation', (request, _reply, done) => {
    const store = known.get(request);
    if (store === undefined) done();
    else correlation.run(store, done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const span = known.get(request)?.span;
    span?.set('http.response.status_code', reply.statusCode);
    span?.end(reply.statusCode >= 500 ? new Error(`${reply.statusCode}`) : undefined);
    done();
  });
}

function observe(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', async (request, reply) => {
    reply.header('X-Request-Id', request.id);
    if (request.url.startsWith('/api/v1')) reply.header('Cache-Control', 'no-store');
  });
  // A connection that was busy when the process was told to end would else be kept open for its next request.
  let closing = false;
  // One on which nothing was asked yet (browsers open some in advance) is not idle to Node, and would hold up the end.
  const silent = new Set<Socket>();
  app.getHttpServer().on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  app.getHttpServer().on('request', (request: IncomingMessage) => silent.delete(request.socket));
  fastify.addHook('preClose', async () => {
    closing = true;
    setTimeout(() => silent.forEach((socket) => socket.destroy()), SILENT_MS).unref();
  });
  fastify.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('Connection', 'close');
  });
  fastify.addHook('onResponse', async (request, reply) => {
    metrics.request(
      request.method,
      request.routeOptions.url ?? 'none',
      reply.statusCode,
      reply.elapsedTime / 1000,
    );
  });
}

/** The OpenAPI document, made from the same schemas that check requests and answers. */
export function openApi(app: NestFastifyApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Ikpa')
    .setDescription('Reads and simulates money; it never moves any. Amounts are integers of minor units.')
    .setVersion('1')
    .addCookieAuth('ikpa_access')
    .addBearerAuth();
  const document = SwaggerModule.createDocument(app, builder.build(), { operationIdFactory: operationId });
  describeRoutes(app, document);
  return document;
}
