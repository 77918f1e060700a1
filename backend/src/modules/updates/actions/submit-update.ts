import { Injectable } from '@nestjs/common';
import { Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { Update, UpdateDraft } from '../update.entities.js';
import { takeUpdate } from '../update-facts.js';
import { appendRevision, draftConflict, submissionIssues } from '../update-texts.js';

@Injectable()
export class SubmitUpdate {
  /**
   * Makes a revision of the draft and hands it to clearance, where the organisation asks for that,
   * or to review. Names everyone who changed the text since the revision before.
   * @throws Problem update.nothing_to_submit, update.draft_conflict
   */
  async execute(act: Act, updateId: string, draftVersion: number): Promise<void> {
    const { update, as } = await takeUpdate(act, updateId, 'submit');
    const draft = await act.manager.findOneBy(UpdateDraft, { updateId });
    if (!draft) throw new Problem('update.nothing_to_submit');
    if (draft.version !== draftVersion) {
      throw await draftConflict(act, draft, draftVersion);
    }
    const issues = submissionIssues(draft.content);
    if (issues.length > 0) throw new Problem('update.nothing_to_submit', {}, { issues });

    const revision = await appendRevision(act, update, draft.content, 'submission', as);
    const authors = await act.manager.query<{ person_id: string }[]>(
      `WITH authors AS (DELETE FROM update_draft_authors WHERE update_id = $1 RETURNING person_id, on_behalf_of_id)
       INSERT INTO revision_authors (revision_id, person_id, on_behalf_of_id)
       SELECT $2, person_id, on_behalf_of_id FROM authors RETURNING person_id`,
      [updateId, revision.id],
    );
    const state = update.isClearanceRequired ? 'in_clearance' : 'submitted';
    await act.manager.update(
      Update,
      { id: updateId },
      {
        state,
        latestRevisionId: revision.id,
        submittedAt: act.now,
        stateChangedAt: act.now,
        version: update.version + 1,
      },
    );
    act.emit({ kind: 'update.submitted', payload: { updateId, revisionId: revision.id, state } });
    act.record(
      'update.submitted',
      { kind: 'update', id: updateId, planId: update.planId },
      {
        revisionId: revision.id,
        contentHash: revision.contentHash,
        state,
        authorIds: [...new Set(authors.map((author) => author.person_id))].sort(),
      },
      as,
    );
  }
}
