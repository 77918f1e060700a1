import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../common/actor.js';
import { invalidField, Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import {
  lockRound,
  refuseUnlessSecretariat,
  Round,
  roundChangedMeanwhile,
} from '../../rounds/index.js';
import { takeSuccessor } from '../handover/handover.js';
import { loadRegister, surroundings } from '../register/register-state.reader.js';
import { keepListingChanges } from '../rows/listing-change.js';
import { refuseLoss, rowRefusals, type Row } from '../rows/row.js';
import { emitOwnersOf } from '../rows/owner-named.js';
import { loadRows, lockRows, writeRows } from '../rows/row.store.js';
import { takeApprovedWords, type ApprovedWords } from './approved-words.js';
import { paragraphs, themesOf, type ParagraphInput } from './paragraph.js';

export type { ParagraphInput };
import { takeWords } from './take-words.js';

@Injectable()
export class ArrangeSummary {
  /**
   * Lays out a stakeholder summary as it will be printed: its themes and paragraphs, in order. A new
   * paragraph may begin with approved words of the round. One goes while nobody has written in it.
   * A theme stays until it is taken away; one without a paragraph is not printed.
   * @throws Problem request.invalid naming what is wrong; register.row_in_use when a text would be lost
   */
  async execute(
    act: Act,
    roundId: string,
    input: { version: number; themes?: string[]; rows: ParagraphInput[] },
  ): Promise<void> {
    const round = await lockRound(act, roundId);
    const as = refuseUnlessSecretariat(act, round.planId);
    await refuseFixed(act, round, input.version);
    await lockRows(act.manager, roundId);
    const before = await loadRows(act.manager, roundId);
    const themes = themesOf(input.rows, input.themes);
    const register = await loadRegister(act.manager, round.planId, before, null);
    const after = paragraphs(register, input.rows, await surroundings(act));
    refuseLoss(rowRefusals(before, after));
    const words = await this.wordsFor(act, round, input.rows);

    const { added, removed, changed } = await writeRows(act, round, before, after);
    const isSetOut = themes.join('\n') !== round.themes.join('\n');
    if (!isSetOut && added.length + removed.length + changed.length === 0) return;
    emitOwnersOf(act, after, added);
    await this.begin(act, round, after, words, as);
    await act.manager.update(Round, { id: roundId }, { themes, version: round.version + 1 });
    const kept = await keepListingChanges(act, round.planId, before, after, as);
    const subject = { kind: 'round', id: roundId, planId: round.planId } as const;
    if (isSetOut) act.record('round.themes_changed', subject, { count: themes.length }, as);
    const isRegrouped = added.length + removed.length > 0;
    if (changed.length > 0) {
      const own = isRegrouped ? {} : kept;
      act.record('round.listings_changed', subject, { updateIds: changed, ...own }, as);
    }
    if (isRegrouped) {
      act.record('round.rows_changed', subject, { added, removed, changed, ...kept }, as);
    }
  }

  /** Per new paragraph, in their order, the approved words with which it begins. */
  private async wordsFor(
    act: Act,
    round: Round,
    rows: readonly ParagraphInput[],
  ): Promise<ApprovedWords[][]> {
    const asked = rows.flatMap(({ updateId, sourceIds = [] }) => (updateId ? [] : sourceIds));
    const found =
      asked.length > 0 && round.summarisesId
        ? await takeApprovedWords((...query) => act.query(...query), round.summarisesId, asked)
        : [];
    const known = new Map(found.map((each) => [each.updateId, each]));
    return Promise.all(
      rows.map(async ({ updateId, ownerId, sourceIds = [] }, index) => {
        if (updateId) return [];
        if (ownerId) await takeSuccessor(act, ownerId, `rows.${index}.ownerId`);
        const words = [...new Set(sourceIds)].map((id) => known.get(id));
        if (words.every((each) => each !== undefined)) return words;
        throw invalidField(
          `rows.${index}.sourceIds`,
          'not_approved',
          'Choose updates of the round whose words are approved now.',
        );
      }),
    );
  }

  private async begin(
    act: Act,
    { planId }: Round,
    rows: readonly Row[],
    words: readonly ApprovedWords[][],
    as: Principal,
  ): Promise<void> {
    for (const [index, { id }] of rows.entries()) {
      if (words[index]!.length > 0) await takeWords(act, { id, planId }, words[index]!, as);
    }
  }
}

async function refuseFixed(act: Act, round: Round, version: number): Promise<void> {
  const why = !round.isSummary
    ? 'It has no themes: it prints the rows of the register.'
    : round.state !== 'open'
      ? `The summary is ${round.state}: its layout is fixed.`
      : undefined;
  if (why) throw new Problem('transition.illegal', { why });
  if (round.version !== version) {
    throw await roundChangedMeanwhile(act, round.id);
  }
}
