import { Injectable } from '@nestjs/common';
import { canonicalContent, sha256Hex } from '../../../common/content-hash.js';
import { withoutNoChange, type UpdateContent } from '../../../common/content.js';
import { invalidField, Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { UpdateSuggestion } from '../suggestions/suggestion.entities.js';
import { withoutEvidence } from '../evidence/evidence-content.js';
import { takeUpdate } from '../update-facts.js';
import { expectRevision, isSameContent, parseContent, submissionIssues } from '../update-texts.js';
import { sendBack } from './return-update.js';

@Injectable()
export class SuggestChanges {
  /**
   * A lead sends a text back with the text that they propose. It makes no revision and no author:
   * what the owner accepts of it becomes the owner's words, and the lead may approve them.
   */
  async execute(
    act: Act,
    updateId: string,
    revisionId: string,
    message: string,
    input: unknown,
  ): Promise<void> {
    const proposed = parseContent(input);
    const { update, facts, as } = await takeUpdate(act, updateId, 'suggest');
    const issues = submissionIssues(proposed, facts);
    if (issues.length > 0) throw new Problem('request.invalid', {}, { issues });
    const revision = await expectRevision(act, update, revisionId);
    const submitted = withoutEvidence(
      withoutNoChange(JSON.parse(revision.content) as UpdateContent),
    );
    // Words are suggested; a figure is questioned in a comment, or changed by a lead's own edit.
    const { figures } = submitted;
    const content = { ...proposed, figures };
    if (isSameContent(submitted, content)) {
      throw invalidField('content', 'unchanged', 'Change the text first, or return it as it is.');
    }
    const id = await sendBack(act, update, revision, message, as, { withItsWords: true });
    const canonical = canonicalContent(content);
    const contentHash = sha256Hex(canonical);
    await act.manager.insert(UpdateSuggestion, {
      ...{ id, updateId, revisionId, content: canonical, contentHash },
    });
    act.record(
      'update.suggested',
      { kind: 'update', id: updateId, planId: update.planId },
      { suggestionId: id, revisionId, contentHash },
      as,
    );
  }
}
