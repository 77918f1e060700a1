import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { actorHoldsRole, type Actor } from '../../common/actor.js';
import { bankHolidays } from '../../common/bank-holidays.js';
import { Problem } from '../../common/problems.js';
import { orderBy, pageOf, Parameters } from '../../platform/database/sql.js';
import { personRef } from '../identity/index.js';
import { planScope } from '../plan/index.js';
import type {
  NextRoundDto,
  SkippedPeriodDto,
  SkippedPeriodPage,
  SkippedPeriodsQuery,
} from './dto/next-round.dto.js';
import {
  nextPeriod,
  periodLabel,
  proposeRound,
  type PatternRound,
  type Period,
} from './next-round.js';
import type { RoundFields } from './round.rules.js';
import { LATER_BUILDS_ON_IT } from './skipped-before.js';

const PATTERN = `title, slug, period_label AS "periodLabel", period_start::text AS "periodStart",
  period_end::text AS "periodEnd", as_at::text AS "asAt", opens_on::text AS "opensOn",
  drafts_due_on::text AS "draftsDueOn", review_due_on::text AS "reviewDueOn",
  sign_off_due_on::text AS "signOffDueOn", publication_on::text AS "publicationOn"`;

type SkippedRow = Omit<SkippedPeriodDto, 'periodLabel' | 'mayUndo' | 'round'> & {
  round: SkippedPeriodDto['round'] | null;
  isLast: boolean;
};

/** The newest period of the plan that has a round or was skipped; undefined when there is none. */
export async function newestPeriod(
  database: DataSource | EntityManager,
  planId: string,
): Promise<Period | undefined> {
  const [row] = await database.query<Period[]>(
    `SELECT period_start::text AS "periodStart", period_end::text AS "periodEnd" FROM (
       SELECT period_start, period_end FROM rounds WHERE plan_id = $1
       UNION ALL
       SELECT period_start, period_end FROM skipped_periods WHERE plan_id = $1 AND undone_at IS NULL) p
     ORDER BY period_end DESC, period_start DESC LIMIT 1`,
    [planId],
  );
  return row;
}

/** Proposes rounds, and reads what was skipped. */
@Injectable()
export class NextRoundReader {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws Problem record.not_found unless the reader runs the plan's rounds */
  async propose(actor: Actor, planId: string): Promise<NextRoundDto> {
    const [plan] = await this.dataSource.query<{ slug: string }[]>(
      'SELECT slug FROM plans WHERE id = $1',
      [planId],
    );
    if (!plan || !actorHoldsRole(actor, 'secretariat', planId))
      throw new Problem('record.not_found', { what: 'plan whose rounds you run' });
    const after = await newestPeriod(this.dataSource, planId);
    if (!after) return {};
    // One brought in from before the system has a publication date and no others of its own.
    const [last] = await this.dataSource.query<PatternRound[]>(
      `SELECT ${PATTERN} FROM rounds WHERE plan_id = $1 AND NOT is_historic AND NOT is_summary ORDER BY period_end DESC, id LIMIT 1`,
      [planId],
    );
    const period = nextPeriod(after);
    const proposal = last
      ? proposeRound(last, after, bankHolidays())
      : { ...period, periodLabel: periodLabel(period) };
    return {
      proposal: await this.withFreeSlug(proposal, plan.slug),
      ...(last && { pattern: last.title }),
      follows: periodLabel(after),
    };
  }

  /** Two plans may have a round for the same quarter; their editions have addresses of their own. */
  private async withFreeSlug(
    proposal: Partial<RoundFields>,
    planSlug: string,
  ): Promise<Partial<RoundFields>> {
    const { slug } = proposal;
    if (!slug) return proposal;
    const taken = await this.dataSource.query<unknown[]>('SELECT 1 FROM rounds WHERE slug = $1', [
      slug,
    ]);
    return taken.length === 0 ? proposal : { ...proposal, slug: `${planSlug}-${slug}` };
  }

  /** Periods without a round, of the reader's plans, newest first. */
  async skipped(actor: Actor, query: SkippedPeriodsQuery): Promise<SkippedPeriodPage> {
    const parameters = new Parameters();
    const conditions = ['s.undone_at IS NULL', planScope(actor, parameters, 's.plan_id')];
    if (query.roundId) conditions.push(`s.round_id = ${parameters.add(query.roundId)}`);
    if (query.planId) conditions.push(`s.plan_id = ${parameters.add(query.planId)}`);
    const where = conditions.join(' AND ');
    const [{ total } = { total: 0 }] = await this.dataSource.query<{ total: number }[]>(
      `SELECT count(*)::int AS total FROM skipped_periods s WHERE ${where}`,
      parameters.values,
    );
    const rows = await this.dataSource.query<SkippedRow[]>(
      `SELECT s.id, json_build_object('id', p.id, 'title', p.title) AS plan,
         s.period_start::text AS "periodStart", s.period_end::text AS "periodEnd", s.reason,
         ${personRef('b')} AS "skippedBy", s.skipped_at AS "skippedAt",
         (SELECT json_build_object('id', r.id, 'title', r.title) FROM rounds r WHERE r.id = s.round_id) AS round,
         NOT EXISTS (SELECT 1 FROM rounds r WHERE r.plan_id = s.plan_id AND CASE WHEN s.round_id IS NULL
           THEN r.period_end > s.period_end ELSE ${LATER_BUILDS_ON_IT('s.period_end')} END) AS "isLast"
       FROM skipped_periods s JOIN plans p ON p.id = s.plan_id JOIN people b ON b.id = s.skipped_by_id
       WHERE ${where}
       ${orderBy({ periodEnd: 's.period_end' }, query.sort, query.order ?? 'desc', 's.id')} ${pageOf(query, parameters)}`,
      parameters.values,
    );
    const data = rows.map(({ isLast, round, ...row }) => ({
      ...row,
      ...(round && { round }),
      periodLabel: periodLabel(row),
      mayUndo: isLast && actorHoldsRole(actor, 'secretariat', row.plan.id),
    }));
    return { data, total };
  }
}
