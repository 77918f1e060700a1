import { randomUUID } from 'node:crypto';
import type { Principal } from '../../../common/actor.js';
import { canonicalContent, sha256Hex } from '../../../common/content-hash.js';
import type { UpdateContent } from '../../../common/content.js';
import { onBehalfOf, type Act } from '../../audit/index.js';
import type { Update, UpdateDraft } from '../update.entities.js';

export interface TextToSetAside {
  content: UpdateContent;
  isOwn: boolean;
}

/**
 * Keeps texts that give way to another beside the draft. A save may be sent again when its answer was
 * lost: each is kept once.
 * @param as whose part it is; absent: the act that it belongs to says so itself
 */
export async function setAside(
  act: Act,
  update: Update,
  draft: UpdateDraft | null,
  texts: readonly TextToSetAside[],
  as?: Principal,
): Promise<void> {
  const present = draft && sha256Hex(canonicalContent(draft.content));
  for (const { content, isOwn } of texts) {
    const canonical = canonicalContent(content);
    const contentHash = sha256Hex(canonical);
    const savedById = present === contentHash ? draft!.savedById : null;
    const textId = randomUUID();
    const kept = await act.query<unknown>(
      `INSERT INTO set_aside_texts (id, update_id, content, content_hash, written_by_id,
         set_aside_by_id, on_behalf_of_id, set_aside_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT ON CONSTRAINT uq_set_aside_texts_content DO NOTHING RETURNING id`,
      [
        ...[textId, update.id, canonical, contentHash, isOwn ? act.actorId : savedById],
        ...[act.actorId, onBehalfOf(act.actor, as), act.now],
      ],
    );
    if (kept.length === 0) continue;
    const subject = { kind: 'update', id: update.id, planId: update.planId } as const;
    act.record('update.text_set_aside', subject, { textId, contentHash }, as);
  }
}
