import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { pino } from 'pino';
import type { Config } from '../../config.ts';
import { CONFIG } from '../config.token.ts';
import { loggedCorrelation } from './correlation.ts';
import { loggedError } from './logged-error.ts';

/** JSON lines by pino: one per request, with its id; credentials, cookies and what people typed never appear. */
@Module({})
export class LoggingModule {
  /** `output` is a file descriptor: 1 for processes, 2 where standard output is what was asked for. */
  static to(output: 1 | 2): DynamicModule {
    return {
      module: LoggingModule,
      imports: [
        LoggerModule.forRootAsync({
          inject: [CONFIG],
          useFactory: (config: Config) => ({
            pinoHttp: {
              level: config.logLevel,
              // No request waits for the terminal or the pipe; under load many lines are written at once.
              stream: pino.destination({ dest: output, sync: false, minLength: 4096, periodicFlush: 100 }),
              base: null,
              mixin: loggedCorrelation,
              redact: {
                paths: [
                  'req.headers',
                  'res.headers',
                  'req.query',
                  'req.params',
                  'req.remoteAddress',
                  'req.remotePort',
                ],
                remove: true,
              },
              // The path alone: a search term in the query is personal.
              serializers: {
                req: (request: { id: string; method: string; url: string }) => ({
                  id: request.id,
                  method: request.method,
                  path: request.url.split('?')[0],
                }),
                err: loggedError,
                res: (response: { statusCode: number }) => ({ status: response.statusCode }),
              },
              customLogLevel: (_request: unknown, response: { statusCode: number }) =>
                response.statusCode >= 500 ? 'error' : 'info',
            },
          }),
        }),
      ],
    };
  }
}
