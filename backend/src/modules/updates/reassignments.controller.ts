import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/actor.js';
import { Refuses } from '../../platform/http/refuses.js';
import { CurrentActor, Requires } from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { ReassignWork, type LeaverWork } from './actions/reassign-work.js';
import {
  LeaverWorkDto,
  ReassignmentInput,
  ReassignmentList,
  ReassignmentPreviewInput,
} from './dto/reassignment.dto.js';
import { ReassignmentsReader } from './leaver/reassignments.reader.js';

const toDto = ({ lines, ...work }: LeaverWork): LeaverWorkDto => ({
  ...work,
  lines: lines.map(({ planId: _, ...line }) => line),
});

/** The work of somebody who leaves: looked at first, then given to others in one act. */
@ApiTags('people')
@Controller('api/people/:id/reassignments')
export class ReassignmentsController {
  constructor(
    private readonly acts: Acts,
    private readonly reader: ReassignmentsReader,
    private readonly reassignWork: ReassignWork,
  ) {}

  /** When this person’s work was given to others before, and why. */
  @Get()
  @Requires('person.read')
  list(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<ReassignmentList> {
    return this.reader.list(actor, id);
  }

  /** All that the person holds, and what would become of it. Changes nothing. */
  @Post('preview')
  @HttpCode(200)
  @Requires('work.reassign')
  async preview(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ReassignmentPreviewInput,
  ): Promise<LeaverWorkDto> {
    return toDto(
      await this.acts.rehearse(actor, (act) => this.reassignWork.execute(act, id, body)),
    );
  }

  /** Gives the work to others as it was shown: all of it, or none. */
  @Post()
  @HttpCode(200)
  @Requires('work.reassign')
  @Refuses('record.changed_meanwhile')
  async reassign(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason, seen, ...choices }: ReassignmentInput,
  ): Promise<LeaverWorkDto> {
    return toDto(
      await this.acts.perform(actor, (act) =>
        this.reassignWork.execute(act, id, choices, { reason, seen }),
      ),
    );
  }
}
