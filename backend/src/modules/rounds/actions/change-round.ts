import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../common/actor.js';
import { isIsoDate } from '../../../common/dates.js';
import { invalidField, Problem } from '../../../common/problems.js';
import { isEmptyDocument, normaliseDocument } from '../../../common/rich-text/index.js';
import { isPossible } from '../../../common/workflow.js';
import { changedMeanwhile, reasonHash, type Act } from '../../audit/index.js';
import { endOverridesOf, makeOverride } from '../../overrides/index.js';
import { keepIntroduction } from '../keep-introduction.js';
import { Round } from '../round.entities.js';
import { refuseInvalid, type RoundInput } from '../round-input.js';
import { roundWorkflow } from '../round.workflow.js';
import { lockRound, refuseUnlessSecretariat } from '../take-round.js';

@Injectable()
export class ChangeRound {
  /**
   * Changes the fields given, until the round is sealed. When the day moves on which texts are due, so do
   * the updates that were due on it. When publication of an open round moves, the owners of approved
   * texts are asked whether they are still true; an earlier date is an override.
   */
  async execute(
    act: Act,
    roundId: string,
    { version, reason, ...input }: RoundInput & { version: number; reason?: string },
  ): Promise<void> {
    const round = await lockRound(act, roundId);
    const as = refuseUnlessSecretariat(act, round.planId);
    if (!isPossible(roundWorkflow, 'edit', round.state)) {
      throw new Problem('transition.illegal', {
        why: `The round is ${round.state}: what it prints is fixed.`,
      });
    }
    if (round.version !== version) {
      throw await changedMeanwhile(act, { kind: 'round', id: roundId }, 'changed this round');
    }
    const given = Object.fromEntries(
      Object.entries(input).filter(([, value]) => value !== undefined),
    ) as RoundInput;
    await refuseInvalid(act, { ...round, introduction: undefined, ...given }, roundId);
    await refuseOwnPeriod(act, round, given);
    const { introduction: written, ...rest } = given;
    const introduction = written && (isEmptyDocument(written) ? null : normaliseDocument(written));
    const former = introduction !== undefined && keepIntroduction(act, round, introduction, as);
    await act.manager.update(
      Round,
      { id: roundId },
      {
        ...rest,
        ...(introduction !== undefined && { introduction: introduction as never }),
        version: round.version + 1,
      },
    );
    await moveDrafts(act, round, given.draftsDueOn);
    if (isReminding(round, given)) {
      act.emit({ kind: 'round.dates_moved', payload: { roundId } });
    }
    const overrideId = await movePublication(act, round, given.publicationOn, reason, as);
    act.record(
      'round.changed',
      { kind: 'round', id: roundId, planId: round.planId },
      {
        fields: Object.keys(given),
        dates: movedDates(round, given),
        ...former,
        ...(overrideId && { overrideId, reasonHash: reasonHash(reason ?? '') }),
      },
      as,
    );
  }
}

/** A round and its summary are of one period: neither moves away from the other. */
async function refuseOwnPeriod(act: Act, round: Round, given: RoundInput): Promise<void> {
  const moved = (['periodStart', 'periodEnd'] as const).find(
    (field) => given[field] !== undefined && given[field] !== round[field],
  );
  if (!moved) return;
  const isPaired =
    round.summarisesId !== null || (await act.manager.existsBy(Round, { summarisesId: round.id }));
  if (!isPaired) return;
  throw invalidField(
    moved,
    'shared',
    'A round and its stakeholder summary are of one period, which can no longer change.',
  );
}

/** What people are reminded of changes with these dates: of today as well. */
const isReminding = (round: Round, given: RoundInput): boolean =>
  round.state === 'open' &&
  (['draftsDueOn', 'signOffDueOn'] as const).some(
    (field) => given[field] !== undefined && given[field] !== round[field],
  );

/** Updates that were due on the round's date are due on its new one; those with a date of their own keep it. */
async function moveDrafts(act: Act, round: Round, draftsDueOn = round.draftsDueOn): Promise<void> {
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
async function movePublication(
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
function movedDates(round: Round, given: RoundInput): Record<string, { from: string; to: string }> {
  return Object.fromEntries(
    Object.entries(given)
      .filter(([field, to]) => isIsoDate(to) && to !== round[field as keyof Round])
      .map(([field, to]) => [field, { from: String(round[field as keyof Round]), to: String(to) }]),
  );
}
