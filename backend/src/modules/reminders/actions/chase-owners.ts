import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { londonDate } from '../../../common/dates.js';
import { invalidField, Problem } from '../../../common/problems.js';
import { onBehalfOf, reasonHash, type Act } from '../../audit/index.js';
import { lockRound, refuseUnlessSecretariat } from '../../rounds/index.js';
import { asksWords } from '../asked.js';
import { askedUpdates } from '../asked.reader.js';
import { Chase } from '../chase.entity.js';
import { chaseable, chaseWords } from '../chase-words.js';
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
    const words = chaseWords(input.words);
    const found = await askedUpdates(act.manager, input.updateIds);
    const notices = chaseable(roundId, input.updateIds, found).map((update) => {
      if (!asksWords(update)) {
        throw new Problem('transition.illegal', {
          why: `“${update.title}” was submitted meanwhile, or is left out: take it off the list.`,
        });
      }
      return {
        ...({ rule: 'chased', occasion: '', audience: 'owner', personId: update.ownerId } as const),
        subject: { kind: 'update', id: update.id } as const,
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
