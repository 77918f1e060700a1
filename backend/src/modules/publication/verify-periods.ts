import { isKept } from '../audit/index.js';

/** SQL: the entry `e` is the one of the record `r`, by whom and when it says. */
const isBy = (actor: string, at: string): string =>
  `e.actor_id IS NOT DISTINCT FROM ${actor} AND e.happened_at = ${at}`;

/** SQL: the reason of the record `r` is the one that was given. */
const isReason = (table: string): string => isKept(`${table}.reason`, 'r.id::text', 'r.reason');

/** SQL: there is such an entry about the record `r`. */
const told = (where: string): string => `EXISTS (SELECT 1 FROM audit_entries e WHERE ${where})`;

/**
 * What verify asks of when nothing was to be published, for which periods there was no edition and
 * why, and at what time one was to go out. Each record is as the trail tells it: `wrong`.
 */
export const PERIODS: readonly { of: string; sql: string }[] = [
  {
    of: 'holds',
    // Entries from before the hash of the reason was kept have none.
    sql: `SELECT 'hold ' || r.id || ' is not the one of the audit trail' AS wrong FROM holds r
      WHERE NOT ${told(`e.kind = 'hold.set' AND e.subject_kind = 'hold' AND e.subject_id = r.id::text
          AND e.plan_id IS NOT DISTINCT FROM r.plan_id AND ${isBy('r.set_by_id', 'r.set_at')}
          AND e.data ->> 'startsOn' = r.starts_on::text AND e.data ->> 'endsOn' = r.ends_on::text
          AND (NOT e.data ? 'reasonHash' OR ${isReason('holds')})`)}
        OR (r.ended_at IS NOT NULL) <> ${told(`e.kind = 'hold.ended' AND e.subject_kind = 'hold'
          AND e.subject_id = r.id::text AND (r.ended_at IS NULL OR e.happened_at = r.ended_at)`)}
      ORDER BY r.id LIMIT 1`,
  },
  {
    of: 'holds',
    sql: `SELECT 'hold ' || e.subject_id || ' is not there any more' AS wrong FROM audit_entries e
      WHERE e.kind = 'hold.set' AND NOT EXISTS (SELECT 1 FROM holds r WHERE r.id::text = e.subject_id)
      ORDER BY e.seq LIMIT 1`,
  },
  {
    of: 'skipped periods',
    sql: `SELECT 'the skipped period ' || r.id || ' is not the one of the audit trail' AS wrong FROM skipped_periods r
      WHERE NOT ${told(`e.kind = CASE WHEN r.round_id IS NULL THEN 'plan.period_skipped' ELSE 'round.skipped' END
          AND e.subject_id = coalesce(r.round_id, r.plan_id)::text AND e.plan_id = r.plan_id
          AND e.data ->> 'skipId' = r.id::text AND ${isBy('r.skipped_by_id', 'r.skipped_at')} AND ${isReason('skipped_periods')}
          AND coalesce(e.data ->> 'periodStart', r.period_start::text) = r.period_start::text
          AND coalesce(e.data ->> 'periodEnd', r.period_end::text) = r.period_end::text`)}
        OR (r.undone_at IS NOT NULL) <> ${told(`e.kind IN ('plan.skip_undone', 'round.skip_undone') AND e.data ->> 'skipId' = r.id::text
          AND (r.undone_at IS NULL OR ${isBy('r.undone_by_id', 'r.undone_at')})`)}
      ORDER BY r.id LIMIT 1`,
  },
  {
    of: 'skipped periods',
    sql: `SELECT 'the skipped period ' || (e.data ->> 'skipId') || ' is not there any more' AS wrong FROM audit_entries e
      WHERE e.kind IN ('plan.period_skipped', 'round.skipped')
        AND NOT EXISTS (SELECT 1 FROM skipped_periods r WHERE r.id::text = e.data ->> 'skipId') ORDER BY e.seq LIMIT 1`,
  },
  {
    of: 'set times',
    sql: `SELECT 'the set time ' || r.id || ' is not the one of the audit trail' AS wrong
      FROM scheduled_publications r JOIN manifests m ON m.id = r.manifest_id
      WHERE NOT ${told(`e.kind = 'round.publication_scheduled' AND e.subject_id = r.round_id::text AND e.plan_id = r.plan_id
          AND e.data ->> 'scheduleId' = r.id::text AND e.data ->> 'manifestHash' = m.hash
          AND (e.data ->> 'publishAt')::timestamptz = r.publish_at
          AND e.on_behalf_of_id IS NOT DISTINCT FROM r.set_for_id AND ${isBy('r.set_by_id', 'r.set_at')}`)}
        OR r.state <> 'waiting' AND NOT ${told(`e.subject_id = r.round_id::text AND e.happened_at = r.ended_at AND CASE r.state
          WHEN 'published' THEN e.kind = 'round.published' AND e.data ->> 'editionId' = r.edition_id::text
          WHEN 'failed' THEN e.kind = 'round.scheduled_publication_failed' AND e.data ->> 'scheduleId' = r.id::text
            AND e.data ->> 'code' = r.failure_code
          ELSE e.kind = 'round.scheduled_publication_cancelled' AND e.data ->> 'scheduleId' = r.id::text
            OR e.kind = 'round.publication_scheduled' AND e.data ->> 'replacesId' = r.id::text END`)}
      ORDER BY r.id LIMIT 1`,
  },
  {
    of: 'set times',
    sql: `SELECT 'the set time ' || (e.data ->> 'scheduleId') || ' is not there any more' AS wrong FROM audit_entries e
      WHERE e.kind = 'round.publication_scheduled'
        AND NOT EXISTS (SELECT 1 FROM scheduled_publications r WHERE r.id::text = e.data ->> 'scheduleId')
      ORDER BY e.seq LIMIT 1`,
  },
];
