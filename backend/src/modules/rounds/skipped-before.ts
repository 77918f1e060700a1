import type { Queries } from '../audit/index.js';
import { periodLabel } from './next-round.js';

/** A period for which there was no edition, and why. */
export interface BridgedPeriod {
  label: string;
  start: string;
  end: string;
  reason: string;
}

/** SQL: the round `r` comes after a period, and what it says of the periods before it is fixed. */
export const LATER_BUILDS_ON_IT = (periodEnd: string): string =>
  `NOT r.is_summary AND r.period_end > ${periodEnd} AND r.state NOT IN ('planned', 'skipped', 'open')`;

/**
 * The periods that were skipped right before a round, the earliest first: its edition covers them too,
 * and says why they had none of their own.
 */
export async function skippedBefore(
  database: Queries,
  { planId, periodStart }: { planId: string; periodStart: string },
): Promise<BridgedPeriod[]> {
  const rows = await database.query<Omit<BridgedPeriod, 'label'>[]>(
    `SELECT s.period_start::text AS start, s.period_end::text AS "end", s.reason FROM skipped_periods s
     WHERE s.plan_id = $1 AND s.undone_at IS NULL AND s.period_end < $2::date AND NOT EXISTS (
       SELECT 1 FROM rounds r WHERE r.plan_id = s.plan_id AND NOT r.is_summary AND r.state <> 'skipped'
         AND r.period_start > s.period_end AND r.period_end < $2::date)
     ORDER BY s.period_start`,
    [planId, periodStart],
  );
  return rows.map((row) => ({
    label: periodLabel({ periodStart: row.start, periodEnd: row.end }),
    ...row,
  }));
}
