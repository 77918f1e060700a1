import { Injectable } from '@nestjs/common';
import { reasonHash, type Act } from '../../audit/index.js';
import { makeOverride } from '../../overrides/index.js';
import { requireSignoff } from '../require-signoff.js';
import { lockVisibleRound } from '../round-scope.js';
import { standingOf } from '../round-standing.js';
import { lockCurrentManifest, voidManifest } from '../void-manifest.js';

/** Opens a sealed or signed round again: an override, so it needs a reason and a second person. */
@Injectable()
export class UnsealRound {
  /** @returns the id of the override that a second person confirms */
  async execute(act: Act, roundId: string, reason: string): Promise<string> {
    const round = await lockVisibleRound(act, roundId);
    const as = await requireSignoff(act, 'unseal', await standingOf(act.manager, round));
    const manifest = await lockCurrentManifest(act, roundId);
    if (!manifest) throw new Error(`Round ${roundId} stands sealed without a manifest`);

    const overrideId = await makeOverride(act, {
      kind: 'unsealing',
      subject: { kind: 'round', id: roundId },
      planId: round.planId,
      reason,
      as,
    });
    await voidManifest(act, round, manifest, reason.trim());

    act.record(
      'round.unsealed',
      { kind: 'round', id: roundId, planId: round.planId },
      { manifestId: manifest.id, overrideId, reasonHash: reasonHash(reason) },
      as,
    );
    act.emit({ kind: 'round.unsealed', payload: { roundId, manifestId: manifest.id } });
    return overrideId;
  }
}
