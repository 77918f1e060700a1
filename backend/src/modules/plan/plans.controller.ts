import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../../platform/http/requires.js';
import { PlanDto, PlanPage } from './dto/plan.dto.js';
import { RegisterReader } from './register-reader.js';

@ApiTags('register')
@Controller('api/plans')
export class PlansController {
  constructor(private readonly reader: RegisterReader) {}

  @Get()
  @Requires('plan.read')
  async list(): Promise<PlanPage> {
    const data = await this.reader.plans();
    return { data, total: data.length };
  }

  @Get(':id')
  @Requires('plan.read')
  read(@Param('id', ParseUUIDPipe) id: string): Promise<PlanDto> {
    return this.reader.plan(id);
  }
}
