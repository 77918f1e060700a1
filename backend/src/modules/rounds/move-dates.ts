import type { Principal } from '../../common/actor.js';
import { isIsoDate } from '../../common/dates.js';
import { invalidField } from '../../common/problems.js';
import type { Act } from '../audit/index.js';
import { endOverridesOf, makeOverride } from '../overrides/index.js';
import type { Round } from './round.entities.js';
import type { RoundFields } from './round.rules.js';

/** What people are reminded of changes with these dates: of today as well. */
export const isReminding = (round: Round, given: Partial<RoundFields>): boolean =>
  round.state === 'open' &&
  (['draftsDueOn', 'signOffDueOn'] as const).some(
    (field) => given[field] !== undefined && given[field] !== round[field],
  );

/** Updates that were due on the round's date are due on its new one; those with a date of their own keep it. */
export async function moveDrafts(
  act: Act,
  round: Round,
  draftsDueOn = round.draftsDueOn,
): Promise<void> {
  if (draftsDueOn === round.draftsDueOn) return;
  await act.manager.query(
    `UPDATE updates SET respond_by = $3, version = version + 1
     WHERE round_id = $1 AND respond_by = $2 AND correction_no = 0`,
    [round.id, round.draftsDueOn, draftsDueOn],
  );
}

/**
 * What a new publication date of an open round brings with it: an earlier one is an override, with a
 * reason, shown until a second person confirms it; and what was said in owners' stead about another
 * date no longer counts.
 * @returns the override's id, when the date is earlier
 */
export async function movePublication(
  act: Act,
  round: Round,
  publicationOn: string | undefined,
  reason = '',
  as: Principal,
): Promise<string | undefined> {
  const before = round.publicationOn;
  if (round.state === 'planned' || !publicationOn || publicationOn === before) return undefined;
  act.emit({ kind: 'round.publication_moved', payload: { roundId: round.id } });
  await act.manager.query(
    `UPDATE overrides SET ended_at = $2 WHERE kind = 'still_true' AND ended_at IS NULL
       AND subject_id IN (SELECT id FROM updates WHERE round_id = $1)`,
    [round.id, act.now],
  );
  const subject = { kind: 'round' as const, id: round.id };
  if (publicationOn > before) {
    await endOverridesOf(act, subject, ['earlier_date']);
    return undefined;
  }
  if (reason.trim() === '') {
    throw invalidField(
      'reason',
      'required',
      'Say why publication moves to an earlier date. A second person confirms it.',
    );
  }
  return makeOverride(act, { kind: 'earlier_date', subject, planId: round.planId, reason, as });
}

/** The dates that a change moves: from and to, for the audit trail. */
export function movedDates(
  round: Round,
  given: Partial<RoundFields>,
): Record<string, { from: string; to: string }> {
  return Object.fromEntries(
    Object.entries(given)
      .filter(([field, to]) => isIsoDate(to) && to !== round[field as keyof Round])
      .map(([field, to]) => [field, { from: String(round[field as keyof Round]), to: String(to) }]),
  );
}
