import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { invalidField } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { Round } from '../../rounds/index.js';
import { Update } from '../../updates/index.js';
import { copyForCorrection } from '../copy-for-correction.js';
import { namedDrafters } from '../named-drafters.js';
import { publishedManifest } from '../manifest-lines.js';
import { requireSignoff } from '../require-signoff.js';
import { lockVisibleRound } from '../round-scope.js';
import { standingOf } from '../round-standing.js';

export interface CorrectionStart {
  updateIds: readonly string[];
  /** Who drafts all of it; absent: whoever is there to ask for each. */
  ownerId?: string;
  /** Printed at the head of the corrected edition. */
  reason: string;
}

/**
 * Lets published updates be written again: as copies, which run the whole workflow once more. A closed
 * round is published again for it, for the same reason.
 */
@Injectable()
export class StartCorrection {
  /**
   * @returns the ids of the copies, in the order asked for
   * @throws Problem request.invalid when nobody is left to ask for one of them, and nobody is named
   */
  async execute(act: Act, roundId: string, input: CorrectionStart): Promise<string[]> {
    const round = await lockVisibleRound(act, roundId);
    const as = await requireSignoff(act, 'start_correction', await standingOf(act.manager, round));
    const reason = input.reason.trim();
    if (reason === '') throw invalidField('reason', 'required', 'Say what is corrected and why.');
    const updates = await printedUpdates(act, roundId, input.updateIds);
    const drafters = await namedDrafters(act, input);

    const last = await act.manager.maximum(Update, 'correctionNo', { roundId });
    const correctionNo = (last ?? 0) + 1;
    const copies: string[] = [];
    for (const update of updates) {
      const ownerId = drafters.get(update.id)!;
      const id = await copyForCorrection(act, { ...update, ownerId }, correctionNo, reason);
      copies.push(id);
      if (ownerId === update.ownerId) continue;
      const subject = { kind: 'update', id, planId: round.planId } as const;
      act.record('update.assigned', subject, { fields: ['ownerId'], ownerId }, as);
    }

    const isReopened = round.state === 'closed';
    if (isReopened) await act.manager.update(Round, { id: roundId }, { state: 'published' });

    act.record(
      'round.correction_started',
      { kind: 'round', id: roundId, planId: round.planId },
      { correctionNo, updateIds: copies, ...(isReopened && { isReopened }) },
      as,
    );
    act.emit({ kind: 'round.correction_started', payload: { roundId, correctionNo } });
    return copies;
  }
}

/** The updates named, all of which the current edition prints: an older version is not corrected. */
async function printedUpdates(
  act: Act,
  roundId: string,
  ids: readonly string[],
): Promise<Update[]> {
  if (ids.length === 0) throw invalidField('updateIds', 'required', 'Name at least one update.');
  const manifest = await publishedManifest(act.manager, roundId);
  const printed = new Set(manifest?.lines.map(({ updateId }) => updateId));
  const found = await act.manager.findBy(Update, { id: In([...ids]), roundId });
  const byId = new Map(found.map((update) => [update.id, update]));
  return ids.map((id, index) => {
    const update = byId.get(id);
    if (!update || !printed.has(id)) {
      throw invalidField(
        `updateIds.${index}`,
        'unknown',
        'The current edition does not print this update, or it is named twice.',
      );
    }
    byId.delete(id);
    return update;
  });
}
