import { Injectable } from '@nestjs/common';
import type { UpdateContent } from '../../../common/content.js';
import { onBehalfOf, type Act } from '../../audit/index.js';
import { Update, UpdateDraft } from '../update.entities.js';
import { takeUpdate } from '../update-facts.js';
import { draftConflict, isSameContent, parseContent } from '../update-texts.js';
import type { UpdateState } from '../update.workflow.js';

export interface SavedDraft {
  version: number;
  savedAt: Date;
  state: UpdateState;
}

@Injectable()
export class SaveDraft {
  /**
   * Saves the text being written. A save that changes nothing changes nothing: no version, no author.
   * @param version the draft's version that the writer started from; 0 when there was none
   * @throws Problem update.draft_conflict with the other's text, when someone saved meanwhile
   */
  async execute(act: Act, updateId: string, version: number, input: unknown): Promise<SavedDraft> {
    const content = parseContent(input);
    const { update, as } = await takeUpdate(act, updateId, 'save_draft');
    const draft = await act.manager.findOneBy(UpdateDraft, { updateId });
    if ((draft?.version ?? 0) !== version) throw await draftConflict(act, draft, version);
    if (draft && isSameContent(draft.content, content)) {
      return { version: draft.version, savedAt: draft.savedAt, state: update.state };
    }
    await this.write(act, updateId, version + 1, content);
    await act.manager.query(
      `INSERT INTO update_draft_authors (update_id, person_id, on_behalf_of_id) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING`,
      [updateId, act.actorId, onBehalfOf(act.actor, as)],
    );
    if (update.state !== 'drafting') {
      await act.manager.update(
        Update,
        { id: updateId },
        { state: 'drafting', stateChangedAt: act.now, version: update.version + 1 },
      );
      act.record('update.started', { kind: 'update', id: updateId, planId: update.planId }, {}, as);
    }
    return { version: version + 1, savedAt: act.now, state: 'drafting' };
  }

  private async write(
    act: Act,
    updateId: string,
    version: number,
    content: UpdateContent,
  ): Promise<void> {
    await act.manager.upsert(
      UpdateDraft,
      { updateId, content: content as never, version, savedById: act.actorId, savedAt: act.now },
      ['updateId'],
    );
  }
}
