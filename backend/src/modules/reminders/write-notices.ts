import type { Act } from '../audit/index.js';
import type { DueNotice } from './due-notices.js';
import type { OwedLine } from './owed.reader.js';

/** Where and when notices belong, and what they are about besides. */
export interface NoticePlace {
  planId: string;
  roundId: string;
  /** The London date on which they are due. */
  onDay: string;
  /** The revision, comment, manifest or request that they are about. */
  sourceId?: string;
}

/**
 * Writes notices: one that is there already is the same notice.
 * @returns how many were new
 */
export async function writeNotices(
  act: Act,
  { planId, roundId, onDay, sourceId }: NoticePlace,
  notices: readonly DueNotice[],
): Promise<number> {
  if (notices.length === 0) return 0;
  const written = await act.query<{ id: string }>(
    `INSERT INTO notices (rule, occasion, subject_kind, subject_id, plan_id, round_id, person_id, audience, on_day, source_id, made_at)
     SELECT n.rule, n.occasion, n.subject_kind, n.subject_id, $6, $7, n.person_id, n.audience, $8, $9, $10
     FROM unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::uuid[], $11::text[])
       AS n (rule, occasion, subject_kind, subject_id, person_id, audience)
     ON CONFLICT ON CONSTRAINT uq_notices_once DO NOTHING RETURNING id`,
    [
      notices.map(({ rule }) => rule),
      notices.map(({ occasion }) => occasion),
      notices.map(({ subject }) => subject.kind),
      notices.map(({ subject }) => subject.id),
      notices.map(({ personId }) => personId),
      ...[planId, roundId, onDay, sourceId ?? null, act.now],
      notices.map(({ audience }) => audience),
    ],
  );
  return written.length;
}

/** The occasion of what a digest lists because it is owed, and not because a rule names the day. */
export const LISTED = 'listed';

/** What somebody is told besides the day's reminders, in a digest that goes. */
export interface ListedLine extends OwedLine {
  personId: string;
}

/** Notes that people are told of this on that day: notices that are told already, and gathered by nobody. */
export function noteListed(act: Act, listed: readonly ListedLine[], onDay: string): void {
  act.write(
    `INSERT INTO notices (rule, occasion, subject_kind, subject_id, plan_id, round_id, person_id, audience, on_day, made_at, gathered_at)
     SELECT l.rule, '${LISTED}', l.subject_kind, l.subject_id, l.plan_id, l.round_id, l.person_id, l.audience, $8, $9, $9
     FROM unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[])
       AS l (rule, subject_kind, subject_id, plan_id, round_id, person_id, audience) ORDER BY l.subject_id, l.person_id
     ON CONFLICT ON CONSTRAINT uq_notices_once DO NOTHING`,
    [
      listed.map(({ line }) => line.rule),
      listed.map(({ subjectKind }) => subjectKind),
      listed.map(({ line }) => line.subjectId),
      listed.map(({ line }) => line.planId),
      listed.map(({ line }) => line.roundId),
      listed.map(({ personId }) => personId),
      listed.map(({ audience }) => audience),
      ...[onDay, act.now],
    ],
  );
}
