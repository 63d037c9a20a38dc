import { Global, Inject, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import { MikroORM } from '@mikro-orm/postgresql';
import { TerminusModule } from '@nestjs/terminus';
import { ThrottlerModule } from '@nestjs/throttler';
import type { Config } from '../config.ts';
import { Ai } from './ai/ai.ts';
import { AiSpending } from './ai/ai-spending.ts';
import { AccessTokens } from './auth/access-token.ts';
import { Clock } from './clock.ts';
import { Compute } from './compute/compute.ts';
import { CONFIG } from './config.token.ts';
import { DataCipher } from './crypto/data-cipher.ts';
import { Database } from './database/database.ts';
import { ErrorReports } from './errors/error-reports.ts';
import { EventBus } from './events/event-bus.ts';
import { HealthController } from './health/health.controller.ts';
import { HealthService } from './health/health.service.ts';
import { InternalServer } from './health/internal-server.ts';
import { LimitStorage } from './http/limit-storage.ts';
import { Jobs } from './jobs/jobs.ts';
import { MailLimits } from './mail/mail-limits.ts';
import { Mailer } from './mail/mailer.ts';
import { LoggingModule } from './logging/logging.module.ts';
import { Tracing } from './tracing/tracing.ts';
import { RedisModule } from './redis/redis.module.ts';

/** What the platform needs from outside: configuration, an ORM that knows the entities, the time. */
export interface PlatformOptions {
  config: Config;
  orm: () => Promise<MikroORM>;
  clock: Clock;
  /** Where log lines go: standard output or standard error. */
  logsTo: 1 | 2;
}

@Global()
@Module({ providers: [LimitStorage], exports: [LimitStorage] })
class LimitsModule {}

/** One provider per technology; every feature may inject them. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(@Inject(MikroORM) private readonly orm: MikroORM) {}

  static with(options: PlatformOptions): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        ConfigModule.with(options.config),
        RedisModule,
        LimitsModule,
        LoggingModule.to(options.logsTo),
        TerminusModule.forRoot({ logger: false }),
        ThrottlerModule.forRootAsync({
          inject: [CONFIG, LimitStorage],
          useFactory: (config: Config, storage: LimitStorage) => ({
            throttlers: [{ name: 'default', ttl: 60_000, limit: config.http.requestsPerMinute }],
            storage,
          }),
        }),
      ],
      controllers: [HealthController],
      providers: [
        { provide: MikroORM, useFactory: options.orm },
        { provide: Clock, useValue: options.clock },
        {
          provide: DataCipher,
          inject: [CONFIG],
          useFactory: (config: Config) => new DataCipher(config.dataKey, config.dataKeyPrevious),
        },
        {
          provide: AccessTokens,
          inject: [CONFIG],
          useFactory: (config: Config) =>
            new AccessTokens(config.auth.accessSecret, config.auth.accessSecretPrevious),
        },
        Database,
        EventBus,
        Compute,
        Jobs,
        Mailer,
        MailLimits,
        AiSpending,
        Ai,
        ErrorReports,
        Tracing,
        HealthService,
        InternalServer,
      ],
      exports: [
        MikroORM,
        Clock,
        AccessTokens,
        DataCipher,
        Database,
        EventBus,
        Compute,
        Jobs,
        Mailer,
        MailLimits,
        Ai,
        ErrorReports,
        HealthService,
        InternalServer,
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.orm.close(true);
  }
}

@Global()
@Module({})
class ConfigModule {
  static with(config: Config): DynamicModule {
    return { module: ConfigModule, providers: [{ provide: CONFIG, useValue: config }], exports: [CONFIG] };
  }
}
