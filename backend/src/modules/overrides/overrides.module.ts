import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { ConfirmOverride } from './actions/confirm-override.js';
import { OverrideReader } from './override-reader.js';
import { OverridesController } from './overrides.controller.js';

@Module({
  imports: [AuditModule],
  controllers: [OverridesController],
  providers: [ConfirmOverride, OverrideReader],
  exports: [ConfirmOverride, OverrideReader],
})
export class OverridesModule {}
