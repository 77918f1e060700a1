import { Injectable } from '@nestjs/common';
import { Problem } from '../../../../common/problems.js';
import type { Act } from '../../../audit/index.js';
import { takeUpdate } from '../../update-facts.js';
import { Evidence } from '../evidence.entities.js';
import {
  findSameAddress,
  nextPosition,
  noteChange,
  subjectOf,
  takeEvidence,
} from '../evidence.store.js';

@Injectable()
export class RemoveEvidence {
  /** Takes it off the list. What was submitted with it keeps it. */
  async execute(act: Act, updateId: string, evidenceId: string): Promise<void> {
    const { update, as } = await takeUpdate(act, updateId, 'save_draft');
    const { isPublished, kind, fileSha256 } = await takeEvidence(act, updateId, evidenceId);
    const removal = { removedAt: act.now, removedById: act.actorId };
    await act.manager.update(Evidence, { id: evidenceId }, removal);
    // An upload that was given up has not been on the list.
    if (kind === 'file' && fileSha256 === null) return;
    noteChange(act, update, as, { isOfPublished: isPublished });
    act.record('evidence.removed', subjectOf(update), { evidenceId }, as);
  }
}

@Injectable()
export class RestoreEvidence {
  /** Puts back what was removed, in its old place, unless something else stands there now. */
  async execute(act: Act, updateId: string, evidenceId: string): Promise<void> {
    const { update, as } = await takeUpdate(act, updateId, 'save_draft');
    const found = await act.manager.findOneBy(Evidence, { id: evidenceId, updateId });
    if (!found?.removedAt) throw new Problem('record.not_found', { what: 'removed evidence' });
    const [taken] = await act.query(
      'SELECT 1 FROM update_evidence WHERE update_id = $1 AND position = $2 AND removed_at IS NULL',
      [updateId, found.position],
    );
    if (taken) {
      throw new Problem('record.already_exists', {
        detail: 'It was changed, not removed: what it became stands on the list.',
      });
    }
    const same = found.href !== null && (await findSameAddress(act, updateId, found.href));
    if (same) {
      throw new Problem('record.already_exists', {
        detail: `Its address was added anew meanwhile, as “${same.title}”, and stands on the list.`,
      });
    }
    await nextPosition(act, updateId);
    await act.manager.update(Evidence, { id: evidenceId }, { removedAt: null, removedById: null });
    noteChange(act, update, as, { isOfPublished: found.isPublished });
    act.record('evidence.restored', subjectOf(update), { evidenceId }, as);
  }
}
