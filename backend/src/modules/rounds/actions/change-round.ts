import { Injectable } from '@nestjs/common';
import { changedFields } from '../../../common/changed-fields.js';
import { invalidField, Problem } from '../../../common/problems.js';
import { isEmptyDocument, normaliseDocument } from '../../../common/rich-text/index.js';
import { isPossible } from '../../../common/workflow.js';
import { reasonHash, type Act } from '../../audit/index.js';
import { keepIntroduction } from '../keep-introduction.js';
import { isReminding, movedDates, moveDrafts, movePublication } from '../move-dates.js';
import { Round } from '../round.entities.js';
import type { RoundFields } from '../round.rules.js';
import { refuseInvalid, type RoundInput } from '../round-input.js';
import { roundWorkflow } from '../round.workflow.js';
import { lockRound, refuseUnlessSecretariat } from '../take-round.js';
import { roundChangedMeanwhile } from '../who-moved-round.js';

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
      throw await roundChangedMeanwhile(act, roundId);
    }
    const given = Object.fromEntries(
      Object.entries(input).filter(([, value]) => value !== undefined),
    ) as RoundInput;
    await refuseInvalid(act, { ...round, introduction: undefined, ...given }, roundId);
    const { introduction: written, ...fields } = given;
    const changed = changedFields(round, {
      ...fields,
      introduction: written && (isEmptyDocument(written) ? null : normaliseDocument(written)),
    });
    if (Object.keys(changed).length === 0) return;
    await refuseOwnPeriod(act, round, changed);
    const { introduction } = changed;
    const former = introduction !== undefined && keepIntroduction(act, round, introduction, as);
    await act.manager.update(
      Round,
      { id: roundId },
      { ...changed, introduction: introduction as never, version: round.version + 1 },
    );
    await moveDrafts(act, round, changed.draftsDueOn);
    if (isReminding(round, changed)) {
      act.emit({ kind: 'round.dates_moved', payload: { roundId } });
    }
    const overrideId = await movePublication(act, round, changed.publicationOn, reason, as);
    act.record(
      'round.changed',
      { kind: 'round', id: roundId, planId: round.planId },
      {
        fields: Object.keys(changed),
        dates: movedDates(round, changed),
        ...former,
        ...(overrideId && { overrideId, reasonHash: reasonHash(reason ?? '') }),
      },
      as,
    );
  }
}

/** A round and its summary are of one period: neither moves away from the other. */
async function refuseOwnPeriod(act: Act, round: Round, given: Partial<RoundFields>): Promise<void> {
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
