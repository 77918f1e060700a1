import type { DataSource, EntityManager } from 'typeorm';
import type { Act } from '../audit/index.js';
import { ScheduledPublication, type ScheduleState } from './scheduled-publication.entity.js';

/** The set time that counts for what the round has signed, or the last attempt at it. */
export interface CurrentSchedule {
  id: string;
  publishAt: Date;
  state: Extract<ScheduleState, 'waiting' | 'failed'>;
}

/** SQL: the newest set time of a signed manifest (alias m) is the row with the alias s. */
const NEWEST = `FROM scheduled_publications s JOIN manifests m ON m.id = s.manifest_id AND m.state = 'signed'`;

/** What was last set for the manifest that waits for publication, unless it was cancelled. */
export async function currentSchedule(
  database: DataSource | EntityManager,
  roundId: string,
): Promise<CurrentSchedule | undefined> {
  const [last] = await database.query<
    (Omit<CurrentSchedule, 'state'> & { state: ScheduleState })[]
  >(
    `SELECT s.id, s.publish_at AS "publishAt", s.state ${NEWEST}
     WHERE s.round_id = $1 ORDER BY s.set_at DESC, s.state = 'waiting' DESC LIMIT 1`,
    [roundId],
  );
  return last?.state === 'waiting' || last?.state === 'failed'
    ? { ...last, state: last.state }
    : undefined;
}

/** The set times that have come, the earliest first. */
export const dueSchedules = (
  database: DataSource,
  now: Date,
): Promise<{ id: string; setById: string }[]> =>
  database.query(
    `SELECT s.id, s.set_by_id AS "setById" ${NEWEST}
     WHERE s.state = 'waiting' AND s.publish_at <= $1 ORDER BY s.publish_at, s.id`,
    [now],
  );

/** In how many rounds what was last set has failed, and waits for somebody to decide. */
export async function failedSchedules(database: DataSource): Promise<number> {
  const [row] = await database.query<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM (SELECT DISTINCT ON (s.round_id) s.state ${NEWEST}
       ORDER BY s.round_id, s.set_at DESC, s.state = 'waiting' DESC) last WHERE last.state = 'failed'`,
  );
  return row?.count ?? 0;
}

/** Ends the set time of a manifest, if one waits: it was published, by the clock or by hand. */
export async function endSchedule(
  act: Act,
  manifestId: string,
  outcome: { state: 'published'; editionId: string } | { state: 'cancelled' },
): Promise<void> {
  await act.manager.update(
    ScheduledPublication,
    { manifestId, state: 'waiting' },
    { ...outcome, endedAt: act.now },
  );
}
