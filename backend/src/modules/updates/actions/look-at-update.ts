import { Injectable } from '@nestjs/common';
import type { Act } from '../../audit/index.js';
import type { Comparison } from '../comparison.reader.js';

/** person, update, revision, hash, compared with what, and with which revision, when */
const NOTE_VIEW = `INSERT INTO update_views
    (person_id, update_id, revision_id, content_hash, compared_with, compared_revision_id, shown_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`;

@Injectable()
export class LookAtUpdate {
  /**
   * Keeps that these exact words are shown to the acting person, beside which others. Looking twice is
   * looking once, and no entry of the audit trail: see ADR 0026.
   */
  execute(act: Act, updateId: string, { before, after }: Comparison): void {
    const { revision } = after;
    if (!revision) return;
    act.write(NOTE_VIEW, [
      act.actorId,
      updateId,
      revision.id,
      revision.contentHash,
      before.kind,
      before.revisionId ?? null,
      act.now,
    ]);
  }
}
