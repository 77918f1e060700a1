import { Injectable } from '@nestjs/common';
import { Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { HAND_OVER_AUTHORS, SUBMIT_UPDATE } from '../update-statements.js';
import { takeUpdate } from '../update-facts.js';
import { appendRevision, draftConflict, readDraft, submissionIssues } from '../update-texts.js';

@Injectable()
export class SubmitUpdate {
  /**
   * Makes a revision of the draft and hands it to clearance, where the organisation asks for that,
   * or to review. Names everyone who changed the text since the revision before.
   * @throws Problem update.nothing_to_submit, update.draft_conflict
   */
  async execute(act: Act, updateId: string, draftVersion: number): Promise<void> {
    const [{ update, as }, { draft, authorIds }] = await Promise.all([
      takeUpdate(act, updateId, 'submit'),
      readDraft(act, updateId),
    ]);
    if (!draft) throw new Problem('update.nothing_to_submit');
    if (draft.version !== draftVersion) {
      throw await draftConflict(act, draft, draftVersion);
    }
    const issues = submissionIssues(draft.content);
    if (issues.length > 0) throw new Problem('update.nothing_to_submit', {}, { issues });

    const revision = appendRevision(act, update, draft.content, 'submission', as);
    act.write(HAND_OVER_AUTHORS, [updateId, revision.id]);
    const state = update.isClearanceRequired ? 'in_clearance' : 'submitted';
    act.write(SUBMIT_UPDATE, [updateId, state, revision.id, act.now]);
    act.emit({ kind: 'update.submitted', payload: { updateId, revisionId: revision.id, state } });
    act.record(
      'update.submitted',
      { kind: 'update', id: updateId, planId: update.planId },
      { revisionId: revision.id, contentHash: revision.contentHash, state, authorIds },
      as,
    );
  }
}
