import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../../platform/http/requires.js';
import { AssessmentReader } from './assessment-reader.js';
import { AssessmentDto } from './dto/assessment.dto.js';
import { PlanDto, PlanPage, PlansQuery } from './dto/plan.dto.js';
import { RegisterReader } from './register-reader.js';

@ApiTags('register')
@Controller('api/plans')
export class PlansController {
  constructor(
    private readonly reader: RegisterReader,
    private readonly assessments: AssessmentReader,
  ) {}

  /** The plans. */
  @Get()
  @Requires('plan.read')
  async list(@Query() query: PlansQuery): Promise<PlanPage> {
    const plans = await this.reader.plans();
    const from = (query.page - 1) * query.perPage;
    return { data: plans.slice(from, from + query.perPage), total: plans.length };
  }

  /** One plan with its chapters. */
  @Get(':id')
  @Requires('plan.read')
  read(@Param('id', ParseUUIDPipe) id: string): Promise<PlanDto> {
    return this.reader.plan(id);
  }

  /** Its equality impact assessment, as a cross-reference to the register. */
  @Get(':id/assessment')
  @Requires('plan.read')
  assessment(@Param('id', ParseUUIDPipe) id: string): Promise<AssessmentDto> {
    return this.assessments.ofPlan(id);
  }
}
