import { Injectable } from '@nestjs/common';
import { withoutNoChange, type UpdateContent } from '../../../common/content.js';
import { Problem } from '../../../common/problems.js';
import { onBehalfOf, type Act } from '../../audit/index.js';
import { wrongFigures } from '../figures/wrong-figures.js';
import { Update } from '../update.entities.js';
import { takeUpdate } from '../update-facts.js';
import {
  appendRevision,
  expectRevision,
  isSameContent,
  parseContent,
  submissionIssues,
} from '../update-texts.js';

@Injectable()
export class EditUpdate {
  /**
   * A lead changes a submitted text. It becomes a revision of theirs, so another lead approves it;
   * their claim is given up with that. An edit that changes nothing makes no revision.
   */
  async execute(act: Act, updateId: string, revisionId: string, input: unknown): Promise<void> {
    const words = parseContent(input);
    const { update, facts, as } = await takeUpdate(act, updateId, 'edit');
    const issues = [
      ...submissionIssues(words, facts),
      ...(await wrongFigures(act, updateId, words)),
    ];
    if (issues.length > 0) throw new Problem('request.invalid', {}, { issues });
    const seen = await expectRevision(act, update, revisionId);
    const before = JSON.parse(seen.content) as UpdateContent;
    // The evidence is not the lead’s to change.
    const content = { ...words, ...(before.evidence && { evidence: before.evidence }) };
    if (isSameContent(withoutNoChange(before), content)) return;
    const revision = appendRevision(act, update, content, 'lead_edit', as);
    act.write(
      'INSERT INTO revision_authors (revision_id, person_id, on_behalf_of_id) VALUES ($1, $2, $3)',
      [revision.id, act.actorId, onBehalfOf(act.actor, as)],
    );
    await act.manager.update(
      Update,
      { id: updateId },
      {
        latestRevisionId: revision.id,
        claimedById: null,
        claimedAt: null,
        version: update.version + 1,
      },
    );
    act.emit({ kind: 'update.edited', payload: { updateId, revisionId: revision.id } });
    act.record(
      'update.edited',
      { kind: 'update', id: updateId, planId: update.planId },
      { revisionId: revision.id, contentHash: revision.contentHash },
      as,
    );
  }
}
