import { Problem } from '../../common/problems.js';
import { overtaken, type Act } from '../audit/index.js';
import { Manifest, Signature } from './signoff.entities.js';

/** The manifest that a signatory had before them; the hash is absent where only the id matters. */
export interface SeenManifest {
  manifestId: string;
  manifestHash?: string;
}

/**
 * The manifest that was seen, locked, when it still is what waits for a signature.
 *
 * @throws Problem record.not_found for one of another round; record.changed_meanwhile naming who has
 *   signed or declined it; manifest.changed when the round was unsealed or the hash is another
 */
export async function requireSeenManifest(
  act: Act,
  roundId: string,
  seen: SeenManifest,
): Promise<Manifest> {
  const manifest = await act.manager.findOne(Manifest, {
    where: { id: seen.manifestId, roundId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!manifest) throw new Problem('record.not_found', { what: 'manifest of this round' });
  const answer = await act.manager.findOneBy(Signature, { manifestId: manifest.id });
  if (answer) {
    const did = answer.decision === 'sign' ? 'signed the round' : 'declined to sign the round';
    throw await overtaken(act, answer.signedById, did, answer.signedAt);
  }
  const isAsSeen = seen.manifestHash === undefined || seen.manifestHash === manifest.hash;
  if (manifest.state !== 'sealed' || !isAsSeen) throw new Problem('manifest.changed');
  return manifest;
}
