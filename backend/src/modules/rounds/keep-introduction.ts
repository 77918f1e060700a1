import { randomUUID } from 'node:crypto';
import type { Principal } from '../../common/actor.js';
import { canonicalJson, sha256Hex } from '../../common/canonical-json.js';
import type { RichTextDocument } from '../../common/rich-text/index.js';
import { onBehalfOf, type Act } from '../audit/index.js';
import type { Round } from './round.entities.js';

/**
 * Keeps what the round's introduction said, when another takes its place or it is left out.
 * @returns its id and hash, for the entry of the act; undefined where nothing gives way
 */
export function keepIntroduction(
  act: Act,
  round: Round,
  next: RichTextDocument | null,
  as: Principal,
): { formerId: string; formerHash: string } | undefined {
  if (!round.introduction) return undefined;
  const former = canonicalJson(round.introduction);
  if (next && canonicalJson(next) === former) return undefined;
  const formerId = randomUUID();
  const formerHash = sha256Hex(former);
  act.write(
    `INSERT INTO former_introductions (id, round_id, introduction, introduction_hash, replaced_by_id, on_behalf_of_id, replaced_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [formerId, round.id, former, formerHash, act.actorId, onBehalfOf(act.actor, as), act.now],
  );
  return { formerId, formerHash };
}
