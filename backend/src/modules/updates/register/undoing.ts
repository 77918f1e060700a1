import type { RegisterChangeKind } from '../../plan/index.js';

/** What decides whether a change can be taken back. */
export interface UndoFacts {
  kind: RegisterChangeKind | 'withdraw';
  standing: 'waiting' | 'in_force' | 'taken_back';
  /** What it concerns was changed again since. */
  isOvertaken: boolean;
  /** It said what stands for a commitment that had ended before. */
  isLinkOnly: boolean;
  /** In which it took effect, or will. */
  roundTitle: string | null;
  roundState: string | null;
}

/** SQL: whether a commitment's id, a text, is one that the change (alias c) concerns. */
const isConcerned = (id: string): string =>
  `(${id} = c.commitment_id::text OR c.after -> 'parts' @> jsonb_build_array(jsonb_build_object('id', ${id})))`;

/** SQL: the facts of changes, from `UNDO_FROM`. */
export const UNDO_FACTS = `c.kind,
  CASE WHEN EXISTS (SELECT 1 FROM commitment_changes w WHERE w.reverses_id = c.id) THEN 'taken_back'
    WHEN e.change_id IS NOT NULL OR c.kind = 'withdraw' THEN 'in_force' ELSE 'waiting' END AS standing,
  EXISTS (SELECT 1 FROM commitment_changes l
    WHERE l.plan_id = c.plan_id AND l.seq > c.seq AND l.kind <> 'withdraw' AND l.reverses_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM commitment_changes w WHERE w.reverses_id = l.id)
      AND (${isConcerned('l.commitment_id::text')} OR ${isConcerned("(l.after ->> 'intoId')")})) AS "isOvertaken",
  c.kind = 'replace' AND c.before ->> 'closedOn' IS NOT NULL AS "isLinkOnly",
  r.title AS "roundTitle", r.state AS "roundState"`;
export const UNDO_FROM = `commitment_changes c
  LEFT JOIN commitment_change_effects e ON e.change_id = c.id
  LEFT JOIN rounds r ON r.id = coalesce(e.round_id, c.round_id)`;

/** Why a change cannot be taken back; undefined when it can. The same for the list and for the act. */
export function whyNotUndone({
  kind,
  standing,
  isOvertaken,
  isLinkOnly,
  roundTitle,
  roundState,
}: UndoFacts): string | undefined {
  if (kind === 'withdraw') return 'It took another change back.';
  if (standing === 'taken_back') return 'It has been taken back already.';
  if (isOvertaken) {
    return 'The commitment has been changed again since: take that change back first.';
  }
  if (standing === 'waiting') return undefined;
  if (roundState !== 'open') {
    return `${roundTitle} is ${roundState}: make another change, from a later round on.`;
  }
  if (isLinkOnly) {
    return 'It had ended before, and undoing this would bring it back. Name another that replaces it, or reopen it: that takes the link away.';
  }
  return kind === 'split' || kind === 'merge'
    ? 'A split or a merger is not undone in one step: reopen, close and regroup what it concerns.'
    : undefined;
}
