import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { londonDate } from '../../../common/dates.js';
import { invalidField, Problem } from '../../../common/problems.js';
import { hasForbiddenCharacter, normaliseLine } from '../../../common/rich-text/index.js';
import { onBehalfOf, reasonHash, type Act } from '../../audit/index.js';
import { lockRound, refuseUnlessSecretariat } from '../../rounds/index.js';
import { asksWords } from '../asked.js';
import { askedUpdates } from '../asked.reader.js';
import { Chase } from '../chase.entity.js';
import { writeNotices } from '../write-notices.js';

/** What came of asking: an owner is asked once a day for the same update. */
export interface Chased {
  /** How many updates their owners are now asked for. */
  asked: number;
  /** Asked for today already. */
  askedBefore: number;
}

@Injectable()
export class ChaseOwners {
  /**
   * The secretariat asks the owners of these updates for them, in words of its own.
   * @throws Problem transition.illegal for an update that waits for no owner's text any more
   */
  async execute(
    act: Act,
    roundId: string,
    input: { updateIds: readonly string[]; words: string },
  ): Promise<Chased> {
    const { planId } = await lockRound(act, roundId);
    const as = refuseUnlessSecretariat(act, planId);
    const words = input.words
      .split('\n')
      .map((line) => normaliseLine(line))
      .join('\n')
      .trim();
    if (hasForbiddenCharacter(input.words)) {
      throw invalidField('words', 'control_character', 'It holds a character that cannot be sent.');
    }
    if (words === '') throw invalidField('words', 'required', 'Say what you ask of them.');
    const updates = new Map(
      (await askedUpdates(act.manager, input.updateIds)).map((update) => [update.id, update]),
    );
    const notices = input.updateIds.map((id, index) => {
      const update = updates.get(id);
      if (update?.roundId !== roundId || !update.ownerId) {
        throw invalidField(
          `updateIds.${index}`,
          'unknown',
          'It is not in this round, or has no owner with an open account.',
        );
      }
      if (!asksWords(update)) {
        throw new Problem('transition.illegal', {
          why: `“${update.title}” was submitted meanwhile, or is left out: take it off the list.`,
        });
      }
      return {
        ...({ rule: 'chased', occasion: '', audience: 'owner', personId: update.ownerId } as const),
        subject: { kind: 'update', id } as const,
      };
    });
    const id = randomUUID();
    await act.manager.insert(Chase, {
      ...{ id, roundId, words, madeById: act.actorId, madeAt: act.now },
      onBehalfOfId: onBehalfOf(act.actor, as),
    });
    const onDay = londonDate(act.now);
    const asked = await writeNotices(act, { planId, roundId, onDay, sourceId: id }, notices);
    if (asked === 0) {
      throw invalidField('updateIds', 'asked_before', 'Their owners were asked for them today.');
    }
    act.record(
      'round.owners_chased',
      { kind: 'round', id: roundId, planId },
      { chaseId: id, updateIds: [...input.updateIds], wordsHash: reasonHash(words) },
      as,
    );
    return { asked, askedBefore: notices.length - asked };
  }
}
