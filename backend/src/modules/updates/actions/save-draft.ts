import { Injectable } from '@nestjs/common';
import { invalidField } from '../../../common/problems.js';
import { onBehalfOf, type Act } from '../../audit/index.js';
import { setAside, type TextToSetAside } from '../set-aside/set-aside.js';
import { takeUpdate } from '../update-facts.js';
import { draftConflict, isSameContent, parseContent, readDraft } from '../update-texts.js';
import { ADD_DRAFT_AUTHOR, SAY_START, START_UPDATE, WRITE_DRAFT } from '../update-statements.js';
import type { StartedFrom, Update } from '../update.entities.js';
import type { UpdateState } from '../update.workflow.js';

export interface SavedDraft {
  version: number;
  savedAt: Date;
  state: UpdateState;
}

interface HowItCame {
  /** What the first writer chose to begin with: the first save says it. */
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
   * @throws Problem request.invalid when the first words do not say what they began with
   */
  async execute(
    act: Act,
    updateId: string,
    version: number,
    input: unknown,
    { startedFrom, setAside: aside = [] }: HowItCame = {},
  ): Promise<SavedDraft> {
    const content = parseContent(input);
    // What is saved is not set aside as well.
    const texts = aside
      .map((text) => ({ ...text, content: parseContent(text.content) }))
      .filter((text) => !isSameContent(text.content, content));
    const [{ update, as }, { draft }] = await Promise.all([
      takeUpdate(act, updateId, 'save_draft'),
      readDraft(act, updateId),
    ]);
    if ((draft?.version ?? 0) !== version) throw await draftConflict(act, draft, version);
    const from = draft ? undefined : startOf(update, startedFrom);
    await setAside(act, update, draft, texts, as);
    if (draft && isSameContent(draft.content, content)) {
      return { version: draft.version, savedAt: draft.savedAt, state: update.state };
    }
    act.write(WRITE_DRAFT, [updateId, content, version + 1, act.actorId, act.now]);
    act.write(ADD_DRAFT_AUTHOR, [updateId, act.actorId, onBehalfOf(act.actor, as)]);
    const isStarting = update.state !== 'drafting';
    if (isStarting) act.write(START_UPDATE, [updateId, act.now, from ?? null]);
    // Evidence was there before the first words.
    else if (from) act.write(SAY_START, [updateId, from]);
    if (isStarting || from) {
      const subject = { kind: 'update', id: updateId, planId: update.planId } as const;
      act.record('update.started', subject, { ...(from && { from }) }, as);
    }
    return { version: version + 1, savedAt: act.now, state: 'drafting' };
  }
}

/** What the first words begin with. Going on after a return, a recall or a reopening is no start. */
function startOf(update: Update, startedFrom: StartedFrom | undefined): StartedFrom | undefined {
  if (update.latestRevisionId !== null) return undefined;
  if (!startedFrom) {
    const message = 'Say what the text begins with: an empty page, or last time’s text.';
    throw invalidField('startedFrom', 'required', message);
  }
  if (startedFrom === 'last_edition' && update.previousUpdateId === null) {
    throw invalidField('startedFrom', 'no_last_edition', 'There is no text of last time.');
  }
  return startedFrom;
}
