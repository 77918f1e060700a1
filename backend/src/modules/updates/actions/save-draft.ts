import { Injectable } from '@nestjs/common';
import { onBehalfOf, type Act } from '../../audit/index.js';
import { setAside, type TextToSetAside } from '../set-aside/set-aside.js';
import { takeUpdate } from '../update-facts.js';
import { draftConflict, isSameContent, parseContent, readDraft } from '../update-texts.js';
import { ADD_DRAFT_AUTHOR, START_UPDATE, WRITE_DRAFT } from '../update-statements.js';
import type { StartedFrom } from '../update.entities.js';
import type { UpdateState } from '../update.workflow.js';

export interface SavedDraft {
  version: number;
  savedAt: Date;
  state: UpdateState;
}

interface HowItCame {
  /** What the first writer chose to begin with. */
  startedFrom?: StartedFrom;
  /** The texts that this one was chosen over: they are kept beside the draft. */
  setAside?: readonly TextToSetAside[];
}

@Injectable()
export class SaveDraft {
  /**
   * Saves the text being written. A save that changes nothing changes nothing: no version, no author.
   * @param version the draft's version that the writer started from; 0 when there was none
   * @throws Problem update.draft_conflict with the other's text, when someone saved meanwhile
   */
  async execute(
    act: Act,
    updateId: string,
    version: number,
    input: unknown,
    { startedFrom, setAside: aside = [] }: HowItCame = {},
  ): Promise<SavedDraft> {
    const content = parseContent(input);
    const texts = aside.map((text) => ({ ...text, content: parseContent(text.content) }));
    const [{ update, as }, { draft }] = await Promise.all([
      takeUpdate(act, updateId, 'save_draft'),
      readDraft(act, updateId),
    ]);
    if ((draft?.version ?? 0) !== version) throw await draftConflict(act, draft, version);
    await setAside(act, update, draft, texts, as);
    if (draft && isSameContent(draft.content, content)) {
      return { version: draft.version, savedAt: draft.savedAt, state: update.state };
    }
    act.write(WRITE_DRAFT, [updateId, content, version + 1, act.actorId, act.now]);
    act.write(ADD_DRAFT_AUTHOR, [updateId, act.actorId, onBehalfOf(act.actor, as)]);
    if (update.state !== 'drafting') {
      // Going on after a return is no start.
      const from = update.state === 'not_started' ? startedFrom : undefined;
      act.write(START_UPDATE, [updateId, act.now, from ?? null]);
      const subject = { kind: 'update', id: updateId, planId: update.planId } as const;
      act.record('update.started', subject, { ...(from && { from }) }, as);
    }
    return { version: version + 1, savedAt: act.now, state: 'drafting' };
  }
}
