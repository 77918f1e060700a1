import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/actor.js';
import { Acts, type Act } from '../audit/index.js';
import type { UpdateDetailDto } from './dto/update.dto.js';
import { UpdateReader } from './update.reader.js';

/** Performs a decision on an update, and answers with how the update stands. */
@Injectable()
export class UpdateDecisions {
  constructor(
    private readonly acts: Acts,
    private readonly reader: UpdateReader,
  ) {}

  /** @throws Problem what the act refuses */
  async decide(
    actor: Actor,
    id: string,
    work: (act: Act) => Promise<unknown>,
  ): Promise<UpdateDetailDto> {
    await this.acts.perform(actor, work);
    return this.reader.read(actor, id);
  }
}
