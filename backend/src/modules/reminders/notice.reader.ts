import type { Queries } from '../audit/index.js';
import { askedRounds, askedUpdates } from './asked.reader.js';
import type { Audience, ScheduledRule } from './rules.js';
import { scheduleOf } from './schedule.reader.js';
import { partsReading } from '../updates/index.js';
import type { Note } from './notice-line.js';
import { isOfComment, isTimed, type NoticeFacts } from './standing.js';

interface NoticeRow extends Pick<
  NoticeFacts,
  'id' | 'rule' | 'occasion' | 'onDay' | 'personId' | 'audience' | 'planId'
> {
  subjectKind: 'update' | 'round';
  subjectId: string;
  sourceId: string | null;
  roundId: string;
  note: Note | null;
  stillHolds: boolean | null;
}

/** SQL: what was last said when the update was sent back. Why clearance was refused is for its drafters. */
const RETURN_NOTE = `(SELECT CASE WHEN d.kind <> 'refuse_clearance' OR n.audience <> 'secretariat' THEN
    json_strip_nulls(json_build_object('by', p.name, 'words', d.reason,
      'isForDrafters', CASE WHEN d.kind = 'refuse_clearance' THEN TRUE END)) END
  FROM update_decisions d JOIN people p ON p.id = d.decided_by_id
  WHERE d.update_id = n.subject_id AND d.kind IN ('return', 'refuse_clearance', 'decline')
  ORDER BY d.decided_at DESC, d.id DESC LIMIT 1)`;

/** SQL: why the update is open again: the decision, or what a correction is made for. */
const AGAIN_NOTE = `coalesce(
  (SELECT json_build_object('by', p.name, 'words', d.reason)
    FROM update_decisions d JOIN people p ON p.id = d.decided_by_id WHERE d.id = n.source_id AND d.reason IS NOT NULL),
  (SELECT json_build_object('by', p.name, 'words', u.correction_reason)
    FROM updates u JOIN audit_entries a ON a.subject_kind = 'round' AND a.subject_id = u.round_id::text
      AND a.kind = 'round.correction_started' AND (a.data ->> 'correctionNo')::int = u.correction_no
    JOIN people p ON p.id = a.actor_id WHERE u.id = n.subject_id AND u.correction_no > 0 LIMIT 1))`;

/** SQL: what was said when it was last sent back, while that is not answered. */
const HANDED_NOTE = `(SELECT ${RETURN_NOTE} FROM updates u WHERE u.id = n.subject_id AND u.state = 'returned')`;

const UNSEAL_NOTE = `(SELECT json_build_object('by', p.name, 'words', m.void_reason)
  FROM manifests m JOIN audit_entries a ON a.subject_kind = 'round' AND a.subject_id = m.round_id::text
    AND a.kind = 'round.unsealed' AND a.data ->> 'manifestId' = m.id::text
  JOIN people p ON p.id = a.actor_id WHERE m.id = n.source_id LIMIT 1)`;

const CHASE_NOTE = `(SELECT json_build_object('by', p.name, 'words', c.words)
  FROM chases c JOIN people p ON p.id = c.made_by_id WHERE c.id = n.source_id)`;

const HELPS = `EXISTS (SELECT 1 FROM update_contributors c WHERE c.update_id = n.subject_id AND c.person_id = n.person_id)`;

const IS_UNANSWERED = `EXISTS (SELECT 1 FROM comments c JOIN comment_threads t ON t.id = c.thread_id
  WHERE c.id = n.source_id AND t.resolved_at IS NULL AND NOT EXISTS (SELECT 1 FROM comments a
    WHERE a.thread_id = t.id AND a.seq > c.seq AND n.person_id IN (a.made_by_id, a.on_behalf_of_id)))`;

const IS_UNPUBLISHED = `EXISTS (SELECT 1 FROM scheduled_publications s JOIN manifests m ON m.id = s.manifest_id
  WHERE s.id = n.source_id AND m.state = 'signed')`;

/** Notices with what they are about, as that stands now; in the order of the ids. */
export async function noticeFacts(
  database: Queries,
  ids: readonly string[],
): Promise<NoticeFacts[]> {
  const rows = await database.query<NoticeRow[]>(
    `SELECT n.id, n.rule, n.occasion, n.on_day::text AS "onDay", n.person_id AS "personId", n.audience, n.plan_id AS "planId", n.round_id AS "roundId",
       n.subject_kind AS "subjectKind", n.subject_id AS "subjectId",
       n.source_id AS "sourceId", CASE n.rule WHEN 'returned' THEN ${RETURN_NOTE} WHEN 'asked_again' THEN ${AGAIN_NOTE}
         WHEN 'handed_over' THEN ${HANDED_NOTE} WHEN 'round_unsealed' THEN ${UNSEAL_NOTE} WHEN 'chased' THEN ${CHASE_NOTE} END AS note,
       CASE n.rule WHEN 'mentioned' THEN ${IS_UNANSWERED} WHEN 'expert_commented' THEN ${IS_UNANSWERED} WHEN 'publication_failed' THEN ${IS_UNPUBLISHED}
         WHEN 'asked_to_help' THEN ${HELPS} END AS "stillHolds"
     FROM notices n WHERE n.id = ANY($1::uuid[]) ORDER BY array_position($1::uuid[], n.id)`,
    [ids],
  );
  const updateIds = rows.flatMap(({ subjectKind, subjectId }) =>
    subjectKind === 'update' ? [subjectId] : [],
  );
  const rounds = await askedRounds(database, [...new Set(rows.map(({ roundId }) => roundId))]);
  const updates = updateIds.length > 0 ? await askedUpdates(database, [...new Set(updateIds)]) : [];
  const roundOf = new Map(rounds.map((round) => [round.id, round]));
  const updateOf = new Map(updates.map((update) => [update.id, update]));
  const readers = await mentionReaders(database, rows);
  const schedules = await schedulesOf(database, rows);
  return rows.map(({ subjectKind: _, subjectId, roundId, note, stillHolds, ...notice }) => {
    const update = updateOf.get(subjectId);
    const readsAs = readers.get(notice.id);
    return {
      ...notice,
      round: roundOf.get(roundId)!,
      schedule: schedules.get(roundId) ?? [],
      ...(update && { update }),
      ...(note && { note }),
      ...(stillHolds !== null && { stillHolds }),
      ...(readsAs && { readsAs }),
    };
  });
}

/** The schedules in force of the rounds of which a schedule reminds; by round. */
async function schedulesOf(
  database: Queries,
  rows: readonly NoticeRow[],
): Promise<Map<string, readonly ScheduledRule[]>> {
  const schedules = new Map<string, readonly ScheduledRule[]>();
  for (const { rule, roundId } of rows) {
    if (!isTimed(rule) || schedules.has(roundId)) continue;
    schedules.set(roundId, (await scheduleOf(database, roundId)).rules);
  }
  return schedules;
}

/** As what those who are mentioned, or who asked an expert, may read the comments now; by notice. */
async function mentionReaders(
  database: Queries,
  rows: readonly NoticeRow[],
): Promise<Map<string, readonly Audience[]>> {
  const readers = new Map<string, readonly Audience[]>();
  for (const { id, rule, subjectId, sourceId, personId } of rows) {
    if (!isOfComment(rule) || !sourceId) continue;
    readers.set(
      id,
      await partsReading((sql, values) => database.query(sql, values), {
        ...{ updateId: subjectId, commentId: sourceId, personId },
      }),
    );
  }
  return readers;
}
