import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Config } from './config/config.js';
import { CONFIG, DATABASE_URL } from './config/tokens.js';
import { Outbox } from './queue/outbox.js';
import { mailProviderOf } from './mail/choose-mail-provider.js';
import { MAIL_PROVIDER } from './mail/mail-provider.js';
import { Queues } from './queue/queues.js';
import { Clock } from './database/clock.js';
import { EventStreams } from './http/event-streams.js';
import { Metrics } from './metrics/metrics.js';
import { DatabaseListener } from './database/listener.js';

/** The open database with its clock, queues and outbox, made before the application. */
@Global()
@Module({})
export class PlatformModule {
  static with(config: Config, databaseUrl: string, dataSource: DataSource): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: DATABASE_URL, useValue: databaseUrl },
        { provide: DataSource, useValue: dataSource },
        { provide: MAIL_PROVIDER, useFactory: () => mailProviderOf(config) },
        Clock,
        DatabaseListener,
        EventStreams,
        Metrics,
        Queues,
        Outbox,
      ],
      exports: [
        CONFIG,
        DATABASE_URL,
        DataSource,
        MAIL_PROVIDER,
        Clock,
        DatabaseListener,
        EventStreams,
        Metrics,
        Queues,
        Outbox,
      ],
    };
  }
}
