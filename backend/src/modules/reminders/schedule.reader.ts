import type { Queries } from '../audit/index.js';
import { USUAL_SCHEDULE, type ScheduledRule } from './rules.js';

/** The schedule that applies to a round, and where it comes from. */
export interface ScheduleInForce {
  rules: readonly ScheduledRule[];
  /** 0 until one was saved for this round. */
  version: number;
  /** `round`: its own. `earlier`: what was last set in the plan before it. `usual`: as delivered. */
  from: 'round' | 'earlier' | 'usual';
  savedAt?: Date;
}

/** A round has its own schedule, or that of the last round of its plan that had one. */
export async function scheduleOf(database: Queries, roundId: string): Promise<ScheduleInForce> {
  const [row] = await database.query<
    { rules: ScheduledRule[]; version: number; isOwn: boolean; savedAt: Date }[]
  >(
    `SELECT s.rules, s.version, s.round_id = r.id AS "isOwn", s.saved_at AS "savedAt"
     FROM rounds r JOIN rounds e ON e.plan_id = r.plan_id AND (e.id = r.id OR e.period_end < r.period_end)
     JOIN reminder_schedules s ON s.round_id = e.id
     WHERE r.id = $1 ORDER BY e.id = r.id DESC, e.period_end DESC, s.saved_at DESC, s.version DESC LIMIT 1`,
    [roundId],
  );
  if (!row) return { rules: USUAL_SCHEDULE, version: 0, from: 'usual' };
  const { rules, savedAt, isOwn } = row;
  return { rules, version: isOwn ? row.version : 0, from: isOwn ? 'round' : 'earlier', savedAt };
}
