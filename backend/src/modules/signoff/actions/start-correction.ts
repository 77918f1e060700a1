import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { invalidField } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { Update } from '../../updates/index.js';
import { copyForCorrection } from '../copy-for-correction.js';
import { publishedManifest } from '../manifest-lines.js';
import { requireSignoff } from '../require-signoff.js';
import { lockVisibleRound } from '../round-scope.js';
import { standingOf } from '../round-standing.js';

export interface CorrectionStart {
  updateIds: readonly string[];
  /** Printed at the head of the corrected edition. */
  reason: string;
}

/** Lets published updates be written again: as copies, which run the whole workflow once more. */
@Injectable()
export class StartCorrection {
  /** @returns the ids of the copies, in the order asked for */
  async execute(act: Act, roundId: string, input: CorrectionStart): Promise<string[]> {
    const round = await lockVisibleRound(act, roundId);
    const as = await requireSignoff(act, 'start_correction', await standingOf(act.manager, round));
    const reason = input.reason.trim();
    if (reason === '') throw invalidField('reason', 'required', 'Say what is corrected and why.');
    const updates = await printedUpdates(act, roundId, input.updateIds);

    const last = await act.manager.maximum(Update, 'correctionNo', { roundId });
    const correctionNo = (last ?? 0) + 1;
    const copies: string[] = [];
    for (const update of updates)
      copies.push(await copyForCorrection(act, update, correctionNo, reason));

    act.record(
      'round.correction_started',
      { kind: 'round', id: roundId, planId: round.planId },
      { correctionNo, updateIds: copies },
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
