import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Problem } from '../../common/problems.js';
import { Parameters } from '../../platform/database/sql.js';
import { planScope } from '../plan/index.js';
import type { BurnUpDayDto, BurnUpDto } from './dto/burn-up.dto.js';
import { updateScope } from './update-scope.js';

/**
 * How a round filled up: an update counts as submitted from the day of its first submission, and as
 * approved from the day of the approval that stands. Omitted updates and corrections do not count.
 */
@Injectable()
export class BurnUpReader {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws Problem record.not_found when the reader has no part in the round's plan */
  async read(actor: Actor, roundId: string): Promise<BurnUpDto> {
    await this.requirePart(actor, roundId);
    const parameters = new Parameters();
    const [row] = await this.dataSource.query<{ total: number; days: BurnUpDayDto[] }[]>(
      `WITH counted AS (
         SELECT (SELECT min(v.made_at) FROM update_revisions v
                 WHERE v.update_id = u.id AND v.kind = 'submission') AS submitted_at,
           (SELECT max(d.decided_at) FROM update_decisions d WHERE d.update_id = u.id
              AND d.kind = 'approve' AND d.revision_id = u.approved_revision_id) AS approved_at
         FROM updates u
         WHERE u.round_id = ${parameters.add(roundId)} AND u.correction_no = 0 AND u.omission_id IS NULL
           AND ${updateScope(actor, parameters)}),
       marks AS (
         SELECT (at AT TIME ZONE 'Europe/London')::date AS day, submitted, approved
         FROM counted CROSS JOIN LATERAL (VALUES (submitted_at, 1, 0), (approved_at, 0, 1)) m (at, submitted, approved)
         WHERE at IS NOT NULL),
       days AS (
         SELECT day::text AS day, sum(sum(submitted)) OVER upward ::int AS submitted,
           sum(sum(approved)) OVER upward ::int AS approved
         FROM marks GROUP BY day WINDOW upward AS (ORDER BY day))
       SELECT (SELECT count(*)::int FROM counted) AS total,
         (SELECT coalesce(json_agg(days ORDER BY day), '[]') FROM days) AS days`,
      parameters.values,
    );
    return row!;
  }

  private async requirePart(actor: Actor, roundId: string): Promise<void> {
    const parameters = new Parameters();
    const seen = await this.dataSource.query<unknown[]>(
      `SELECT 1 FROM rounds r WHERE r.id = ${parameters.add(roundId)}
         AND ${planScope(actor, parameters, 'r.plan_id', ['secretariat', 'signatory', 'lead'])}`,
      parameters.values,
    );
    if (seen.length === 0) throw new Problem('record.not_found', { what: 'round' });
  }
}
