import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import type { DataSource } from 'typeorm';
import { AcronymsModule } from '../modules/acronyms/index.js';
import { AuditModule } from '../modules/audit/index.js';
import { CalendarModule } from '../modules/calendar/index.js';
import { FilesModule } from '../modules/files/index.js';
import { IdentityModule, SessionGuard } from '../modules/identity/index.js';
import { NotificationsModule } from '../modules/notifications/index.js';
import { OverridesModule } from '../modules/overrides/index.js';
import { PlanModule } from '../modules/plan/index.js';
import { ProvenanceModule } from '../modules/provenance/index.js';
import { PublicSiteModule } from '../modules/public-site/index.js';
import { PublicationModule } from '../modules/publication/index.js';
import { RedactionsModule } from '../modules/redactions/index.js';
import { RemindersModule } from '../modules/reminders/index.js';
import { RoundsModule } from '../modules/rounds/index.js';
import { SignoffModule } from '../modules/signoff/index.js';
import { UpdatesModule } from '../modules/updates/index.js';
import type { Config } from '../platform/config/config.js';
import { PlatformModule } from '../platform/platform.module.js';
import { ErrorFilter } from '../platform/http/error-filter.js';
import { BankHolidayWatch } from './bank-holiday-watch.js';
import { ExpertPagesController } from './expert/expert-pages.controller.js';
import { DemonstrationController } from './demonstration.controller.js';
import { LoadDemonstration } from './demonstration/load-demonstration.js';
import { LoadSummary } from './demonstration/load-summary.js';
import { ReplayActs } from './demonstration/replay-acts.js';
import { HealthController, Readiness } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { QueueBoard } from './queue-dashboard/queue-board.js';
import { QueueDashboardController } from './queue-dashboard/queue-dashboard.controller.js';
import { ScreensController } from './screens.controller.js';
import { Sweeps } from './sweeps.js';
import { RefuseUnknownQuery } from './unknown-query.js';
import { validation } from './validation.js';

/** Everything, composed. Nothing imports it but the commands and main. */
@Module({})
export class AppModule {
  static with(config: Config, databaseUrl: string, dataSource: DataSource): DynamicModule {
    return {
      module: AppModule,
      imports: [
        DiscoveryModule,
        PlatformModule.with(config, databaseUrl, dataSource),
        AuditModule,
        IdentityModule,
        FilesModule,
        OverridesModule,
        PlanModule,
        AcronymsModule,
        RoundsModule,
        UpdatesModule,
        CalendarModule,
        SignoffModule,
        PublicationModule,
        RedactionsModule,
        ProvenanceModule,
        RemindersModule,
        NotificationsModule,
        PublicSiteModule,
      ],
      controllers: [
        HealthController,
        MetricsController,
        QueueDashboardController,
        DemonstrationController,
        ExpertPagesController,
        ScreensController,
      ],
      providers: [
        Readiness,
        BankHolidayWatch,
        QueueBoard,
        Sweeps,
        LoadDemonstration,
        LoadSummary,
        ReplayActs,
        { provide: APP_GUARD, useClass: SessionGuard },
        { provide: APP_FILTER, useClass: ErrorFilter },
        { provide: APP_INTERCEPTOR, useClass: RefuseUnknownQuery },
        { provide: APP_PIPE, useFactory: validation },
      ],
    };
  }
}
