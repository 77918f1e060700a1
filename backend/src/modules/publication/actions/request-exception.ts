import { Injectable } from '@nestjs/common';
import { reasonHash, type Act } from '../../audit/index.js';
import { makeOverride } from '../../overrides/index.js';
import { lockVisibleRound } from '../../signoff/index.js';
import { requirePublication } from '../require-publication.js';

/** What may be set aside for one publication. */
export type PublicationException = 'early_publication' | 'publication_in_hold';

/**
 * Asks for publication before its date, or for a correction to go out during a hold. A second person
 * confirms; only then does publishing succeed. It holds for the manifest as sealed: unsealing ends it.
 */
@Injectable()
export class RequestException {
  /** @returns the id of the override to confirm */
  async execute(
    act: Act,
    roundId: string,
    { kind, reason }: { kind: PublicationException; reason: string },
  ): Promise<string> {
    const round = await lockVisibleRound(act, roundId);
    const { as } = await requirePublication(act, `request_${kind}`, round);
    const overrideId = await makeOverride(act, {
      kind,
      subject: { kind: 'round', id: roundId },
      planId: round.planId,
      reason,
      as,
    });
    act.record(
      'round.exception_requested',
      { kind: 'round', id: roundId, planId: round.planId },
      { exception: kind, overrideId, reasonHash: reasonHash(reason) },
      as,
    );
    return overrideId;
  }
}
