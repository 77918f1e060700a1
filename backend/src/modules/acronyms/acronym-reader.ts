import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { byAlphabet, type Acronym } from '../../common/acronyms.js';
import type { Actor } from '../../common/actor.js';
import type { Queries } from '../audit/index.js';
import { describeActions } from '../overrides/index.js';
import { RegisterReader } from '../plan/index.js';
import { decideAcronyms } from './acronym.policy.js';
import type { AcronymDto, AcronymList } from './dto/acronym.dto.js';

/** Reads a plan's register of acronyms. */
@Injectable()
export class AcronymReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly register: RegisterReader,
  ) {}

  /** @throws Problem record.not_found for a plan that is not the reader's to see */
  async list(actor: Actor, planId: string): Promise<AcronymList> {
    await this.register.plan(actor, planId);
    const decision = decideAcronyms(actor, planId);
    return {
      data: (await acronymsOf(this.dataSource, planId)).sort(byAlphabet),
      availableActions: await describeActions(this.dataSource, actor, [['change', decision]]),
    };
  }
}

/** The short forms of a plan as they stand. */
export const acronymsOf = (database: Queries, planId: string): Promise<(AcronymDto & Acronym)[]> =>
  database.query(
    `SELECT a.id, a.short, a.expansion, a.added_at AS "addedAt" FROM acronyms a
     WHERE a.plan_id = $1 AND a.ended_at IS NULL`,
    [planId],
  );
