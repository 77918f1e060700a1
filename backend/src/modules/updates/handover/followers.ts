import type { PersonRef } from '../../../platform/http/refs.dto.js';
import type { Act } from '../../audit/index.js';
import { personRef } from '../../identity/index.js';
import type { Commitment, TitledRef } from '../../plan/index.js';
import { WRITERS } from '../update-facts.js';
import { updateWorkflow } from '../update.workflow.js';
import type { Stays } from './handover.js';

interface Follower extends TitledRef {
  version: number;
  owner: PersonRef | null;
}

/** The states in which somebody has still to write. */
export const UNFINISHED: readonly string[] = updateWorkflow.transitions.save_draft.from;

/**
 * The updates under way on these commitments that another person owns, locked: which of them follow
 * their commitment's new owner, and which stay and why. One that is being written follows, with the
 * first commitment that it answers; a text that was handed in stays its owner's.
 * A paragraph of a summary keeps the owner that it was given.
 */
export async function followersOf(
  act: Act,
  commitments: readonly Commitment[],
  ownerId: string,
): Promise<{ following: Follower[]; staying: Stays[] }> {
  type Row = Follower & { state: string; isOpen: boolean; isFirst: boolean };
  const rows = await act.manager.query<Row[]>(
    `SELECT u.id, u.title, u.version, u.state, ${personRef('o')} AS owner,
       r.state = 'open' AND NOT u.is_sealed AS "isOpen",
       (SELECT commitment_id FROM update_commitments WHERE update_id = u.id ORDER BY position LIMIT 1)
         = ANY($1::uuid[]) AS "isFirst"
     FROM updates u JOIN rounds r ON r.id = u.round_id LEFT JOIN people o ON o.id = u.owner_id
     WHERE r.state IN ('open', 'sealed', 'signed') AND NOT r.is_summary AND u.correction_no = 0
       AND u.owner_id IS DISTINCT FROM $2
       AND EXISTS (SELECT 1 FROM update_commitments uc
         WHERE uc.update_id = u.id AND uc.commitment_id = ANY($1::uuid[]))
     ORDER BY u.id FOR UPDATE OF u`,
    [commitments.map(({ id }) => id), ownerId],
  );
  const following: Follower[] = [];
  const staying: Stays[] = [];
  for (const { state, isOpen, isFirst, ...row } of rows) {
    const why = !isOpen
      ? 'Its round is sealed: what it says is fixed.'
      : !isFirst
        ? 'It answers another commitment first.'
        : !UNFINISHED.includes(state)
          ? 'Its text was handed in.'
          : undefined;
    if (why) staying.push({ id: row.id, title: row.title, why });
    else following.push(row);
  }
  return { following, staying };
}

/** Texts in review, on these commitments, in these chapters or in all of the plan, of which the person wrote a part. */
export const wroteInReview = (
  act: Act,
  personId: string,
  {
    planId,
    commitmentIds,
    chapterIds,
    isWholePlan = false,
  }: Record<'commitmentIds' | 'chapterIds', string[]> & { planId: string; isWholePlan?: boolean },
): Promise<TitledRef[]> =>
  act.manager.query<TitledRef[]>(
    `SELECT u.id, u.title FROM updates u
     WHERE u.plan_id = $1 AND u.state IN ('in_clearance', 'submitted') AND $2 IN (${WRITERS})
       AND ($5 OR u.chapter_id = ANY($3::uuid[]) OR EXISTS (SELECT 1 FROM update_commitments uc
         WHERE uc.update_id = u.id AND uc.commitment_id = ANY($4::uuid[])))
     ORDER BY u.title, u.id`,
    [planId, personId, chapterIds, commitmentIds, isWholePlan],
  );
