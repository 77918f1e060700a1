import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { actorHoldsRole, type Actor, type Principal } from '../../common/actor.js';
import { canonicalJson, sha256Hex } from '../../common/canonical-json.js';
import { Problem } from '../../common/problems.js';
import type { RichTextDocument } from '../../common/rich-text/index.js';
import { withoutNulls } from '../../platform/database/sql.js';
import { onBehalfOf, type Act } from '../audit/index.js';
import { personRef } from '../identity/index.js';
import type { FormerIntroductionDto } from './dto/former-introduction.dto.js';
import type { Round } from './round.entities.js';

/**
 * Keeps what the round's introduction said, when another takes its place or it is left out.
 * @returns its id and hash, for the entry of the act; undefined where nothing gives way
 */
export function keepIntroduction(
  act: Act,
  round: Round,
  next: RichTextDocument | null,
  as: Principal,
): { formerId: string; formerHash: string } | undefined {
  if (!round.introduction) return undefined;
  const former = canonicalJson(round.introduction);
  if (next && canonicalJson(next) === former) return undefined;
  const formerId = randomUUID();
  const formerHash = sha256Hex(former);
  act.write(
    `INSERT INTO former_introductions (id, round_id, introduction, introduction_hash, replaced_by_id, on_behalf_of_id, replaced_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [formerId, round.id, former, formerHash, act.actorId, onBehalfOf(act.actor, as), act.now],
  );
  return { formerId, formerHash };
}

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
