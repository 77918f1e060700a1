import { In } from 'typeorm';
import type { Act } from '../audit/index.js';
import { endOverridesOf } from '../overrides/index.js';
import { Round } from '../rounds/index.js';
import { Update } from '../updates/index.js';
import { Manifest } from './signoff.entities.js';

/**
 * Voids a manifest and keeps it: its updates can be worked on again, those that were signed are
 * approved as before, and the round is open again (a correction leaves it published). Permissions to
 * publish early or in a hold, and that a correction was called minor, were for this manifest: they end
 * with it.
 */
export async function voidManifest(
  act: Act,
  round: Round,
  manifest: Manifest,
  reason: string,
): Promise<void> {
  await act.manager.update(
    Manifest,
    { id: manifest.id },
    { state: 'voided', voidedAt: act.now, voidReason: reason },
  );
  const ofThisManifest = { roundId: round.id, correctionNo: manifest.correctionNo };
  await act.manager.update(
    Update,
    { ...ofThisManifest, state: 'signed' },
    { state: 'approved', stateChangedAt: act.now },
  );
  await act.manager.update(Update, ofThisManifest, { isSealed: false });
  if (manifest.correctionNo === 0)
    await act.manager.update(Round, { id: round.id }, { state: 'open' });
  await endOverridesOf(act, { kind: 'round', id: round.id }, [
    'early_publication',
    'publication_in_hold',
    'minor_correction',
  ]);
}

/** The manifest that is sealed or signed now, locked; null when there is none. */
export const lockCurrentManifest = (act: Act, roundId: string): Promise<Manifest | null> =>
  act.manager.findOne(Manifest, {
    where: { roundId, state: In(['sealed', 'signed']) },
    lock: { mode: 'pessimistic_write' },
  });
