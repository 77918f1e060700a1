import { Injectable } from '@nestjs/common';
import { invalidField } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { endOverride } from '../../overrides/index.js';
import { appendDecision, Update } from '../../updates/index.js';
import { abandonCorrectedWords } from '../correct-words.js';
import { requireSignoff } from '../require-signoff.js';
import { lockVisibleRound } from '../round-scope.js';
import { standingOf } from '../round-standing.js';
import { lockCurrentManifest, voidManifest } from '../void-manifest.js';

/**
 * Gives up a correction of which nothing is signed. Its copies and all that was written in them are
 * kept, marked abandoned; the published edition stays; the next correction takes the next number.
 */
@Injectable()
export class AbandonCorrection {
  async execute(act: Act, roundId: string, input: string): Promise<void> {
    const round = await lockVisibleRound(act, roundId);
    const standing = await standingOf(act.manager, round);
    const as = await requireSignoff(act, 'abandon_correction', standing);
    const reason = input.trim();
    if (reason === '') throw invalidField('reason', 'required', 'Say why it is abandoned.');
    const { correctionNo } = standing;
    const copies = await act.manager.find(Update, {
      where: { roundId, correctionNo },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });

    const manifest = await lockCurrentManifest(act, roundId);
    if (manifest) await voidManifest(act, round, manifest, reason);
    for (const { id, omissionId, version } of copies) {
      if (omissionId) await endOverride(act, omissionId);
      await act.manager.update(
        Update,
        { id },
        {
          state: 'abandoned',
          stateChangedAt: act.now,
          approvedRevisionId: null,
          omissionId: null,
          claimedById: null,
          claimedAt: null,
          version: version + 1,
        },
      );
      await appendDecision(act, id, 'abandon', as, { reason });
    }

    await abandonCorrectedWords(act, roundId, correctionNo, as);
    const updateIds = copies.map(({ id }) => id);
    act.record(
      'round.correction_abandoned',
      { kind: 'round', id: roundId, planId: round.planId },
      { correctionNo, updateIds, ...(manifest && { manifestId: manifest.id }) },
      as,
    );
    act.emit({ kind: 'round.correction_abandoned', payload: { roundId, correctionNo } });
  }
}
