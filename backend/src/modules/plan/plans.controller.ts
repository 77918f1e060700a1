import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { CreatedDto } from '../identity/index.js';
import { ChangePlan } from './actions/change-plan.js';
import { CreatePlan } from './actions/create-plan.js';
import { AssessmentReader } from './assessment-reader.js';
import { AssessmentDto } from './dto/assessment.dto.js';
import { ChangePlanDto, CreatePlanDto, PlanDto, PlanPage, PlansQuery } from './dto/plan.dto.js';
import { RegisterReader } from './register-reader.js';

@ApiTags('register')
@Controller('api/plans')
export class PlansController {
  constructor(
    private readonly acts: Acts,
    private readonly reader: RegisterReader,
    private readonly assessments: AssessmentReader,
    private readonly createPlan: CreatePlan,
    private readonly changePlan: ChangePlan,
  ) {}

  /** The plans. */
  @Get()
  @Requires('plan.read')
  async list(@CurrentActor() actor: Actor, @Query() query: PlansQuery): Promise<PlanPage> {
    const plans = await this.reader.plans(actor);
    const from = (query.page - 1) * query.perPage;
    return { data: plans.slice(from, from + query.perPage), total: plans.length };
  }

  /** Makes a plan with its chapters; a secretariat that makes it becomes its secretariat. */
  @Post()
  @Requires('plan.create')
  async create(@CurrentActor() actor: Actor, @Body() body: CreatePlanDto): Promise<CreatedDto> {
    const { planId } = await this.acts.perform(actor, (act) => this.createPlan.execute(act, body));
    return { id: planId };
  }

  /** One plan with its chapters. */
  @Get(':id')
  @Requires('plan.read')
  read(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<PlanDto> {
    return this.reader.plan(actor, id);
  }

  /** Renames the plan, and renames, adds and orders its chapters. */
  @Patch(':id')
  @Requires('plan.change')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangePlanDto,
  ): Promise<PlanDto> {
    await this.acts.perform(actor, (act) => this.changePlan.execute(act, id, body));
    return this.reader.plan(actor, id);
  }

  /** Its equality impact assessment, as a cross-reference to the register. */
  @Get(':id/assessment')
  @Requires('plan.read')
  assessment(@Param('id', ParseUUIDPipe) id: string): Promise<AssessmentDto> {
    return this.assessments.ofPlan(id);
  }
}
