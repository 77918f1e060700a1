import type { Queries } from '../audit/index.js';
import { askedOfOwners, askedRounds, askedUpdates } from './asked.reader.js';
import { lineOf, type NoticeFacts, type NoticeLine, type Note } from './standing.js';

interface NoticeRow extends Pick<NoticeFacts, 'id' | 'rule' | 'personId' | 'audience' | 'planId'> {
  subjectKind: 'update' | 'round';
  subjectId: string;
  roundId: string;
  note: Note | null;
  isUnanswered: boolean | null;
}

/** SQL: what was last said when the update was sent back. */
const RETURN_NOTE = `(SELECT json_build_object('by', p.name, 'words', d.reason)
  FROM update_decisions d JOIN people p ON p.id = d.decided_by_id
  WHERE d.update_id = n.subject_id AND d.kind IN ('return', 'refuse_clearance', 'decline')
  ORDER BY d.decided_at DESC, d.id DESC LIMIT 1)`;

const CHASE_NOTE = `(SELECT json_build_object('by', p.name, 'words', c.words)
  FROM chases c JOIN people p ON p.id = c.made_by_id WHERE c.id = n.source_id)`;

const IS_UNANSWERED = `EXISTS (SELECT 1 FROM comments c JOIN comment_threads t ON t.id = c.thread_id
  WHERE c.id = n.source_id AND t.resolved_at IS NULL AND NOT EXISTS (SELECT 1 FROM comments a
    WHERE a.thread_id = t.id AND a.seq > c.seq AND n.person_id IN (a.made_by_id, a.on_behalf_of_id)))`;

/** Notices with what they are about, as that stands now; in the order of the ids. */
export async function noticeFacts(
  database: Queries,
  ids: readonly string[],
): Promise<NoticeFacts[]> {
  const rows = await database.query<NoticeRow[]>(
    `SELECT n.id, n.rule, n.person_id AS "personId", n.audience, n.plan_id AS "planId", n.round_id AS "roundId",
       n.subject_kind AS "subjectKind", n.subject_id AS "subjectId",
       CASE n.rule WHEN 'returned' THEN ${RETURN_NOTE} WHEN 'chased' THEN ${CHASE_NOTE} END AS note,
       CASE WHEN n.rule = 'mentioned' THEN ${IS_UNANSWERED} END AS "isUnanswered"
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
  return rows.map(({ subjectKind: _, subjectId, roundId, note, isUnanswered, ...notice }) => {
    const update = updateOf.get(subjectId);
    return {
      ...notice,
      round: roundOf.get(roundId)!,
      ...(update && { update }),
      ...(note && { note }),
      ...(isUnanswered !== null && { isUnanswered }),
    };
  });
}

/** All that each of these owners owes, as lines, whatever they are reminded of today; by owner. */
export async function owedLines(
  database: Queries,
  ownerIds: readonly string[],
  today: string,
  holidays: ReadonlySet<string>,
): Promise<Map<string, NoticeLine[]>> {
  const updates = await askedOfOwners(database, ownerIds);
  const rounds = await askedRounds(database, [...new Set(updates.map(({ roundId }) => roundId))]);
  const roundOf = new Map(rounds.map((round) => [round.id, round]));
  const owed = new Map<string, NoticeLine[]>();
  for (const update of updates) {
    const { id, planId, roundId } = update;
    const personId = update.ownerId!;
    const fact = { id, rule: 'before_due', personId, audience: 'owner', planId } as const;
    const line = lineOf({ ...fact, round: roundOf.get(roundId)!, update }, today, holidays);
    owed.set(personId, [...(owed.get(personId) ?? []), line]);
  }
  return owed;
}
