import { Injectable } from '@nestjs/common';
import { withoutNoChange, type Delivery } from '../../../common/content.js';
import { invalidField, Problem } from '../../../common/problems.js';
import { reasonHash, type Act } from '../../audit/index.js';
import { Files } from '../../files/index.js';
import { refuseOtherEvidence, refuseUnsafe } from '../evidence/evidence-checks.js';
import { readStanding, withEvidence } from '../evidence/evidence-content.js';
import { newEvidence, printedTexts, unchangedDelivery, unchangedSince } from '../no-change.js';
import { takeUpdate } from '../update-facts.js';
import { NAME_DRAFT_AUTHORS, SUBMIT_UPDATE } from '../update-statements.js';
import { appendDecision, appendRevision, draftConflict, readDraft } from '../update-texts.js';

@Injectable()
export class DeclareNoChange {
  constructor(private readonly files: Files) {}

  /**
   * The owner says that last time's words stand, and why: a revision of those words, which goes to
   * clearance or review like any other. A draft stays as it is, for when drafting goes on.
   * @throws Problem transition.illegal when the last edition printed no text of it, or one withdrawn since
   * @throws Problem request.invalid when evidence is published with it that was not: that is news
   * @throws Problem update.draft_conflict when the draft is not the one that was seen
   * @throws Problem update.evidence_changed when the list of evidence is not
   */
  async execute(
    act: Act,
    updateId: string,
    said: {
      reason: string;
      draftVersion: number;
      delivery?: Delivery;
      evidenceIds?: readonly string[];
    },
  ): Promise<void> {
    const [{ update, as }, { draft, authorIds: writers }, standing] = await Promise.all([
      takeUpdate(act, updateId, 'declare_no_change'),
      readDraft(act, updateId),
      readStanding((sql, parameters) => act.query(sql, parameters), updateId),
    ]);
    refuseOtherEvidence(standing, said.evidenceIds);
    refuseUnsafe(standing, this.files);
    if ((draft?.version ?? 0) !== said.draftVersion) {
      throw await draftConflict(act, draft, said.draftVersion);
    }
    const texts = await printedTexts(
      (sql, parameters) => act.query(sql, parameters),
      update.previousUpdateId!,
    );
    if (texts[0]?.editionsAgo !== 0) {
      throw new Problem('transition.illegal', { why: 'The last edition printed no text of it.' });
    }
    const { content: last, isWithdrawn } = texts[0];
    if (isWithdrawn) {
      throw new Problem('transition.illegal', {
        why: 'What the last edition printed of it was withdrawn: write an update.',
      });
    }
    const noChange = unchangedSince(texts);
    const content = {
      // The words stand; what is published with them is what stands on the list now.
      ...withEvidence(withoutNoChange(last), standing),
      delivery: unchangedDelivery(last, said.delivery),
      noChange,
    };
    const [added] = newEvidence(content, last);
    if (added) {
      throw invalidField(
        'evidence',
        'new',
        `“${added.title}” is published with it and was not last time: that is news. Write an update, or let reviewers alone see it.`,
      );
    }
    const revision = appendRevision(act, update, content, 'submission', as);
    // Of the draft, evidence alone is handed in; which of its authors put that there is not kept.
    const authorIds = content.evidence ? writers : [];
    if (content.evidence) act.write(NAME_DRAFT_AUTHORS, [updateId, revision.id]);
    const state = update.isClearanceRequired ? 'in_clearance' : 'submitted';
    act.write(SUBMIT_UPDATE, [updateId, state, revision.id, act.now]);
    const { reason } = said;
    await appendDecision(act, updateId, 'declare_no_change', as, { revision, reason });
    act.emit({ kind: 'update.submitted', payload: { updateId, revisionId: revision.id, state } });
    const subject = { kind: 'update', id: updateId, planId: update.planId } as const;
    const { id: revisionId, contentHash } = revision;
    act.record('update.submitted', subject, { revisionId, contentHash, state, authorIds }, as);
    act.record(
      'update.no_change_declared',
      subject,
      { revisionId, sinceOn: noChange.sinceOn, reasonHash: reasonHash(reason) },
      as,
    );
  }
}
