import type { Principal } from '../../../common/actor.js';
import type { Act } from '../../audit/index.js';
import { Commitment } from '../plan.entities.js';

/**
 * Names who drafts for a commitment from the next round on; updates already open keep theirs. The
 * caller holds the commitment locked, has asked who may, and knows that the owner's account is open.
 */
export async function nameOwner(
  act: Act,
  { id, planId, ownerId: from, version }: Commitment,
  ownerId: string,
  as?: Principal,
): Promise<void> {
  await act.manager.update(Commitment, { id }, { ownerId, version: version + 1 });
  act.record(
    'commitment.owner_changed',
    { kind: 'commitment', id, planId },
    { ...(from && { from }), to: ownerId },
    as,
  );
}
