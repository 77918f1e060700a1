import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { actorHoldsRole, type Actor } from '../../common/actor.js';
import { Problem } from '../../common/problems.js';
import type { RichTextDocument } from '../../common/rich-text/index.js';
import { withoutNulls } from '../../platform/database/sql.js';
import { personRef } from '../identity/index.js';
import type { FormerIntroductionDto } from './dto/former-introduction.dto.js';

/** Reads what a round's introduction said before. */
@Injectable()
export class FormerIntroductionsReader {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The last first.
   * @throws Problem record.not_found unless the reader runs the plan's rounds
   */
  async list(actor: Actor, roundId: string): Promise<FormerIntroductionDto[]> {
    const [round] = await this.dataSource.query<{ planId: string }[]>(
      'SELECT plan_id AS "planId" FROM rounds WHERE id = $1',
      [roundId],
    );
    if (!round || !actorHoldsRole(actor, 'secretariat', round.planId))
      throw new Problem('record.not_found', { what: 'round that you run' });
    const rows = await this.dataSource.query<
      (Omit<FormerIntroductionDto, 'introduction'> & { introduction: string })[]
    >(
      `SELECT f.id, f.introduction, ${personRef('p')} AS "replacedBy", ${personRef('b')} AS "onBehalfOf",
         f.replaced_at AS "replacedAt"
       FROM former_introductions f JOIN people p ON p.id = f.replaced_by_id
       LEFT JOIN people b ON b.id = f.on_behalf_of_id
       WHERE f.round_id = $1 ORDER BY f.replaced_at DESC, f.id`,
      [roundId],
    );
    return rows.map(({ introduction, ...row }) => ({
      ...withoutNulls(row),
      introduction: JSON.parse(introduction) as RichTextDocument,
    }));
  }
}
