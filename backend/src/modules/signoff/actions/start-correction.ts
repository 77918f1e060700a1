import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { invalidField } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { Round } from '../../rounds/index.js';
import { Update } from '../../updates/index.js';
import { copyForCorrection } from '../copy-for-correction.js';
import { keepCorrectedWords, refuseUnreadable, type EditionWords } from '../correct-words.js';
import { CorrectedWords } from '../corrected-words.entity.js';
import type { ManifestBody } from '../manifest.js';
import { namedDrafters } from '../named-drafters.js';
import { publishedManifest } from '../manifest-lines.js';
import { requirePlace, requireSignoff } from '../require-signoff.js';
import { lockVisibleRound } from '../round-scope.js';
import { standingOf } from '../round-standing.js';

export interface CorrectionStart {
  updateIds?: readonly string[];
  /** What the edition says beside its rows, as it should be. */
  words?: EditionWords;
  /** Who drafts all of it; absent: whoever is there to ask for each. */
  ownerId?: string;
  /** Printed at the head of the corrected edition. */
  reason: string;
}

/**
 * Lets published updates be written again: as copies, which run the whole workflow once more. The words
 * of the edition that are no row's are given at once, and signed by somebody else. A closed round is
 * published again for it, for the same reason.
 */
@Injectable()
export class StartCorrection {
  /**
   * @returns the ids of the copies, in the order asked for
   * @throws Problem request.invalid when nothing is named that could be corrected, or nobody is left to ask
   *   for one of them and nobody is named
   */
  async execute(act: Act, roundId: string, input: CorrectionStart): Promise<string[]> {
    const round = await lockVisibleRound(act, roundId);
    requirePlace(act, 'start_correction', round.planId);
    refuseUnreadable(input.words);
    const as = await requireSignoff(act, 'start_correction', await standingOf(act.manager, round));
    const reason = input.reason.trim();
    if (reason === '') throw invalidField('reason', 'required', 'Say what is corrected and why.');
    const { updateIds = [], words, ownerId: drafterId } = input;
    const published = await publishedManifest(act.manager, roundId);
    if (!published) throw new Error(`Round ${roundId} is corrected without a published manifest`);
    if (updateIds.length === 0 && !words) {
      throw invalidField('updateIds', 'required', 'Name at least one update, or other words.');
    }
    const updates = await printedUpdates(act, published, updateIds);
    const drafters = await namedDrafters(act, { updateIds, ownerId: drafterId });

    const correctionNo = (await lastCorrection(act, roundId)) + 1;
    const fields =
      words &&
      (await keepCorrectedWords(act, { round, correctionNo, reason, as }, words, published));
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
      {
        correctionNo,
        updateIds: copies,
        ...(fields && { fields }),
        ...(isReopened && { isReopened }),
      },
      as,
    );
    act.emit({ kind: 'round.correction_started', payload: { roundId, correctionNo } });
    return copies;
  }
}

/** Of whatever was corrected last, also of what was given up. */
async function lastCorrection({ manager }: Act, roundId: string): Promise<number> {
  const [rows, words] = await Promise.all([
    manager.maximum(Update, 'correctionNo', { roundId }),
    manager.maximum(CorrectedWords, 'correctionNo', { roundId }),
  ]);
  return Math.max(rows ?? 0, words ?? 0);
}

/** The updates named, all of which the current edition prints: an older version is not corrected. */
async function printedUpdates(
  act: Act,
  { round, lines }: ManifestBody,
  ids: readonly string[],
): Promise<Update[]> {
  const printed = new Set(lines.map(({ updateId }) => updateId));
  const found = await act.manager.findBy(Update, { id: In([...ids]), roundId: round.id });
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
