import { Injectable } from '@nestjs/common';
import { Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { IS_BESIDE_LAST_EDITION } from '../previous-text.js';
import { ApproveUpdate } from './approve-update.js';

/**
 * The hash of update $2's revision $3, whose very words were shown to $1 beside the last edition as it
 * stands now.
 */
const SHOWN_HASH = `SELECT w.content_hash AS hash FROM update_views w JOIN updates u ON u.id = w.update_id
  JOIN update_revisions v ON v.update_id = u.id AND v.content_hash = w.content_hash
  WHERE w.person_id = $1 AND w.update_id = $2 AND v.id = $3 AND ${IS_BESIDE_LAST_EDITION} LIMIT 1`;

@Injectable()
export class ApproveOpened {
  constructor(private readonly approveUpdate: ApproveUpdate) {}

  /**
   * One approval among several: of a revision whose words the server has shown to the acting person beside
   * the last edition, with the hash that was shown. Everything else is the approval's own.
   * @throws Problem update.changes_not_opened when they have not opened what changed in it
   */
  async execute(act: Act, updateId: string, revisionId: string): Promise<void> {
    const [shown] = await act.query<{ hash: string }>(SHOWN_HASH, [
      act.actorId,
      updateId,
      revisionId,
    ]);
    if (!shown) throw new Problem('update.changes_not_opened');
    await this.approveUpdate.execute(act, updateId, { revisionId, contentHash: shown.hash });
  }
}
