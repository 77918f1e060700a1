import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { IdentityModule } from '../identity/index.js';
import { UpdatesModule } from '../updates/index.js';
import { EndCalendarLink, MakeCalendarLink } from './actions/calendar-links.js';
import { CalendarLimiter } from './calendar-limiter.js';
import { CalendarLinkController } from './calendar-link.controller.js';
import { CalendarController } from './calendar.controller.js';
import { CalendarReader } from './calendar.reader.js';

@Module({
  imports: [AuditModule, IdentityModule, UpdatesModule],
  controllers: [CalendarLinkController, CalendarController],
  providers: [CalendarLimiter, CalendarReader, EndCalendarLink, MakeCalendarLink],
})
export class CalendarModule {}
