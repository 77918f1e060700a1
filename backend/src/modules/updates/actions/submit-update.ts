import { Injectable } from '@nestjs/common';
import { Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { Files } from '../../files/index.js';
import { readStanding, withEvidence } from '../evidence/evidence-content.js';
import { refuseOtherEvidence, refuseUnsafe } from '../evidence/evidence-checks.js';
import { wrongFigures } from '../figures/wrong-figures.js';
import { HAND_OVER_AUTHORS, SUBMIT_UPDATE } from '../update-statements.js';
import { takeUpdate } from '../update-facts.js';
import { appendRevision, draftConflict, readDraft, submissionIssues } from '../update-texts.js';

@Injectable()
export class SubmitUpdate {
  constructor(private readonly files: Files) {}

  /**
   * Makes a revision of the draft and hands it to clearance, where the organisation asks for that,
   * or to review. Names everyone who changed the text since the revision before.
   * @param evidenceIds what stood on the list of evidence as it was seen
   * @throws Problem update.nothing_to_submit, update.draft_conflict, update.evidence_changed, file.not_ready
   */
  async execute(
    act: Act,
    updateId: string,
    draftVersion: number,
    evidenceIds?: readonly string[],
  ): Promise<void> {
    const [{ update, facts, as }, { draft, authorIds }, standing] = await Promise.all([
      takeUpdate(act, updateId, 'submit'),
      readDraft(act, updateId),
      readStanding((sql, parameters) => act.query(sql, parameters), updateId),
    ]);
    if (!draft) throw new Problem('update.nothing_to_submit');
    if (draft.version !== draftVersion) {
      throw await draftConflict(act, draft, draftVersion);
    }
    const issues = [
      ...submissionIssues(draft.content, facts),
      ...(await wrongFigures(act, updateId, draft.content)),
    ];
    if (issues.length > 0) {
      const detail = 'Close this and put it right first.';
      throw new Problem('update.nothing_to_submit', { detail }, { issues });
    }
    refuseOtherEvidence(standing, evidenceIds);
    refuseUnsafe(standing, this.files);

    const content = withEvidence(draft.content, standing);
    const revision = appendRevision(act, update, content, 'submission', as);
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
