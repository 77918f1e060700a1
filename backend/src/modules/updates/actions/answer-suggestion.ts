import { Injectable } from '@nestjs/common';
import type { UpdateContent } from '../../../common/content.js';
import { invalidField, Problem } from '../../../common/problems.js';
import {
  changeAnswers,
  suggestedChanges,
  type Suggestion,
} from '../../../common/suggested-changes.js';
import { onBehalfOf, type Act } from '../../audit/index.js';
import type { AnswerInput } from '../dto/suggestion.dto.js';
import { readAnswers } from '../suggestions/answers.js';
import { SuggestionAnswer, UpdateSuggestion } from '../suggestions/suggestion.entities.js';
import { takeUpdate } from '../update-facts.js';
import { UpdateRevision } from '../update.entities.js';
import { draftConflict, readDraft } from '../update-texts.js';
import { SaveDraft } from './save-draft.js';

@Injectable()
export class AnswerSuggestion {
  constructor(private readonly saveDraft: SaveDraft) {}

  /**
   * Whoever drafts the text accepts or refuses suggested changes, or takes an answer back. What is
   * accepted is saved as any words of theirs, in the same act.
   * @returns the keys of the changes whose words have changed since: they are left unanswered
   * @throws Problem update.draft_conflict when the text was saved meanwhile
   */
  async execute(
    act: Act,
    updateId: string,
    suggestionId: string,
    draftVersion: number,
    answers: readonly AnswerInput[],
  ): Promise<string[]> {
    const { update, as } = await takeUpdate(act, updateId, 'answer_suggestion');
    const stored = await act.manager.findOneBy(UpdateSuggestion, { id: suggestionId, updateId });
    if (!stored) throw new Problem('record.not_found', { what: 'suggestion' });
    if (stored.revisionId !== update.latestRevisionId) throw new Problem('suggestion.superseded');
    const { id } = stored;
    const [revision, given, { draft }] = await Promise.all([
      act.manager.findOneByOrFail(UpdateRevision, { id: stored.revisionId }),
      readAnswers(act, id),
      readDraft(act, updateId),
    ]);
    const suggestion = suggestedChanges(contentOf(revision), contentOf(stored));
    expectKnown(suggestion, answers);

    let accepted: ReadonlySet<string> = new Set(
      [...given].flatMap(([key, { answer }]) => (answer === 'accepted' ? [key] : [])),
    );
    const wanted = answers.filter(({ key, answer }) => given.get(key)?.answer !== answer);
    const changesText = wanted.some(
      ({ key, answer }) => (answer === 'accepted') !== accepted.has(key),
    );
    if (changesText && draft?.version !== draftVersion) {
      throw await draftConflict(act, draft, draftVersion);
    }
    let content = draft?.content ?? contentOf(revision);
    const fitting: AnswerInput[] = [];
    // One by one where need be: a change that no longer fits keeps no other from being answered.
    for (const wishes of inTurn(suggestion, content, accepted, wanted)) {
      const after = wishes.reduce(withAnswer, accepted);
      const next = changeAnswers(suggestion, content, { before: accepted, after });
      if (next === null) continue;
      content = next;
      accepted = after;
      fitting.push(...wishes);
    }
    if (fitting.length > 0) {
      if (changesText) await this.saveDraft.execute(act, updateId, draftVersion, content);
      await act.manager.insert(
        SuggestionAnswer,
        fitting.map(({ key, answer }) => ({
          suggestionId: id,
          changeKey: key,
          answer,
          answeredById: act.actorId,
          onBehalfOfId: onBehalfOf(act.actor, as),
          answeredAt: act.now,
        })),
      );
      act.record(
        'update.suggestion_answered',
        { kind: 'update', id: updateId, planId: update.planId },
        {
          suggestionId: id,
          answers: Object.fromEntries(fitting.map(({ key, answer }) => [key, answer])),
        },
        as,
      );
    }
    return wanted.filter((wish) => !fitting.includes(wish)).map(({ key }) => key);
  }
}

const contentOf = ({ content }: { content: string }): UpdateContent =>
  JSON.parse(content) as UpdateContent;

/** All at once when all fit, otherwise each by itself. */
function inTurn(
  suggestion: Suggestion,
  content: UpdateContent,
  before: ReadonlySet<string>,
  wanted: AnswerInput[],
): AnswerInput[][] {
  const after = wanted.reduce(withAnswer, before);
  const fits = changeAnswers(suggestion, content, { before, after }) !== null;
  return fits ? [wanted] : wanted.map((wish) => [wish]);
}

function withAnswer(
  accepted: ReadonlySet<string>,
  { key, answer }: AnswerInput,
): ReadonlySet<string> {
  const after = new Set(accepted);
  if (answer === 'accepted') after.add(key);
  else after.delete(key);
  return after;
}

function expectKnown({ changes }: Suggestion, answers: readonly AnswerInput[]): void {
  const keys = new Set(changes.map(({ key }) => key));
  const unknown = answers.findIndex(({ key }) => !keys.has(key));
  if (unknown < 0) return;
  throw invalidField(`answers.${unknown}.key`, 'unknown', 'There is no such change.');
}
